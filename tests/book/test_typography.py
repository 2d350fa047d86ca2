"""The course's own letters: small, licensed, and gone without npm; one minus sign in prose."""

import io
import re

import pytest
from fontTools.ttLib import TTFont
from sphinx.testing.util import SphinxTestApp

from vastus.book import fonts, npm

MADE = {name: content for name, content in fonts.files().items() if name.endswith(".woff2")}


def test_the_fonts_weigh_at_most_80_kb_together_and_their_licence_lies_beside_them():
    assert set(MADE) == set(fonts.CUTS)
    assert sum(map(len, MADE.values())) <= 80_000
    assert b"SIL Open Font License, Version 1.1" in fonts.files()["fonts-licence.txt"]


@pytest.mark.parametrize("name", MADE)
def test_a_font_has_the_letters_of_the_course_and_bears_its_own_name(name):
    font = TTFont(io.BytesIO(MADE[name]))
    assert set(map(ord, "Østerås Hróbjartsson “It’s” −1.5 – ° ² × µ ½ …")) <= set(font.getBestCmap())
    assert {str(record) for record in font["name"].names if record.nameID in (1, 4)} == {
        fonts.NAMES[fonts.CUTS[name][0]]
    }


def test_the_upright_fonts_are_variable_from_400_to_700():
    for name in ("serif.woff2", "sans.woff2"):
        (axis,) = TTFont(io.BytesIO(MADE[name]))["fvar"].axes
        assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)


def test_the_style_names_each_file_swaps_and_has_stand_ins_of_the_same_width():
    css = fonts.files()["fonts.css"].decode()
    assert set(re.findall(r'url\("([^"]+)"\)', css)) == set(MADE)
    assert css.count("font-display: swap") == len(MADE)
    assert css.count("size-adjust") == css.count("local(") == 4


def test_without_npm_the_devices_letters_stay(monkeypatch):
    monkeypatch.setattr(npm, "package", lambda name, version: None)
    monkeypatch.setattr(fonts.kept, "find", lambda name: None)
    fonts.files.cache_clear()
    try:
        alone = fonts.files()
    finally:
        fonts.files.cache_clear()
    assert set(alone) == {"fonts.css"}
    css = alone["fonts.css"].decode()
    assert "@font-face" not in css and "--vastus-serif: Georgia, serif" in css


def test_the_book_serves_the_fonts_and_every_page_asks_for_the_two_that_it_shows(book):
    (folder,) = book.glob("vastus-*")
    assert {path.name for path in folder.glob("*.woff2")} == set(MADE)
    for page in book.glob("chapters/**/*.html"):
        asked = re.findall(r'<link rel="preload" href="([^"]+)" as="font"', page.read_text(encoding="utf-8"))
        assert [address.rpartition("/")[2] for address in asked] == ["serif.woff2", "sans.woff2"], page.name


@pytest.fixture
def page(tmp_path):
    """HTML of a page that the typography has set."""
    (tmp_path / "conf.py").write_text(
        f'import sys\nsys.path.insert(0, {str(tmp_path)!r})\nextensions = ["myst_parser", "local_typography"]\n'
    )
    (tmp_path / "local_typography.py").write_text("from vastus.book.typography import setup\n")
    (tmp_path / "index.md").write_text('# A page\n\nIt\'s "late" by -0.3 ms (-3.0 to 2.4), 10-15 people, `x = -1`.\n')
    app = SphinxTestApp(srcdir=tmp_path, buildername="html")
    app.build()
    yield (app.outdir / "index.html").read_text(encoding="utf-8")
    app.cleanup()


def test_prose_has_curly_quotes_and_one_minus_sign_and_code_stays_as_typed(page):
    text = re.sub(r"<[^>]+>", "", page)
    assert "It’s “late” by −0.3 ms (−3.0 to 2.4), 10-15 people, x = -1." in text
