"""What a screen reader hears of an explorer."""

import pytest
import screen_reader
from explorer_page import SPEED, SPOKEN_AFTER_MS, TOY, choose, settle, texts_of

LONGEST_WALK = 200  # steps; the figure has some sixty


@pytest.fixture
def spoken(toy):
    """Everything the live region has said, in turn."""
    return texts_of(toy, "output[data-reading]")


def reading(**state):
    return TOY.at(TOY.state(**state)).reading


def test_the_sentence_is_seen_at_once_and_spoken_when_the_hand_has_rested(toy, page, spoken):
    for speed in (2, 3, 2, 3):
        choose(toy, SPEED, speed)
        settle(toy)
        assert toy.locator("[data-sentence]").text_content() == reading(speed=speed)
    assert spoken() == []
    page.wait_for_timeout(SPOKEN_AFTER_MS + 200)
    assert spoken() == [reading(speed=3)]


def test_a_playing_explorer_is_silent_and_says_where_it_arrived(toy, page, spoken):
    toy.get_by_role("button", name="Play: Speed").click()
    while toy.get_attribute("data-playing"):
        assert spoken() == []
        settle(toy)
    page.wait_for_timeout(2 * SPOKEN_AFTER_MS)
    assert spoken() == [reading(speed=3)]


def test_the_output_is_the_only_live_region_and_the_drawing_has_no_voice_but_its_name(toy, page):
    assert toy.locator("output, :not([data-share] *):is([aria-live], [role=status], [role=alert])").count() == 1
    assert toy.locator("[data-plot] text").count() > 5, "there is something to be silent about"
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    heard = [node for node in nodes if not node["ignored"]]
    images = [node for node in heard if node["role"]["value"] in ("image", "graphics-document")]
    assert [image["name"]["value"] for image in images] == ["A toy: Near", "A toy: Far"]
    assert {image["description"]["value"] for image in images} == {reading()}
    assert not [node for node in heard if node.get("name", {}).get("value") in ("0", "0.5", "−4")], "a tick speaks"


@pytest.fixture
def reader(toy):
    """A screen reader at the figure; gives a function that runs JavaScript with it as ``virtual``."""
    screen_reader.start(toy)
    return lambda script: toy.evaluate(f"async () => {{ {script} }}")


def test_a_screen_reader_walks_past_picture_result_and_controls_to_the_sentence_and_the_data(reader):
    phrases = reader(f"""
        for (let step = 0; step < {LONGEST_WALK} && !(await virtual.lastSpokenPhrase()).startsWith("region"); step++) {{
            await virtual.next();
        }}
        return virtual.spokenPhraseLog();
    """)
    heard = [phrase for phrase in phrases if not phrase.startswith(("end of", "paragraph", "<p"))]
    assert heard == [
        "figure",
        "caption",
        "A toy",
        "Near",
        f"image, A toy: Near, {reading()}",
        "Far",
        f"image, A toy: Far, {reading()}",
        "1 steps in all",
        "form, Controls: A toy",
        "Speed",
        "button, Play: Speed",
        "slider, Speed, orientated horizontally, max value 2, min value 0, current value 1 m",
        "radiogroup, Show",
        "Show",
        "radio, groups, checked, position 1, set size 2",
        "groups",
        "radio, people, not checked, position 2, set size 2",
        "people",
        "checkbox, Bounds, No effect while “Show” is “groups”., not checked, disabled",
        "Bounds",
        "No effect while “Show” is “groups”.",
        "group, Month by month",
        "radiogroup, First month",
        "First month",
        "radio, goes up, checked, position 1, set size 2",
        "goes up",
        "radio, goes down a long, long way, not checked, position 2, set size 2",
        "goes down a long, long way",
        "radiogroup, Second month",
        "Second month",
        "radio, goes up, checked, position 1, set size 2",
        "goes up",
        "radio, goes down a long, long way, not checked, position 2, set size 2",
        "goes down a long, long way",
        "status",
        reading(),
        "group",
        "The data behind the picture",
        "region, Data: A toy",
    ]


def test_a_screen_reader_is_told_of_a_drag_once_when_the_hand_has_rested(reader, toy, page):
    reader("await virtual.clearSpokenPhraseLog()")
    for speed in (2, 3, 2, 3):
        choose(toy, SPEED, speed)
    page.wait_for_timeout(SPOKEN_AFTER_MS + 500)
    phrases = reader("return virtual.spokenPhraseLog()")
    assert [phrase for phrase in phrases if phrase.startswith("polite")] == [f"polite: {reading(speed=3)}"]
