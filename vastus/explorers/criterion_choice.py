"""One muscle or two? The reader chooses the criterion and sees who says yes, and of how many limbs."""

import pandas as pd

from .. import data, references
from ..explorer import Choice, Explorer, Figure, Toggle, View, marks
from ..explorer.palette import ACCENT, GRID, MUTED, NEUTRAL_SOFT, TEXT, VM
from ..inference import proportion
from ..words import counted, interval

CODED = data.table("vmo_separateness")
CRITERIA = {
    "direction": "the fibres change direction",
    "plane": "a plane divides it",
    "nerve": "a nerve of its own",
    "architecture": "a build of its own",
}
YES_AT, PARTLY_AT, NO_AT, COUNTS_AT = 50, 61.5, 72, 100  # columns, in percent of the width; the last ends there
# Column, mark and colour of each verdict.
VERDICTS = {
    "yes": (YES_AT, "circle", VM),
    "direction only": (YES_AT, "circle-open", VM),
    "partly": (PARTLY_AT, "diamond", ACCENT),
    "no": (NO_AT, "x", TEXT),
}
WORDS = {"yes": "yes", "direction only": "yes as a direction, without numbers", "partly": "partly", "no": "no"}
HEADINGS = {"yes": YES_AT, "partly": PARTLY_AT, "no": NO_AT}
OUT_OF_SIGHT = -200
SOURCES = list(dict.fromkeys(CODED["citekey"]))
ROW_PX, HEADING_PX, TOP_PX = 22, 26, 40
HEIGHT = ROW_PX * len(SOURCES) + HEADING_PX


def _name(citekey):
    """First author and year, as short as a phone needs; a record without authors goes by what was examined."""
    reference = references.get(citekey)
    if reference.authors:
        return f"{reference.authors[0].rsplit(' ', 1)[0]} {reference.year}"  # without initials
    sample = CODED.loc[CODED["citekey"] == citekey, "sample"].iloc[0]
    return f"{sample}, {reference.year}"


NAMES = {citekey: _name(citekey) for citekey in SOURCES}


def view(criterion, show_bounds):
    rows = CODED[CODED["criterion"] == criterion].assign(
        order=lambda rows: rows["verdict"].map(list(VERDICTS).index),
        bounds=lambda rows: [_bounds(row) for row in rows.itertuples()],
    )
    rows = rows.sort_values(["order", "n_yes", "n_limbs"], ascending=[True, False, True])
    yes = rows["verdict"].isin(["yes", "direction only"]).sum()
    headline = f"{yes} of {counted(len(rows), 'source')} {'says' if len(rows) == 1 else 'say'} yes"
    return View(
        _figure(rows, show_bounds),
        _bounds_read(rows) if show_bounds and rows["n_yes"].notna().any() else _reading(criterion, rows),
        _table(rows, show_bounds),
        headline,
    )


def _figure(rows, show_bounds):
    speaks = {row.citekey: row for row in rows.itertuples()}
    silent = [key for key in SOURCES if key not in speaks]
    ground = ROW_PX * len(speaks)  # where the list of those who speak ends
    y = {key: ROW_PX * (place + 0.5) for place, key in enumerate(speaks)}
    y |= {key: ground + HEADING_PX + ROW_PX * (place + 0.5) for place, key in enumerate(silent)}
    heights = [y[key] for key in SOURCES]
    traces = [
        marks.band([0, 100], [HEIGHT] * 2, [ground] * 2, NEUTRAL_SOFT),
        marks.segments([((0, 100), (ROW_PX * n, ROW_PX * n)) for n in range(1, len(SOURCES))], GRID, width=1),
        marks.words([0] * len(SOURCES), heights, [NAMES[key] for key in SOURCES]),
        marks.words([0], [ground + 0.55 * HEADING_PX], ["Nothing on it in the part that was read"], MUTED, bold=True),
        marks.words(
            [COUNTS_AT] * len(SOURCES),
            heights,
            [_count(speaks[key], show_bounds) if key in speaks else "" for key in SOURCES],
            place="middle left",
        ),
    ]
    for verdict, (place, symbol, colour) in VERDICTS.items():
        x = [place if key in speaks and speaks[key].verdict == verdict else OUT_OF_SIGHT for key in SOURCES]
        hover = [
            f"{references.label(key)}<br>{speaks[key].sample}: {WORDS[verdict]}" if key in speaks else ""
            for key in SOURCES
        ]
        traces.append(marks.points(x, heights, colour, symbol=symbol, size=12, hover=hover))
    layout = dict(
        height=HEIGHT + TOP_PX + 8,
        margin=dict(l=4, r=4, t=4, b=4),
        xaxis=dict(range=[0, 100], visible=False),
        yaxis=dict(range=[HEIGHT, -TOP_PX], visible=False),
        annotations=[
            *(marks.note(word, place, -4, TEXT, anchor="center bottom") for word, place in HEADINGS.items()),
            marks.note("limbs that<br>say yes", COUNTS_AT, -4, anchor="right bottom"),
        ],
    )
    return Figure(traces, layout)


def _bounds(row):
    return None if pd.isna(row.n_yes) else proportion.exact_bounds(row.n_yes, row.n_limbs)


def _limits(bounds):
    low, high = bounds
    return interval(100 * low, 100 * high, 0, "%")


def _count(row, show_bounds):
    """What stands beside a source: limbs that say yes, or the bounds of their true share."""
    if row.bounds is None:
        return "no numbers" if row.verdict == "direction only" else "no count"
    return _limits(row.bounds) if show_bounds else f"{row.n_yes} of {row.n_limbs}"


def _reading(criterion, rows):
    said = [f"{count} {words}" for verdict, words in WORDS.items() if (count := (rows["verdict"] == verdict).sum())]
    proof = {"nerve": "it has a nerve of its own", "architecture": "it has a build of its own"}
    many = f"{counted(len(rows), 'source')} {'speaks' if len(rows) == 1 else 'speak'}"
    limbs = counted(int(rows["n_yes"].notna().sum()), "source")
    return (
        f"If the proof is that {proof.get(criterion, CRITERIA[criterion])}, {many} to it: {', '.join(said)}; "
        f"limbs were counted by {'none' if limbs.startswith('0') else limbs}."
    )


def _bounds_read(rows):
    """The bounds of the highest count, and the widest of the others."""
    known = rows.dropna(subset="n_yes").sort_values(["n_yes", "n_limbs"], ascending=[False, True]).head(2)
    said = [f"{_limits(row.bounds)} after {row.n_yes} of {row.n_limbs} limbs" for row in known.itertuples()]
    return f"The exact 95 percent bounds of the true share are {' and '.join(said)}."


def _table(rows, show_bounds):
    return pd.DataFrame(
        {
            "source": rows["citekey"].map(references.label),
            "examined": rows["sample"],
            "limbs that say yes": [
                "" if row.bounds is None else f"{row.n_yes} of {row.n_limbs}" for row in rows.itertuples()
            ],
            "exact 95% bounds": [_limits(bounds) if bounds and show_bounds else "" for bounds in rows["bounds"]],
            "placed under": rows["verdict"].map(WORDS),
            "because": rows["reason"],
        }
    )


def _options():
    for criterion, words in CRITERIA.items():
        yield criterion, f"{words} ({counted((CODED['criterion'] == criterion).sum(), 'source')})"


EXPLORER = Explorer(
    name="criterion_choice",
    title="One muscle or two? Choose what would prove it",
    controls=(
        Choice("criterion", "I take as proof that", dict(_options()), "plane"),
        Toggle("show_bounds", "Show the exact 95 percent bounds"),
    ),
    view=view,
)
