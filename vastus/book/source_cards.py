"""The file of all source cards, which a page fetches when a reader first asks for one.

It lies apart from the scripts, at an address that stays: theirs carries a fingerprint of all they load, so a corrected
name of an author would make every page stale, and not only those that cite the work.
"""

from pathlib import Path

from . import assets, kept, rests_on

FOLDER = "cards"


def _cards():
    from .. import source_cards

    cards = source_cards.encoded()
    return {"source-cards.json": cards}, rests_on.on("vastus.source_cards", also=["file vastus/book/source_cards.py"])


def _write(app, error):
    if error or app.builder.format != "html":
        return
    cards = kept.made("source-cards", _cards)
    assets.sync(Path(app.outdir) / FOLDER, {file.name: file for file in cards.files})


def setup(app):
    app.connect("build-finished", _write)
