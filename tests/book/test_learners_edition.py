"""The download button of a page gives the learner's edition."""

from pathlib import Path

import nbformat
from lxml import etree

from vastus import contents
from vastus.notebook.learners_edition import of


def test_the_download_button_of_every_notebook_s_page_gives_its_learner_s_edition(book):
    pages = [page for page in contents.pages() if contents.source(page).suffix == ".ipynb"]
    for page in pages:
        html = etree.HTML((book / f"{page}.html").read_text(encoding="utf-8"))
        (link,) = html.xpath("//a[contains(@class, 'btn-download-source-button')]/@href")
        given = Path(book / page).parent / link
        assert nbformat.read(given, as_version=4) == of(page), page
    assert len(pages) > 30
