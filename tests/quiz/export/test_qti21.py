"""QTI 2.1, read and marked by pyslet, another project's: each answer gets the score and the reasons of the bank."""

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest
from fetched import modules

from vastus.quiz.bank import chapters, load
from vastus.quiz.export import FORMATS, export, plain

CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"


@pytest.fixture(scope="module")
def pyslet():
    """pyslet's reader of items and its values."""
    variables, qtixml = modules("pyslet==0.7.20170805", "pyslet.qtiv2.variables", "pyslet.qtiv2.xml")
    return qtixml, variables


def unpacked(bank, **options):
    (content,) = export(bank, FORMATS["qti21"], **options).files.values()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def question(files, name):
    (content,) = (content for path, content in files.items() if path.endswith(f"/q-{name}.xml"))
    return content


def marked(pyslet, content, given):
    """What pyslet makes of an answer: the score, and the names of the feedback that shows."""
    qtixml, variables = pyslet
    document = qtixml.QTIDocument()
    document.read(src=io.BytesIO(content))
    document.root.render_html = lambda *given: None  # pyslet draws some interactions, and here none is looked at
    state = variables.ItemSessionState(document.root)
    state.begin_session()
    state.begin_attempt()
    state["RESPONSE"].set_value(given)
    state.end_attempt()
    return round(state["SCORE"].value, 3), set(state["FEEDBACK"].value)


ANSWERS = [
    ("one", "a-b", 1, {"a-b", "general"}),
    ("one", "a-a", 0, {"a-a", "general"}),
    ("some", ["a-a", "a-c", "a-d"], 1, {"a-a", "a-c", "a-d", "general"}),
    ("some", ["a-d", "a-a", "a-c"], 1, {"a-a", "a-c", "a-d", "general"}),
    ("some", ["a-a", "a-b", "a-c", "a-d"], 0, {"a-a", "a-b", "a-c", "a-d", "general"}),
    ("said", "a-false", 1, {"a-false", "general"}),
    ("said", "a-true", 0, {"a-true", "general"}),
    ("count", -17.25, 1, {"right", "general"}),
    ("count", -17.05, 1, {"right", "general"}),
    ("count", -17.04, 0, {"wrong", "general"}),
    ("count", 17.3, 0, {"t-sign", "general"}),
    ("pure", 4.0, 1, {"right", "general"}),
    ("pure", 4.01, 0, {"wrong", "general"}),
    ("word", "Co Contraction of TWO", 1, {"right", "general"}),
    ("word", "joint work?", 1, {"right", "general"}),
    ("word", "Reflex", 0, {"t-other", "general"}),
    ("word", "something", 0, {"wrong", "general"}),
    ("belong", [("l-1", "c-1"), ("l-2", "c-2"), ("l-3", "c-2")], 1, {"general"}),
    ("belong", [("l-1", "c-1"), ("l-2", "c-3"), ("l-3", "c-1")], 0.333, {"general"}),
    ("row", ["a-warm", "a-lift", "a-rest"], 1, {"general"}),
    ("row", ["a-warm", "a-rest", "a-lift"], 0, {"general"}),
    ("find", "a-vastus-medialis", 1, {"a-vastus-medialis", "general"}),
    ("find", "a-patella", 0, {"a-patella", "general"}),
    ("person-asked", "a-since", 1, {"a-since", "general"}),
]


@pytest.mark.parametrize(("name", "given", "score", "said"), ANSWERS)
def test_another_reader_marks_an_answer_as_the_bank_judges_it_and_finds_its_reason(
    bank, pyslet, name, given, score, said
):
    found, names = marked(pyslet, question(unpacked(bank), name), given)
    assert found == pytest.approx(score, abs=0.001)
    assert names == said


def test_every_reason_named_has_its_words(bank):
    for path, content in unpacked(bank).items():
        if "/q-" in path:
            item = ET.fromstring(content)
            told = {node.get("identifier"): "".join(node.itertext()) for node in item.iter(f"{QTI}modalFeedback")}
            assert all(told.values())
            named = {node.text for said in item.iter(f"{QTI}multiple") for node in said.findall(f"{QTI}baseValue")} | {
                node.get("identifier")
                for node in item.iter(f"{QTI}simpleChoice")
                if f"{node.get('identifier')}" in told
            }
            assert named == set(told)


@pytest.mark.parametrize("chapter", chapters())
def test_the_courses_own_banks_are_read_whole_and_their_right_answers_get_the_mark(chapter, pyslet):
    loaded = load(chapter)
    files = unpacked(loaded)
    names = [question.id for question in plain.questions(loaded.items, keep_order=True)]
    assert {path.rpartition("/q-")[2] for path in files if "/q-" in path} == {f"{name}.xml" for name in names}
    for name in names:
        content = question(files, name)
        correct = ET.fromstring(content).findall(f".//{QTI}correctResponse/{QTI}value")
        declared = ET.fromstring(content).find(f"{QTI}responseDeclaration")
        values = [value.text for value in correct]
        if declared.get("baseType") == "directedPair":
            values = [tuple(value.split()) for value in values]
        elif declared.get("baseType") == "float":
            values = [float(value) for value in values]
        given = values[0] if declared.get("cardinality") == "single" else values
        score, _ = marked(pyslet, content, given)
        assert score == pytest.approx(1, abs=0.001), name


def test_text_reaches_the_learner_as_it_stands_in_the_bank(bank):
    item = ET.fromstring(question(unpacked(bank), "one"))
    asked = next(known for known in bank.items if known.id == "one")
    assert asked.stem in "".join(item.find(f"{QTI}itemBody").itertext())
    choices = [node.text for node in item.iter(f"{QTI}simpleChoice")]
    assert choices == [option.text for option in asked.options]


def test_the_manifest_names_every_file_and_only_those_and_what_a_test_needs(bank):
    files = unpacked(bank)
    resources = ET.fromstring(files["imsmanifest.xml"]).findall(f".//{CP}resource")
    named = {file.get("href") for resource in resources for file in resource.findall(f"{CP}file")}
    assert named == set(files) - {"imsmanifest.xml"}
    by_id = {resource.get("identifier"): resource for resource in resources}
    assert len(by_id) == len(resources)
    for resource in resources:
        assert all(needed.get("identifierref") in by_id for needed in resource.findall(f"{CP}dependency"))
    kinds = {resource.get("type") for resource in resources}
    assert kinds == {"imsqti_test_xmlv2p1", "imsqti_item_xmlv2p1", "webcontent"}


def test_pools_are_tests_of_their_own_and_a_case_is_gone_through_in_turn(bank):
    files = unpacked(bank)
    ways = {
        path: ET.fromstring(text).find(f"{QTI}testPart").get("navigationMode")
        for path, text in files.items()
        if path.endswith("/test.xml")
    }
    assert ways == {"every-type-practice/test.xml": "linear", "every-type-reserved/test.xml": "nonlinear"}
    secret = b"".join(text for path, text in files.items() if path.startswith("every-type-practice/"))
    assert b"secret" not in secret
    asked = ET.fromstring(files["every-type-practice/test.xml"]).iter(f"{QTI}assessmentItemRef")
    expected = [
        f"q-{question.id}"
        for question in plain.by_pool([item for item in bank.items if item.type != "predict"])["practice"]
    ]
    assert [reference.get("identifier") for reference in asked] == expected
