"""The handout: every sign on the front, the programme's own numbers, and a clear word where nothing prints."""

import re
import unicodedata
from html import unescape

import pytest
from pypdf import PdfReader

from vastus import chromium, cli, handout, programme, red_flags, references

A4_POINTS = (595, 842)


def text_of(html):
    return " ".join(unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)).split())


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    """The printed handout; needs a Chromium, which ``make test`` finds or installs."""
    path = tmp_path_factory.mktemp("handout") / "new" / "step-down.pdf"
    handout.pdf(path)
    return PdfReader(path)


@pytest.fixture(scope="module")
def printed(sheet):
    return " ".join(map(text_of_page, sheet.pages))


def text_of_page(page):
    # NFKC takes ligatures apart
    return " ".join(unicodedata.normalize("NFKC", page.extract_text()).split())


def test_the_handout_is_both_sides_of_one_sheet_of_a4(sheet):
    assert len(sheet.pages) == 2
    for page in sheet.pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == pytest.approx(A4_POINTS, abs=1)


def test_on_letter_it_is_one_sheet_too_with_the_exercise_on_its_back(tmp_path):
    handout.pdf(tmp_path / "letter.pdf", "Letter")
    front, back = PdfReader(tmp_path / "letter.pdf").pages
    assert [round(float(side)) for side in front.mediabox[2:]] == [612, 792]
    assert "Set up" in text_of_page(back) and "Set up" not in text_of_page(front)


def test_every_sign_is_printed_on_the_front_under_its_urgency(sheet):
    front, back = (text_of_page(page).replace("- ", "-") for page in sheet.pages)  # a line may break in "X-ray"
    place = 0
    for group in red_flags.load().groups:
        for words in [
            f"{group.heading} {group.do}",
            *(f"{line.sign}. {line.says} {line.because}" for line in group.lines),
        ]:
            place = front.index(words, place)
    assert "Set up" in back and "Set up" not in front


def test_the_four_phases_have_a_picture_each_and_words_of_11_points(sheet):
    sizes = {}

    def note(text, matrix, text_matrix, font, size):
        for word in text.split():
            sizes.setdefault(word, size * text_matrix[3] * matrix[3])

    sheet.pages[1].extract_text(visitor_text=note)
    for word in ("tall", "slowly,", "heel,", "pushing"):
        assert abs(sizes[word]) >= 10.9, word
    page = handout.html()
    assert [page.count(f"<title>Side view: {name}</title>") for name in ("Stand", "Lower", "Touch", "Rise")] == [1] * 4


def test_what_must_not_be_missed_comes_before_the_exercise(printed):
    order = [
        "Education, not medical advice",
        "Read this first",
        "Emergency care now",
        "have it examined",
        "four phases",
        "Set up",
        "The ladder",
    ]
    assert [printed.index(words) for words in order] == sorted(printed.index(words) for words in order)


@pytest.mark.parametrize("name", ["pain in the session", "next morning", "back", "pause", "dose", "sessions", "weeks"])
def test_the_rules_are_those_of_the_programme(printed, name):
    assert programme.RULES[name].says in printed


def test_the_ladder_is_that_of_the_programme(printed):
    places = [printed.index(f"({rung.step_height_cm:g} cm): {rung.words}") for rung in programme.LADDER]
    assert places == sorted(places) and len(places) == len(programme.LADDER)


def test_version_date_and_sources_are_printed(printed):
    assert "version 0.1.0; evidence gathered on 22 November 2026" in printed
    flags = [key for line in red_flags.load().lines for key in line.citekeys]
    rules = [key for rule in programme.RULES.values() for key in rule.sources]
    for citekey in {*flags, *rules, "holden2018", "smith2009vmo"}:
        assert unicodedata.normalize("NFKC", references.label(citekey)) in printed


def test_the_page_names_the_pdf_only_where_there_is_one():
    page = handout.html(["A4", "Letter"])
    assert 'href="step-down.pdf">A4</a>' in page and 'href="step-down-letter.pdf">Letter</a>' in page
    assert "<a " not in handout.html()


def test_nothing_on_the_page_comes_from_elsewhere():
    page = handout.html()
    assert not re.search(r"https?://|<script|<link|url\(", page)


def test_without_a_chromium_the_page_is_written_and_the_command_says_what_is_missing(monkeypatch, tmp_path, capsys):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert cli.handout(tmp_path / "out") == 1
    said = capsys.readouterr().err
    assert "no Chromium found, looked for chromium" in said and str(tmp_path / "out" / "step-down.html") in said
    assert "Emergency care now" in text_of((tmp_path / "out" / "step-down.html").read_text(encoding="utf-8"))
    assert not (tmp_path / "out" / "step-down.pdf").exists()


def test_a_chromium_that_is_none_is_named(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    with pytest.raises(chromium.NotFound, match="CHROMIUM is 'no-such-browser'"):
        chromium.path()


def test_a_browser_that_prints_nothing_is_an_error(monkeypatch, tmp_path):
    monkeypatch.setenv("CHROMIUM", "true")
    with pytest.raises(chromium.Failed, match="printed nothing"):
        handout.pdf(tmp_path / "step-down.pdf")
