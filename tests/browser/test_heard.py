"""What a screen reader says of a lesson, an explorer, a question, the movement and the page for a recording.

It is kept as text in ``heard/``, a phrase a line, to be read by who changes it: it must read like sentences. Where a
file is not there it is written, and the test fails once.
"""

import difflib
import re
from pathlib import Path

import pytest
import screen_reader
from explorer_page import wake
from playwright.sync_api import expect

FOLDER = Path(__file__).with_name("heard")


def lesson(page, site):
    """Its head and its first part, up to the figure."""
    page.goto(f"{site}/chapters/vmo-controversy/one-late-knee.html")
    return page.locator("article"), 40


def explorer(page, site):
    page.goto(f"{site}/embed/retest_noise.html")
    return wake(page, "retest_noise"), 200


def question(page, site):
    """Answered wrongly once, then answered right."""
    page.goto(f"{site}/chapters/vmo-controversy/one-late-knee.html")
    item = page.locator("form[data-ready] fieldset[data-type=single]").first
    item.locator("[data-options] input").first.check()
    item.locator("[data-check]").click()
    expect(item.get_by_role("status")).not_to_be_empty()
    return item, 200


def movement(page, site):
    page.goto(f"{site}/chapters/exercise-protocol/step-down-form.html")
    return page.locator("figure[data-movement]").first, 130


def recording(page, site):
    page.goto(f"{site}/chapters/your-recording.html")
    part = page.locator("[data-recording]")
    part.locator("[data-example]").click()
    expect(part.locator("[data-slot=methods]")).not_to_be_empty(timeout=30_000)
    return part, 300


@pytest.mark.parametrize("place", [lesson, explorer, question, movement, recording], ids=lambda place: place.__name__)
def test_what_is_heard_is_what_was_read_and_found_good(page, site, place):
    part, most = place(page, site)
    screen_reader.start(part)
    heard = [phrase for phrase in screen_reader.walk(part, most) if not re.search(screen_reader.SILENT, phrase)]
    kept = FOLDER / f"{place.__name__}.txt"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        kept.write_text("\n".join(heard) + "\n", encoding="utf-8")
        pytest.fail(f"{kept} was not there and is written now: read it")
    differs = [
        *difflib.unified_diff(kept.read_text(encoding="utf-8").splitlines(), heard, "kept", "heard", lineterm="")
    ]
    assert not differs, "\n".join([f"another voice; where it is better, delete {kept} and run again", *differs])
