"""QTI 1.2: valid by the official DTD, of the structure text2qti writes, and scored as the bank says."""

import dataclasses
import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from fetched import pypi
from lxml import etree
from text2qti.config import Config
from text2qti.qti import QTI
from text2qti.quiz import Quiz

from vastus.quiz.bank import chapters, load
from vastus.quiz.export import FORMATS, export, plain

DTD_FILE = "unittests/data_imsqtiv1p2p1/ims_qtiasiv1p2p1.dtd"
ASI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


def unpacked(bank, **options):
    (content,) = export(bank, FORMATS["qti"], **options).files.values()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def assessments(files):
    return {name: content for name, content in files.items() if re.fullmatch(r"(.+)/\1\.xml", name)}


def item(files, name):
    for content in assessments(files).values():
        for found in ET.fromstring(content).iter(f"{ASI}item"):
            if found.get("ident") == name:
                return found
    raise AssertionError(f"no item {name}")


def valid(content):
    """The DTD is older than the namespace that Canvas and text2qti write, so the namespace is taken off."""
    bare = re.sub(rb' xmlns(:xsi)?="[^"]*"| xsi:schemaLocation="[^"]*"', b"", content)
    dtd = etree.DTD(str(pypi("pyslet==0.7.20170805") / DTD_FILE))
    assert dtd.validate(etree.fromstring(bare)), dtd.error_log


def test_every_type_is_valid_by_the_official_dtd(bank):
    files = assessments(unpacked(bank))
    assert list(files) == ["every-type-practice/every-type-practice.xml", "every-type-reserved/every-type-reserved.xml"]
    for content in files.values():
        valid(content)


def test_the_dtd_would_notice_an_element_out_of_place(bank):
    content = next(iter(assessments(unpacked(bank)).values()))
    with pytest.raises(AssertionError):
        valid(content.replace(b"</presentation>", b"<resprocessing/></presentation>", 1))


@pytest.mark.parametrize("chapter", chapters())
def test_the_courses_own_banks_are_valid(chapter):
    for content in assessments(unpacked(load(chapter))).values():
        valid(content)


THE_SAME_AS_TEXT = """
1. Which one?
... general
a) a
... not
*b) b
... right
c) c
... not

2. Which ones?
... general
[*] a
... right
[ ] b
... not
[*] c
... right
[*] d
... right
[ ] e
... not

3. Said
... general
a) True
... not
*b) False
... right

4. Number
... general
+ right
- wrong
= -17.25 +- 0.2

5. Word
... general
+ right
- wrong
* co-contraction of two
* co contraction of two
* cocontraction of two
* co-contraction-of-two
* cocontractionoftwo
* joint work
* joint-work
* jointwork
* co-contraction of two.
* co-contraction of two?
* "co-contraction of two"
* “co-contraction of two”
* joint work.
* joint work?
* "joint work"
* “joint work”
"""


def skeleton(element):
    """Elements and their attributes, names given by a writer numbered as they come, texts left out but for numbers."""
    names = {}

    def name(ident):
        words = ("response1", "answer1", "general_fb", "correct_fb", "general_incorrect_fb", "SCORE")
        stem = ident.removesuffix("_fb")
        return ident if ident in words else names.setdefault(stem, f"n{len(names)}") + ident[len(stem) :]

    def bones(node):
        attributes = {
            key: name(value) if key in ("ident", "linkrefid") else value
            for key, value in node.attrib.items()
            if key != "title"
        }
        text = (node.text or "").strip()
        if node.tag.endswith("varequal") and text in names:
            text = names[text]
        if not node.tag.endswith(("varequal", "setvar", "vargte", "varlte")):
            text = ""
        if re.fullmatch(r"-?\d+\.\d+", text):
            text = float(text)  # the other writer pads numbers with zeros
        return (node.tag, tuple(sorted(attributes.items())), text, tuple(map(bones, node)))

    return bones(element)


def test_the_structure_is_the_one_another_writer_gives_the_same_questions(bank):
    written = QTI(Quiz(THE_SAME_AS_TEXT, config=Config())).assessment
    theirs = list(ET.fromstring(written.encode()).iter(f"{ASI}item"))
    files = unpacked(bank)
    for name, other in zip(("one", "some", "said", "count", "word"), theirs, strict=True):
        ours = item(files, name)
        assert skeleton(ours) == skeleton(other), name
        kinds = [element.findtext(f".//{ASI}fieldentry") for element in (ours, other)]
        assert kinds[0] == kinds[1]


def score(node, answers):
    """Go through the conditions as the standard says: ``answers`` are what each response was given."""
    points = 0.0

    def holds(condition):
        tag = condition.tag.removeprefix(ASI)
        if tag == "other":
            return True
        if tag in ("and", "or"):
            return (all if tag == "and" else any)(map(holds, condition))
        if tag == "not":
            return not holds(condition[0])
        given = answers.get(condition.get("respident"), [])
        if tag == "varequal":
            return condition.text in given
        number, bound = float(given[0]), float(condition.text)
        return number >= bound if tag == "vargte" else number <= bound

    for respcondition in node.iter(f"{ASI}respcondition"):
        # Several conditions without a word between them: any does for typed words, as Canvas reads its own files.
        if any(map(holds, respcondition.find(f"{ASI}conditionvar"))):
            for setvar in respcondition.findall(f"{ASI}setvar"):
                points = float(setvar.text) + (points if setvar.get("action") == "Add" else 0)
            if respcondition.get("continue") == "No":
                break
    return points


@pytest.mark.parametrize(
    ("name", "given", "points"),
    [
        ("one", {"response1": ["one-b"]}, 100),
        ("one", {"response1": ["one-a"]}, 0),
        ("some", {"response1": ["some-a", "some-c", "some-d"]}, 100),
        ("some", {"response1": ["some-a", "some-c"]}, 0),
        ("some", {"response1": ["some-a", "some-b", "some-c", "some-d"]}, 0),
        ("said", {"response1": ["said-false"]}, 100),
        ("said", {"response1": ["said-true"]}, 0),
        ("count", {"response1": ["-17.05"]}, 100),
        ("count", {"response1": ["-17.04"]}, 0),
        ("pure", {"response1": ["4"]}, 100),
        ("word", {"response1": ["joint-work"]}, 100),
        ("word", {"response1": ["reflex"]}, 0),
        ("find", {"response1": ["find-vastus-medialis"]}, 100),
        ("find", {"response1": ["find-vastus-lateralis"]}, 0),
    ],
)
def test_answers_are_scored_as_the_bank_judges_them(bank, name, given, points):
    assert score(item(unpacked(bank), name), given) == points


def test_each_pair_scores_its_share(bank):
    node = item(unpacked(bank), "belong")
    labels = {label.get("ident"): "".join(label.itertext()).strip() for label in node.iter(f"{ASI}response_label")}
    lids = [lid.get("ident") for lid in node.iter(f"{ASI}response_lid")]
    choice = {text.split()[0]: ident for ident, text in labels.items()}
    right = [choice["Thigh"], choice["Shank"], choice["Shank"]]
    assert score(node, dict(zip(lids, ([ident] for ident in right), strict=True))) == pytest.approx(100, abs=0.02)
    assert score(node, {lids[0]: [choice["Thigh"]], lids[1]: [choice["Arm"]]}) == pytest.approx(33.33)


def test_the_manifest_names_every_file_and_only_those(bank):
    files = unpacked(bank)
    manifest = ET.fromstring(files["imsmanifest.xml"])
    cp = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
    assert sorted(file.get("href") for file in manifest.iter(f"{cp}file")) == sorted(set(files) - {"imsmanifest.xml"})
    idents = {resource.get("identifier") for resource in manifest.iter(f"{cp}resource")}
    assert {dependency.get("identifierref") for dependency in manifest.iter(f"{cp}dependency")} <= idents


def test_pools_are_assessments_of_their_own(bank):
    files = unpacked(bank)
    assert b"secret" in files["every-type-reserved/every-type-reserved.xml"]
    assert b"secret" not in files["every-type-practice/every-type-practice.xml"]
    alone = unpacked(bank, pools=("practice",))
    assert not any(b"secret" in content or "reserved" in name for name, content in alone.items())


def test_reasons_of_wrong_numbers_and_words_stand_in_the_feedback_on_a_wrong_answer(bank):
    files = unpacked(bank)
    for name, reason in (("count", "If you reached 17.25: The sign is lost."), ("word", "That is another thing.")):
        feedback = {
            node.get("ident"): "".join(node.itertext()).strip() for node in item(files, name).iter(f"{ASI}itemfeedback")
        }
        assert reason in feedback["general_incorrect_fb"]


def test_text_reaches_the_learner_as_it_stands_in_the_bank(bank):
    one = next(item for item in bank.items if item.id == "one")
    texts = [node.text for node in item(unpacked(bank), "one").iter(f"{ASI}mattext")]
    assert texts[:2] == [plain.html(one.stem), plain.html(one.options[0].text)]


def test_a_quiz_with_a_case_asks_one_question_at_a_time_without_return_and_no_other_does(bank):
    names = ("one_question_at_a_time", "cant_go_back")
    without = dataclasses.replace(bank, items=tuple(item for item in bank.items if item.type != "case"))
    for asked, expected in ((bank, "true"), (without, None)):
        meta = ET.fromstring(unpacked(asked)["every-type-practice/assessment_meta.xml"])
        assert [meta.findtext(f"{{http://canvas.instructure.com/xsd/cccv1p0}}{name}") for name in names] == [
            expected
        ] * 2
