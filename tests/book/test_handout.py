"""The handout in the built book: the chapter leads to it, and it leads to its PDF."""

import re

from pypdf import PdfReader

from vastus import handout


def test_the_chapter_links_to_the_page_and_the_page_to_its_pdf(book):
    chapter = book / "chapters" / "exercise-protocol.html"
    link = re.search(r'href="([^"]*handout/[^"]+\.html)"', chapter.read_text(encoding="utf-8")).group(1)
    page = (chapter.parent / link).resolve()
    # what the page may load is written into it last of all
    written = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", page.read_text(encoding="utf-8"))
    assert written == handout.html(handout.PAPERS)
    assert len(PdfReader(page.with_name("step-down.pdf")).pages) == 2
