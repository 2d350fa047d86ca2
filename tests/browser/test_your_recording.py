"""A reader's own recording on the page: opened, judged, corrected and taken along, and nothing of it leaves."""

import csv
import functools
import io

import lab_exports
import numpy as np
import pypdf
import pytest
from access import COLOURS, WCAG, hold_to_axe
from playwright.sync_api import expect
from until import until

from vastus import your_recording
from vastus.signals import lab_export, recording

PAGE = "chapters/your-recording.html"
SECONDS_20 = 20_000


def open_file(page, content, name="own.csv"):
    """Open a file, given as bytes, and wait for what the page makes of it."""
    page.set_input_files("[name=file]", {"name": name, "mimeType": "text/csv", "buffer": content})
    said = "() => ['methods', 'wrong'].some(name => document.querySelector(`[data-slot=${name}]`).textContent)"
    until(page, said)


@pytest.fixture
def part(page, site):
    """The part of the page that takes a file."""
    page.goto(f"{site}/{PAGE}")
    return page.locator("[data-recording]")


@pytest.fixture(scope="module")
def explored(shared_page, site):
    """The same with the example in it, for tests that leave it as they found it."""
    shared_page.goto(f"{site}/{PAGE}")
    open_file(shared_page, your_recording.example_csv())
    return shared_page.locator("[data-recording]")


def say(part, slot):
    return part.locator(f"[data-slot={slot}]")


@functools.cache
def example():
    export = lab_export.read(your_recording.example_csv())
    return recording.analyse(recording.chosen(export))


def test_the_example_shows_a_delay_of_muscles_that_start_together_and_the_meter_says_how_often(part):
    part.locator("[data-example]").click()
    expect(say(part, "notes")).to_contain_text("1000 Hz from the times", timeout=SECONDS_20)
    expect(say(part, "number")).to_have_text(f"Repetition 1 of {your_recording.REPETITIONS}")
    found = example()
    for rule, row in zip(recording.RULES, part.locator("[data-slot=onsets] tbody tr").all(), strict=True):
        vm_ms, vl_ms = found.onsets_ms[rule][:, 0]
        cells = row.locator("td").all_inner_texts()
        assert cells[:3] == [f"{vm_ms:.0f} ms", f"{vl_ms:.0f} ms", f"{vm_ms - vl_ms:.1f} ms"]
        assert cells[3].startswith(f"{np.median(found.delays_ms(rule)):.1f} ms".replace("-", "−"))
    shares = []
    for name in (None, "equal", "step"):
        if name:
            part.locator(f"[name={name}]").check()
        part.get_by_role("button", name="Simulate 400 trials").click()
        expect(say(part, "share")).to_contain_text("of 100 trials of muscles that start together", timeout=SECONDS_20)
        expect(say(part, "busy")).to_have_text("", timeout=SECONDS_20)
        shares.append(int(say(part, "share").inner_text().split(" in ")[1].split()[0]))
    assert shares[0] > 30 > 10 > shares[1] >= shares[2]


def test_a_file_that_cannot_be_used_is_refused_in_words(part):
    for name in ("text in the middle", "empty", "one column", "times alone", "no table"):
        open_file(part.page, lab_exports.content(name))
        words = say(part, "wrong").inner_text()
        assert words and "Error" not in words, name
        if isinstance(lab_exports.FILES[name][2], str):
            assert lab_exports.FILES[name][2] in words


def test_a_file_without_a_rate_asks_for_it_and_goes_on(part):
    example_table = your_recording.example_csv().decode().splitlines()
    bare = "\n".join(line.partition(",")[2] for line in example_table)
    open_file(part.page, bare.encode())
    expect(say(part, "wrong")).to_contain_text("say the rate, in Hz")
    part.locator("[name=rate]").fill("1000")
    part.locator("[name=rate]").blur()
    expect(say(part, "notes")).to_contain_text("1000 Hz as said", timeout=SECONDS_20)
    expect(say(part, "measured")).to_contain_text("dB of signal to noise", timeout=SECONDS_20)


def test_a_file_too_large_for_a_page_is_refused_with_the_way_out(part):
    part.page.evaluate(
        """() => {
            const file = new File(["time_s,VM,VL"], "long.csv");
            Object.defineProperty(file, "size", { value: 200e6 });
            const drop = new Event("drop", { bubbles: true, cancelable: true });
            Object.defineProperty(drop, "dataTransfer", { value: { files: [file] } });
            document.querySelector("[data-drop]").dispatchEvent(drop);
        }"""
    )
    expect(say(part, "wrong")).to_have_text(
        "the file holds 200 MB; this page takes up to 100. Cut it, or use: vastus analyse FILE"
    )


def test_rest_can_be_moved_by_keyboard_and_by_hand_and_the_onsets_follow(explored):
    part, page = explored, explored.page
    table = part.locator("[data-slot=onsets] table")
    before, handle = table.inner_text(), part.locator("[name=rest_from]")
    start_ms = int(handle.input_value())
    handle.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    assert int(handle.input_value()) == start_ms + 20
    expect(say(part, "busy")).to_have_text("", timeout=SECONDS_20)
    overview = say(part, "overview")
    overview.scroll_into_view_if_needed()
    rest = overview.locator(".is-rest").bounding_box()
    page.mouse.move(rest["x"] + rest["width"], rest["y"] + 30)
    page.mouse.down()
    page.mouse.move(rest["x"] + rest["width"] + 40, rest["y"] + 30, steps=4)
    page.mouse.up()
    expect(say(part, "busy")).to_have_text("", timeout=SECONDS_20)
    expect(table).not_to_have_text(before, timeout=SECONDS_20)
    from_ms, to_ms = (int(part.locator(f"[name=rest_{edge}]").input_value()) for edge in ("from", "to"))
    assert from_ms > start_ms + 520 and to_ms - from_ms == pytest.approx(480, abs=5)  # the window as a whole
    ring = overview.locator(".grips-rest").last.bounding_box()
    x, y = ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y, steps=4)
    page.mouse.up()
    assert int(part.locator("[name=rest_from]").input_value()) == from_ms
    assert int(part.locator("[name=rest_to]").input_value()) > to_ms
    part.get_by_role("button", name="as first guessed").click()
    expect(part.locator("[name=rest_from]")).to_have_value(str(start_ms), timeout=SECONDS_20)
    expect(table).to_have_text(before, timeout=SECONDS_20, use_inner_text=True)


def test_repetitions_are_shown_one_by_one(explored):
    rule = next(iter(recording.RULES))
    for turn, at in ((1, 1), (-1, 0)):
        explored.locator(f"[data-turn='{turn}']").click()
        expect(say(explored, "number")).to_have_text(f"Repetition {at + 1} of {your_recording.REPETITIONS}")
        vm_ms, _ = example().onsets_ms[rule][:, at]
        expect(explored.locator("[data-slot=onsets] tbody td").first).to_have_text(f"{vm_ms:.0f} ms")


def test_the_numbers_can_be_taken_along(explored):
    part, page = explored, explored.page
    with page.expect_download() as download:
        part.locator("[data-numbers]").click()
    rows = [*csv.reader(io.StringIO(download.value.path().read_text()))]
    rule = next(iter(recording.RULES))
    found = [row for row in rows if row and row[0] == rule]
    assert len(found) == your_recording.REPETITIONS
    assert [float(row[6]) for row in found] == pytest.approx(example().delays_ms(rule).tolist(), abs=0.051)
    assert "The VMO Question, version" in say(part, "methods").inner_text()
    (sheet,) = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", print_background=True))).pages
    words = " ".join(sheet.extract_text().split())
    assert "When each muscle starts, by three rules" in words and "The VMO Question, version" in words
    assert "Which files can be read" not in words


CANCEL_AT = """([button, words]) => {
  const busy = document.querySelector("[data-slot=busy]");
  new MutationObserver((_, watching) => {
    if (!new RegExp(words).test(busy.textContent)) return;
    watching.disconnect();
    button.click();
  }).observe(busy, { childList: true });
}"""


def cancel_at(part, words):
    """Press Cancel as soon as the page says these words of how far it is."""
    part.page.evaluate(CANCEL_AT, [part.locator("[data-cancel]").element_handle(), words])


def test_a_recording_says_how_far_it_is_and_can_be_cancelled_at_each_step(part):
    cancel_at(part, r"^Reading the file, \d0 percent …$")
    open_file(part.page, your_recording.example_csv())
    expect(say(part, "wrong")).to_have_text("Cancelled. Choose a file to begin again.")
    expect(say(part, "result")).to_be_hidden()
    head, *rows = your_recording.example_csv().splitlines()
    values = [row.split(b",", 1)[1] for row in rows]
    twice = b"\n".join([head, *(b"%.3f,%s" % (at / 1000, row) for at, row in enumerate(2 * values))])
    open_file(part.page, twice)
    expect(say(part, "busy")).to_have_text("", timeout=SECONDS_20)
    before, start = say(part, "onsets").inner_text(), part.locator("[name=rest_from]").input_value()
    cancel_at(part, r"^Computing, \d0 percent …$")
    part.locator("[name=rest_from]").press("ArrowRight")
    expect(say(part, "wrong")).to_have_text("Cancelled.", timeout=SECONDS_20)
    expect(part.locator("[name=rest_from]")).to_have_value(start)
    assert say(part, "onsets").inner_text() == before


def test_axe_finds_nothing_and_nothing_scrolls_sideways_with_a_file_open(explored):
    for width_px, rules in ((320, COLOURS), (390, WCAG), (1280, COLOURS)):
        explored.page.set_viewport_size({"width": width_px, "height": 664})
        assert explored.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert say(explored, "overview").bounding_box()["height"] > 150
        hold_to_axe(explored.page, rules)


def test_without_scripts_the_page_says_how_else(scriptless, site):
    scriptless.goto(f"{site}/{PAGE}")
    expect(scriptless.locator("[data-unscripted]")).to_contain_text("vastus analyse")
    expect(scriptless.locator("[data-scripted]")).to_be_hidden()
