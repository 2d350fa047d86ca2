"""Every page says which version it is and how it may be used, and where errors go is set in one place."""

import re

import pytest
import yaml
from course import ROOT

import vastus
from vastus.book import about


def test_every_page_names_its_version_and_leads_to_licence_and_citation(book):
    for page in (book / "chapters").rglob("*.html"):
        foot = re.search(r'<p class="vastus-foot">.*?</p>', page.read_text(encoding="utf-8"), re.DOTALL)
        assert foot, page
        assert f"Version {vastus.__version__}" in foot[0] and "#how-to-cite" in foot[0]


def test_the_version_is_one_everywhere():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == vastus.__version__
    assert f"version {vastus.__version__}" in (ROOT / "LICENSE-text").read_text(encoding="utf-8")
    assert f"## {vastus.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", about.NOWHERE),
        ("https://example.org/issues", "[https://example.org/issues](https://example.org/issues)"),
        ("errors@example.org", "[errors@example.org](mailto:errors@example.org)"),
    ],
)
def test_the_address_for_corrections_is_said_or_said_to_be_missing(address, said):
    assert said in about.corrections(address)


def test_the_pages_say_where_to_report(book):
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["sphinx"]["config"]
    set_to = config["html_context"]["corrections"]
    page = (book / "chapters" / "about.html").read_text(encoding="utf-8")
    assert (set_to or "No address for reports has been set in this copy") in page
