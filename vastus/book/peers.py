"""The same explorer made in five ways, as ``make bench`` measured it: the directive ``{peers} PART``.

- ``picture``: for each way, when a phone shows a picture and when that answers, as bars;
- ``phone`` and ``computer``: the numbers, a table each;
- ``alone``: which other machines a page asks, and what is left of it without them.

All from ``bench/peers/measured.csv``, which the bench writes: one row for a way under a condition, an empty cell where
something never happened.
"""

import csv
from dataclasses import dataclass
from datetime import date
from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .. import words
from ..places import place
from . import rests_on, stale

FILE = place("course") / "bench" / "peers" / "measured.csv"
NEVER = "never"
END = 0.9  # of a bar, where the slowest answers


@dataclass(frozen=True)
class Row:
    """A way under a condition. Times are None where what they wait for never happened."""

    way: str
    version: str
    condition: str
    kb: int
    others: tuple
    picture_s: float | None
    live_s: float | None
    step_ms: float | None
    step_p95_ms: float | None
    on: date

    @property
    def left(self):
        """What the page does, in words."""
        if self.picture_s is None:
            return "draws nothing"
        return "draws, but its controls move nothing" if self.live_s is None else "draws and answers"


def rows(condition):
    """Every way under a condition, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return [_row(cells) for cells in csv.DictReader(lines) if cells["condition"] == condition]


def _row(cells):
    times = {name: float(cells[name]) if cells[name] else None for name in cells if name.endswith(("_s", "_ms"))}
    others = tuple(cells["others"].split())
    return Row(**{**cells, **times, "kb": int(cells["kb"]), "others": others, "on": date.fromisoformat(cells["on"])})


# ---- the picture


def picture_html(measured):
    """Bars of the seconds a reader waits: for a picture, and from there for an answer."""
    longest = max(value for row in measured for value in (row.picture_s, row.live_s) if value is not None)
    bars = "".join(f"<li>{_bar(row, longest)}</li>" for row in measured)
    return f"""<figure class="vastus-peers" data-peers aria-labelledby="peers-title">
<figcaption id="peers-title">How long a reader on a slow phone waits</figcaption>
<ul class="vastus-peers-key" aria-hidden="true">
<li>{_piece("waits")} nothing to see</li><li>{_piece("shows")} a picture</li><li>{_piece("answers")} it answers</li>
</ul>
<ul>{bars}</ul>
<p class="vastus-peers-axis" aria-hidden="true"><span>0 s</span><span>{longest / END:.0f} s</span></p>
</figure>"""


def _piece(kind):
    return f'<svg viewBox="0 0 20 10" width="20" height="10"><rect class="{kind}" width="20" height="10"/></svg>'


def _bar(row, longest):
    """What a way does, in words and as a bar from 0 s on."""
    seen, live = (100 if value is None else 100 * END * value / longest for value in (row.picture_s, row.live_s))
    drawn = "".join(
        f'<rect class="{kind}" x="{start:.1f}" width="{stop - start:.1f}" height="10"/>'
        for kind, start, stop in (("waits", 0, seen), ("shows", seen, live), ("answers", live, 100))
        if stop > start
    )
    words = f"picture {_seconds(row.picture_s)}, answer {_seconds(row.live_s)}"
    return (
        f"<p><strong>{escape(row.way)}</strong> <span>{words}</span></p>"
        f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{drawn}</svg>'
    )


def _seconds(value):
    return NEVER if value is None else f"{value:.1f}\N{NO-BREAK SPACE}s"


# ---- the tables


def times_html(measured):
    """What comes, and what it takes, a row for each way."""
    head = "Made with", "kB", "Picture, s", "Answer, s", "A step, ms"
    body = [
        (
            f"{escape(row.way)} <small>{escape(row.version)}</small>",
            f"{row.kb:,}".replace(",", "\N{NARROW NO-BREAK SPACE}"),
            _number(row.picture_s, 1),
            _number(row.live_s, 1),
            _number(row.step_ms, 0) + ("" if row.step_p95_ms is None else f" <small>({row.step_p95_ms:.0f})</small>"),
        )
        for row in measured
    ]
    return _table(head, body)


def alone_html(asking, alone):
    """Which machines are asked when they answer, and what is left when none does."""
    left = {row.way: row.left for row in alone}
    body = [(escape(row.way), "<br>".join(row.others) or "none", left[row.way]) for row in asking]
    return _table(("Made with", "Asks", "Without them"), body)


def _number(value, digits):
    return NEVER if value is None else f"{value:.{digits}f}"


def _table(head, body):
    heads = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    lines = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>' for name, *cells in body
    )
    return (
        '<div class="pst-scrollable-table-container"><table class="vastus-peers-table">'
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


PARTS = {
    "picture": lambda: picture_html(rows("phone")),
    "phone": lambda: times_html(rows("phone")),
    "computer": lambda: times_html(rows("computer")),
    "alone": lambda: alone_html(rows("computer"), rows("alone")),
    "day": lambda: f"<p>Measured on {words.day(rows('phone')[0].on)}.</p>",
}


class Peers(SphinxDirective):
    """A part of what was measured."""

    required_arguments = 1

    def run(self):
        (part,) = self.arguments
        if part not in PARTS:
            raise self.error(f"peers: {part!r} is none of {', '.join(PARTS)}")
        stale.note(self.env, rests_on.on(__name__, also=[f"file {FILE.relative_to(place('course')).as_posix()}"]))
        return [nodes.raw("", PARTS[part](), format="html")]


def setup(app):
    app.add_directive("peers", Peers)
