"""The pages for lecturers: what they offer is there, is made by the code, and holds no reserved item."""

from every_type import every_type
from lxml import etree

from vastus import contents
from vastus.book import exports
from vastus.quiz.bank import chapters, load
from vastus.quiz.export import FORMATS, export, plain, types_left_out
from vastus.quiz.export.scorm12 import PASS_PERCENT


def test_every_download_of_the_page_is_what_the_code_makes(book):
    page = book / "chapters" / "for-lecturers.html"
    links = etree.HTML(page.read_text(encoding="utf-8")).xpath("//a[@download][contains(@href, 'exports/')]/@href")
    offered = {(page.parent / link).resolve(): (page.parent / link).read_bytes() for link in links}
    made = {}
    for chapter in chapters():
        for form in FORMATS.values():
            made |= export(load(chapter), form, ("practice",)).files
    assert {path.name: content for path, content in offered.items()} == made
    assert sorted(path.name for path in (book / "exports").iterdir()) == sorted(made)


def test_the_downloads_stand_in_the_order_of_the_course(book):
    page = etree.HTML((book / "chapters" / "for-lecturers.html").read_text(encoding="utf-8"))
    titles = page.xpath("//section[.//ul[@class='vastus-downloads']]/h3/text()")
    assert titles == [plain.title(name) for name in map(contents.name, contents.sections()) if name in chapters()]


def test_the_page_says_of_every_format_what_it_carries(book):
    page = etree.HTML((book / "chapters" / "systems.html").read_text(encoding="utf-8"))
    for form in FORMATS.values():
        (section,) = page.xpath(f"//section[h3[starts-with(., '{form.module.TITLE}')]]")
        words = " ".join("".join(section.itertext()).split())
        for kind, becomes in (form.module.CARRIED | types_left_out(form)).items():
            assert kind in words and becomes in words
    assert f"passed from {PASS_PERCENT} percent on" in "".join(page.itertext())


def test_no_reserved_item_is_among_the_downloads(tmp_path, monkeypatch):
    loaded = every_type(tmp_path)
    monkeypatch.setattr(exports, "_bank", lambda chapter: loaded)
    monkeypatch.setattr(exports.rests_on, "on_banks", lambda *roots, also: {})
    for name in FORMATS:
        files, _ = exports._made(loaded.chapter, name)
        assert len(files) == 1
        assert not any(b"secret" in content for content in files.values())
