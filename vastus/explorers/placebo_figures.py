"""One invented trial with three groups, and the five figures that can be quoted from it.

Pain falls by three parts: what comes by itself, in every group; what a placebo adds, in two; what exercise adds, in
one. They are added up, without chance, so that only the question differs from figure to figure. The two published
figures stand in the table; they come from different studies, and no state claims to be theirs.
"""

import pandas as pd

from .. import references, words
from ..explorer import Choice, Explorer, Figure, Steps, View, marks
from ..explorer.palette import ACCENT, MUTED, NEUTRAL, TEXT
from .clinic_without_controls import CONTEXT, PLACEBO, PLACEBO_SHARE

GROUPS = {"exercise": "Exercise", "placebo": "Placebo", "nothing": "Nothing"}
PARTS = {  # from the inner end of a bar: words, colour, opacity, the groups that have it
    "by_itself": ("by itself", NEUTRAL, 0.4, ("exercise", "placebo", "nothing")),
    "hope": ("placebo", NEUTRAL, 1, ("exercise", "placebo")),
    "exercise": ("exercise", ACCENT, 1, ("exercise",)),
}
QUOTES = {  # for the reader to choose; short, in a headline; from the end of which group to that of which
    "before": ("before against after", "Before–after", None, "exercise"),
    "untreated": ("exercise against nothing", "Against nothing", "nothing", "exercise"),
    "imitation": ("exercise against placebo", "Against placebo", "placebo", "exercise"),
    "share": ("the placebo group’s share", "Placebo’s share", None, "placebo"),
    "placebo": ("placebo against nothing", "Placebo over nothing", "nothing", "placebo"),
}
ROW_Y = {group: -number for number, group in enumerate(GROUPS)}
QUOTED_Y = -len(GROUPS)
MOST_POINTS = 46  # of pain less, wide enough for every state
HEIGHT_PX = 320


def view(by_itself, hope, exercise, quote):
    falls = {"exercise": by_itself + hope + exercise, "placebo": by_itself + hope, "nothing": by_itself}
    fell = " and ".join(f"{falls[group]:g} with {group}" for group in ("placebo", "nothing"))
    return View(
        _figure({"by_itself": by_itself, "hope": hope, "exercise": exercise}, falls, quote),
        f"Pain falls by {falls['exercise']:g} points with exercise, {fell}. "
        f"Quoted: {QUOTES[quote][0]}, {_said(falls, quote)}.",
        _table(falls),
        f"{QUOTES[quote][1]}: {_said(falls, quote)}",
    )


def _ends(falls, quote):
    """Where the piece that a figure speaks of begins and ends, in points."""
    *_, start, end = QUOTES[quote]
    return falls[start] if start else 0, falls[end]


def _said(falls, quote):
    start, end = _ends(falls, quote)
    if quote == "share":
        return words.percent(end / falls["exercise"]) if falls["exercise"] else "nothing to share"
    return f"{end - start:g} points"


def _figure(parts, falls, quote):
    start, end = _ends(falls, quote)
    whole = falls["exercise"] if quote == "share" else end
    above = [y + 0.36 for y in ROW_Y.values()]
    guides = [((x, x), (QUOTED_Y - 0.15, ROW_Y["exercise"] + 0.2)) for x in (start, whole)]
    return Figure(
        [
            *(
                marks.bars(
                    [parts[part] if group in groups else 0 for group in GROUPS],
                    list(ROW_Y.values()),
                    colour,
                    orientation="h",
                    width=0.42,
                    opacity=opacity,
                    name=name,
                    hover=f"{name}: %{{x:g}}",
                )
                for part, (name, colour, opacity, groups) in PARTS.items()
            ),
            marks.segments(guides, MUTED, width=1, dash="dot"),
            marks.segments([((start, whole), (QUOTED_Y,) * 2)], TEXT, width=2),
            marks.segments([((start, end), (QUOTED_Y,) * 2)], TEXT, width=9),
            marks.words([0] * len(GROUPS), above, list(GROUPS.values())),
            marks.words(
                list(falls.values()),
                list(ROW_Y.values()),
                [f" {fall:g}" for fall in falls.values()],
                bold=True,
                cliponaxis=False,
            ),
            marks.words([0], [QUOTED_Y + 0.36], [f"Quoted: {QUOTES[quote][0]}"]),
            marks.words([whole], [QUOTED_Y], [f" {_said(falls, quote)}"], bold=True, cliponaxis=False),
        ],
        dict(
            height=HEIGHT_PX,
            barmode="stack",
            margin=dict(l=8, r=8, t=34, b=46),
            legend=dict(traceorder="normal", entrywidth=0.33, entrywidthmode="fraction", font=dict(size=12)),
            xaxis=dict(title="points less pain, of 100", range=[0, MOST_POINTS], dtick=10, showgrid=False),
            yaxis=dict(range=[QUOTED_Y - 0.4, 0.6], visible=False),
        ),
    )


def _table(falls):
    rows = [(f"less pain, {group}", f"{fall:g}", "invented") for group, fall in falls.items()]
    rows += [(name, _said(falls, quote), "computed") for quote, (name, *_) in QUOTES.items()]
    share = words.interval(PLACEBO_SHARE.low, PLACEBO_SHARE.high)
    rows += [
        (
            "published: the placebo group’s share, exercise",
            f"{PLACEBO_SHARE.value:g}% ({share}%)",
            references.label(CONTEXT.loc["X1", "citekey"]),
        ),
        (
            "published: placebo against nothing, 0 to 100 assumed",
            f"{words.estimate(PLACEBO.value, PLACEBO.low, PLACEBO.high, 1)} points",
            references.label(CONTEXT.loc["X7", "citekey"]),
        ),
    ]
    return pd.DataFrame(rows, columns=["quantity", "points, or as said", "where it comes from"])


EXPLORER = Explorer(
    name="placebo_figures",
    title="One trial, three groups, five figures",
    controls=(
        Choice("quote", "Quote", {quote: text for quote, (text, *_) in QUOTES.items()}, "share"),
        Steps("by_itself", "Comes by itself", (0, 9, 18), 9, "points"),
        Steps("hope", "A placebo adds", (0, 5, 10), 5, "points"),
        Steps("exercise", "Exercise itself adds", (0, 8, 16), 16, "points"),
    ),
    view=view,
)
