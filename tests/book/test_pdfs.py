"""What pages link of the PDFs: what was printed, with its size, and only as long as the pages are the same."""

import json

import pytest

from vastus.book import pdfs

LESSON, CHAPTER, WHOLE = "chapters/reading-emg/envelope", "chapters/reading-emg", "chapters/welcome"


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    monkeypatch.setattr(pdfs, "PRINTED", tmp_path)
    monkeypatch.setattr(pdfs, "PRINTED_FROM", tmp_path / "printed-from.json")
    return tmp_path


def test_a_lesson_stands_alone_a_chapter_for_its_lessons_and_the_first_page_for_the_whole():
    documents = pdfs.documents()
    assert documents[LESSON] == (LESSON,)
    assert documents[CHAPTER][:2] == (CHAPTER, LESSON) and len(documents[CHAPTER]) == 6
    assert {*documents[CHAPTER], "chapters/glossary"} < {*documents[WHOLE]} and "chapters/progress" not in documents[
        WHOLE
    ]


def test_only_what_was_printed_is_linked_with_paper_and_size(shelf):
    assert [pdfs.links(document) for document in (LESSON, CHAPTER, WHOLE, "chapters/about")] == [[], [], [], []]
    (shelf / "vmo-question-reading-emg-envelope-letter.pdf").write_bytes(bytes(440_000))
    assert pdfs.links(LESSON) == [
        ("PDF, Letter, 0.4\N{NO-BREAK SPACE}MB", "pdf/vmo-question-reading-emg-envelope-letter.pdf")
    ]


def test_what_was_printed_from_another_page_goes(shelf, tmp_path_factory):
    html = tmp_path_factory.mktemp("html")
    for name in {page for names in pdfs.documents().values() for page in names}:
        (html / name).parent.mkdir(parents=True, exist_ok=True)
        (html / f"{name}.html").write_text(f"<nav>menu</nav><article>{name}</article>", encoding="utf-8")
    names = [pdfs.file_name(document, "a4") for document in (LESSON, "chapters/reading-emg/onset-rule")]
    for name, document in zip(names, (LESSON, "chapters/reading-emg/onset-rule"), strict=True):
        (shelf / name).write_bytes(b"%PDF")
        noted = json.loads(pdfs.PRINTED_FROM.read_text()) if pdfs.PRINTED_FROM.exists() else {}
        pdfs.PRINTED_FROM.write_text(json.dumps(noted | {name: {"shows": pdfs._shows(html, (document,)), "how": ""}}))
    (shelf / "half-printed.pdf").write_bytes(b"%PDF")  # by a run that was ended
    assert pdfs.drop_stale(html) and [path.name for path in sorted(shelf.glob("*.pdf"))] == names
    (html / f"{LESSON}.html").write_text(f"<nav>a menu with links</nav><article>{LESSON}</article>", encoding="utf-8")
    assert not pdfs.drop_stale(html)
    (html / f"{LESSON}.html").write_text("<nav>menu</nav><article>corrected</article>", encoding="utf-8")
    assert pdfs.drop_stale(html)
    assert [path.name for path in shelf.glob("*.pdf")] == names[1:]
