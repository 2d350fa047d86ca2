"""What lecturers are offered: each lesson with what belongs to it, its slides, and the keys of chapters."""

import re
from html import unescape

from lxml import etree

from vastus import contents, spine, teaching
from vastus.book import answer_keys, assignments, minutes, shown, slides

LESSONS = [lesson for lessons in contents.sections().values() for lesson in lessons]


def words(element):
    return " ".join("".join(element.itertext()).split())


def test_every_lesson_can_be_assigned_in_the_order_of_the_course_with_what_its_own_page_says(book):
    page = etree.HTML((book / "chapters" / "for-lecturers.html").read_text(encoding="utf-8"))
    offered = page.xpath("//details[@class='vastus-assignment']")
    assert [plan.get("id") for plan in offered] == [
        f"assign-{contents.name(lesson).replace('/', '-')}" for lesson in LESSONS
    ]
    for lesson, plan in zip(LESSONS, offered, strict=True):
        said, told = words(plan), teaching.plans()[lesson]
        text = words(plan.xpath("div[@class='vastus-text']")[0])
        asked = sum(shown.questions(payload) for payload in shown.on(lesson))
        assert f"“{spine.lines(contents.source(lesson))[0].text}”" in text, lesson
        assert f"about {minutes.of(lesson)} minutes" in text and f"its {asked} questions" in text, lesson
        assert told.ask in text.replace("’", "'") or told.ask in text, lesson
        assert all(outcome.level in said for outcome in assignments.outcomes_of(lesson)), lesson
        for href in plan.xpath(".//a/@href"):
            assert (book / "chapters" / href).resolve().is_file(), f"{lesson}: {href}"


def test_a_text_to_paste_has_the_whole_address_where_the_build_knows_it():
    (first, *_) = assignments.Site("../", "https://course.example/knee").text("chapters/reading-emg/phantom-delay")
    assert first.endswith(": https://course.example/knee/chapters/reading-emg/phantom-delay.html")


def test_what_lecturers_are_told_names_lessons_of_the_course_and_argues_without_numbers(tmp_path, monkeypatch):
    (tmp_path / "chapters").mkdir()
    plans = (tmp_path / teaching.FILE).write_text
    monkeypatch.setattr(teaching, "place", lambda what: tmp_path)
    monkeypatch.setattr(contents, "sections", lambda: {"chapters/one": ("chapters/one/first", "chapters/one/second")})
    good = "one/first: {after: [], ask: 'Why?', sides: [So., Not so.]}\n"
    plans(good + "one/second: {after: [one/first], ask: 'Who?', sides: [She., He.]}\n")
    assert teaching.problems() == []
    plans(good + "one/third: {}\n")
    lost = [f"{teaching.FILE}: one/third: found no such lesson", f"{teaching.FILE}: one/second: found nothing"]
    assert [problem.split(" in ")[0].split(",")[0] for problem in teaching.problems()] == lost
    for broken, expected in (
        ("after: [one/second], ask: 'Who?', sides: [She., He.]", "after: found one/second, expected a lesson before"),
        ("after: [], ask: Who, sides: [She., He.]", "ask: found 'Who', expected a question"),
        ("after: [], ask: 'Who?', sides: [She.]", "sides: found 1, expected two"),
        ("after: [], ask: 'Who?', sides: [She., In 9 of 10.]", "sides: found the number 9"),
        ("ask: 'Who?', sides: [She., He.]", "expected just after, ask, sides"),
    ):
        plans(f"{good}one/second: {{{broken}}}\n")
        (problem,) = teaching.problems()
        assert expected.split(" before")[0] in problem


def test_slides_hold_question_figure_and_card_of_their_lesson_and_neither_style_nor_script_of_their_own(book):
    for lesson in LESSONS:
        page = (book / slides.address(lesson)).read_text(encoding="utf-8")
        said = unescape(re.sub("<[^>]+>", "", page))
        source = contents.source(lesson)
        for line in (*spine.question(source)[:1], *spine.inside(source, "takeaway")[:1]):
            assert slides._set(line.text) in slides._set(said), f"{lesson}: {line.text}"
        assert "<figure" in page and "style=" not in page and not re.search(r"<script(?! [^>]*src=)", page), lesson
        for address in re.findall(r'(?:href|src|data-frames|data-embed)="(\.\./[^"?#]+)', page):
            assert (book / slides.FOLDER / "chapter" / address).resolve().exists(), f"{lesson}: {address}"


def test_a_key_holds_every_question_of_its_chapters_pages_with_the_right_answer(book):
    for chapter in contents.chapters():
        key = (book / answer_keys.address(chapter)).read_text(encoding="utf-8")
        for page in (chapter, *contents.sections()[chapter]):
            items = [item for show in shown.on(page) if show["kind"] == "quiz" for _, item in shown.asked(show)]
            for item in items:
                steps = item.steps if item.type == "case" else [item]
                right = [option.text for step in steps for option in getattr(step, "options", ()) if option.correct]
                if item.type != "case":
                    right.append(item.explanation)
                for text in right:
                    assert answer_keys._set(text) in key, f"{item.id}: {text}"
                assert item.pool == "practice"
