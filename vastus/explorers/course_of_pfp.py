"""What share has not recovered, by follow-up: it depends on what is counted.

Where a source prints who recovered, everybody else is drawn. Where it prints a share of a known number of people and no
interval, exact bounds are computed here; the table says so.
"""

import pandas as pd

from .. import data, references, words
from ..explorer import Choice, Explorer, Figure, Toggle, View, marks
from ..explorer.palette import ACCENT, GRID, MUTED, NEUTRAL, TEXT
from ..inference import proportion

TIMES = {  # place on an axis on which each step doubles the time, and its label; neighbours on two lines keep apart
    "3 months": (-2.0, "¼"),
    "6 months": (-1.0, "½"),
    "12 months": (0.0, "1"),
    "2 years": (1.0, "2"),
    "2 to 4 years": (1.5, "<br>2–4"),
    "5 to 8 years": (2.66, "5–8"),
    "no time given": (4.0, "long<br>term"),
}
PEERS = "none at the start"
NAMES = {PEERS: "no pain at first", "unfavourable recovery": "unfavourable<br>recovery"}  # as the drawing has them
COUNTED = {  # symbol, colour, a step aside where two groups share a time, and where the name stands
    "unfavourable recovery": ("circle", ACCENT, -0.12, (3.25, 34, "middle left")),
    "still has knee pain": ("diamond", TEXT, 0.0, (1.15, 94, "middle left")),
    "not pain-free": ("square", NEUTRAL, 0.0, (4.7, 89, "middle left")),
    "no success reported": ("triangle-up", MUTED, 0.12, (-2.5, 5, "middle right")),
}
DRAWN = {**COUNTED, PEERS: ("circle-open", TEXT, 0.0, (1.75, 12.8, "middle right"))}
SECOND_HAND = "secondary"
LONG_TERM_GAP = 0.42
ANSWERS_UNKNOWN = "N12"  # 87 percent of 151 answered: how many is not printed
AWAY = -50  # out of sight: where marks wait that a state does not show
PAD = 2 * "\N{NO-BREAK SPACE}"  # between a mark and its number
CLEAR = {"top center": 4, "bottom center": -4}  # the same upwards and downwards, in percent
FACTORS = data.table("prognostic_factors_pfp").set_index("id")


def _rows():
    table = data.table("natural_history_pfp")
    rows = table[table["share_drawn"] != "not drawn"].reset_index(drop=True)
    printed = rows["value_percent"].fillna(100 * rows["numerator"].astype(float) / rows["denominator"].astype(float))
    rest = rows["share_drawn"] == "rest to 100"
    low, high = rows["ci_low_percent"], rows["ci_high_percent"]
    rows = rows.assign(
        share=printed.where(~rest, 100 - printed),
        low=low.where(~rest, 100 - high),
        high=high.where(~rest, 100 - low),
        bounds=["as printed" if known else "" for known in low.notna()],
        source=rows["citekey"].map(references.label),
        symbol=[
            DRAWN[name][0] + ("-open" if how == SECOND_HAND else "")
            for name, how in zip(rows["counted_as"], rows["verification"], strict=True)
        ],
    )
    for number, row in rows[low.isna() & rows["denominator"].notna() & (rows["id"] != ANSWERS_UNKNOWN)].iterrows():
        people = row["denominator"]
        bounds = proportion.exact_bounds(round(row["share"] * people / 100), people)
        rows.loc[number, ["low", "high"]] = [100 * bound for bound in bounds]
        rows.loc[number, "bounds"] = "computed here"
    return _placed(rows)


def _placed(rows):
    """Where each mark stands, which of them a line joins, and where its number is clear of lines."""
    together = rows.groupby(["counted_as", "drawn_at"])["id"]
    aside = (together.cumcount() - (together.transform("size") - 1) / 2) * LONG_TERM_GAP
    aside += rows["counted_as"].map({name: step for name, (_, _, step, _) in DRAWN.items()})
    same_people = rows.dropna(subset="denominator").groupby(["cohort", "denominator"])["id"]
    nth, of = same_people.cumcount(), same_people.transform("size")
    side = pd.Series("middle right", rows.index)
    side[nth[(of > 1) & (nth == 0)].index] = "middle left"
    side[nth[(nth > 0) & (nth < of - 1)].index] = "top center"
    side[rows.index[rows["drawn_at"] == "no time given"]] = ["top center", "bottom center", "top center"]
    beside = rows["share"] + side.map(CLEAR).fillna(0)
    return rows.assign(
        x=rows["drawn_at"].map({name: x for name, (x, _) in TIMES.items()}) + aside,
        joined=(of > 1).reindex(rows.index, fill_value=False),
        side=side,
        beside=beside,
        over=beside.where((side != "top center") | rows["high"].isna(), rows["high"]),  # above its interval
    )


ROWS = _rows()
COUNTS = ROWS["counted_as"].value_counts()


def view(counted_as, show_bounds, show_peers):
    own = (ROWS["counted_as"] != PEERS) & ((counted_as == "all") | (ROWS["counted_as"] == counted_as))
    shown = own | ((ROWS["counted_as"] == PEERS) & show_peers)
    headline, reading = _words(ROWS[own], counted_as, show_bounds, show_peers)
    return View(_figure(shown, show_bounds), reading, _table(ROWS[shown]), headline)


def _figure(shown, show_bounds):
    own = ROWS[ROWS["counted_as"] != PEERS]
    traces = [marks.points(own["x"], own["share"], GRID, symbol=own["symbol"], size=12)]
    for name, (_, colour, _, (x, y, place)) in DRAWN.items():
        here = shown[ROWS["counted_as"] == name]
        rows = ROWS.loc[here.index]
        seen = rows[["share", "beside", "over"]].where(here, AWAY, axis=0)
        known, joined = rows.index[rows["low"].notna()], rows.index[rows["joined"]]
        bounds = rows.loc[known, ["low", "high"]].where(here & show_bounds, AWAY, axis=0)
        pieces = [((at, at), ends) for at, ends in zip(rows["x"][known], bounds.to_numpy(), strict=True)]
        hover = [f"{row.source}<br>{row.cohort}, {row.population}<br>{row.follow_up}" for row in rows.itertuples()]
        numbers = [f"{PAD}{share:.0f}{PAD}" for share in rows["share"]]
        label = NAMES.get(name, name) if here.any() else ""
        traces += [
            marks.segments(pieces, colour, width=5, opacity=0.4),
            marks.line(rows["x"][joined], seen["share"][joined], colour, width=1.5, dash="dot"),
            marks.points(rows["x"], seen["share"], colour, symbol=rows["symbol"], size=12, outline=colour, hover=hover),
            marks.words(rows["x"], seen["over" if show_bounds else "beside"], numbers, place=rows["side"]),
            marks.words([x], [y], [label], colour, place=place),
        ]
    times, labels = zip(*TIMES.values(), strict=True)
    years = dict(title="years later (each step doubles)", range=[-2.85, 4.75], tickvals=times, ticktext=labels)
    return Figure(
        traces,
        dict(
            height=400,
            margin=dict(l=44, r=8, t=12, b=44),
            xaxis=dict(**years, tickangle=0, showgrid=False),
            yaxis=dict(title="not recovered (%)", range=[0, 102], dtick=25),
            shapes=[marks.edge((3.3, 3.3), (0, 1), paper="y", dash="dot", layer="below")],
        ),
    )


def _words(own, counted_as, show_bounds, show_peers):
    """Headline and reading."""
    share = {name: words.number(value, 0, "%") for name, value in ROWS.set_index("id")["share"].items()}
    if show_peers:
        peers, times = ROWS.set_index("id").loc["N6"], FACTORS.loc["P6"]
        return (
            f"{share['N5']} in pain, against {share['N6']} of peers",
            f"Of {peers['denominator']:g} without knee pain at the start ({peers['population']}), "
            f"{peers['share']:.1f}% had it after {peers['follow_up']}; the risk of those with pain is "
            f"{words.estimate(times['value'], times['ci_low'], times['ci_high'])} times theirs.",
        )
    lowest, highest = own.loc[own["share"].idxmin()], own.loc[own["share"].idxmax()]
    if counted_as == "all":
        headline = f"{share[lowest['id']]} to {share[highest['id']]}, by what is counted"
    else:
        most = own[own["denominator"].fillna(0) == own["denominator"].fillna(0).max()].iloc[-1]
        headline = f"{share[most['id']]}: {counted_as}, {most['follow_up']}"
    if show_bounds:
        printed, computed = ((own["bounds"] == how).sum() for how in ("as printed", "computed here"))
        widest = own.loc[(own["high"] - own["low"]).fillna(0).idxmax()]
        runs = (
            f"; the widest runs from {widest['low']:.0f}% to {widest['high']:.0f}% ({widest['denominator']:g} people)"
        )
        return headline, (
            f"Intervals: {printed} printed, {computed} computed here, {len(own) - printed - computed} cannot be told"
            f"{runs if printed + computed else ''}."
        )
    what = "Whatever is counted" if counted_as == "all" else f"Counting “{counted_as}”"
    return headline, (
        f"{what}, {words.counted(len(own), 'share')} from {words.counted(own['citekey'].nunique(), 'source')} run from "
        f"{share[lowest['id']]} ({lowest['follow_up']}) to {share[highest['id']]} ({highest['follow_up']})."
    )


def _table(rows):
    return pd.DataFrame(
        {
            "source": rows["source"],
            "people": [f"{row.cohort}: {row.population}" for row in rows.itertuples()],
            "number": rows["denominator"],
            "follow-up": rows["follow_up"],
            "counted": rows["counted_as"],
            "share (%)": rows["share"].round(1),
            "95% bounds (%)": [
                "" if pd.isna(row.low) else f"{row.low:.0f} to {row.high:.0f}" for row in rows.itertuples()
            ],
            "bounds": rows["bounds"],
            "remark": rows["remark"],
        }
    )


EXPLORER = Explorer(
    name="course_of_pfp",
    title="What share has not recovered, by follow-up",
    controls=(
        Choice(
            "counted_as",
            "Counted as not recovered",
            {
                "all": f"any of these ({COUNTS.drop(PEERS).sum()})",
                **{name: f"{name} ({COUNTS[name]})" for name in COUNTED},
            },
            "all",
        ),
        Toggle("show_bounds", "Show the intervals"),
        Toggle("show_peers", "Show people of the same age without pain at the start"),
    ),
    view=view,
)
