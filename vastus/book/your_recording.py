"""The directive ``{recording}``: the part of a page that reads and judges a reader's own recording, and its example."""

from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from . import assets, kept, rests_on, stale

FOLDER = "recordings"


class YourRecording(SphinxDirective):
    def run(self):
        root = "../" * self.env.docname.count("/")
        product = kept.made(f"your-recording.{rests_on.digest(root)}", _part, root)
        stale.note(self.env, product.rests_on)
        return [nodes.raw("", product.files[0].read_text(encoding="utf-8"), format="html")]


def _part(root):
    from .. import your_recording

    part = your_recording.html(f"{root}{FOLDER}/{your_recording.EXAMPLE}")
    return {"part.html": part.encode()}, _things()


def _example():
    from .. import your_recording

    return {your_recording.EXAMPLE: your_recording.example_csv()}, _things()


def _things():
    return rests_on.on("vastus.your_recording", also=["file vastus/book/your_recording.py"])


def _write(app, error):
    if error or app.builder.format != "html":
        return
    example = kept.made("example-recording", _example)
    assets.sync(Path(app.outdir) / FOLDER, {file.name: file for file in example.files})


def setup(app):
    app.add_directive("recording", YourRecording)
    app.connect("build-finished", _write)
