"""What a screen reader hears of an explorer."""

import pytest
from explorer_page import SPEED, SPOKEN_AFTER_MS, TOY, choose, settle, texts_of


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
