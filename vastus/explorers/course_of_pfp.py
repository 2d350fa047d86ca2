"""What share has not recovered, by follow-up: it depends on what is counted.

Where a source prints who recovered, everybody else is drawn. Where it prints a share of a known number of people and no
interval, exact bounds are computed here; the table says so.
"""

import pandas as pd
import plotly.graph_objects as go

from .. import data, references
from ..explorer import Choice, Explorer, Toggle, View
from ..explorer.palette import ACCENT, GRID, MUTED, NEUTRAL, TEXT
from ..inference import proportion
from ..words import counted

TIMES = {
    "3 months": "¼",
    "6 months": "½",
    "12 months": "1",
    "2 years": "2",
    "2 to 4 years": "2–4",
    "5 to 8 years": "5–8",
    "no time given": "long",
}
PEERS = "none at the start"
COUNTED = {  # words, symbol, colour, and a step aside where two groups share a time
    "unfavourable recovery": ("unfavourable recovery", "circle", ACCENT, -0.12),
    "still has knee pain": ("still has knee pain", "diamond", TEXT, 0.0),
    "not pain-free": ("not pain-free", "square", NEUTRAL, 0.0),
    "no success reported": ("no success reported", "triangle-up", MUTED, 0.12),
}
SECOND_HAND = "secondary"
FADED = 0.15
LONG_TERM_GAP = 0.3
ANSWERS_UNKNOWN = "N12"  # 87 percent of 151 answered: how many is not printed
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
    )
    for number, row in rows[low.isna() & rows["denominator"].notna() & (rows["id"] != ANSWERS_UNKNOWN)].iterrows():
        people = row["denominator"]
        bounds = proportion.exact_bounds(round(row["share"] * people / 100), people)
        rows.loc[number, ["low", "high"]] = [100 * bound for bound in bounds]
        rows.loc[number, "bounds"] = "computed here"
    same = rows.groupby(["counted_as", "drawn_at"]).cumcount()
    several = rows.groupby(["counted_as", "drawn_at"])["id"].transform("size")
    aside = rows["counted_as"].map({name: step for name, (*_, step) in COUNTED.items()}).fillna(0)
    return rows.assign(x=rows["drawn_at"].map(list(TIMES).index) + aside + (same - (several - 1) / 2) * LONG_TERM_GAP)


ROWS = _rows()


def view(counted_as, show_bounds, show_peers):
    shown = (counted_as == "all") | (ROWS["counted_as"] == counted_as)
    shown = (shown & (ROWS["counted_as"] != PEERS)) | ((ROWS["counted_as"] == PEERS) & show_peers)
    reading = _reading(ROWS[shown], counted_as, show_bounds, show_peers)
    return View(_figure(shown, show_bounds), reading, _table(ROWS[shown]))


def _figure(shown, show_bounds):
    figure = go.Figure()
    for name, (words, symbol, colour, _) in {
        **COUNTED,
        PEERS: ("no pain at the start", "circle-open", TEXT, 0),
    }.items():
        here = ROWS["counted_as"] == name
        rows, visible = ROWS[here], shown[here].any()
        strength = 1.0 if visible else FADED
        if name == PEERS and not visible:
            rows = rows.iloc[:0]
        bounds = rows[rows["low"].notna()] if show_bounds else rows.iloc[:0]
        figure.add_scatter(
            x=[x for at in bounds["x"] for x in (at, at, None)],
            y=[y for low, high in zip(bounds["low"], bounds["high"], strict=True) for y in (low, high, None)],
            mode="lines",
            line=dict(color=colour, width=5),
            opacity=0.4 * strength,
            hoverinfo="skip",
            showlegend=False,
        )
        same_people = rows.dropna(subset="denominator").groupby(["cohort", "denominator"])["id"].transform("size") > 1
        cohorts = rows.loc[same_people[same_people].index]
        figure.add_scatter(
            x=cohorts["x"].tolist(),
            y=cohorts["share"].tolist(),
            mode="lines",
            opacity=strength,
            hoverinfo="skip",
            line=dict(color=colour, width=1.5, dash="dot"),
            showlegend=False,
        )
        figure.add_scatter(
            x=rows["x"].tolist(),
            y=rows["share"].tolist(),
            mode="markers+text",
            name=words,
            opacity=strength,
            marker=dict(
                symbol=[f"{symbol}-open" if how == SECOND_HAND else symbol for how in rows["verification"]],
                size=12,
                color=colour,
                line=dict(width=2, color=colour),
            ),
            text=[f" {share:.0f}" for share in rows["share"]],
            textposition=["top center", "bottom center", "top center"] if name == "not pain-free" else "middle right",
            textfont=dict(size=12, color=TEXT),
            cliponaxis=False,
            hovertext=[
                f"{row.source}<br>{row.cohort}, {row.population}<br>{row.follow_up}" for row in rows.itertuples()
            ],
            hoverinfo="text",
        )
    figure.update_layout(
        height=430,
        margin=dict(l=46, r=12, t=64, b=48),
        xaxis=dict(range=[-0.5, len(TIMES) - 0.4], tickvals=list(range(len(TIMES))), ticktext=list(TIMES.values()),
                   tickfont=dict(size=12),
                   title="years later (not to scale)", showgrid=False, fixedrange=True),
        yaxis=dict(range=[0, 103], title="share not recovered (%)", tickvals=[0, 25, 50, 75, 100], fixedrange=True),
        legend=dict(x=0, xref="container", y=1, yref="container", yanchor="top", font=dict(color=MUTED, size=12)),
        shapes=[dict(type="line", x0=x, x1=x, yref="paper", y0=0, y1=1, line=dict(color=GRID, width=1, dash="dot"),
                     layer="below") for x in [len(TIMES) - 1.5]],
    )  # fmt: skip
    return figure


def _reading(rows, counted_as, show_bounds, show_peers):
    own = rows[rows["counted_as"] != PEERS]
    lowest, highest = own.loc[own["share"].idxmin()], own.loc[own["share"].idxmax()]
    what = "Whatever is counted" if counted_as == "all" else f"Counting “{COUNTED[counted_as][0]}”"
    parts = [
        f"{what}, {counted(len(own), 'share')} from {counted(own['citekey'].nunique(), 'source')} run from "
        f"{lowest['share']:.0f}% ({lowest['follow_up']}) to {highest['share']:.0f}% ({highest['follow_up']})."
    ]
    if show_bounds:
        printed, computed = ((own["bounds"] == how).sum() for how in ("as printed", "computed here"))
        without = len(own) - printed - computed
        parts.append(f"Intervals: {printed} printed, {computed} computed here, {without} cannot be told.")
    if show_peers:
        (peers,) = rows[rows["counted_as"] == PEERS].itertuples()
        times, kind = FACTORS.loc["P6"], FACTORS.loc["P5"]
        parts.append(
            f"Of {peers.denominator} without knee pain at the start ({peers.population}), {peers.share:.1f}% had it "
            f"after {peers.follow_up}: the risk with pain is {times.value:g} times theirs ({times.ci_low:g} to "
            f"{times.ci_high:g}); with patellofemoral pain it is {kind.value:g} times that with other knee pain "
            f"({kind.ci_low:g} to {kind.ci_high:g})."
        )
    return " ".join(parts)


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
            {"all": "all", **{name: words for name, (words, *_) in COUNTED.items()}},
            "all",
        ),
        Toggle("show_bounds", "Show the intervals"),
        Toggle("show_peers", "Show people of the same age without pain at the start"),
    ),
    view=view,
)
