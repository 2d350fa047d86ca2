"""The step-down that moves: on request alone, as the model has it, by hand and by keyboard, and without a script."""

import json
import re

import numpy as np
import pytest
from access import COLOURS, WCAG, hold_to_axe
from loopback import serve
from PIL import ImageColor

from vastus.explorer import palette
from vastus.knee import drawings, person, step_down
from vastus.movement import SCRIPT, STYLE, compiled, figure

HEADER_PX = 61  # of the theme, which stays on screen
PAGE = """<!DOCTYPE html>
<html lang="en-GB" data-theme="light"><head><meta charset="utf-8"><title>The step-down</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>body {{ margin: 0 1rem; font: 1.0625rem/1.65 sans-serif; background: var(--vastus-surface);
color: var(--vastus-text); }} *, ::before {{ box-sizing: border-box; }}</style>{styles}</head>
<body><main class="bd-article"><h1>The step-down</h1>{body}</main>
<script type="module" src="movement.js"></script></body></html>"""
HEEL = """(svg) => {
  const leg = svg.querySelector('[data-limb="free leg"]').getBoundingClientRect();
  const floor = svg.querySelector('.floor').getBoundingClientRect();
  return (floor.top + floor.bottom) / 2 - leg.bottom;
}"""


@pytest.fixture(scope="module")
def movement_site(tmp_path_factory):
    """Address of pages with the movement: ``whole``, ``small`` and, in a cell, ``notebook``."""
    folder = tmp_path_factory.mktemp("movement")
    (folder / "movement.json").write_bytes(compiled.encoded())
    (folder / "colours.css").write_text(palette.stylesheet(), encoding="utf-8")
    for path in (SCRIPT, STYLE, *drawings.STYLES):
        (folder / path.name).write_bytes(path.read_bytes())
    names = ("colours.css", *(path.name for path in (*drawings.STYLES, STYLE)))
    styles = "".join(f'<link rel="stylesheet" href="{name}">' for name in names)
    for kind in ("whole", "small"):
        (folder / f"{kind}.html").write_text(PAGE.format(styles=styles, body=figure.html(kind)), encoding="utf-8")
    given = json.dumps({"html": figure.html(), "data": compiled.encoded().decode()}).replace("<", chr(92) + "u003c")
    notebook = f"""<div id="cell"></div><script type="module">
        import movement from "./movement.js";
        const given = {given};
        movement.render({{ model: {{ get: (name) => given[name] }}, el: document.querySelector("#cell") }});
    </script>"""
    page = PAGE.format(styles=styles, body=notebook)
    (folder / "notebook.html").write_text(page, encoding="utf-8")
    with serve(folder) as address:
        yield address


@pytest.fixture
def moving(page, movement_site):
    """The whole figure, alive."""
    return wake(page, f"{movement_site}/whole.html")


def wake(page, address):
    page.set_default_timeout(8000)
    page.goto(address)
    found = page.locator("figure[data-movement][data-ready=true]")
    found.wait_for()
    return found


def go_to(moving, time_s):
    slider = moving.locator('input[name="time"]')
    slider.evaluate(
        "(it, at) => { it.value = at; it.dispatchEvent(new Event('input', { bubbles: true })); }", time_s * 10
    )


def choose(moving, name, value):
    moving.locator(f'select[name="{name}"]').select_option(str(value))


def places(moving, person):
    """x, y in metres, turn in degrees and stretch of each limb, as the page has them now."""
    written = moving.locator(f'[data-person="{person}"] [data-limb]:not(.away)').evaluate_all(
        "(groups) => groups.map((group) => [group.dataset.limb, group.getAttribute('transform')])"
    )
    numbers = {name: list(map(float, re.findall(r"-?[\d.]+", transform))) for name, transform in written}
    return {name: (np.array([x, -y]) / 200, turn, stretch) for name, (x, y, turn, _, stretch) in numbers.items()}


def told(moving, person):
    return moving.locator(f'[data-person="{person}"] dd').all_text_contents()


@pytest.mark.parametrize("setting", [(15, 25, 0), (10, 15, 10), (20, 25, 0)])
def test_limbs_on_the_page_are_where_the_model_has_them(moving, setting):
    height_cm, slope_deg, load_kg = setting
    for name, value in zip(("step_height_cm", "slope_deg", "load_kg"), setting, strict=True):
        choose(moving, name, value)
    for time_s in (0, 1.7, 2.9, 3.8, 4.4, 6.1):
        go_to(moving, time_s)
        for name, slope in (("flat", 0), ("wedge", slope_deg)):
            bend_deg = float(compiled.knee_flexion_deg(time_s, compiled.deepest_deg(height_cm, slope, load_kg)))
            body = step_down.posture(bend_deg, **compiled.setup(slope, load_kg))
            here = places(moving, name)
            hip_m, thigh_deg, _ = here["thigh"]
            ankle_m, shank_deg, _ = here["shank"]
            assert hip_m == pytest.approx(body.hip_m, abs=0.003)
            assert shank_deg - thigh_deg == pytest.approx(bend_deg, abs=0.6)
            shank = np.radians(shank_deg)
            knee_m = ankle_m + 0.40 * np.array([np.sin(shank), np.cos(shank)])
            assert knee_m == pytest.approx(body.knee_m, abs=0.003)
            assert ("pack" in here) == (load_kg > 0)


def test_at_the_touch_the_heel_is_on_the_floor_and_nothing_lies_over_it(moving):
    reachable = "svgs => svgs.forEach(svg => svg.style.pointerEvents = 'auto')"  # to ask what lies on top
    moving.page.eval_on_selector_all("[data-movement] svg", reachable)
    for name in ("flat", "wedge"):
        svg = moving.locator(f'[data-person="{name}"] svg')
        go_to(moving, 0)
        assert svg.evaluate(HEEL) > 10
        assert svg.get_attribute("data-touches") is None
        go_to(moving, 3.8)
        assert svg.evaluate(HEEL) == pytest.approx(0, abs=1.5)
        assert svg.get_attribute("data-touches") is not None
        over = svg.evaluate(
            """(svg) => {
                const sole = svg.querySelector(".free-sole").getBoundingClientRect();
                return document.elementFromPoint(sole.left + sole.width / 4, sole.bottom - 3).getAttribute("class");
            }"""
        )
        assert over in ("free-sole", "free-shoe")
    assert moving.locator("[data-phase]").text_content() == "Touch: the free heel is on the floor."


def test_the_phase_stands_beside_the_cursor_and_within_the_strips(moving):
    strips = moving.locator("[data-strips]").bounding_box()
    for time_s, phase in ((0, "Stand"), (2, "Lower"), (3.8, "Touch"), (5, "Rise"), (7.6, "Stand")):
        go_to(moving, time_s)
        beside = moving.locator("[data-cursor] span")
        assert beside.text_content() == phase
        box, cursor_px = beside.bounding_box(), strips["x"] + strips["width"] * time_s / 7.6
        assert min(abs(box["x"] - cursor_px), abs(box["x"] + box["width"] - cursor_px)) < 3
        assert strips["x"] - 1 <= box["x"] and box["x"] + box["width"] <= strips["x"] + strips["width"] + 3


def test_a_heel_that_does_not_get_down_is_not_said_to_touch(moving):
    choose(moving, "step_height_cm", 20)
    go_to(moving, 3.8)
    wedge = moving.locator('[data-person="wedge"] svg')
    assert wedge.get_attribute("data-touches") is None
    assert wedge.evaluate(HEEL) > 4
    assert "still 3.0 cm up at 90" in moving.locator("[data-reading]").text_content()


def test_on_the_flat_a_higher_step_asks_for_more_force_and_no_more_moment(moving):
    found = {}
    for height_cm in (5, 10, 15, 20):
        choose(moving, "step_height_cm", height_cm)
        go_to(moving, 3.8)
        found[height_cm] = told(moving, "flat")
    assert found[10][0] == "58°" and found[20][0] == "82°"
    assert found[15][1:] == ["18 cm", "101 N m", "4.8 body weights"]
    assert found[20][1:] == ["18 cm", "101 N m", "5.2 body weights"]


def test_nothing_moves_until_asked_and_the_button_plays_once_and_stops(moving):
    def trunk():
        return moving.locator('[data-person="flat"] [data-limb="trunk"]').get_attribute("transform")

    at_first = trunk()
    moving.page.wait_for_timeout(300)
    assert trunk() == at_first
    go_to(moving, 6.6)
    play = moving.locator("[data-play]")
    play.click()
    assert play.get_attribute("aria-label") == "Pause"
    moving.and_(moving.page.locator("[data-playing]")).wait_for(state="detached")
    assert moving.locator('input[name="time"]').input_value() == "76"
    assert play.get_attribute("aria-label") == "Play one step-down"


def test_a_hand_on_the_slider_stops_it_and_puts_it_where_the_hand_is(moving):
    moving.locator("[data-play]").click()
    moving.page.wait_for_timeout(100)
    go_to(moving, 3.8)
    assert moving.get_attribute("data-playing") is None
    assert moving.locator('input[name="time"]').input_value() == "38"
    assert told(moving, "flat")[0] == "71°"


def in_theme(page, theme):
    page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)


def test_every_tone_of_the_person_has_the_colours_of_its_roles(moving):
    for column, theme in enumerate(("light", "dark")):
        in_theme(moving.page, theme)
        drawn = moving.page.evaluate(
            """(tones) => tones.map((tone) => {
                const { fill, stroke } = getComputedStyle(document.querySelector(`.vastus-person .${tone}`));
                return [fill, stroke];
            })""",
            [*person.TONES],
        )
        for colours, (tone, roles) in zip(drawn, person.TONES.items(), strict=True):
            for found, role in zip(colours, roles, strict=True):
                wanted = f"rgb{ImageColor.getrgb(palette.ROLES[role][column])}" if role else "none"
                assert found == wanted, (theme, tone, role)


def test_it_plays_in_the_time_of_the_chapter(moving):
    moving.locator("[data-play]").click()
    started = moving.page.evaluate("performance.now()")
    moving.page.wait_for_timeout(1000)
    passed_s = (moving.page.evaluate("performance.now()") - started) / 1000
    reached_s = float(moving.locator('input[name="time"]').input_value()) / 10
    assert reached_s == pytest.approx(passed_s, abs=0.35)


@pytest.mark.parametrize("focus", ['input[name="time"]', "[data-play]"])
def test_space_pauses_and_plays_on(moving, focus):
    moving.locator("[data-play]").click()
    moving.locator(focus).focus()
    moving.page.keyboard.press("Space")
    assert moving.get_attribute("data-playing") is None
    held = moving.locator('[data-person="flat"] [data-limb="trunk"]').get_attribute("transform")
    moving.page.wait_for_timeout(200)
    assert moving.locator('[data-person="flat"] [data-limb="trunk"]').get_attribute("transform") == held
    moving.page.keyboard.press("Space")
    assert moving.get_attribute("data-playing") == "true"


def test_arrow_keys_go_through_the_movement_and_say_where(moving):
    slider = moving.locator('input[name="time"]')
    slider.focus()
    for _ in range(3):
        moving.page.keyboard.press("PageUp")
    assert int(slider.input_value()) > 10
    assert re.fullmatch(r"[\d.]+ seconds, Lower, knee \d+ degrees", slider.get_attribute("aria-valuetext"))


def test_the_readers_guess_stays_and_is_answered_once_the_peak_was_played(moving):
    guess, answer = moving.locator('input[name="guess"]'), moving.locator("[data-guess]")
    assert answer.text_content() == "Guess its peak, then play"
    line, strip = (moving.locator(part).bounding_box() for part in ("[data-guess-line]", "[data-strip=force]"))
    assert line["x"] == pytest.approx(strip["x"] + strip["width"] * int(guess.input_value()) / 76, abs=3)
    guess.focus()
    for _ in range(2):
        moving.page.keyboard.press("ArrowRight")
    asked = f"guess {int(guess.input_value()) / 10:.1f} s, peak 3.8 s"
    cover = moving.locator("[data-cover]")
    go_to(moving, 2)
    strip = moving.locator("[data-strip=force]").bounding_box()
    assert cover.bounding_box()["x"] == pytest.approx(strip["x"] + strip["width"] * 2 / 7.6, abs=3)
    assert answer.text_content() == "Guess its peak, then play"
    go_to(moving, 4.5)
    assert answer.text_content() == asked
    assert guess.is_disabled()
    go_to(moving, 0)
    choose(moving, "slope_deg", 15)
    assert answer.text_content() == asked


def test_a_fault_is_drawn_named_and_told(moving):
    for form in ("knee", "pelvis", "trunk", "heel"):
        choose(moving, "form", form)
        person = moving.locator('[data-person="front"]')
        title, words = figure.FORM_WORDS[form]
        assert person.locator("[data-title]").text_content() == title
        assert person.locator("p[data-form]").text_content() == words
        assert person.locator("svg").get_attribute("data-form") == form
        go_to(moving, 3.8)
        assert person.locator("svg").evaluate(HEEL) == pytest.approx(0, abs=2)


def test_with_less_motion_there_are_four_stills_and_each_press_goes_to_the_next(page, movement_site):
    page.emulate_media(reduced_motion="reduce")
    moving = wake(page, f"{movement_site}/whole.html")
    assert [poster.is_visible() for poster in moving.locator("[data-poster]").all()] == [True] * 4
    seen = []
    for _ in range(4):
        moving.locator("[data-play]").click()
        assert moving.get_attribute("data-playing") is None
        seen.append(moving.locator('input[name="time"]').input_value())
    assert seen == ["23", "38", "53", "0"]


@pytest.mark.parametrize(("kind", "tables"), [("whole", 1), ("small", 0)])
def test_without_a_script_posters_sentence_and_table_stand(scriptless, movement_site, kind, tables):
    scriptless.goto(f"{movement_site}/{kind}.html")
    assert scriptless.locator("[data-poster]:visible").count() == 4
    assert not scriptless.locator("[data-stage]").is_visible()
    assert scriptless.locator("[data-reading]").text_content()
    assert scriptless.locator("table").count() == tables


def test_paper_has_the_four_posters_and_no_controls(moving):
    moving.page.emulate_media(media="print")
    assert moving.locator("[data-poster]:visible").count() == 4
    assert not moving.locator("[data-stage]").is_visible()


def test_on_a_phone_one_person_strips_and_controls_are_in_one_screen(page, movement_site):
    page.set_viewport_size({"width": 390, "height": 664})
    moving = wake(page, f"{movement_site}/whole.html")
    for chosen in ("flat", "wedge", "front"):
        moving.locator(f'[data-tab="{chosen}"]').click()
        top = moving.bounding_box()["y"]
        shown = [name for name in ("flat", "wedge", "front") if moving.locator(f'[data-person="{name}"]').is_visible()]
        assert shown == [chosen]
        for part in ("[data-strip='force']", "[data-drive]", "[data-controls]"):
            box = moving.locator(part).bounding_box()
            assert box["y"] + box["height"] - top <= 664 - HEADER_PX, part
            assert box["x"] >= 0 and box["x"] + box["width"] <= 390
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_a_wide_screen_the_two_from_the_side_are_as_large_as_each_other_and_360_px_tall(page, movement_site):
    page.set_viewport_size({"width": 1280, "height": 900})
    moving = wake(page, f"{movement_site}/whole.html")
    boxes = [moving.locator(f'[data-person="{name}"] svg').bounding_box() for name in ("flat", "wedge", "front")]
    assert len({round(box["height"]) for box in boxes}) == 1
    assert len({round(box["y"]) for box in boxes}) == 1
    assert boxes[0]["height"] >= 360


@pytest.mark.parametrize("kind", ["whole", "small"])
def test_axe_finds_nothing(page, movement_site, kind):
    wake(page, f"{movement_site}/{kind}.html")
    for theme, rules in (("light", WCAG), ("dark", COLOURS)):
        in_theme(page, theme)
        hold_to_axe(page, rules)


def test_in_a_notebook_the_same_module_moves_it_without_asking_for_a_file(page, movement_site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{movement_site}/notebook.html")
    moving = page.locator("figure[data-movement][data-ready=true]")
    moving.wait_for()
    go_to(moving, 3.8)
    assert told(moving, "flat")[0] == "71°"
    assert not any("movement.json" in url for url in asked)


def test_numbers_that_cannot_be_had_are_said_so(page, movement_site, expect_trouble):
    page.route("**/movement.json", lambda route: route.fulfill(status=404))
    page.goto(f"{movement_site}/whole.html")
    words = page.locator("[data-phase]", has_text="could not be loaded")
    words.wait_for()
    assert page.locator("[data-play]").is_disabled()
    expect_trouble("404")


PAGES = [
    "welcome",
    "exercise-protocol",
    "exercise-protocol/step-down-form",
    "knee-anatomy/press-or-extension",
    "reading-emg/two-laboratories",
]


@pytest.mark.parametrize("name", PAGES)
def test_it_moves_on_the_pages_that_show_it(page, site, name):
    page.goto(f"{site}/chapters/{name}.html")
    for moving in page.locator("figure[data-movement]").all():
        moving.scroll_into_view_if_needed()
        moving.and_(page.locator("[data-ready=true]")).wait_for()
        go_to(moving, 3.8)
        assert moving.locator('[data-person="flat"] svg').get_attribute("data-touches") is not None


def test_the_first_picture_of_the_course_has_start_beside_it_on_a_phones_first_screen(page, site):
    page.set_viewport_size({"width": 390, "height": 664})
    moving = wake(page, f"{site}/chapters/welcome.html")
    person, begin = (
        moving.locator("[data-person] svg").bounding_box(),
        page.get_by_role("link", name="Start lesson 1").bounding_box(),
    )
    assert begin["x"] > person["x"] + person["width"] / 2
    assert begin["y"] + begin["height"] < 664 and person["y"] + person["height"] < 664
    assert moving.locator("[data-play]").bounding_box()["y"] < 664


def test_by_itself_for_somebody_elses_frame(page, site):
    moving = wake(page, f"{site}/embed/step_down.html")
    go_to(moving, 3.8)
    assert told(moving, "flat")[0] == "71°"
    page.goto(page.get_by_role("link", name="The heel is down").evaluate("link => link.href"))
    assert page.locator("#protocol-phases").count() == 1
