"""Notebooks as they are committed: executed, and without what belongs to one run only.

Widget views and widget state weigh 5 MB a notebook and would make myst-nb load a widget manager from elsewhere; the
page does not need them, because each output also carries ``application/vnd.vastus+json``. nbval compares the rest.
"""

import nbformat
from nbclient import NotebookClient

from .mime import WIDGET_MIME_TYPE


def refresh(path):
    """Execute the notebook at ``path`` in its own folder and write it back, normalised."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    nbformat.write(normalised(notebook), path)


def normalised(notebook):
    """The notebook less widget views, widget state and the times and versions of one run."""
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_MIME_TYPE, None)
    return notebook
