"""Who was right in the thread? The claims on either side of a question, each at the verdict that the sources leave it.

A mark is a claim and says who makes it: C for the coach, a number for a commenter. What a side holds stands over it.
"""

import re
import textwrap

import pandas as pd

from .. import data
from ..explorer import Choice, Explorer, Figure, View, marks
from ..explorer.palette import ACCENT, GRID, MUTED, NEUTRAL, SURFACE, TEXT
from ..thread import argument
from ..thread.claims import TABLE, VERDICTS

CLAIMS = data.table(TABLE).set_index("id")
ARGUMENT = argument.load()
QUESTIONS = {question.id: question for question in ARGUMENT.questions}
SIDES = {"left": (-1, ACCENT), "right": (1, NEUTRAL)}  # which way its claims run, and their colour
# the claims on a side, of all questions: each is one mark, and out of sight while another question is asked
HELD = {
    side: CLAIMS.loc[[claim for each in QUESTIONS.values() for claim in ARGUMENT.positions[getattr(each, side)].claims]]
    for side in SIDES
}
MOST_AT_ONE_VERDICT = max(
    CLAIMS.loc[list(position.claims), "verdict"].value_counts().max() for position in ARGUMENT.positions.values()
)
ROW_PX, HEADS_PX, MARK_PX = 32, 66, 22
FIRST_AT, APART = 0.36, 0.17  # where the first claim of a verdict stands beside its name, and the next after it
END = FIRST_AT + APART * MOST_AT_ONE_VERDICT
WRAP = 20  # characters of a line over a side
OUT_OF_SIGHT_PX = -200
HEIGHT_PX = ROW_PX * len(VERDICTS)


def _who(role):
    """Who speaks, as short as a mark: the number of a comment, or C for the coach who posted."""
    number = re.match(r"commenter (\d+)", role)
    return number[1] if number else "C"


def view(question):
    asked = QUESTIONS[question]
    sides = {side: CLAIMS.loc[list(ARGUMENT.positions[getattr(asked, side)].claims)] for side in SIDES}
    return View(_figure(asked, sides), _reading(asked, sides), _table(asked, sides), _headline(sides))


def _figure(asked, sides):
    heights = [ROW_PX * (row + 0.5) for row in range(len(VERDICTS))]
    row_of = dict(zip(VERDICTS, heights, strict=True))
    traces = [
        marks.segments([((-END, END), (ROW_PX * row,) * 2) for row in range(len(VERDICTS) + 1)], GRID, width=1),
        marks.words([0] * len(VERDICTS), heights, [name for name, *_ in VERDICTS.values()], place="middle center"),
    ]
    for side, (way, colour) in SIDES.items():
        among = sides[side].groupby("verdict").cumcount()
        held = HELD[side]
        shown = held.index.isin(among.index)
        x = [way * (FIRST_AT + APART * among.get(claim, 0)) for claim in held.index]
        y = [row_of[verdict] if here else OUT_OF_SIGHT_PX for verdict, here in zip(held["verdict"], shown, strict=True)]
        hover = [f"{key}: {'<br>'.join(textwrap.wrap(claim, 44))}" for key, claim in held["claim"].items()]
        said = "<br>".join(textwrap.wrap(ARGUMENT.positions[getattr(asked, side)].text, WRAP))
        beside = "middle right" if way < 0 else "middle left"
        traces += [
            marks.points(x, y, colour, size=MARK_PX, hover=hover),
            marks.words(x, y, held["role"].map(_who).tolist(), SURFACE, place="middle center", bold=True),
            marks.words([way * END], [-HEADS_PX / 2], [said], TEXT, bold=True, place=beside),
        ]
    return Figure(
        traces,
        dict(
            height=HEIGHT_PX + HEADS_PX + 26,
            margin=dict(l=4, r=4, t=4, b=4),
            xaxis=dict(range=[-END, END], visible=False),
            yaxis=dict(range=[HEIGHT_PX + 18, -HEADS_PX], visible=False),
            annotations=[
                marks.note("C: the coach; 1 to 11: the comments", 0, HEIGHT_PX + 2, MUTED, anchor="center top")
            ],
        ),
    )


def _headline(sides):
    claims = pd.concat(sides.values())
    return f"{(claims['verdict'] == 'supported').sum()} of {len(claims)} claims supported"


def _reading(asked, sides):
    told = []
    for side, claims in sides.items():
        held = ARGUMENT.positions[getattr(asked, side)].text.rstrip(".")
        counts = [f"{count} {VERDICTS[verdict][0].lower()}" for verdict, count in _counts(claims)]
        told.append(f"“{held}”: {', '.join(counts)}.")
    return " ".join(told)


def _counts(claims):
    """Verdicts that occur and how often, in the order of the drawing."""
    counts = claims["verdict"].value_counts()
    return [(verdict, counts[verdict]) for verdict in VERDICTS if verdict in counts]


def _table(asked, sides):
    return pd.DataFrame(
        [
            (key, row.role, ARGUMENT.positions[getattr(asked, side)].text, row.claim, VERDICTS[row.verdict][0])
            for side, claims in sides.items()
            for key, row in claims.iterrows()
        ],
        columns=["claim", "who", "side", "in our words", "verdict"],
    )


EXPLORER = Explorer(
    name="both_sides",
    title="Who was right? Both sides of a question",
    controls=(Choice("question", "Question", {key: each.text for key, each in QUESTIONS.items()}, "there"),),
    view=view,
)
