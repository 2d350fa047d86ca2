"""The list of signs in the built book: the same lines on every page that has it, whole without a script."""

import re
from html import unescape

import pytest

from vastus import handout, red_flags


def plain(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def boxes(page):
    """The lines of each box of a page, by its title."""
    found = {}
    for title, body in re.findall(
        r'<p class="admonition-title">([^<]+)</p>(.*?)</ul>\s*</div>', page.read_text(encoding="utf-8"), re.DOTALL
    ):
        found[title] = {name: body for name, body in re.findall(r'<li id="sign-([^"]+)">(.*?)</li>', body, re.DOTALL)}
    return found


@pytest.mark.parametrize("chapter", ["welcome", "exercise-protocol", "cases"])
def test_every_page_with_the_list_has_every_line_in_its_box_with_its_sources(book, chapter):
    found = boxes(book / "chapters" / f"{chapter}.html")
    for group in red_flags.load().groups:
        assert list(found[group.heading]) == [line.id for line in group.lines]
        for line in group.lines:
            written = found[group.heading][line.id]
            assert plain(written).startswith(f"{line.says} {line.because}".replace("'", "’"))
            for citekey in line.citekeys:
                assert f'references.html#ref-{citekey}"' in written


def test_the_handout_of_the_book_has_every_line(book):
    page = (book / "handout" / f"{handout.NAME}.html").read_text(encoding="utf-8")
    assert re.findall(r'<li id="sign-([^"]+)">', page) == [line.id for line in red_flags.load().lines]
