"""A page with a drawing of the knee twice, and a cell of a notebook with it."""

import json
import shutil

from vastus.explorer import palette


def write(folder, source, name, figure, in_notebook):
    """Write ``index.html`` and ``notebook.html`` into a folder.

    Parameters
    ----------
    folder : pathlib.Path
    source : pathlib.Path
        Where the drawing's style and script lie.
    name : str
        Of both files, without what follows the dot.
    figure, in_notebook : str
        The drawing's HTML on a page of the book, and in a notebook.
    """
    (folder / "colours.css").write_text(palette.stylesheet(), encoding="utf-8")
    for suffix in ("css", "js"):
        shutil.copy(source / f"{name}.{suffix}", folder)
    (folder / "index.html").write_text(
        '<!DOCTYPE html><html lang="en" data-theme="light"><head><meta charset="utf-8"><title>Knee</title>'
        '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        f'<link rel="stylesheet" href="colours.css"><link rel="stylesheet" href="{name}.css">'
        "<style>body{font-family:sans-serif;margin:5px;background:var(--vastus-surface);color:var(--vastus-text)}"
        f'</style></head><body><main><h1>Knee</h1>{figure}{figure}</main><script type="module" src="{name}.js">'
        "</script></body></html>",
        encoding="utf-8",
    )
    notebook = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Notebook</title>
        <link rel="icon" href="data:,"><link rel="stylesheet" href="{name}.css"></head><body><div id="cell"></div>
        <script type="module">import drawing from "./{name}.js";
        const html = {json.dumps(in_notebook).replace("<", chr(92) + "u003c")};
        drawing.render({{ model: {{ get: (name) => ({{ html }})[name] }}, el: document.querySelector("#cell") }});
        </script></body></html>"""
    (folder / "notebook.html").write_text(notebook, encoding="utf-8")


def set_theme(page, theme):
    page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)


def boxes(figure, selector):
    """Where the parts of a figure are on the screen."""
    return figure.locator(selector).evaluate_all("parts => parts.map((part) => part.getBoundingClientRect().toJSON())")


def within(box, frame):
    """Whether a box ends nowhere to the left or the right of another."""
    return frame["left"] <= box["left"] and box["right"] <= frame["right"]


def overlapping(boxes, by_px=0):
    """The pairs of boxes that lie on each other, by more than so many pixels in height."""
    return [
        (box, other)
        for number, box in enumerate(boxes)
        for other in boxes[:number]
        if box["left"] < other["right"] and other["left"] < box["right"]
        if box["top"] + by_px < other["bottom"] and other["top"] + by_px < box["bottom"]
    ]
