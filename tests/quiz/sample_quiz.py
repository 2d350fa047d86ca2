"""A small bank with every type of question, and the pages that tests of the quiz write with it."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import yaml

import vastus.quiz
from vastus.explorer import palette
from vastus.knee.anatomy import drawing
from vastus.quiz.bank import load
from vastus.quiz.html import form

SOURCES = Path(vastus.quiz.__file__).parent
REFERENCES = {
    key: SimpleNamespace(label=label, url="")
    for key, label in (("first2001", "First 2001"), ("second2002", "Second 2002"))
}
NASTY = '</script><script>window.hacked = 1</script><img src="x" onerror="window.hacked = 2">'

BANK = f"""
chapter: sample
outcomes: [{{id: known, level: remember, text: Know it.}}, {{id: other, level: apply, text: Know the rest.}}]
items:
  - id: cause
    type: single
    outcome: known
    answered_by: two-programmes
    stem: A trial finds two programmes equally good. What does it show?
    hint: Look for what was measured in it.
    options:
      - {{id: equal, text: Both helped alike in this trial., correct: true, feedback: That is what was measured.}}
      - {{id: mechanism, text: The muscle's timing changed., feedback: Timing was not measured.}}
      - {{id: nothing, text: Neither helped., feedback: Equal is not the same as useless.}}
    explanation: A comparison of two programmes says nothing about why they work.
    citekeys: [first2001, second2002]
  - id: parts
    type: multiple
    outcome: known
    stem: Which of these would a test of timing need?
    hint: Think of what scatters.
    options:
      - {{id: onset, text: The onset of both muscles, correct: true, feedback: The difference is the question.}}
      - {{id: force, text: The strength of the hip, feedback: Strength is another question.}}
      - {{id: error, text: The error of the method, correct: true, feedback: Else noise passes for change.}}
      - {{id: colour, text: The colour of the shorts, feedback: It has no part in it.}}
    explanation: Onsets, and how far they scatter by themselves.
    citekeys: [first2001]
  - id: bound
    type: numeric
    outcome: known
    stem: Two sessions scatter by 6.2 ms each. Which change is beyond the error?
    hint: A change is a difference of two sessions.
    answer: 17.2
    tolerance: 0.2
    unit: ms
    feedback: {{right: Multiplied by the root of two and by 1.96., wrong: Start from the error of a difference.}}
    traps:
      - {{id: forgot-root-two, value: 12.15, tolerance: 0.2, feedback: A change has two errors.}}
    explanation: 1.96 times the root of two times 6.2 ms.
    citekeys: [second2002]
  - id: delay
    type: true-false
    outcome: known
    stem: A delay found in a group is found in each of its members.
    hint: Picture two overlapping curves.
    answer: false
    feedback: {{right: A mean is not a member., wrong: The groups overlap.}}
    explanation: Groups differ in their means and overlap in their members.
    citekeys: [first2001]
  - id: kneecap
    type: short
    outcome: other
    stem: What is the kneecap called in anatomy?
    hint: It is Latin for a small dish.
    accepted: [patella, knee cap bone]
    feedback: {{right: So it is., wrong: Look at the drawing of the knee.}}
    traps:
      - {{id: shin, forms: [tibia, shin bone], feedback: That is the shin.}}
    explanation: The patella glides in the groove of the thigh bone.
    citekeys: [first2001]
  - id: partners
    type: match
    outcome: other
    stem: What does each measure tell?
    hint: Begin with the one measured in milliseconds.
    choices:
      - {{id: when, text: When a muscle starts}}
      - {{id: much, text: How strongly it is driven}}
      - {{id: size, text: How thick it is}}
    pairs:
      - {{id: onset, text: Onset of the EMG, choice: when, feedback: An onset is a moment.}}
      - {{id: amplitude, text: Amplitude of the EMG, choice: much, feedback: More drive gives more amplitude.}}
      - {{id: ultrasound, text: Ultrasound, choice: size, feedback: It shows the muscle's belly.}}
    explanation: Timing, drive and size are three things.
    citekeys: [first2001]
  - id: chain
    type: order
    outcome: other
    stem: Put the steps from a raw recording to an onset in order.
    hint: What is smoothed must have been rectified.
    steps:
      - {{id: filter, text: Band-pass filter, feedback: First away with what is no muscle.}}
      - {{id: rectify, text: Rectify, feedback: Else the mean is zero.}}
      - {{id: smooth, text: Smooth, feedback: The envelope comes of this.}}
      - {{id: threshold, text: Compare with a threshold, feedback: Last of all the decision.}}
    explanation: Filter, rectify, smooth, decide.
    citekeys: [first2001]
  - id: runner
    type: case
    outcome: other
    answered_by: two-programmes
    stem: A runner with pain in front of her knee.
    steps:
      - id: ask
        history: She is 24 and runs 40 km a week. Stairs hurt.
        question: What do you do first?
        options:
          - {{id: scan, text: Send her for a scan, feedback: The scan shows a normal knee and costs three weeks.}}
          - {{id: listen, text: Ask what she fears, correct: true, feedback: She says she fears for her cartilage.}}
        reasoning: Fears shape what she will dare to do.
        citekeys: [first2001]
      - id: load
        history: She has read that her VMO is weak.
        question: Which plan do you offer?
        options:
          - {{id: steps, text: Step-downs she can bear, correct: true, feedback: After six weeks she runs again.}}
          - {{id: rest, text: Rest until it is gone, feedback: After six weeks she is weaker and worried.}}
        reasoning: Load that is borne can be raised.
        citekeys: [second2002]
    explanation: The person first, then the load.
    citekeys: [first2001]
  - id: hostile
    type: single
    outcome: known
    stem: {json.dumps(NASTY)}
    hint: {json.dumps(NASTY)}
    options:
      - {{id: a, text: {json.dumps(NASTY)}, correct: true, feedback: {json.dumps(NASTY)}}}
      - {{id: b, text: b, feedback: b}}
    explanation: {json.dumps(NASTY)}
    citekeys: []
  - id: guess
    type: predict
    outcome: known
    stem: Where will the curve be highest?
    options:
      - {{id: early, text: Near 30°, feedback: Many expect this.}}
      - {{id: late, text: Near 90°, feedback: This is close to the finding.}}
    explanation: It was highest near 80°.
    citekeys: [first2001]
"""


def bank(folder):
    """The bank above, read from ``folder``, where it is written."""
    (folder / "sample.yml").write_text(BANK, encoding="utf-8")
    return load("sample", folder, REFERENCES)


def second_bank(folder):
    """Three questions of another chapter."""
    raw = yaml.safe_load(BANK)
    kept = [item for item in raw["items"] if item["id"] in ("cause", "bound", "delay")]
    for item in kept:
        item["id"] = f"second-{item['id']}"
    (folder / "second.yml").write_text(yaml.safe_dump({**raw, "chapter": "second", "items": kept}), encoding="utf-8")
    return load("second", folder, REFERENCES)


def settled(answered_by):
    """A host's link to what settles a question."""
    return f'Read again: <a href="#{answered_by}">Two programmes</a>'


def put_files(folder):
    """Scripts and styles of the quiz, and the course's colours, into ``folder``."""
    for path in SOURCES.iterdir():
        if path.suffix in (".js", ".css"):
            shutil.copy(path, folder)
    shutil.copy(drawing.FOLDER / "anatomy.css", folder)
    (folder / "colours.css").write_text(palette.stylesheet(), encoding="utf-8")


def put_page(folder, name, body, script='<script type="module" src="host.js"></script>'):
    """A page that holds ``body`` and little else."""
    styles = "".join(f'<link rel="stylesheet" href="{css}.css">' for css in ("colours", "quiz", "anatomy"))
    (folder / name).write_text(
        '<!DOCTYPE html><html lang="en" data-theme="light"><head><meta charset="utf-8"><title>Quiz</title>'
        f'<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">{styles}'
        "<style>body{font-family:sans-serif;margin:1rem;background:var(--vastus-surface);color:var(--vastus-text)}"
        f"</style></head><body><main><h1>A chapter</h1>{body}</main>{script}</body></html>",
        encoding="utf-8",
    )


__all__ = ["BANK", "NASTY", "REFERENCES", "SOURCES", "bank", "form", "put_files", "put_page", "second_bank", "settled"]
