"""An evidence map: a row a study, each of its findings a mark under the direction it points in.

For evidence that cannot be pooled. Rows are grouped; a mark's place is the direction of a finding and its area the
number of people. A finding without a direction stands in the last column, and says in a word or two what it is.

Under a filter the rows chosen close up at the top, and those set aside go below them on a grey ground. So nothing
changes but the height at which things stand, and the reader sees what was set aside.
"""

import re

import numpy as np
import plotly.graph_objects as go

from . import marks
from .palette import ACCENT, GRID, MUTED, NEUTRAL, NEUTRAL_SOFT, SURFACE, TEXT, VL, VM

ROW_PX, HEADING_PX, TOP_PX = 20, 24, 64
HEADS_PX = 34  # of that, the headings of the columns
COLOURS = (VL, NEUTRAL, VM, ACCENT)
PLACES = (40, 53, 66, 75)  # of the columns, in percent of the width; labels stand to the left of them
APART = 2.5  # half the distance between two findings of a study in one direction, in percent of the width
LEGEND = ((20, 33), (80, 46), (300, 62))  # people, and where that mark stands
LONGEST_TITLE = 8
ASIDE = "Set aside"
OUT_OF_SIGHT_PX = -200


def draw(findings, columns, groups, said):
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
    figure = go.Figure(
        [
            marks.band([0, 100], [height] * 2, [ground] * 2, NEUTRAL_SOFT),
            marks.segments([((PLACES[0] - 4, PLACES[2] + 4), (at, at)) for at in y], GRID, width=1),
            marks.words([0] * len(y), y, [short(study) for _, study in keys], TEXT),
            marks.words([0] * len(heads), heads, [*groups.values(), ASIDE], MUTED, bold=True),
            marks.words(beside, y, [said.get(key, "") for key in keys], MUTED, cliponaxis=False),
        ]
    )
    for column, (place, colour) in enumerate(zip(PLACES, COLOURS, strict=True)):
        here = findings[findings["column"] == column]
        of_study = here.groupby(["group", "study"]).cumcount()
        among = here.groupby(["group", "study"])["study"].transform("size")
        x = (place + APART * (2 * of_study - among + 1)).tolist()
        at = [row[key] for key in zip(here["group"], here["study"], strict=True)]
        figure.add_trace(_bubbles(x, at, colour, here["people"], hover=here["hover"].tolist()))
    people, x = zip(*LEGEND, strict=True)
    at = [14 - TOP_PX] * len(x)
    figure.add_traces(
        [
            _bubbles(x, at, MUTED, people),
            marks.words([place + 3 for place in x[:-1]], at[:-1], [f"{number}" for number in people[:-1]], MUTED),
            marks.words([x[-1] + 6], at[-1:], [f"{people[-1]} people"], MUTED),
        ]
    )
    return figure.update_layout(
        height=height + TOP_PX + 8,
        margin=dict(l=4, r=4, t=4, b=4),
        meta=dict(keeps_height=True, heads=[top / (height + TOP_PX + 8) for top in (TOP_PX - HEADS_PX, TOP_PX + 4)]),
        xaxis=dict(range=[0, 100], visible=False),
        yaxis=dict(range=[height, -TOP_PX], visible=False),
        annotations=[
            marks.note(words, place, -2, colour, anchor=anchor)
            for words, place, colour, anchor in zip(
                columns,
                (PLACES[0] - 1, PLACES[1], PLACES[2], PLACES[3] + 2),
                COLOURS,
                ("center bottom",) * 3 + ("left bottom",),
                strict=True,
            )
        ],
    )


def short(label, *, with_year=True):
    """A label that fits beside the marks on a phone: the first author or first letters of a title, and the year."""
    name, year = re.fullmatch(r"(.*?),? (\S+)", label).groups()
    name = re.sub(" (et al[.]|& .*)$", "", name)
    if name.startswith("“"):
        name = f"{name[: LONGEST_TITLE + 1].rstrip()}…”"
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
    """Marks whose area grows with the number of people; the smallest, also that of an unknown number, is still seen."""
    size = np.maximum(7, 1.6 * np.sqrt(np.nan_to_num(np.asarray(people, dtype=float)))).round(1).tolist()
    bubbles = marks.points(x, y, colour, size=size, outline=SURFACE, **more)
    bubbles.marker.update(opacity=1, line_width=1)  # plotly lets marks of several sizes shine through
    return bubbles
