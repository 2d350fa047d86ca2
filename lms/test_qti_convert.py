"""QTI 2.1 packages, read by another project's converter: what it makes of them in QTI 3 says the same.

The converter takes a package apart (manifest, tests, items, pictures) and writes each part anew, so what it does not
understand is missing or other afterwards.
"""

import zipfile
from xml.etree import ElementTree as ET

import pytest
from fetched import modules

from vastus.quiz.bank import load_all
from vastus.quiz.export import FORMATS, export, plain

QTI3 = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory):
    """The parts of every chapter's package in QTI 3, by path."""
    (convert,) = modules("citolab-qti-convert==0.2.0", "qti_convert", within="src")
    folder, found = tmp_path_factory.mktemp("qti"), {}
    for bank in load_all().values():
        for name, content in export(bank, FORMATS["qti21"]).files.items():
            (folder / name).write_bytes(content)
            convert.upgrade_package(folder / name, folder / f"3-{name}")
            with zipfile.ZipFile(folder / f"3-{name}") as packed:
                found |= {f"{bank.chapter}:{path}": packed.read(path) for path in packed.namelist()}
    return found


def items(upgraded):
    found = {}
    for content in upgraded.values():
        if b"<qti-assessment-item " in content:
            item = ET.fromstring(content)
            found[item.get("identifier").removeprefix("q-")] = item
    return found


def test_every_question_comes_through_with_its_answer_and_a_place_to_give_it(upgraded):
    read = items(upgraded)
    asked = [q for bank in load_all().values() for q in plain.questions(bank.items, keep_order=True)]
    assert sorted(read) == sorted(question.id for question in asked)
    for question in asked:
        item = read[question.id]
        text = " ".join("".join(item.find(f"{QTI3}qti-item-body").itertext()).split())
        assert " ".join(question.stem[0].split()) in text, question.id
        assert item.findall(f"{QTI3}qti-response-declaration/{QTI3}qti-correct-response/{QTI3}qti-value"), question.id
        assert [node for node in item.iter() if node.tag.endswith("-interaction")], question.id
        assert item.find(f"{QTI3}qti-response-processing") is not None, question.id


def test_right_choices_stay_right_and_an_order_stays_an_order(upgraded):
    read = items(upgraded)
    for bank in load_all().values():
        for question in plain.questions(bank.items, keep_order=True):
            item = read[question.id]
            right = [node.text for node in item.find(f".//{QTI3}qti-correct-response")]
            if isinstance(question, plain.Choosing):
                assert right == [f"a-{answer.id}" for answer in question.answers if answer.correct], question.id
            if isinstance(question, plain.Ordering):
                assert right == [f"a-{step}" for step in question.right], question.id
                assert item.find(f".//{QTI3}qti-order-interaction") is not None, question.id


def test_the_tests_name_their_questions_in_order_and_those_with_cases_go_forward_only(upgraded):
    for bank in load_all().values():
        for pool, members in plain.by_pool(bank.items, keep_order=True).items():
            path = f"{bank.chapter}:{bank.chapter}-{pool}/test.xml"
            test = ET.fromstring(upgraded[path])
            named = [node.get("identifier") for node in test.iter(f"{QTI3}qti-assessment-item-ref")]
            assert named == [f"q-{question.id}" for question in members]
            way = test.find(f"{QTI3}qti-test-part").get("navigation-mode")
            assert way == ("linear" if plain.in_turn(bank.items, pool) else "nonlinear")
