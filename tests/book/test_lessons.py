"""The frame of lessons in the built book: minutes, the way on, the sidebar, the cards of the first page."""

import math
import re

import pytest

from vastus import contents, spine
from vastus.book import landing, minutes, shown, sidebar

LESSONS = [lesson for lessons in contents.sections().values() for lesson in lessons]
LONGEST_MINUTES, SHORTEST_MINUTES = 25, 8  # of a lesson; 10 to 15 are aimed at, and cases take longer


def html_of(book, page):
    return (book / f"{page}.html").read_text(encoding="utf-8")


def test_minutes_come_from_words_that_stand_open_questions_and_figures(monkeypatch, tmp_path):
    path = tmp_path / "page.md"
    path.write_text("# One\n" + "word " * 299 + "\n:::{dropdown} More\n" + "word " * 900 + "\n:::\n", encoding="utf-8")
    seen = [{"kind": "explorer", "name": "x"}, {"kind": "quiz", "name": "mixed", "items": ["a", "b", "c"]}]
    monkeypatch.setattr(contents, "source", lambda page: path)
    monkeypatch.setattr(shown, "on", lambda page: seen)
    monkeypatch.setattr(shown, "questions", lambda payload: len(payload.get("items", ())))
    minutes.of.cache_clear()
    words = 300 / minutes.WORDS_A_MINUTE
    assert minutes.of("page") == math.ceil(words + 3 * minutes.QUESTION_MINUTES + minutes.FIGURE_MINUTES)
    minutes.of.cache_clear()
    spine.lines.cache_clear()


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_takes_about_a_quarter_of_an_hour(lesson):
    assert SHORTEST_MINUTES <= minutes.of(lesson) <= LONGEST_MINUTES


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_ends_with_its_minutes_and_the_way_on(book, lesson):
    said = re.search(r'<p class="vastus-onwards">(.*?)</p>', html_of(book, lesson))[1]
    assert said.startswith(f"{minutes.of(lesson)} minutes · ")
    chapter = contents.chapter_of(lesson)
    lessons = contents.sections()[chapter]
    after = lessons[lessons.index(lesson) + 1 :]
    if after:
        assert f'next: <a href="{after[0].rpartition("/")[2]}.html">' in said
        assert f"{len(after)} lesson{'s' * (len(after) > 1)} left in this chapter, about " in said
    else:
        assert f'<a href="../{contents.name(chapter)}.html">' in said


@pytest.mark.parametrize("chapter", contents.chapters())
def test_a_chapter_lists_its_lessons_in_order_with_minutes_and_a_place_for_a_tick(book, chapter):
    listed = re.search(r'<ol class="vastus-lessons">(.*?)</ol>', html_of(book, chapter), re.DOTALL)[1]
    assert re.findall(r'data-page="([^"]+)"', listed) == [*contents.sections()[chapter]]
    for lesson, line in zip(contents.sections()[chapter], listed.strip().split("\n"), strict=True):
        assert f"<span data-minutes>{minutes.short(lesson)}</span> <span data-tick></span>" in line
    page = html_of(book, chapter)
    still = re.search(r'<a class="vastus-still" href="[^"]+"><span [^>]*role="img" aria-label="[^"]{20,}"', page)
    assert still or 'data-movement="' in page


def test_the_sidebar_of_every_page_has_every_lesson_once_with_its_minutes(book):
    for page in contents.pages():
        links = re.findall(r'<a class="[^"]*" href="[^"]*" data-lesson="([^"]+)">.*?</a>', html_of(book, page))
        assert links == [contents.name(lesson) for lesson in LESSONS], page


def test_the_arrow_that_unfolds_a_chapter_is_named_and_other_pages_stay_as_they_are():
    written = '<a class="reference internal" href="a.html">A "b"</a><details><summary><i></i></summary>'
    assert '<summary aria-label="Lessons: A &quot;b&quot;"><i></i>' in sidebar.with_lessons(written, {})


def test_the_first_page_has_a_card_for_every_chapter_with_picture_lessons_and_minutes(book):
    page = html_of(book, "chapters/welcome")
    cards = re.search(r'<ul class="vastus-chapters">(.*?)</ul>', page, re.DOTALL)[1].split("<li>")[1:]
    assert len(cards) == len(contents.chapters())
    for chapter, card in zip(contents.chapters(), cards, strict=True):
        names = [contents.name(lesson) for lesson in contents.sections()[chapter]]
        assert f'data-lessons="{" ".join(names)}"' in card and f"{len(names)} lessons, " in card
        assert f"{minutes.of_chapter(chapter)}\N{NO-BREAK SPACE}min" in card
        assert "<svg" in card and landing._picture(chapter)
    assert re.search(r'<a class="[^"]*" href="knee-anatomy/[^"]+" data-start>Start lesson 1</a>', page)
