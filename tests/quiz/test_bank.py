"""The bank: what it reads, and that every way to write one wrongly is told with its place."""

import dataclasses
import os
import pickle
import re
import subprocess
import sys
from types import SimpleNamespace

import pytest
import yaml

from vastus.places import place
from vastus.quiz.bank import BankError, load, load_all
from vastus.quiz.check import plain

REFERENCES = {
    "smith2009exist": SimpleNamespace(label="Smith et al. 2009", url="https://doi.org/10.0000/smith"),
    "cowan2000reliab": SimpleNamespace(label="Cowan et al. 2000", url=""),
}

BANK = """\
chapter: knee-sample
outcomes:
  - id: hold-apart
    level: analyse
    text: Hold apart the three questions.
items:
  - id: one-right
    type: single
    outcome: hold-apart
    answered_by: the-three
    stem: Which?
    options:
      - {id: this, text: This one, correct: true, feedback: Because.}
      - {id: that, text: That one, feedback: Because not.}
    hint: Think.
    explanation: So it is.
    citekeys: [smith2009exist]
  - id: some-right
    type: multiple
    outcome: hold-apart
    answered_by: the-three
    stem: Which ones?
    options:
      - {id: this, text: This one, correct: true, feedback: Because.}
      - {id: that, text: That one, feedback: Because not.}
      - {id: third, text: The third, correct: true, feedback: Because too.}
    hint: Think twice.
    explanation: So they are.
    citekeys: []
  - id: a-number
    type: numeric
    outcome: hold-apart
    answered_by: the-three
    stem: How many?
    answer: 17.2
    tolerance: 0.2
    unit: ms
    feedback: {right: Yes., wrong: No.}
    traps:
      - {id: forgot-root-two, value: 12.15, tolerance: 0.2, feedback: The root.}
    hint: Two tests, so two errors.
    explanation: So many.
    citekeys: [cowan2000reliab, smith2009exist]
  - id: a-guess
    type: predict
    outcome: hold-apart
    answered_by: the-three
    stem: What do you expect?
    options:
      - {id: more, text: More, feedback: Many do.}
      - {id: less, text: Less, feedback: Some do.}
    explanation: This was found.
    citekeys: []
"""


def write(folder, text=BANK, name="knee-sample"):
    (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def problems_of(folder, name="knee-sample"):
    with pytest.raises(BankError) as caught:
        load(name, folder, REFERENCES)
    return caught.value.problems


def broken(folder, edit):
    """Problems of the sample bank after an edit of its parsed form."""
    raw = yaml.safe_load(BANK)
    edit(raw)
    write(folder, yaml.safe_dump(raw, sort_keys=False))
    return problems_of(folder)


def test_a_bank_is_read_in_the_order_of_its_file(tmp_path):
    bank = load("knee-sample", write(tmp_path), REFERENCES)
    assert bank.chapter == "knee-sample"
    assert [(item.id, item.type) for item in bank.items] == [
        ("one-right", "single"),
        ("some-right", "multiple"),
        ("a-number", "numeric"),
        ("a-guess", "predict"),
    ]
    assert bank.outcomes[0].text == "Hold apart the three questions."
    assert [option.correct for option in bank.items[1].options] == [True, False, True]
    number = bank.items[2]
    assert (number.answer, number.tolerance, number.unit, number.right) == (17.2, 0.2, "ms", "Yes.")
    assert number.traps[0].value == 12.15
    assert [source.label for source in number.sources] == ["Cowan et al. 2000", "Smith et al. 2009"]


def test_an_item_names_what_settles_it(tmp_path):
    settled = BANK.replace("the-three", "a_figure?noise_db=10&shown=b")
    assert (
        load("knee-sample", write(tmp_path, settled), REFERENCES).items[0].answered_by == "a_figure?noise_db=10&shown=b"
    )


def test_items_cannot_be_changed_after_reading(tmp_path):
    item = load("knee-sample", write(tmp_path), REFERENCES).items[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        item.stem = "Another"


def test_without_ids_all_items_but_predictions_are_picked(tmp_path):
    bank = load("knee-sample", write(tmp_path), REFERENCES)
    assert [item.id for item in bank.pick()] == ["one-right", "some-right", "a-number"]


def test_items_are_picked_by_id_in_the_order_asked_for(tmp_path):
    bank = load("knee-sample", write(tmp_path), REFERENCES)
    assert [item.id for item in bank.pick(["a-guess", "one-right"])] == ["a-guess", "one-right"]


def test_an_unknown_item_is_answered_with_near_ones(tmp_path):
    bank = load("knee-sample", write(tmp_path), REFERENCES)
    with pytest.raises(BankError, match="found no item 'one-rihgt', expected one of: one-right"):
        bank.pick(["one-rihgt"])


def test_an_item_asked_for_twice_is_refused(tmp_path):
    with pytest.raises(BankError, match="one-right is asked for twice"):
        load("knee-sample", write(tmp_path), REFERENCES).pick(["one-right", "one-right"])


def test_an_unknown_chapter_is_answered_with_near_ones(tmp_path):
    write(tmp_path)
    assert problems_of(tmp_path, "knee-smaple")[0].endswith("expected one of: knee-sample")


def test_a_chapter_name_cannot_leave_the_folder(tmp_path):
    (tmp_path / "inner").mkdir()
    write(tmp_path)
    assert "found no quiz '../knee-sample'" in problems_of(tmp_path / "inner", "../knee-sample")[0]


def edit_item(number, **fields):
    return lambda raw: raw["items"][number].update(fields)


def without(number, field):
    return lambda raw: raw["items"][number].pop(field)


def edit_option(item, number, **fields):
    return lambda raw: raw["items"][item]["options"][number].update(fields)


SINGLE, MULTIPLE, NUMERIC, PREDICT = range(4)
TRAP = {"id": "near", "value": 12.5, "tolerance": 0.2, "feedback": "Near."}

BROKEN = {
    "no outcome list": (lambda raw: raw.pop("outcomes"), "outcomes: found nothing, expected a list"),
    "a level that is none of the six": (
        lambda raw: raw["outcomes"][0].update(level="know"),
        "outcome hold-apart, level: found 'know', expected one of remember, understand, apply, analyse",
    ),
    "an outcome without its level": (
        lambda raw: raw["outcomes"][0].pop("level"),
        "outcome hold-apart, level: found nothing, expected one of remember",
    ),
    "an unknown field at the top": (
        lambda raw: raw.update(title="x"),
        "title: found a field not known here, expected only chapter, outcomes, items",
    ),
    "a place that could be none": (
        edit_item(0, answered_by="The section on noise"),
        "item one-right, answered_by: found 'The section on noise', expected a label of the course (emg-phantom), "
        "or a state of a figure",
    ),
    "another chapter": (
        lambda raw: raw.update(chapter="hip"),
        "chapter: found 'hip', expected 'knee-sample', the name of the file",
    ),
    "no items": (lambda raw: raw.update(items=[]), "items: found a list of 0, expected a list of at least one item"),
    "an item that is text": (
        lambda raw: raw["items"].append("oops"),
        "item number 5: found 'oops', expected a mapping with id, type",
    ),
    "an item without id": (
        without(SINGLE, "id"),
        "item number 1, id: found nothing",
    ),
    "an id with a space": (
        edit_item(SINGLE, id="one right"),
        "item one right, id: found 'one right', expected a name of small letters",
    ),
    "an id that YAML reads as a truth value": (
        edit_option(SINGLE, 0, id=True),
        "item one-right, option number 1, id: found True, expected a name",
    ),
    "an id twice": (
        edit_item(MULTIPLE, id="one-right"),
        "item one-right, id: found it twice, expected an id used once",
    ),
    "an unknown type": (
        edit_item(SINGLE, type="signle"),
        "item one-right, type: found 'signle', expected one of single, multiple, true-false, numeric",
    ),
    "no stem": (without(NUMERIC, "stem"), "item a-number, stem: found nothing"),
    "an empty stem": (
        edit_item(SINGLE, stem="  "),
        "item one-right, stem: found '  ', expected text that is not empty",
    ),
    "an undeclared outcome": (
        edit_item(SINGLE, outcome="hold-apatr"),
        "item one-right, outcome: found 'hold-apatr', expected a declared outcome: one of: hold-apart",
    ),
    "an unknown citekey": (
        edit_item(SINGLE, citekeys=["smith2009exits"]),
        "item one-right, citekeys: found 'smith2009exits', expected a citekey of the course: one of: smith2009exist",
    ),
    "an option without feedback": (
        lambda raw: raw["items"][SINGLE]["options"][1].pop("feedback"),
        "item one-right, option that, feedback: found nothing, expected text that is not empty",
    ),
    "an option id twice": (
        edit_option(MULTIPLE, 2, id="this"),
        "item some-right, option this, id: found it twice, expected an id used once in the item",
    ),
    "two right in single": (
        edit_option(SINGLE, 1, correct=True),
        "item one-right, options: found 2 of them correct, expected exactly one correct",
    ),
    "none right in single": (
        edit_option(SINGLE, 0, correct=False),
        "item one-right, options: found 0 of them correct, expected exactly one correct",
    ),
    "all right in multiple": (
        edit_option(MULTIPLE, 1, correct=True),
        "item some-right, options: found 3 of 3 correct, expected at least one correct and one wrong",
    ),
    "a right option in predict": (
        edit_option(PREDICT, 0, correct=True),
        "item a-guess, option more, correct: found a field not known here, expected only id, text, feedback",
    ),
    "an answer that is text": (
        edit_item(NUMERIC, answer="17,2"),
        "item a-number, answer: found '17,2', expected a number",
    ),
    "an answer that is not finite": (
        edit_item(NUMERIC, answer=float("nan")),
        "item a-number, answer: found nan",
    ),
    "a negative tolerance": (
        edit_item(NUMERIC, tolerance=-1),
        "item a-number, tolerance: found -1, expected a number of 0 or more",
    ),
    "no wrong feedback": (
        edit_item(NUMERIC, feedback={"right": "Yes."}),
        "item a-number, feedback, wrong: found nothing",
    ),
    "a trap on the answer": (
        lambda raw: raw["items"][NUMERIC]["traps"][0].update(value=17.5),
        "item a-number, trap forgot-root-two: found 17.5 ± 0.2, which overlaps the answer at 17.2 ± 0.2",
    ),
    "a trap on a trap": (
        lambda raw: raw["items"][NUMERIC]["traps"].append(TRAP),
        "item a-number, trap near: found 12.5 ± 0.2, which overlaps the trap forgot-root-two at 12.15 ± 0.2",
    ),
    "options in a numeric item": (
        edit_item(NUMERIC, options=[]),
        "item a-number, options: found a field not known here",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_bank_names_file_item_and_field(name, tmp_path):
    edit, message = BROKEN[name]
    problems = broken(tmp_path, edit)
    assert len(problems) == 1, problems
    assert problems[0].startswith(f"knee-sample.yml: {message}"), problems[0]


def test_all_problems_of_a_file_come_at_once(tmp_path):
    def edit(raw):
        del raw["items"][0]["explanation"]
        raw["items"][2]["tolerance"] = "small"
        raw["items"][3]["options"].pop()

    problems = broken(tmp_path, edit)
    assert [problem.split(": ")[1] for problem in problems] == [
        "item one-right, explanation",
        "item a-number, tolerance",
        "item a-guess, options",
    ]


def test_what_is_wrong_reads_the_same_in_another_process():
    """Once a build told it letter by letter: of an error, pickle takes along what it was given."""
    error = pickle.loads(pickle.dumps(BankError(["first", "second"])))
    assert (error.problems, str(error)) == (("first", "second"), "first\nsecond")


def test_a_yaml_error_names_file_and_line(tmp_path):
    write(tmp_path, BANK.replace("stem: How many?", "stem: 'How many?"))
    problem = problems_of(tmp_path)[0]
    assert problem.startswith("knee-sample.yml, line ") and problem.endswith("expected YAML")


def test_a_key_written_twice_is_refused_instead_of_losing_the_first(tmp_path):
    write(tmp_path, BANK.replace("    stem: How many?\n", "    stem: How many?\n    stem: How few?\n"))
    line = BANK.splitlines().index("  - id: a-number") + 1
    assert f"line {line}," in problems_of(tmp_path)[0] and "'stem' twice" in problems_of(tmp_path)[0]


@pytest.mark.parametrize("content", [b"", b"just text", b"- a list", b"chapter: \xff", b"a: \x07", b"a: 1\n? [b]\n: 2"])
def test_a_file_that_is_no_bank_at_all_is_a_bank_error(content, tmp_path):
    (tmp_path / "knee-sample.yml").write_bytes(content)
    assert all(problem.startswith("knee-sample.yml") for problem in problems_of(tmp_path))


def test_an_item_id_may_stand_in_one_chapter_only(tmp_path):
    write(tmp_path)
    write(tmp_path, BANK.replace("chapter: knee-sample", "chapter: other"), "other")
    with pytest.raises(BankError) as caught:
        load_all(tmp_path, REFERENCES)
    assert caught.value.problems[0].startswith("other.yml: item one-right, id: found also in knee-sample.yml")
    assert len(caught.value.problems) == 4


def test_all_banks_of_a_folder_are_loaded_by_chapter(tmp_path):
    assert list(load_all(write(tmp_path), REFERENCES)) == ["knee-sample"]


def test_the_bank_needs_neither_widgets_nor_html():
    unwanted = ("anywidget", "ipywidgets", "vastus.quiz.html")
    code = f"import sys, vastus.quiz.bank; print([name for name in {unwanted} if name in sys.modules])"
    answer = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(place("course"))},
    )
    assert answer.stdout.strip() == "[]"


def test_the_banks_of_the_course_are_sound():
    assert "vmo-controversy" in load_all()


MORE = """\
chapter: knee-sample
outcomes:
  - id: hold-apart
    level: analyse
    text: Hold apart the three questions.
items:
  - id: so-it-is
    type: true-false
    outcome: hold-apart
    stem: It is.
    answer: false
    feedback: {right: It is not., wrong: Look again.}
    explanation: It is not.
    citekeys: []
  - id: a-word
    type: short
    outcome: hold-apart
    stem: Which muscle?
    accepted: [vastus medialis, VM]
    feedback: {right: Yes., wrong: No.}
    traps:
      - {id: lateral, forms: [vastus lateralis, VL], feedback: The other side.}
    explanation: That one.
    citekeys: []
  - id: belongs
    type: match
    outcome: hold-apart
    stem: Which belongs where?
    choices:
      - {id: fact, text: Of fact}
      - {id: value, text: Of value}
    pairs:
      - {id: late, text: It is late, choice: fact, feedback: Measured.}
      - {id: good, text: It is worth it, choice: value, feedback: Weighed.}
      - {id: there, text: It exists, choice: fact, feedback: Seen.}
    explanation: So they belong.
    citekeys: []
  - id: in-order
    type: order
    outcome: hold-apart
    stem: In which order?
    steps:
      - {id: first, text: One, feedback: First.}
      - {id: second, text: Two, feedback: Second.}
      - {id: third, text: Three, feedback: Third.}
    explanation: So they go.
    citekeys: []
    pool: reserved
  - id: a-story
    type: case
    outcome: hold-apart
    stem: A runner of fifty.
    steps:
      - id: hears
        history: It swells.
        question: What now?
        options:
          - {id: look, text: Look, correct: true, feedback: You see it.}
          - {id: leave, text: Leave it, feedback: It grows.}
        reasoning: Swelling is to be looked at.
        citekeys: [smith2009exist]
      - id: decides
        history: It is less.
        question: And now?
        options:
          - {id: more, text: More load, feedback: It swells again.}
          - {id: same, text: The same load, correct: true, feedback: It stays.}
        reasoning: One thing at a time.
        citekeys: []
    explanation: So it ended.
    citekeys: []
"""


def more(edit=lambda raw: None):
    raw = yaml.safe_load(MORE)
    edit(raw)
    return yaml.safe_dump(raw, sort_keys=False)


def test_the_types_with_words_pairs_steps_and_stories_are_read(tmp_path):
    truth, word, pairs, order, story = load("knee-sample", write(tmp_path, MORE), REFERENCES).items
    assert [(option.text, option.correct, option.feedback) for option in truth.options] == [
        ("True", False, "Look again."),
        ("False", True, "It is not."),
    ]
    assert word.accepted == ("vastus medialis", "VM") and word.traps[0].forms == ("vastus lateralis", "VL")
    assert [pair.choice for pair in pairs.pairs] == ["fact", "value", "fact"]
    assert [step.id for step in order.steps] == ["first", "second", "third"] and order.pool == "reserved"
    assert [source.citekey for source in story.steps[0].sources] == ["smith2009exist"]
    assert [[option.correct for option in step.options] for step in story.steps] == [[True, False], [False, True]]


def test_steps_to_order_are_shown_in_another_order_and_always_the_same(tmp_path):
    steps = [{"id": f"s{n}", "text": f"Step {n}", "feedback": "So."} for n in range(3)]
    for count in range(20):
        text = more(edit_item(3, id=f"in-order-{count}", steps=steps))
        order, again = (load("knee-sample", write(tmp_path, text), REFERENCES).items[3] for _ in range(2))
        assert order.shown == again.shown != order.steps
        assert sorted(step.id for step in order.shown) == ["s0", "s1", "s2"]


def test_a_reserved_item_reaches_no_reader(tmp_path):
    bank = load("knee-sample", write(tmp_path, MORE), REFERENCES)
    assert "in-order" not in [item.id for item in bank.pick()]
    with pytest.raises(BankError, match="item in-order is reserved for lecturers"):
        bank.pick(["in-order"])


def test_typed_words_are_compared_without_case_spaces_hyphens_quotes_and_punctuation_at_the_edges():
    assert plain(" Vastus  Medialis.") == plain("vastus-medialis") == plain("VASTUS\u2013MEDIALIS")
    assert plain("“Compared  with what?”") == plain('"compared with what"?') == plain("(Compared with ‘what’!)")
    assert plain("VM") != plain("VL")
    assert plain("% MVC") != plain("MVC")
    assert plain("p.f.p.") == "p.f.p"
    assert plain("“?”") == ""


SHORT = [item for bank in load_all().values() for item in bank.items if item.type == "short"]


@pytest.mark.parametrize("item", SHORT, ids=lambda item: item.id)
def test_a_short_item_accepts_what_its_own_explanation_calls_the_answer(item):
    """One rejected "Compared with what?", the very words with which its explanation begins."""
    accepted = {plain(form) for form in item.accepted}
    assert any(form in plain(item.explanation) for form in accepted), "the explanation never says the answer"
    for quoted in re.findall(r"[“\"]([^“”\"]+)[”\"]", item.explanation):
        assert plain(quoted) in accepted


@pytest.mark.parametrize("item", SHORT, ids=lambda item: item.id)
def test_a_short_item_accepts_its_forms_written_as_a_sentence_or_a_quotation(item):
    for form in item.accepted:
        for written in ("{}.", "{}?", "“{}”", "'{}'", '"{}."', "  {} ", "({})"):
            assert plain(written.format(form[0].upper() + form[1:].replace(" ", "  "))) == plain(form)


SCRIPT = {"function": "vastus.inference.retest.change_bound_ms", "arguments": {"sem_ms": 6.2}}

BROKEN_MORE = {
    "a truth in words": (edit_item(0, answer="no"), "item so-it-is, answer: found 'no', expected true or false"),
    "no accepted form": (edit_item(1, accepted=[]), "item a-word, accepted: found a list of 0"),
    "a form of two answers": (
        lambda raw: raw["items"][1]["traps"][0]["forms"].append("Vastus-Medialis"),
        "item a-word, trap lateral, forms: found 'Vastus-Medialis', which is read as 'vastus medialis'",
    ),
    "a pair without its choice": (
        lambda raw: raw["items"][2]["pairs"][0].update(choice="facts"),
        "item belongs, pair late, choice: found 'facts', expected a choice of the item: one of: fact",
    ),
    "two pairs": (
        lambda raw: raw["items"][2]["pairs"].pop(),
        "item belongs, pairs: found a list of 2, expected a list",
    ),
    "a step twice": (
        lambda raw: raw["items"][3]["steps"][1].update(id="first"),
        "item in-order, step first, id: found it twice",
    ),
    "a story's step with two right": (
        lambda raw: raw["items"][4]["steps"][1]["options"][0].update(correct=True),
        "item a-story, step decides, options: found 2 of them correct, expected exactly one correct",
    ),
    "a story's step without consequence": (
        lambda raw: raw["items"][4]["steps"][0]["options"][1].pop("feedback"),
        "item a-story, step hears, option leave, feedback: found nothing",
    ),
    "a story's unknown source": (
        lambda raw: raw["items"][4]["steps"][0].update(citekeys=["smith2009exits"]),
        "item a-story, step hears, citekeys: found 'smith2009exits'",
    ),
    "an unknown pool": (
        edit_item(0, pool="secret"),
        "item so-it-is, pool: found 'secret', expected practice or reserved",
    ),
}


@pytest.mark.parametrize("name", BROKEN_MORE)
def test_a_broken_item_of_these_types_is_told_with_its_place(name, tmp_path):
    edit, message = BROKEN_MORE[name]
    write(tmp_path, more(edit))
    problems = problems_of(tmp_path)
    assert len(problems) == 1, problems
    assert problems[0].startswith(f"knee-sample.yml: {message}"), problems[0]


def test_a_number_with_a_script_is_computed_anew(tmp_path):
    def scripted(**fields):
        raw = yaml.safe_load(BANK)
        raw["items"][NUMERIC].update(script=SCRIPT, **fields)
        return write(tmp_path, yaml.safe_dump(raw))

    assert load("knee-sample", scripted(), REFERENCES).items[NUMERIC].answer == 17.2
    scripted(answer=16.2)
    assert problems_of(tmp_path)[0].startswith("knee-sample.yml: item a-number, answer: found 16.2, expected 17.18")


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ({**SCRIPT, "function": "vastus.inference.retest.sdc"}, "AttributeError"),
        ({**SCRIPT, "function": "vastus.inference.nothing.sdc"}, "ModuleNotFoundError"),
        ({**SCRIPT, "arguments": {"size": 3}}, "TypeError"),
        ({**SCRIPT, "function": "os.path.join"}, "'os.path.join'"),
    ],
)
def test_a_script_that_cannot_run_is_told_with_its_place(script, found, tmp_path):
    raw = yaml.safe_load(BANK)
    raw["items"][NUMERIC].update(script=script)
    write(tmp_path, yaml.safe_dump(raw))
    assert problems_of(tmp_path)[0].startswith("knee-sample.yml: item a-number, script")
    assert found in problems_of(tmp_path)[0]
