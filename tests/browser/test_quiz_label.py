"""Find the part named, in a real browser: by tap and by keyboard, judged and kept like any other question."""

import pytest
import yaml
from loopback import serve
from quiz_page import hold_to_axe_in_both_themes, kept, untimed
from sample_quiz import put_files, put_page

from vastus.knee.anatomy import drawing
from vastus.quiz.bank import load
from vastus.quiz.html import form

PHONE, DESK = {"width": 330, "height": 700}, {"width": 1000, "height": 900}


def question(answer, trap):
    return {
        "id": f"find-{answer}",
        "type": "label",
        "outcome": "known",
        "stem": f"Tap the {answer.replace('-', ' ')}.",
        "drawing": "knee-front",
        "answer": answer,
        "feedback": {"right": "That is it.", "wrong": "Look again."},
        "traps": [{"part": trap, "feedback": "The other side."}],
        "explanation": "It lies there.",
        "hint": "Think of the name.",
        "citekeys": [],
    }


@pytest.fixture(scope="module")
def label_site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("label")
    items = [question("vastus-medialis", "vastus-lateralis"), question("vastus-intermedius", "rectus-femoris")]
    raw = {"chapter": "sample", "outcomes": [{"id": "known", "level": "remember", "text": "Know."}], "items": items}
    (folder / "sample.yml").write_text(yaml.safe_dump(raw), encoding="utf-8")
    put_files(folder)
    put_page(folder, "index.html", form(load("sample", folder, {})))
    with serve(folder) as address:
        yield address


@pytest.fixture
def quiz(shared_page, label_site):
    shared_page.set_viewport_size(PHONE)
    shared_page.goto(label_site)
    shared_page.locator("form[data-ready]").wait_for()
    yield shared_page.locator("form")
    shared_page.evaluate("localStorage.clear()")


def item(quiz, name):
    return quiz.locator(f'fieldset[data-item="find-{name}"]')


def tap_number(quiz, name, part):
    item(quiz, name).locator(f'.label[data-for="{part}"] .badge').click(force=True)


def check(quiz, name):
    item(quiz, name).locator("[data-check]").click()
    return item(quiz, name).get_by_role("status").inner_text()


def test_a_tap_on_the_part_is_right_and_counts_as_the_first_try(quiz):
    outline = item(quiz, "vastus-medialis").locator('[data-part="vastus-medialis"] .outline')
    outline.scroll_into_view_if_needed()
    box = outline.bounding_box()
    quiz.page.mouse.click(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.5)
    said = check(quiz, "vastus-medialis")
    assert "Right. You chose: Vastus medialis" in said and "That is it." in said and "It lies there." in said
    assert "1 of 2 answered, 1 right at the first try" in quiz.locator("[data-progress]").inner_text()
    assert untimed(kept(quiz.page)["find-vastus-medialis"]["first"]) == {
        "answer": ["vastus-medialis"],
        "result": "right",
    }


def test_a_trap_gets_its_own_reason_and_is_remembered_as_one(quiz):
    tap_number(quiz, "vastus-medialis", "vastus-lateralis")
    said = check(quiz, "vastus-medialis")
    assert "Not right. You chose: Vastus lateralis" in said and "The other side." in said
    assert kept(quiz.page)["find-vastus-medialis"]["checked"]["trap"] == "vastus-lateralis"


def test_any_other_part_is_wrong_and_is_named(quiz):
    tap_number(quiz, "vastus-medialis", "fibula")
    said = check(quiz, "vastus-medialis")
    assert "Not right. You chose: Fibula" in said and "Look again." in said


def test_check_without_a_choice_asks_for_one(quiz):
    assert "Tap a part, then press Check." in check(quiz, "vastus-medialis")


def test_what_lies_under_the_rectus_femoris_can_be_tapped_where_it_is_asked_for(quiz):
    quiz.get_by_role("button", name="Next").click()
    tap_number(quiz, "vastus-intermedius", "vastus-intermedius")
    assert "Right. You chose: Vastus intermedius" in check(quiz, "vastus-intermedius")


def test_the_keyboard_alone_finds_the_part(quiz):
    own = item(quiz, "vastus-medialis")
    own.locator("input").first.focus()
    quiz.page.keyboard.press("Space")
    for _ in range(2):
        quiz.page.keyboard.press("ArrowDown")
    assert own.locator("input:checked").get_attribute("value") == "vastus-medialis"
    assert own.locator("path.chosen").count() == 1
    outline = own.locator(".vastus-plate").evaluate("stage => getComputedStyle(stage).outlineStyle")
    assert outline == "solid"
    for key in ("Tab", "Tab", "Enter"):  # past the question how sure
        quiz.page.keyboard.press(key)
    assert "Right. You chose" in own.get_by_role("status").inner_text()


def test_a_screen_reader_hears_places_and_no_names(quiz):
    radios = item(quiz, "vastus-medialis").locator("[data-places]").get_by_role("radio")
    parts, _ = drawing.offered("vastus-medialis")
    assert radios.count() == len(parts)
    part = parts["vastus-medialis"]
    assert item(quiz, "vastus-medialis").get_by_role("radio", name=f"{part.number}: {part.place}").count() == 1


def test_a_reader_coming_back_finds_the_part_marked_and_clear_takes_the_mark_away(quiz):
    tap_number(quiz, "vastus-medialis", "patella")
    check(quiz, "vastus-medialis")
    quiz.page.reload()
    quiz.page.locator("form[data-ready]").wait_for()
    own = item(quiz, "vastus-medialis")
    quiz.get_by_role("button", name="Back").click()
    assert own.locator(".label.chosen").get_attribute("data-for") == "patella"
    assert "You chose: Patella" in own.get_by_role("status").inner_text()
    quiz.locator("[data-clear]").click()
    assert own.locator(".chosen").count() == 0


def test_without_a_script_drawing_places_and_answer_can_be_read(scriptless, label_site):
    scriptless.set_viewport_size(PHONE)
    scriptless.goto(label_site)
    own = scriptless.locator("fieldset").first
    assert own.locator("svg").is_visible()
    assert all(label.is_visible() for label in own.locator("[data-places] label").all())
    own.locator("[data-answers] summary").click()
    assert "Vastus medialis" in own.locator("[data-answers]").inner_text()


@pytest.mark.parametrize("viewport", (PHONE, DESK), ids=("phone", "desk"))
def test_axe_finds_nothing_and_nothing_scrolls_sideways(quiz, viewport):
    quiz.page.set_viewport_size(viewport)
    tap_number(quiz, "vastus-medialis", "tibia")
    hold_to_axe_in_both_themes(quiz.page)
    assert quiz.page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
