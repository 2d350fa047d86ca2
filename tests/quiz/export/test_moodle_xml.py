"""Moodle XML: read back by moodle_xml_parser for the choice types, and held to what Moodle's importer asks."""

import base64
import html
from xml.etree import ElementTree as ET

import pytest
from moodle_xml_parser.parser import parse_bytes

from vastus.quiz.bank import chapters, load
from vastus.quiz.export import FORMATS, export, plain

# Moodle's question/engine/bank.php, raw fractions of fraction_options_full; its importer allows 0.00001 beside them.
LISTED = (0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2, 0.1666667, 0.1428571)
LISTED += (0.125, 0.1111111, 0.1, 0.05, 0, 1)


def written(bank, **options):
    (content,) = export(bank, FORMATS["moodle"], **options).files.values()
    return content


def question(content, name):
    return next(node for node in ET.fromstring(content) if node.findtext("name/text") == name)


def test_another_reader_finds_the_choice_questions_with_answers_reasons_and_marks(bank):
    read = {found.name: found for found in parse_bytes(written(bank))["multichoice"]}
    assert list(read) == ["one", "some", "find", "person-asked", "person-done", "kept"]

    def answers(name):
        return [(option.answer, round(option.score_fraction, 3), option.feedback) for option in read[name].options]

    def said(*texts):  # the reader undoes HTML's own escapes as well
        return html.unescape(plain.html(*texts))

    items = {item.id: item for item in bank.items}
    one = items["one"].options
    assert answers("one") == [
        (said(option.text), 100 if option.correct else 0, said(option.feedback)) for option in one
    ]
    assert read["one"].single and read["one"].text_pre_parse == said(items["one"].stem)
    assert said(items["one"].explanation) in read["one"].general_feedback
    assert '<a href="https://doi.org/10.1/a?b=c&d=e">First & Co. 2001</a>; Second 2002' in read["one"].general_feedback
    assert not read["some"].single
    assert [score for _, score, _ in answers("some")] == [33.333, -50, 33.333, 33.333, -50]
    assert [score for _, score, _ in answers("person-done")] == [0, 100]


def test_the_second_step_of_a_case_tells_the_story_again(bank):
    stem = question(written(bank), "person-done").findtext("questiontext/text")
    assert stem == "<p>A runner of 24</p><p>She has pain.</p><p>It hurts since spring.</p><p>What do you do?</p>"


def courses():
    return [load(chapter) for chapter in chapters()]


def graded(content):
    """Questions whose answers carry shares of the mark; in an order they carry places."""
    return [node for node in ET.fromstring(content) if node.get("type") != "ordering"]


def test_every_fraction_is_on_moodles_list(bank):
    for content in map(written, [bank, *courses()]):
        for answer in (answer for node in graded(content) for answer in node.iter("answer")):
            share = float(answer.get("fraction", 0)) / 100
            assert any(abs(abs(share) - listed) < 0.00001 for listed in LISTED), ET.tostring(answer)


def test_each_question_can_be_answered_for_full_marks(bank):
    for content in map(written, [bank, *courses()]):
        for node in graded(content):
            shares = [float(answer.get("fraction")) for answer in node.findall("answer")]
            if node.findtext("single") == "false":
                assert sum(share for share in shares if share > 0) == pytest.approx(100, abs=0.01)
                assert sum(shares) == pytest.approx(0, abs=0.01)
            elif shares:
                assert max(shares) == 100


def test_too_many_answers_for_moodles_list_are_refused_by_name(bank):
    from vastus.quiz.export.moodle_xml import share_of

    with pytest.raises(ValueError, match="some: found 11 answers"):
        share_of(next(found for found in plain.questions(bank.items) if found.id == "some"), 11)


def test_numbers_keep_their_tolerance_their_traps_and_a_reason_for_any_other(bank):
    node = question(written(bank), "count")
    read = [
        (
            answer.get("fraction"),
            answer.findtext("text"),
            answer.findtext("tolerance"),
            answer.findtext("feedback/text"),
        )
        for answer in node.findall("answer")
    ]
    wrong = plain.html(next(item.wrong for item in bank.items if item.id == "count"))
    assert read == [
        ("100", "-17.25", "0.2", "<p>Right so.</p>"),
        ("0", "17.25", "0.1", "<p>The sign is lost.</p>"),
        ("0", "*", "0", wrong),
    ]
    assert node.findtext("questiontext/text").endswith("<p>Answer in ms.</p>")


def test_words_true_false_pairs_and_order_say_what_is_right(bank):
    content = written(bank)
    words = {answer.findtext("text"): answer.get("fraction") for answer in question(content, "word").findall("answer")}
    assert words["co-contraction of two"] == words["cocontraction of two"] == words["joint-work"] == "100"
    assert words["re flex"] == words["*"] == "0"
    judged = {answer.findtext("text"): answer.get("fraction") for answer in question(content, "said").findall("answer")}
    assert judged == {"true": "0", "false": "100"}

    def pairs(name):
        subquestions = question(content, name).findall("subquestion")
        return [(node.findtext("text") or "", node.findtext("answer/text")) for node in subquestions]

    shank = next(item for item in bank.items if item.id == "belong").choices[1].text
    assert [choice for _, choice in pairs("belong")] == ["Thigh", shank, shank, "Arm"]
    assert pairs("belong")[3][0] == ""  # Moodle's way to offer a choice that belongs to nothing
    row = question(content, "row")
    steps = [(answer.get("fraction"), answer.findtext("text")) for answer in row.findall("answer")]
    assert steps == [("1", "<p>Warm up</p>"), ("2", "<p>Lift</p>"), ("3", "<p>Rest</p>")]
    told = [row.findtext(name) for name in ("selecttype", "selectcount", "gradingtype")]
    assert (row.get("type"), *told) == ("ordering", "ALL", "3", "ABSOLUTE_POSITION")


def test_the_drawing_goes_along_as_a_file(bank):
    asked = question(written(bank), "find").find("questiontext")
    file = asked.find("file")
    assert f'src="@@PLUGINFILE@@/{file.get("name")}"' in asked.findtext("text")
    picture = ET.fromstring(base64.b64decode(file.text))
    assert picture.tag == "{http://www.w3.org/2000/svg}svg" and picture.get("viewBox") == "165 0 440 840"


def test_pools_stand_in_categories_of_their_own_and_hints_and_tags_go_along(bank):
    def categories(content):
        found, place = {}, None
        for node in ET.fromstring(content):
            if node.get("type") == "category":
                place = node.findtext("category/text").rsplit("/", 1)[1]
            else:
                found[node.findtext("idnumber")] = place
        return found

    places = categories(written(bank))
    assert places["kept"] == "reserved" and set(places.values()) == {"practice", "reserved"}
    assert [name for name, place in places.items() if place == "reserved"] == ["kept"]
    assert "kept" not in categories(written(bank, pools=("practice",)))
    assert b"secret" not in written(bank, pools=("practice",))
    node = question(written(bank), "kept")
    assert [tag.findtext("text") for tag in node.find("tags")] == ["used", "reserved"]
    assert node.findtext("hint/text") == "<p>A secret hint.</p>"
