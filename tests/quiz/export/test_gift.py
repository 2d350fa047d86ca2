"""GIFT, read back by gift-pegjs."""

import json
import re
import subprocess

import pytest
from fetched import npm

from vastus.quiz.bank import chapters, load
from vastus.quiz.export import FORMATS, export, plain

READ = "process.stdout.write(JSON.stringify(require(process.argv[1]).parse(require('fs').readFileSync(0, 'utf8'))))"


def written(bank, **options):
    (content,) = export(bank, FORMATS["gift"], **options).files.values()
    return content.decode()


def read(text):
    parser = npm("gift-pegjs@1.0.2") / "lib" / "gift-parser.js"
    done = subprocess.run(["node", "-e", READ, str(parser)], input=text, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.fixture
def found(bank):
    return {question.get("id"): question for question in read(written(bank)) if question["type"] != "Category"}


def items(bank):
    return {item.id: item for item in bank.items}


def choices(question):
    return [
        (choice["isCorrect"], choice["weight"], choice["text"]["text"], choice["feedback"]["text"])
        for choice in question["choices"]
    ]


def said(text):
    return plain.html(" ".join(text.split()))


def test_every_question_arrives_with_its_type_stem_and_general_feedback(bank, found):
    assert {name: question["type"] for name, question in found.items()} == {
        "one": "MC",
        "some": "MC",
        "kept": "MC",
        "said": "TF",
        "count": "Numerical",
        "pure": "Numerical",
        "word": "Short",
        "belong": "Matching",
        "row": "Matching",
        "person-asked": "MC",
        "person-done": "MC",
    }
    expected = {question.id: question for question in plain.questions(bank.items)}
    for name, question in found.items():
        assert question["stem"] == {"format": "html", "text": plain.html(*expected[name].stem)}
        assert question["globalFeedback"]["text"] == plain.explanation(expected[name])
        assert question["tags"] == [expected[name].outcome, expected[name].pool]


def test_options_arrive_with_their_reasons_and_marks(bank, found):
    one = items(bank)["one"].options
    assert choices(found["one"]) == [(option.correct, None, said(option.text), said(option.feedback)) for option in one]
    assert [weight for _, weight, _, _ in choices(found["some"])] == [33.33333, -50, 33.33333, 33.33333, -50]


def test_true_false_has_the_reason_for_a_wrong_answer_first(bank, found):
    assert found["said"]["isTrue"] is False
    feedback = {option.correct: said(option.feedback) for option in items(bank)["said"].options}
    assert (found["said"]["trueFeedback"]["text"], found["said"]["falseFeedback"]["text"]) == (
        feedback[False],
        feedback[True],
    )  # the reader names them after their places


def test_numbers_arrive_with_tolerance_traps_and_a_reason_for_any_other(bank, found):
    right, trap, other = found["count"]["choices"]
    assert (right["text"], right["isCorrect"]) == ({"type": "range", "number": -17.25, "range": 0.2}, True)
    assert (trap["text"], trap["weight"]) == ({"type": "range", "number": 17.25, "range": 0.1}, 0)
    assert (other["text"]["text"], other["isCorrect"]) == ("*", False)
    assert other["feedback"]["text"] == said(items(bank)["count"].wrong)


def test_words_arrive_in_every_spelling(found):
    weights = {text: weight for _, weight, text, _ in choices(found["word"])}
    assert weights["co-contraction of two"] is None and weights["cocontraction of two"] is None
    assert weights["reflex"] == weights["*"] == 0


def test_pairs_arrive_as_they_belong(bank, found):
    def pairs(name):
        # The reader leaves its own marks for escaped signs in what is matched to.
        undone = [re.sub(r"&&0(\d\d);|&&(\d{3});", unmark, pair["subanswer"]) for pair in found[name]["matchPairs"]]
        return dict(zip((pair["subquestion"]["text"] for pair in found[name]["matchPairs"]), undone, strict=True))

    def unmark(match):
        return chr(int(match[1] or match[2]))

    belong = items(bank)["belong"]
    words = {choice.id: choice.text for choice in belong.choices}
    assert pairs("belong") == {said(pair.text): words[pair.choice] for pair in belong.pairs}
    assert pairs("row") == {said("Warm up"): "1", said("Lift"): "2", said("Rest"): "3"}


def test_reserved_items_stand_in_a_category_of_their_own(bank):
    order = [question.get("title") for question in read(written(bank))]
    assert order[0].endswith("every-type/practice") and order[-2].endswith("every-type/reserved")
    assert order[-1] == "kept"
    assert "secret" not in written(bank, pools=("practice",))


@pytest.mark.parametrize("chapter", chapters())
def test_the_courses_own_banks_are_read_whole(chapter):
    bank = load(chapter)
    exported = export(bank, FORMATS["gift"])
    (content,) = exported.files.values()
    questions = [question for question in read(content.decode()) if question["type"] != "Category"]
    carried = sorted(exported.items, key=lambda item: item.pool)
    assert [question["id"] for question in questions] == [question.id for question in plain.questions(carried)]
