"""The map of the argument: a drawing with a link from every position to its claims, and the same in words.

- The drawing has a row for each question and a position on either side. Links run across, down, or round the outside;
  a number on each leads to its reason in the words below.
- Nothing is said by colour alone: support is a solid line with an arrow, attack a dashed one with a bar at its end; a
  dispute of value has a double line; each verdict has a sign of its own.
- It is drawn twice from the same data, narrow and wide, and the style sheet shows the one that fits, so that the
  letters keep their size. Text in SVG does not wrap: lines are broken here, by the usual width of a letter.
"""

import textwrap
from dataclasses import dataclass
from html import escape

from .. import data
from ..thread import argument, claims
from .claims import FromData, icon, sources

LETTER_EM = 0.53  # width of a letter in a sans-serif face, on average and rather wide
CHIP_HEIGHT = 26
BAND_PAD = 8  # below the positions of a question
BADGE_RADIUS = 10.5
EDGE = 9  # of a line between neighbouring rows, from the outer edge of its column


@dataclass(frozen=True)
class Layout:
    """Measures of one drawing, in units of its picture (pixels where it is shown full size)."""

    name: str
    left: int  # room for lines left of the positions
    column: int
    middle: int
    right: int  # the same on the other side, where two lines run
    font: float
    chip: float
    pad: int
    gap: int  # between a question's positions and the next question

    @property
    def width(self):
        return self.left + 2 * self.column + self.middle + self.right

    @property
    def step(self):
        """From one line of words to the next."""
        return 1.3 * self.font

    def x(self, side):
        """Left edge of a position on side 0 or 1."""
        return self.left + side * (self.column + self.middle)


@dataclass(frozen=True)
class Box:
    """Where a position stands: on which side, in which row, and its rectangle."""

    side: int
    row: int
    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self):
        return self.y + self.height

    @property
    def inner(self):
        """The edge towards the other side."""
        return self.x + self.width if self.side == 0 else self.x

    @property
    def outer(self):
        """The edge away from the other side."""
        return self.x if self.side == 0 else self.x + self.width


NARROW = Layout("narrow", left=22, column=114, middle=30, right=31, font=12.5, chip=48, pad=6, gap=34)
WIDE = Layout("wide", left=40, column=270, middle=120, right=50, font=15, chip=48, pad=13, gap=38)


def map_html(root):
    """The drawing in both sizes, its legend and the same argument in words."""
    known = argument.load()
    verdicts = data.table(claims.TABLE).set_index("id")["verdict"].to_dict()
    drawings = "\n".join(_drawing(known, verdicts, layout) for layout in (NARROW, WIDE))
    return f"""
<figure class="argument-map" data-argument aria-labelledby="argument-title">
<figcaption id="argument-title">Who holds what, and what speaks for or against it</figcaption>
<p><a class="argument-skip" href="#argument-in-words">The same in words, with the reasons</a></p>
{drawings}
{_legend()}
</figure>
{_words(known, verdicts, root)}
"""


# ---- the drawing


def _drawing(known, verdicts, layout):
    boxes, headings, bottom = _places(known, layout)
    lines = [_link(number, link, known, boxes, layout) for number, link in enumerate(known.links, 1)]
    kinds = "\n".join(_heading(question, *headings[question.id], boxes, layout) for question in known.questions)
    positions = "\n".join(_position(known.positions[name], box, verdicts, layout) for name, box in boxes.items())
    return f"""<svg class="argument-{layout.name}" viewBox="0 0 {layout.width} {bottom}" role="group"
 aria-labelledby="argument-title" font-size="{layout.font}">
{kinds}
{"".join(path for path, _ in lines)}
{positions}
{"".join(number for _, number in lines)}
</svg>"""


def _places(known, layout):
    """Boxes of the positions, headings as (y, lines of both columns), and the height of the drawing."""
    boxes, headings, y = {}, {}, 2
    for row, question in enumerate(known.questions):
        width = layout.column - 2 * EDGE
        lines = (
            _broken(question.text, width, layout.font * 1.08),
            _broken(f"A dispute of {question.ground}", width, layout.font),
        )
        headings[question.id] = y, lines
        y += max(map(len, lines)) * layout.step + 14
        heights = [_height(known.positions[side], layout) for side in question.sides]
        for side, name in enumerate(question.sides):
            boxes[name] = Box(side, row, layout.x(side), y, layout.column, max(heights))
        y += max(heights) + layout.gap
    return boxes, headings, round(y - layout.gap + BAND_PAD + 2)


def _height(position, layout):
    lines = _broken(position.text, layout.column - 2 * layout.pad, layout.font)
    return 2 * layout.pad + len(lines) * layout.step + 4 + len(_chip_rows(position, layout)) * (CHIP_HEIGHT + 2)


def _broken(text, width, font):
    return textwrap.wrap(text, int(width / (font * LETTER_EM)))


def _chip_rows(position, layout):
    across = int((layout.column - 2 * layout.pad + 2) // (layout.chip + 2))
    return [position.claims[start : start + across] for start in range(0, len(position.claims), across)]


def _heading(question, y, lines, boxes, layout):
    # Above the two columns, so that lines pass at their outer edges and between them.
    words = "".join(
        f'<text class="{kind}" x="{x}" y="{y + (line + 1) * layout.step:.1f}">{escape(text)}</text>'
        for kind, x, texts in (("question", layout.x(0) + 2 * EDGE, lines[0]), ("ground", layout.x(1), lines[1]))
        for line, text in enumerate(texts)
    )
    return (
        f'<rect class="band" data-ground="{question.ground}" x="1" y="{y:.1f}" width="{layout.width - 2}"'
        f' height="{boxes[question.left].bottom + BAND_PAD - y:.1f}" rx="6"/>{words}'
    )


def _position(position, box, verdicts, layout):
    x, y = box.x, box.y
    lines = _broken(position.text, layout.column - 2 * layout.pad, layout.font)
    words = "".join(
        f'<text x="{x + layout.pad}" y="{y + layout.pad + (line + 0.8) * layout.step:.1f}">{escape(text)}</text>'
        for line, text in enumerate(lines)
    )
    top = y + layout.pad + len(lines) * layout.step + 4
    chips = "".join(
        _chip(claim, verdicts[claim], x + layout.pad + place * (layout.chip + 2), top + row * (CHIP_HEIGHT + 2), layout)
        for row, across in enumerate(_chip_rows(position, layout))
        for place, claim in enumerate(across)
    )
    return (
        f'<g data-position="{position.id}"><rect class="position" x="{x}" y="{y:.1f}" width="{box.width}"'
        f' height="{box.height:.1f}" rx="5"/>{words}{chips}</g>'
    )


def _chip(claim, verdict, x, y, layout):
    word = claims.VERDICTS[verdict][0].lower()
    sign = icon(verdict, f' x="{x + layout.chip - 14:.1f}" y="{y + 8:.1f}" width="10" height="10"')
    return (
        f'<a href="#{claims.anchor(claim)}" aria-label="{claim}, {word}" data-verdict="{verdict}">'
        f'<rect class="chip" x="{x:.1f}" y="{y:.1f}" width="{layout.chip}" height="{CHIP_HEIGHT}" rx="4"/>'
        f'<text class="chip-id" x="{x + 4:.1f}" y="{y + 17.5:.1f}">{claim}</text>{sign}</a>'
    )


def _link(number, link, known, boxes, layout):
    """The line of a link, and the badge with its number."""
    points, (badge_x, badge_y) = _route(link, known, boxes, layout)
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    (before_x, before_y), (end_x, end_y) = points[-2:]
    length = ((end_x - before_x) ** 2 + (end_y - before_y) ** 2) ** 0.5
    ahead_x, ahead_y = (end_x - before_x) / length, (end_y - before_y) / length
    if link.relation == "supports":
        back_x, back_y = end_x - 9 * ahead_x, end_y - 9 * ahead_y
        corners = [(end_x, end_y), *((back_x - s * 5 * ahead_y, back_y + s * 5 * ahead_x) for s in (1, -1))]
        head = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "Z"
    else:
        bar = [(end_x - 1.5 * ahead_x - s * 8 * ahead_y, end_y - 1.5 * ahead_y + s * 8 * ahead_x) for s in (1, -1)]
        head = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in bar)
    double = f'<path class="within" d="{path}"/>' if link.ground == "value" else ""
    marks = f'data-relation="{link.relation}" data-ground="{link.ground}"'
    source, target = known.positions[link.source].text, known.positions[link.target].text
    says = escape(f"Reason {number}: “{source}” {link.relation} “{target}”")
    return (
        f'<g class="link" {marks}><path class="line" d="{path}"/>{double}<path class="head" d="{head}"/></g>',
        f'<a class="number" href="#argument-{number}" aria-label="{says}" {marks}>'
        f'<circle class="hit" cx="{badge_x:.1f}" cy="{badge_y:.1f}" r="13"/>'
        f'<circle cx="{badge_x:.1f}" cy="{badge_y:.1f}" r="{BADGE_RADIUS}"/>'
        f'<text x="{badge_x:.1f}" y="{badge_y + 4.3:.1f}">{number}</text></a>',
    )


def _route(link, known, boxes, layout):
    """Points of a link's line from box to box, and the place of its number."""
    start, end = boxes[link.source], boxes[link.target]
    if start.row == end.row:  # across; two that answer each other run side by side
        answered = any((other.source, other.target) == (link.target, link.source) for other in known.links)
        level = start.y + start.height / 2 + (start.side - 0.5) * 40 * answered
        return [(start.inner, level), (end.inner, level)], ((start.inner + end.inner) / 2, level)
    above = next(box for box in boxes.values() if box.row == max(start.row, end.row) - 1)
    between = above.bottom + (layout.gap + BAND_PAD) / 2
    if start.side != end.side:  # down the middle
        x, level, to_level = (start.inner + end.inner) / 2, start.bottom - 18, end.y + 20
        return [(start.inner, level), (x, level), (x, to_level), (end.inner, to_level)], (x, between)
    outward = (-1, 1)[start.side]
    if abs(end.row - start.row) == 1:  # down or up, at the outer edge of the column
        x = start.outer - outward * EDGE
        return [(x, start.bottom), (x, end.y)] if end.row > start.row else [(x, start.y), (x, end.bottom)], (x, between)
    # round the outside, the longer way further out
    x = start.outer + outward * (0.28 if end.row - start.row == 2 else 0.64) * layout.right
    level, to_level = start.bottom - 20, end.y + 20
    return [(start.outer, level), (x, level), (x, to_level), (end.outer, to_level)], (x, between)


def _legend():
    def sample(relation, ground):
        double = '<path class="within" d="M2 9H42"/>' if ground == "value" else ""
        head = "M44 9 35 4 35 14Z" if relation == "supports" else "M42.5 1V17"
        return (
            f'<svg viewBox="0 0 46 18" width="46" height="18" aria-hidden="true"><g class="link"'
            f' data-relation="{relation}" data-ground="{ground}"><path class="line" d="M2 9H42"/>{double}'
            f'<path class="head" d="{head}"/></g></svg>'
        )

    entries = [
        (sample("supports", "fact"), "supports"),
        (sample("attacks", "fact"), "attacks"),
        (sample("supports", "value") + sample("attacks", "value"), "double: a dispute of value"),
        *((icon(verdict), word.lower()) for verdict, (word, _, _) in claims.VERDICTS.items()),
    ]
    return '<ul class="argument-legend">' + "".join(f"<li>{sign} {word}</li>" for sign, word in entries) + "</ul>"


# ---- in words


def _words(known, verdicts, root):
    parts = "\n".join(_question(question, known, verdicts, root) for question in known.questions)
    return f'<div class="argument-words" id="argument-in-words">\n{parts}\n</div>'


def _question(question, known, verdicts, root):
    positions = "".join(
        f"<li><strong>{escape(known.positions[side].text)}</strong> {_claims(known.positions[side], verdicts)}</li>"
        for side in question.sides
    )
    links = "".join(_reason(number, link, known, root) for number, link in known.links_to(question))
    return f"""<section aria-labelledby="argument-{question.id}">
<h3 id="argument-{question.id}">{escape(question.text)} <small>A dispute of {question.ground}</small></h3>
<ul>{positions}</ul>
<ol>{links}</ol>
</section>"""


def _claims(position, verdicts):
    return "Claims: " + ", ".join(
        f'<a href="#{claims.anchor(claim)}">{claim}</a> ({claims.VERDICTS[verdicts[claim]][0].lower()})'
        for claim in position.claims
    )


def _reason(number, link, known, root):
    source, target = (escape(known.positions[name].text.rstrip(".")) for name in (link.source, link.target))
    return (
        f'<li value="{number}" id="argument-{number}" data-relation="{link.relation}"><p>“{source}” '
        f"<strong>{link.relation}</strong> “{target}” (of {link.ground}; drawn by {escape(link.made_by)}).</p>"
        f"<p>{escape(link.reason)}</p><p><em>Put to the test.</em> {escape(link.test)} "
        f'<span class="sources">({sources(link.citekeys, root)})</span></p></li>'
    )


class ArgumentMap(FromData):
    def html(self, root):
        return map_html(root)


def setup(app):
    app.add_directive("argument-map", ArgumentMap)
