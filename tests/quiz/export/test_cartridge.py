"""The Common Cartridge: its structure held here, its quizzes by the official DTD of QTI 1.2 and read by pyslet."""

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from fetched import modules, pypi
from lxml import etree

from vastus.quiz.bank import chapters, load
from vastus.quiz.export import cartridge, plain

CP = "{http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1}"
LINK = "{http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3}"
ASI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
LINKS = {
    "The chapter": "https://course.example/chapters/a.html",
    "A lesson?": "https://course.example/chapters/a/b.html",
}


def unpacked(bank, links=LINKS):
    items = tuple(item for item in bank.items if item.type not in cartridge.LEFT_OUT)
    with zipfile.ZipFile(io.BytesIO(cartridge.write([cartridge.Module(bank, items, links)]))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def quizzes(files):
    return {name: content for name, content in files.items() if b"questestinterop" in content}


def test_the_manifest_is_a_cartridge_1_3_and_names_every_file_and_only_those(bank):
    files = unpacked(bank)
    manifest = ET.fromstring(files["imsmanifest.xml"])
    assert manifest.findtext(f"{CP}metadata/{CP}schema") == "IMS Common Cartridge"
    assert manifest.findtext(f"{CP}metadata/{CP}schemaversion") == "1.3.0"
    resources = manifest.findall(f".//{CP}resource")
    named = [file.get("href") for resource in resources for file in resource.findall(f"{CP}file")]
    assert sorted(named) == sorted(set(files) - {"imsmanifest.xml"})
    assert {resource.get("type") for resource in resources} == {
        "imswl_xmlv1p3",
        "imsqti_xmlv1p2/imscc_xmlv1p3/assessment",
        "webcontent",
    }
    (organization,) = manifest.findall(f".//{CP}organization")
    assert organization.get("structure") == "rooted-hierarchy"
    idents = [node.get("identifier") for node in manifest.iter() if node.get("identifier")]
    assert len(idents) == len(set(idents))


def test_a_module_has_the_links_first_and_then_the_quizzes_in_order(bank):
    files = unpacked(bank)
    manifest = ET.fromstring(files["imsmanifest.xml"])
    (module,) = manifest.findall(f".//{CP}organization/{CP}item/{CP}item")
    entries = module.findall(f"{CP}item")
    titles = [entry.findtext(f"{CP}title") for entry in entries]
    assert titles == [*LINKS, "Every type: practice", "Every type: reserved"]
    by_id = {resource.get("identifier"): resource for resource in manifest.iter(f"{CP}resource")}
    led = [by_id[entry.get("identifierref")].find(f"{CP}file").get("href") for entry in entries]
    addresses = [ET.fromstring(files[name]).find(f"{LINK}url").get("href") for name in led[:2]]
    assert addresses == list(LINKS.values())


def test_every_quiz_is_valid_by_the_official_dtd_and_has_a_profile_a_cartridge_knows(bank):
    dtd = etree.DTD(str(pypi("pyslet==0.7.20170805") / "unittests/data_imsqtiv1p2p1/ims_qtiasiv1p2p1.dtd"))
    for content in quizzes(unpacked(bank)).values():
        bare = re.sub(rb' xmlns(:xsi)?="[^"]*"', b"", content)
        assert dtd.validate(etree.fromstring(bare)), dtd.error_log
        for item in ET.fromstring(content).iter(f"{ASI}item"):
            (field,) = item.findall(f".//{ASI}qtimetadatafield")
            assert field.findtext(f"{ASI}fieldlabel") == "cc_profile"
            kinds = ("multiple_choice", "multiple_response", "true_false", "fib")
            assert field.findtext(f"{ASI}fieldentry") in [f"cc.{kind}.v0p1" for kind in kinds]


def test_a_number_arrives_as_words_within_its_tolerance(bank):
    (practice,) = (content for name, content in quizzes(unpacked(bank)).items() if "practice" in name)
    item = next(item for item in ET.fromstring(practice).iter(f"{ASI}item") if item.get("ident") == "count")
    right = next(node for node in item.iter(f"{ASI}respcondition") if node.find(f"{ASI}setvar") is not None)
    forms = [node.text for node in right.iter(f"{ASI}varequal")]
    assert {"-17.25", "-17.05", "-17,45"} <= set(forms) and "-17.04" not in forms


@pytest.fixture(scope="module")
def pyslet():
    (qtixml,) = modules("pyslet==0.7.20170805", "pyslet.qtiv1.xml")
    return qtixml


@pytest.mark.parametrize("chapter", chapters())
def test_another_reader_finds_every_question_of_the_course(chapter, pyslet):
    loaded = load(chapter)
    expected = [
        question.id
        for members in plain.by_pool([i for i in loaded.items if i.type not in cartridge.LEFT_OUT]).values()
        for question in members
    ]
    found = []
    for content in quizzes(unpacked(loaded, {})).values():
        document = pyslet.QTIDocument()
        document.read(src=io.BytesIO(content))
        # Its own way to the items stumbles over a name it no longer has.
        found += [item.ident for section in document.root.Assessment.SectionMixin for item in section.SectionItemMixin]
    assert sorted(found) == sorted(expected)


def test_without_an_address_there_are_quizzes_and_no_links(bank):
    assert not any(b"webLink" in content for content in unpacked(bank, {}).values())


def test_the_same_bank_gives_the_same_bytes(bank):
    assert unpacked(bank) == unpacked(bank)
