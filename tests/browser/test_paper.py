"""A lesson on paper: as `vastus pdf` prints it, and as a browser does."""

import io
import re
import unicodedata
from collections import Counter

import pytest
from explorer_page import wake
from pypdf import PdfReader

import vastus
from vastus.book import pdfs

LESSON = "chapters/reading-emg/phantom-delay"
FIGURE = "phantom_delay"
QUESTIONS = 5
A4_POINTS = (595, 842)
BOTTOM_POINTS = 19 / 25.4 * 72  # the margin in print.css
TWO_LINES_POINTS = 50  # of text, below a heading
FOOT = re.compile(r"The VMO Question [^\n]*|\d+ / \d+")


def letters_of(pdf):
    """The text of a PDF without the foot of each page and without blanks.

    So it does not matter where pages end, nor where a Chromium sets letters so wide that they read as words.
    """
    text = "".join(FOOT.sub("", page.extract_text()) for page in pdf.pages)
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.fixture(scope="module")
def lesson(book, tmp_path_factory):
    """The lesson as it is printed on A4."""
    folder = tmp_path_factory.mktemp("pdf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdfs, "PRINTED", folder)
        patch.setattr(pdfs, "PRINTED_FROM", folder / "printed-from.json")
        patch.setattr(pdfs, "PAPERS", {"a4": "A4"})
        ((path, _),) = pdfs.make(book, only=[LESSON])
        assert list(pdfs.make(book, only=[LESSON])) == []  # nothing has changed since
    return PdfReader(path)


def test_it_is_tagged_and_its_bookmarks_are_its_headings(lesson):
    root = lesson.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en" and root["/ViewerPreferences"]["/DisplayDocTitle"]
    kinds = Counter(kind for kind in tags(root["/StructTreeRoot"]))
    assert kinds["/H1"] == 1 and kinds["/H2"] >= 5 and kinds["/Figure"] and kinds["/Link"] and kinds["/L"]
    title, (first, *_) = lesson.outline[0], lesson.outline[1]
    assert title.title == "Late, though both started together?" and first.title == "Try it"
    titles = [entry.title for entry in flat(lesson.outline)]
    assert "What this model leaves out" in titles and titles[-1] == "Answers"


def test_no_heading_stands_alone_at_the_foot_of_a_page(lesson):
    for entry in flat(lesson.outline):
        assert entry.top > BOTTOM_POINTS + TWO_LINES_POINTS, entry.title


def tags(node):
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if hasattr(kid, "get") and "/S" in kid:
            yield kid["/S"]
            yield from tags(kid)


def flat(entries):
    for entry in entries:
        yield from flat(entry) if isinstance(entry, list) else [entry]


def test_it_says_what_it_is_and_how_to_cite_it(lesson):
    assert lesson.metadata.title == "Late, though both started together? – The VMO Question"
    assert lesson.metadata.author == "The authors of The VMO Question"
    assert vastus.__version__ in lesson.metadata.subject and "CC BY 4.0" in lesson.metadata.subject
    assert lesson.xmp_metadata.dc_rights["x-default"].startswith("CC BY 4.0, https://")
    first, last = (" ".join(lesson.pages[at].extract_text().split()) for at in (0, -1))
    assert f"The VMO Question {vastus.__version__}" in first and f"1 / {len(lesson.pages)}" in first
    assert f"version {vastus.__version__}" in last and "CC BY 4.0" in last and "Cite it so" in last
    assert [round(float(side)) for side in lesson.pages[0].mediabox[2:]] == pytest.approx(A4_POINTS, abs=1)


def test_answers_stand_after_every_question_and_nothing_of_a_screen_is_there(lesson):
    text = letters_of(lesson)
    assert text.index("Question5") < text.index("AnswersQuestion1") < text.index("Right:")
    assert not re.search("Check|Howsureareyou|Showtheanswer|Copylink|Thecontrolsrest", text)


def test_links_lead_to_a_place_in_it_or_out_of_it(lesson):
    places = lesson.named_destinations
    annotations = [note.get_object() for page in lesson.pages for note in page.get("/Annots", [])]
    inside = [note["/Dest"] for note in annotations if "/Dest" in note]
    assert inside and all(str(place) in places for place in inside)
    outside = [note["/A"]["/URI"] for note in annotations if "/A" in note]
    assert all(address.startswith("https://") for address in outside) and len(inside) + len(outside) == len(annotations)


def test_a_browser_prints_the_same_and_the_whole_of_a_drawing_wider_than_the_paper(context, site, lesson):
    page = context.new_page()
    page.set_viewport_size({"width": 1920, "height": 1000})
    page.goto(f"{site}/{LESSON}.html")
    wake(page, FIGURE)
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    # what was cut off would not be among its letters
    there, here = Counter(letters_of(lesson)), Counter(letters_of(printed))
    assert there - here == Counter("Answer" * QUESTIONS)  # its links to the answers
    assert not here - there
    assert page.locator(".vastus-answers, [data-asked]").count() == 0  # all is as it was
