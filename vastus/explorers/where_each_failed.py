"""Where a mechanism failed, where "it works" failed, and what was left open; a guess comes before each result.

One panel has the outcomes of the case chosen, each on a scale of its own: nothing is compared across rows, a row's line
runs as far as its own end labels say, and better with the treatment is always to the right. The other has all cases and
their verdicts. Intervals that the table lacks are worked out from what the paper prints, by
``vastus.inference.comparison``, and are drawn open.
"""

import math
import textwrap

import pandas as pd

from .. import data, references, words
from ..explorer import Choice, Explorer, Figure, Toggle, View, marks
from ..explorer.palette import ACCENT, MUTED, NEUTRAL, TEXT, VM
from ..inference import comparison
from ..inference.comparison import Estimate

ROWS = data.table("debate_cases")
PROMISES = {"mechanism": "Mechanism promised", "practice": "Practice trusted it"}
CASES = {
    "heart drugs": "Heart drugs (CAST)",
    "added squeeze": "Squeeze for the VMO",
    "three programmes": "Three programmes",
    "hip strength": "Hip strength",
    "knee washout": "Knee washout",
    "meniscus surgery": "Meniscus surgery",
    "kneecap arthroscopy": "Kneecap arthroscopy",
    "vertebroplasty": "Vertebroplasty",
    "kneecap programme": "McConnell 1986",
}
FOUND = {  # words, a sign for each outcome, colour
    "worse": ("worse with it", "×", VM),
    "no_difference": ("no difference shown", "○", TEXT),
    "better": ("better with it", "◆", ACCENT),
    "left_open": ("left open", "△", TEXT),
    "not_compared": ("nothing compared", "–", TEXT),
}
GUESSES = {
    "none": "not yet",
    "worse": "worse",
    "no_difference": "alike",
    "better": "better",
}
SHOW = {"groups": "each group", "difference": "the difference"}
HEIGHT_PX = 380
THE_CASE, ALL = "The case", "All nine"
SURGERY_ARMS = ("E22", "E23")  # changes in the two groups of the trial whose printed difference contradicts itself
PUBLISHED, OWN = "as published", "own calculation from "
RESTS_ON = {  # what an interval was worked out from
    None: "",
    "published": PUBLISHED,
    "groups": OWN + "the change of each group",
    "counts": OWN + "the people counted",
    "means": OWN + "means and p",
}
UNREAD = "no group results read"

# Places in the panel of the case: from −1 to 1 across, and down in parts of about a pixel on a phone.
MOST_ROWS = int(ROWS.groupby("case_group").size().max())
DEPTH, ROWS_FROM = 290, 75
LINE_END, END_LABEL = 0.76, 0.81
LINE = (-LINE_END, LINE_END)
AWAY = -9  # where a mark waits that a state does not need
NOTHING = dict(says="", line=(AWAY, AWAY), middle=(AWAY, AWAY), limits=(AWAY, AWAY), ends=("", ""), marks={})
LINE_CHARACTERS = 41  # that a phone has room for
GUESS_AT = {"none": 0, "worse": -0.7, "no_difference": 0, "better": 0.7}
MARKS = {  # symbol and colour
    "treated": ("circle", ACCENT),
    "compared": ("square-open", NEUTRAL),
    "published": ("diamond", TEXT),
    "own calculation": ("diamond-open", TEXT),
}


def _difference(row):
    """Effect of a row as an `Estimate` or None, and where its interval comes from."""
    estimate, basis = comparison.from_print(**_printed(row))
    return estimate, RESTS_ON[basis]


def _printed(row):
    """What the table holds of a row's result, for ``comparison.from_print``."""
    printed = {}
    if not pd.isna(row.effect):
        printed["published"] = Estimate(row.effect, row.ci_low, row.ci_high)
    if row.case_group == "kneecap arthroscopy":
        arms = data.table("trial_effects_exercise_pfp").set_index("id").loc[list(SURGERY_ARMS)]
        printed["groups"] = [Estimate(arm.estimate, arm.ci_low, arm.ci_high) for arm in arms.itertuples()]
    if _is_ratio(row):
        counts = (row.active_events, row.active_n, row.comparator_events, row.comparator_n)
        printed["counts"] = [int(count) for count in counts]
    if not (pd.isna(row.comparator_value) or pd.isna(row.p_value)):
        printed |= {"means": (row.active_value, row.comparator_value), "p_value": row.p_value}
    return printed


def _groups(row):
    """Result of the treated and of the compared group, as far as the table has them."""
    if pd.isna(row.active_value) and _is_ratio(row):
        return [100 * row.active_events / row.active_n, 100 * row.comparator_events / row.comparator_n]
    return [value for value in (row.active_value, row.comparator_value) if not pd.isna(value)]


def _is_ratio(row):
    return not pd.isna(row.active_events)


def _end(values):
    """The next of 1, 2, 5, 10, 20, … at or above the largest of ``values``: where the line of a row ends."""
    largest = max(values)
    power = 10.0 ** math.floor(math.log10(largest))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= largest * (1 - 1e-9))


def _farthest(estimate, ratio):
    """How far an interval reaches from no difference, to either side: in points, or as a factor."""
    return max(estimate.high, 1 / estimate.low) if ratio else max(-estimate.low, estimate.high)


def _number(value):
    return words.number(round(value, 1))


def _effect(row):
    """The effect of a row in words, with its number where one was read."""
    estimate, _ = _difference(row)
    if estimate is None:
        return FOUND[row.direction][0]
    digits = 2 if estimate.high - estimate.low < 1 else 1
    said = words.estimate(estimate.value, estimate.low, estimate.high, digits)
    return f"relative risk {said}" if _is_ratio(row) else f"{said} {row.scale}"


def view(case, guess, show, verdicts):
    rows = list(ROWS[ROWS["case_group"] == case].itertuples())
    known = set(CASES) if verdicts else {case} if guess != "none" else set()
    return View(
        {THE_CASE: _the_case(rows, guess, show), ALL: _all_cases(case, known)},
        _reading(rows, guess, show),
        _known_table(known),
        "What came of it? Guess first" if guess == "none" else _verdict(rows),
    )


def _the_case(rows, guess, show):
    pitch = (DEPTH - ROWS_FROM) / len(rows)
    roomy = len(rows) <= 2  # then each row says why its verdict is what it is
    name, value, line, reason = (
        pitch * share for share in ((0.1, 0.24, 0.42, 0.76) if roomy else (0.16, 0.43, 0.75, 1))
    )
    drawn = [NOTHING | _drawn(row, rows, guess, show) for row in rows]
    drawn += [NOTHING] * (MOST_ROWS - len(rows))
    tops = [ROWS_FROM + number * pitch for number in range(MOST_ROWS)]
    lines = [top + line for top in tops]

    def column(texts, x, heights, place="middle right", **more):
        return marks.words([x] * MOST_ROWS, heights, [*texts, *[""] * (MOST_ROWS - len(texts))], place=place, **more)

    def pieces(ends, rise=0):
        return [(xs, (y - rise, y + rise)) for xs, y in zip(ends, lines, strict=True)]

    reasons = ["<br>".join(textwrap.wrap(row.coding_reason, LINE_CHARACTERS)) for row in rows if roomy]
    # words alone use the room of a line
    says = [top + (line if roomy and row["line"] != LINE else value) for row, top in zip(drawn, tops, strict=True)]
    belief = "<br>".join(textwrap.wrap(f"Believed: {rows[0].what_was_believed}", LINE_CHARACTERS))
    head = ["← worse with it", "no difference", "better with it →"]
    guessed = {"groups": (0, f"your guess: {GUESSES[guess]}"), "difference": (GUESS_AT[guess], "▲ your guess")}[show]
    at, guessed = (0, "") if guess == "none" else guessed
    if show == "groups":
        head = [f"● with it    □ {rows[0].compared_with}", "", ""]
    return Figure(
        [
            marks.segments(pieces([row["line"] for row in drawn]), MUTED, width=1),
            marks.segments(pieces([row["middle"] for row in drawn], 8), MUTED, width=1),
            marks.segments(pieces([row["limits"] for row in drawn]), width=3),
            *(
                marks.points([row["marks"].get(kind, AWAY) for row in drawn], lines, colour, symbol=symbol, size=12)
                for kind, (symbol, colour) in MARKS.items()
            ),
            column([row.row_label for row in rows], -1, [top + name for top in tops], bold=True),
            column([row["says"] for row in drawn], -1, says),
            column([row["ends"][0] for row in drawn], -END_LABEL, lines, "middle left"),
            column([row["ends"][1] for row in drawn], END_LABEL, lines),
            column(reasons if guess != "none" else [], -1, [top + reason for top in tops]),
            marks.words([-1], [19], [belief], MUTED),
            marks.words([-1, 0, 1], [47] * 3, head, MUTED, place=["middle right", "middle center", "middle left"]),
            marks.words([at], [63], [guessed], ACCENT, place="middle center"),
        ],
        dict(
            height=HEIGHT_PX,
            margin=dict(l=8, r=8, t=4, b=4),
            xaxis=dict(range=[-1, 1], visible=False),
            yaxis=dict(range=[DEPTH, 0], visible=False),
        ),
    )


def _drawn(row, rows, guess, show):
    """What a row says and what it draws, where that differs from `NOTHING`."""
    alike = [other for other in rows if other.scale == row.scale]  # they share the ends of their lines
    if guess == "none":
        middle = (0, 0) if show == "difference" else (AWAY, AWAY)
        return dict(says=f"against {row.compared_with}: ?", line=LINE, middle=middle)
    return (_drawn_groups if show == "groups" else _drawn_difference)(row, alike)


def _drawn_groups(row, alike):
    groups = _groups(row)
    if not groups:
        return dict(says=f"{FOUND[row.direction][0]} ({UNREAD})")
    end = _end(value for other in alike for value in _groups(other))
    percent = "%" if row.scale.startswith("%") else ""
    says = "   ".join(f"{sign} {_number(value)}{percent}" for sign, value in zip("●□", groups, strict=False))
    placed = zip(("treated", "compared"), groups, strict=False)
    return dict(
        says=f"{says} {row.scale.removeprefix('% ')}",
        line=LINE,
        ends=("0", _number(end)),
        marks={kind: LINE_END * (2 * value / end - 1) for kind, value in placed},
    )


def _drawn_difference(row, alike):
    estimate, source = _difference(row)
    if estimate is None:
        return dict(says=FOUND[row.direction][0])
    ratio = _is_ratio(row)
    end = _end(_farthest(_difference(other)[0], ratio) for other in alike)
    better = -LINE_END if row.better_when == "lower" else LINE_END

    def place(value):
        return better * (math.log(value) / math.log(end) if ratio else value / end)

    kind, sign = ("published", "◆") if source == PUBLISHED else ("own calculation", "◇")
    ends = _number(1 / end if ratio else -end), _number(end)
    return dict(
        says=f"{sign} {_effect(row)}{'' if source == PUBLISHED else ', ours'}",
        line=LINE,
        middle=(0, 0),
        ends=ends if better > 0 else ends[::-1],
        marks={kind: place(estimate.value)},
        limits=(place(estimate.low), place(estimate.high)),
    )


def _all_cases(chosen, known):
    """Names and verdicts of all cases in two columns; a verdict that is not known yet is a question mark."""
    places = {name: (column, line) for column, line, name in _places()}
    column, line = places[chosen]
    x, y = zip(*((0.02 + column, line + 0.3) for column, line in places.values()), strict=True)
    below = [height + 0.36 for height in y]
    verdicts = [_signs(case) if case in known else (None, "?") for case in places]
    colours = (VM, TEXT, ACCENT)
    return Figure(
        [
            marks.line(
                [column, column + 0.98, column + 0.98, column, column],
                [line + 0.04, line + 0.04, line + 0.94, line + 0.94, line + 0.04],
                ACCENT,
            ),
            marks.words(x, y, [CASES[case] for case in places]),
            *(
                marks.words(x, below, [text if (of or TEXT) == colour else "" for of, text in verdicts], colour)
                for colour in colours
            ),
        ],
        dict(
            height=HEIGHT_PX,
            margin=dict(l=8, r=8, t=26, b=4),
            xaxis=dict(range=[-0.01, 2], visible=False),
            yaxis=dict(range=[max(line for _, line in places.values()) + 1, 0], visible=False),
            annotations=[
                marks.note(title, column + 0.02, 1, anchor="left bottom", paper="y")
                for column, title in enumerate(PROMISES.values())
            ],
        ),
    )


def _places():
    """Column, line and name of every case."""
    for column, promise in enumerate(PROMISES):
        there = set(ROWS.loc[ROWS["promise"] == promise, "case_group"])
        yield from ((column, line, case) for line, case in enumerate(case for case in CASES if case in there))


def _signs(case):
    """Colour of a case, and a sign for each of its outcomes with what they mean."""
    found = list(ROWS.loc[ROWS["case_group"] == case, "direction"])
    said, _, colour = FOUND[found[0]]
    said = said.removesuffix(" shown").removesuffix(" with it") if len(set(found)) == 1 else "mixed"
    return colour, f"{''.join(FOUND[kind][1] for kind in found)} {said}"


def _verdict(rows):
    """The commonest finding of a case and how many of its outcomes have it."""
    found = [row.direction for row in rows]
    most = max(found, key=found.count)
    return f"{FOUND[most][0].capitalize()} in {found.count(most)} of {len(found)}"


def _reading(rows, guess, show):
    first = rows[0]
    if guess == "none":
        return (
            f"{PROMISES[first.promise]}: “{first.what_was_believed}”. "
            f"Guess what {words.counted(len(rows), 'outcome')} showed, and the results appear."
        )
    told = _told_groups(first) if show == "groups" else _told_difference(first)
    return f"You guessed “{GUESSES[guess]}”. {first.row_label}: {told}."


def _told_groups(row):
    if not _groups(row):
        return _told_difference(row)
    treated, *compared = (_number(value) for value in _groups(row))
    percent = "%" if row.scale.startswith("%") else ""
    other = f", {compared[0]}{percent} with {row.compared_with}" if compared else f", compared with {row.compared_with}"
    return f"{treated} {row.scale} with the treatment{other}".replace(" %", "%")


def _told_difference(row):
    _, source = _difference(row)
    own = ", own calculation" if source.startswith(OWN) else ""
    return f"{_effect(row)}{own}"


def _table():
    lines = []
    for row in ROWS.itertuples():
        treated, compared = ([_number(value) for value in _groups(row)] + ["", ""])[:2]
        lines.append(
            {
                "what promised": PROMISES[row.promise],
                "case": CASES[row.case_group],
                "outcome": row.row_label,
                "treated": treated,
                "compared": compared,
                "unit": row.scale if treated else "",
                "compared with": row.compared_with,
                "effect (95% interval)": _effect(row),
                "interval": _difference(row)[1],
                "found": FOUND[row.direction][0],
                "because": row.coding_reason,
                "source": "; ".join(references.label(key.strip()) for key in row.citekeys.split(";")),
            }
        )
    return pd.DataFrame(lines)


TABLE = _table()
RESULTS = ["treated", "compared", "effect (95% interval)", "interval", "because"]


def _known_table(known):
    """All outcomes; of a case whose verdict is not known yet, nothing that would tell it."""
    unknown = ~TABLE["case"].isin([CASES[case] for case in known])
    table = TABLE.copy()
    table.loc[unknown, RESULTS] = ""
    table.loc[unknown, "found"] = "guess first"
    return table


IN_WORDS = {
    case for case in CASES if not any(_difference(row)[0] for row in ROWS[ROWS["case_group"] == case].itertuples())
}
EXPLORER = Explorer(
    name="where_each_failed",
    title="Where each kind of reasoning failed, held, or was left open",
    controls=(
        Choice("case", "Case", CASES, "meniscus surgery", resets=("guess",)),
        Choice("guess", "Your guess: people given it ended up", GUESSES, "none"),
        Choice("show", "Show", SHOW, "groups"),
        Toggle("verdicts", "Show the verdicts of all nine"),
    ),
    view=view,
    idle=lambda case, guess, show, verdicts: ("show",) if case in IN_WORDS else (),
)
