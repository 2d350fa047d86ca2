"""An evidence map: a row a study, each of its findings a mark under the direction it points in.

For evidence that cannot be pooled. Rows are grouped; a mark's place is the direction of a finding and its area the
number of people. A finding without a direction stands in the last column, and says in a word or two what it is. Over
each column stands how many of the chosen findings it holds. What a review has pooled from other studies may stand
above, as a diamond from one end of its interval to the other.

Under a filter the rows chosen close up at the top, and those set aside go below them on a grey ground. So nothing
changes but the height at which things stand, and the reader sees what was set aside.
"""

import re

import numpy as np

from .. import words
from . import marks
from .figure import Figure
from .palette import ACCENT, GRID, MUTED, NEUTRAL, NEUTRAL_SOFT, SURFACE, TEXT, VL, VM

ROW_PX, HEADING_PX, TOP_PX, POOLED_PX = 20, 24, 84, 80
HEADS_PX = 54  # of the top, the headings of the columns
COLOURS = (VL, NEUTRAL, VM, ACCENT)
PLACES = (40, 52.5, 65, 75)  # of the columns, in percent of the width; labels stand to the left of them
CELL = (-5.5, 5.5)  # around the place of a direction
OTHER_HEAD = PLACES[3] - 0.5  # where the words over the last column begin
APART = 2.5  # half the distance between two findings of a study in one direction, in percent of the width
LEGEND = ((20, 33), (80, 46), (300, 62))  # people, and where that mark stands
UNKNOWN_AT, UNKNOWN_PX = 2, 10  # where the mark for an unknown number stands in the legend, and its size
LONGEST_TITLE = 8
ASIDE = "Set aside"
OUT_OF_SIGHT_PX = -200


def draw(findings, columns, groups, said, pooled=None):
    """The figure of an evidence map.

    Parameters
    ----------
    findings : pandas.DataFrame
        One row a finding: ``group`` (key of ``groups``), ``study`` (its label, with the year), ``column`` (0 to 3),
        ``people`` (number or missing), ``hover`` (on pointing at it), ``chosen`` (bool, the same for all findings of a
        study in a group).
    columns : tuple of str
        Four headings: a direction, no difference, the direction against the first, findings of another kind.
    groups : dict
        Key to heading, in the order to draw.
    said : dict
        Words in the last column, by pairs of group and study.
    pooled : dict, optional
        What a review has pooled: ``heading``, ``study``, ``hover``, and ``estimate``, ``low`` and ``high`` in SD, more
        than nought in the third direction.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    studies = _studies(findings, groups)
    y, heads, ground = _heights(studies, groups)
    keys = list(zip(studies["group"], studies["study"], strict=True))
    row = dict(zip(keys, y, strict=True))
    height = ROW_PX * len(studies) + HEADING_PX * (len(groups) + 1)
    of_other_kind = {(found.group, found.study) for found in findings.itertuples() if found.column == 3}
    beside = [PLACES[3] + (3 if key in of_other_kind else -2) for key in keys]
    cells = [((place + CELL[0], place + CELL[1]), (at, at)) for at in y for place in PLACES[:3]]
    traces = [
        marks.band([0, 100], [height] * 2, [ground] * 2, NEUTRAL_SOFT),
        marks.segments(cells, GRID, width=12),
        marks.words([0] * len(y), y, [short(study) for _, study in keys], TEXT),
        marks.words([0] * len(heads), heads, [*groups.values(), ASIDE], MUTED, bold=True),
        marks.words(beside, y, [said.get(key, "") for key in keys], MUTED, cliponaxis=False),
    ]
    for column, (place, colour) in enumerate(zip(PLACES, COLOURS, strict=True)):
        here = findings[findings["column"] == column]
        of_study = here.groupby(["group", "study"]).cumcount()
        among = here.groupby(["group", "study"])["study"].transform("size")
        x = (place + APART * (2 * of_study - among + 1)).tolist()
        at = [row[key] for key in zip(here["group"], here["study"], strict=True)]
        traces.append(_bubbles(x, at, colour, here["people"], hover=here["hover"].tolist()))
    top = TOP_PX + (POOLED_PX if pooled else 0)
    counts = [str((findings["chosen"] & (findings["column"] == column)).sum()) for column in range(len(PLACES))]
    under_heads = ["middle center"] * 3 + ["middle right"]
    x, at = [*PLACES[:3], OTHER_HEAD], [TOP_PX - 10 - top] * len(PLACES)
    traces.append(marks.words(x, at, counts, COLOURS, size=14, bold=True, place=under_heads))
    traces += [*_legend(14 - top, findings["people"].isna().any()), *(_pooled(pooled) if pooled else ())]
    whole = height + top + 8
    layout = dict(
        height=whole,
        margin=dict(l=4, r=4, t=4, b=4),
        meta=dict(keeps_height=True, heads=[at / whole for at in (TOP_PX - HEADS_PX, TOP_PX + 4)]),
        xaxis=dict(range=[0, 100], visible=False),
        yaxis=dict(range=[height, -top], visible=False),
        annotations=[
            marks.note(heading, place, TOP_PX - 20 - top, colour, anchor=anchor)
            for heading, place, colour, anchor in zip(
                columns,
                (PLACES[0] - 1, PLACES[1], PLACES[2], OTHER_HEAD),
                COLOURS,
                ("center bottom",) * 3 + ("left bottom",),
                strict=True,
            )
        ],
    )
    return Figure(traces, layout)


def _legend(at, with_unknown):
    """How many people a mark stands for."""
    people, x = zip(*LEGEND, strict=True)
    unknown = [UNKNOWN_AT] if with_unknown else []
    return [
        _bubbles([*x, *unknown], [at] * len([*x, *unknown]), MUTED, [*people, *([None] * len(unknown))]),
        marks.words([place + 3.5 for place in x[:-1]], [at] * 2, [f"{number}" for number in people[:-1]], MUTED),
        marks.words([x[-1] + 6], [at], [f"{people[-1]} people"], MUTED),
        marks.words([place + 3 for place in unknown], [at] * len(unknown), ["not given"] * len(unknown), MUTED),
    ]


def _pooled(pooled):
    """A diamond as wide as its interval, its middle at the estimate; a column further is 1 SD more."""
    low, middle, high = (PLACES[1] + (PLACES[2] - PLACES[1]) * pooled[end] for end in ("low", "estimate", "high"))
    line, scale = 40 - POOLED_PX, 64 - POOLED_PX
    said = f"{words.number(pooled['estimate'], 2)} SD later<br>({words.interval(pooled['low'], pooled['high'], 2)})"
    return [
        marks.rule(line + 13, (PLACES[0], PLACES[2]), MUTED, across=True, width=1),
        marks.segments([((place, place), (line + 10, line + 13)) for place in PLACES[:3]], MUTED, width=1),
        marks.rule(PLACES[1], (line - 13, line + 13), MUTED, width=1, dash="dot"),
        marks.diamonds([middle], [low], [high], [line], VM, half=9),
        marks.points([middle], [line], SURFACE, size=5, hover=[pooled["hover"]]),
        marks.words([0], [14 - POOLED_PX], [pooled["heading"]], MUTED, bold=True),
        marks.words([0], [line], [short(pooled["study"])]),
        marks.words([PLACES[3] - 2], [line], [said], VM, cliponaxis=False),
        marks.words(
            PLACES[:3],
            [scale] * 3,
            [words.number(sd, unit="SD" if sd else "") for sd in (-1, 0, 1)],
            MUTED,
            place="middle center",
        ),
    ]


def short(label, *, with_year=True):
    """A label that fits beside the marks on a phone: the first author or first letters of a title, and the year."""
    name, year = re.fullmatch(r"(.*?),? (\S+)", label).groups()
    name = re.sub(" (et al[.]|& .*)$", "", name)
    if name.startswith("“"):
        title = re.sub("^“(An? |The )?", "", name)
        name = f"“{title[:1].upper()}{title[1:LONGEST_TITLE].rstrip()}…”"
    elif name.startswith("record "):
        name = "Unnamed"
    return f"{name} {year}" if with_year else name


def _studies(findings, groups):
    """A row a study: group by group, from one direction to the other, then by year."""
    studies = findings.groupby(["group", "study"], as_index=False).agg(
        chosen=("chosen", "all"), column=("column", "mean")
    )
    studies["order"] = studies["group"].map({group: place for place, group in enumerate(groups)})
    studies["year"] = studies["study"].str.extract(r"(\d{4})[a-z]?$")[0].fillna("n.d.")
    return studies.sort_values(["order", "column", "year"], ignore_index=True)


def _heights(studies, groups):
    """Heights in pixels from the top: of rows; of headings, the last one "Set aside"; of the ground below that one.

    A group of which nothing is chosen takes its heading along.
    """
    y, heads = np.zeros(len(studies)), {}
    top = 0
    for chosen in (True, False):
        if not chosen:
            ground, heads[ASIDE] = top, top + 0.6 * HEADING_PX
            top += HEADING_PX
        for group in groups:
            rows = studies.index[(studies["chosen"] == chosen) & (studies["group"] == group)]
            if len(rows) and group not in heads:
                heads[group] = top + 0.6 * HEADING_PX
                top += HEADING_PX
            y[rows] = top + ROW_PX * (np.arange(len(rows)) + 0.5)
            top += ROW_PX * len(rows)
    if studies["chosen"].all():
        ground, heads[ASIDE] = top, OUT_OF_SIGHT_PX
    return y.tolist(), [heads[group] for group in (*groups, ASIDE)], ground


def _bubbles(x, y, colour, people, **more):
    """Marks whose area grows with the number of people; an unknown number is a ring."""
    people = np.asarray(people, dtype=float)
    known = np.isfinite(people)
    size = np.where(known, np.maximum(7, 1.6 * np.sqrt(np.where(known, people, 0))).round(1), UNKNOWN_PX)
    symbols = np.where(known, "circle", "circle-open").tolist()
    bubbles = marks.points(x, y, colour, size=size.tolist(), symbol=symbols, **more)
    bubbles["marker"] |= dict(
        opacity=1,  # plotly lets marks of several sizes shine through
        line=dict(width=np.where(known, 1, 2).tolist(), color=[SURFACE if it else colour for it in known]),
    )
    return bubbles
