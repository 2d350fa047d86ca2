"""The directive ``{recording}``: the part of a page that reads and judges a reader's own recording, and its example."""

from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from . import assets, kept, rests_on, stale

FOLDER = "recordings"
PART = "part.html"


class YourRecording(SphinxDirective):
    def run(self):
        root = "../" * self.env.docname.count("/")
        product = kept.made(f"your-recording.{rests_on.digest(root)}", _made, root)
        stale.note(self.env, product.rests_on)
        return [nodes.raw("", (product.folder / PART).read_text(encoding="utf-8"), format="html")]


def _made(root):
    from .. import your_recording

    example = f"{root}{FOLDER}/{your_recording.EXAMPLE}"
    files = {PART: your_recording.html(example).encode(), your_recording.EXAMPLE: your_recording.example_csv()}
    return files, rests_on.on("vastus.your_recording", also=["file vastus/book/your_recording.py"])


def _write(app, error):
    if error or app.builder.format != "html":
        return
    product = kept.made(f"your-recording.{rests_on.digest('')}", _made, "")
    assets.sync(Path(app.outdir) / FOLDER, {file.name: file for file in product.files if file.suffix == ".csv"})


def setup(app):
    app.add_directive("recording", YourRecording)
    app.connect("build-finished", _write)
