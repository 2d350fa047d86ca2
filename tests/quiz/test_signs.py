"""Questions that turn on a sign say what the list of signs says, with its urgency and its sources."""

import pytest

from vastus import quiz, red_flags
from vastus.quiz.bank import BankError, load

FLAGS = red_flags.load()

# Where a decision turns on a sign: the question or its step, and the words of the answer to it that give the urgency.
DECISIONS = [
    ("cases", "cases-swollen-tendon", "watch", "hot-joint", "an emergency on any day"),
    ("cases", "cases-adolescent-hip", "act", "slipped-hip", "emergency department now"),
    ("cases", "cases-tight-calf", "answers", "clot", "Emergency care now"),
    ("exercise-protocol", "protocol-limping-boy", None, "slipped-hip", "emergency department now"),
    ("exercise-protocol", "protocol-emergency", None, "hot-joint", "an emergency"),
    ("exercise-protocol", "protocol-emergency", None, "clot", "clot"),
]
SORTED = {
    "steroids-swelling": "low-immunity",
    "locked": "locked",
    "cold-foot": "walking-cramp",
    "hip-turned": "slipped-hip",
}


def item(chapter, item_id):
    return next(item for item in quiz.load(chapter).items if item.id == item_id)


@pytest.mark.parametrize(("chapter", "item_id", "step_id", "sign", "words"), DECISIONS)
def test_the_right_answer_is_as_urgent_as_the_list(chapter, item_id, step_id, sign, words):
    asked = item(chapter, item_id)
    if step_id:
        asked = next(step for step in asked.steps if step.id == step_id)
    right = [f"{option.text} {option.feedback}" for option in asked.options if option.correct]
    assert FLAGS.group_of(sign).urgency == "emergency"
    assert any(words in answer for answer in right)
    told = asked.reasoning if step_id else asked.explanation
    assert f"under “{FLAGS.group_of(sign).heading}”: “{FLAGS.line(sign).says}”" in told
    assert {source.citekey for source in asked.sources} >= set(FLAGS.line(sign).citekeys)


def test_signs_to_sort_go_under_the_headings_of_the_list():
    sorting = item("exercise-protocol", "protocol-sort-signs")
    headings = {choice.id: choice.text for choice in sorting.choices}
    chosen = {pair.id: headings[pair.choice] for pair in sorting.pairs}
    for pair, sign in SORTED.items():
        assert chosen[pair] == FLAGS.group_of(sign).heading


BANK = """
chapter: small
outcomes:
  - {id: sees, level: remember, text: Sees.}
items:
  - id: one
    type: single
    outcome: sees
    stem: What now?
    hint: Think.
    options:
      - {id: a, text: Wait, feedback: No.}
      - {id: b, text: Go, feedback: Yes., correct: true}
    explanation: So it is.
    signs: [cold-feet]
    citekeys: []
"""


def test_a_sign_that_is_not_on_the_list_is_told_with_its_place(tmp_path):
    (tmp_path / "small.yml").write_text(BANK, encoding="utf-8")
    with pytest.raises(BankError, match="item one, signs: found 'cold-feet', expected a line of the list.*cold-foot"):
        load("small", tmp_path)
