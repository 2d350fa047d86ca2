"""What the card of a source tells: who was studied and how, how far it was read, what the course cites it for.

- The record comes from ``references.bib``, the rest from the table ``source_cards``, one row for every source.
- The book serves all cards in one file, `encoded`, which a page fetches when a reader first asks for one.
"""

import json

from . import data, references
from .typeset import prose


def problems(table=None):
    """Name each source that has no row in the table, in lines for whoever checks the course."""
    table = data.table("source_cards") if table is None else table
    missing = sorted(set(references.load()) - set(table["citekey"]))
    return [f"data/evidence/source_cards.csv: found no row for {citekey}, expected one" for citekey in missing]


def cards():
    """Cards by citekey, each a dict of texts; what was not stated in what was read is left out."""
    return {
        row["citekey"]: _card(references.get(row["citekey"]), row)
        for row in data.table("source_cards").to_dict("records")
    }


def encoded():
    """The file of all cards, as bytes."""
    return json.dumps(cards(), ensure_ascii=False, separators=(",", ":")).encode()


def _card(source, row):
    note = " ".join([*source.warnings, *([references.closed(row["remark"])] if row["remark"] else [])])
    card = {
        "label": source.label,
        "authors": source.authors_shown,
        "year": source.year_shown,
        "title": source.title,
        "venue": source.venue,
        "url": source.url,
        "design": row["design"],
        "people": row["people_studied"],
        "number": row["number_studied"],
        "read": references.HOW_FAR_READ[source.verification],
        "cited_for": row["cited_for"],
        "note": note,
    }
    return {name: text if name == "url" else prose(text) for name, text in card.items() if text}
