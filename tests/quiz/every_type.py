"""A bank with an item of every type, in both pools, full of the signs that some format gives a meaning to."""

from types import SimpleNamespace

from vastus.quiz.bank import load

CHAPTER = "every-type"
SIGNS = r'5 < 6 & "7" = {8} ~ 9 # \ a:b -> c %50% $x$ é ° “so”'
REFERENCES = {
    "first2001": SimpleNamespace(label="First & Co. 2001", url="https://doi.org/10.1/a?b=c&d=e"),
    "second2002": SimpleNamespace(label="Second 2002", url=""),
}
BANK = f"""
chapter: {CHAPTER}
outcomes:
  - {{id: known, level: remember, text: 'Know it: {SIGNS}'}}
  - {{id: used, level: apply, text: Use it.}}
items:
  - id: one
    type: single
    outcome: known
    hint: Think of the signs.
    stem: 'Which one? {SIGNS}'
    options:
      - {{id: a, text: 'First {SIGNS}', feedback: 'Not the first {SIGNS}'}}
      - {{id: b, text: Second, correct: true, feedback: The second it is.}}
      - {{id: c, text: Third, feedback: Not the third.}}
    explanation: 'Therefore. {SIGNS}'
    citekeys: [first2001, second2002]
  - id: some
    type: multiple
    outcome: known
    hint: More than one.
    stem: Which ones?
    options:
      - {{id: a, text: First, correct: true, feedback: The first.}}
      - {{id: b, text: Second, feedback: Not the second.}}
      - {{id: c, text: Third, correct: true, feedback: The third.}}
      - {{id: d, text: Fourth, correct: true, feedback: The fourth.}}
      - {{id: e, text: Fifth, feedback: Not the fifth.}}
    explanation: So they are.
    citekeys: [second2002]
  - id: kept
    type: single
    pool: reserved
    outcome: used
    hint: A secret hint.
    stem: A secret question?
    options:
      - {{id: a, text: A secret answer, correct: true, feedback: A secret reason.}}
      - {{id: b, text: Another secret answer, feedback: Another secret reason.}}
    explanation: A secret explanation.
    citekeys: []
  - id: said
    type: true-false
    outcome: known
    hint: Read it again.
    stem: 'It is so: {SIGNS}'
    answer: false
    feedback: {{right: 'It is not. {SIGNS}', wrong: It is not so.}}
    explanation: It never was.
    citekeys: [first2001]
  - id: count
    type: numeric
    outcome: used
    hint: Add them.
    stem: How long is it?
    answer: -17.25
    tolerance: 0.2
    unit: ms
    feedback: {{right: Right so., wrong: 'Any other {SIGNS}'}}
    traps:
      - {{id: sign, value: 17.25, tolerance: 0.1, feedback: The sign is lost.}}
    explanation: Counted.
    citekeys: [first2001]
  - id: pure
    type: numeric
    outcome: used
    hint: Count them.
    stem: How many?
    answer: 4
    tolerance: 0
    feedback: {{right: Four., wrong: Not so many.}}
    explanation: Counted.
    citekeys: []
  - id: word
    type: short
    outcome: used
    hint: Two words.
    stem: What is it called?
    accepted: [co-contraction of two, joint work]
    feedback: {{right: 'That is its name. {SIGNS}', wrong: Another name.}}
    traps:
      - {{id: other, forms: [re-flex], feedback: That is another thing.}}
    explanation: It has two names.
    citekeys: [first2001]
  - id: belong
    type: match
    outcome: used
    hint: One twice, one never.
    stem: What belongs where?
    choices:
      - {{id: thigh, text: Thigh}}
      - {{id: shank, text: 'Shank {SIGNS}'}}
      - {{id: arm, text: Arm}}
    pairs:
      - {{id: femur, text: Femur, choice: thigh, feedback: Its bone.}}
      - {{id: tibia, text: 'Tibia {SIGNS}', choice: shank, feedback: Its larger bone.}}
      - {{id: fibula, text: Fibula, choice: shank, feedback: Its thinner bone.}}
    explanation: Bones of the leg.
    citekeys: [first2001]
  - id: row
    type: order
    outcome: used
    hint: What comes first?
    stem: Put them in order.
    steps:
      - {{id: warm, text: Warm up, feedback: Before all else.}}
      - {{id: lift, text: Lift, feedback: When warm.}}
      - {{id: rest, text: Rest, feedback: At the end.}}
    explanation: That is the order.
    citekeys: [first2001]
  - id: find
    type: label
    outcome: known
    hint: Look below.
    stem: Find the muscle.
    drawing: knee-front
    answer: vastus-medialis
    feedback: {{right: There it is., wrong: It is not this.}}
    traps:
      - {{part: vastus-lateralis, feedback: That is on the other side.}}
    explanation: On the inner side.
    citekeys: [first2001]
  - id: person
    type: case
    outcome: used
    stem: A runner of 24
    steps:
      - id: asked
        history: She has pain.
        question: What do you ask?
        options:
          - {{id: since, text: Since when, correct: true, feedback: She says since spring.}}
          - {{id: shoes, text: Which shoes, feedback: She lists them all.}}
        reasoning: Time tells most.
        citekeys: [first2001]
      - id: done
        history: It hurts since spring.
        question: What do you do?
        options:
          - {{id: wait, text: Wait, feedback: It goes on.}}
          - {{id: load, text: Load it less, correct: true, feedback: It eases.}}
        reasoning: Load is what changed.
        citekeys: []
    explanation: She runs again.
    citekeys: [second2002]
  - id: guess
    type: predict
    outcome: known
    stem: What do you expect?
    options:
      - {{id: more, text: More, feedback: Many do.}}
      - {{id: less, text: Less, feedback: Some do.}}
    explanation: This was found.
    citekeys: []
"""


def every_type(folder):
    """The bank, read from a file in ``folder`` as the course's own are."""
    (folder / f"{CHAPTER}.yml").write_text(BANK, encoding="utf-8")
    return load(CHAPTER, folder, REFERENCES)
