"""A reader's own recording on the page: opened, judged, corrected and taken along, and nothing of it leaves."""

import csv
import io
import re

import lab_exports
import numpy as np
import pypdf
import pytest
from access import hold_to_axe
from playwright.sync_api import expect
from until import until

from vastus import your_recording
from vastus.signals import lab_export, recording

PAGE = "chapters/your-recording.html"
SECONDS_20 = 20_000


@pytest.fixture
def opened(page, site):
    """Open a file, given as bytes, and wait for what the page makes of it; gives the part of the page."""

    def open_file(content, name="own.csv"):
        page.goto(f"{site}/{PAGE}")
        page.set_input_files("[name=file]", {"name": name, "mimeType": "text/csv", "buffer": content})
        said = "() => ['methods', 'wrong'].some(name => document.querySelector(`[data-slot=${name}]`).textContent)"
        until(page, said)
        return page.locator("[data-recording]")

    return open_file


def say(part, slot):
    return part.locator(f"[data-slot={slot}]")


def example():
    export = lab_export.read(your_recording.example_csv())
    return recording.analyse(recording.chosen(export))


def test_the_example_shows_a_delay_of_muscles_that_start_together_and_the_meter_says_how_often(page, site):
    page.goto(f"{site}/{PAGE}")
    part = page.locator("[data-recording]")
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


@pytest.mark.parametrize("name", ["text in the middle", "empty", "one column", "times alone", "no table"])
def test_a_file_that_cannot_be_used_is_refused_in_words(opened, name):
    part = opened(lab_exports.content(name))
    words = say(part, "wrong").inner_text()
    assert words and "Error" not in words
    if isinstance(lab_exports.FILES[name][2], str):
        assert lab_exports.FILES[name][2] in words


def test_a_file_without_a_rate_asks_for_it_and_goes_on(opened):
    example_table = your_recording.example_csv().decode().splitlines()
    bare = "\n".join(line.partition(",")[2] for line in example_table)
    part = opened(bare.encode())
    expect(say(part, "wrong")).to_contain_text("say the rate, in Hz")
    part.locator("[name=rate]").fill("1000")
    part.locator("[name=rate]").blur()
    expect(say(part, "notes")).to_contain_text("1000 Hz as said", timeout=SECONDS_20)
    expect(say(part, "measured")).to_contain_text("dB of signal to noise", timeout=SECONDS_20)


def test_a_file_too_large_for_a_page_is_refused_with_the_way_out(page, site):
    page.goto(f"{site}/{PAGE}")
    page.evaluate(
        """() => {
            const file = new File(["time_s,VM,VL"], "long.csv");
            Object.defineProperty(file, "size", { value: 200e6 });
            const drop = new Event("drop", { bubbles: true, cancelable: true });
            Object.defineProperty(drop, "dataTransfer", { value: { files: [file] } });
            document.querySelector("[data-drop]").dispatchEvent(drop);
        }"""
    )
    expect(page.locator("[data-slot=wrong]")).to_have_text(
        "the file holds 200 MB; this page takes up to 100. Cut it, or use: vastus analyse FILE"
    )


def test_rest_can_be_moved_by_keyboard_and_by_hand_and_the_onsets_follow(opened, page):
    part = opened(your_recording.example_csv())
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


def test_repetitions_are_shown_one_by_one(opened):
    part = opened(your_recording.example_csv())
    part.locator("[data-turn='1']").click()
    expect(say(part, "number")).to_have_text(f"Repetition 2 of {your_recording.REPETITIONS}")
    rule = next(iter(recording.RULES))
    vm_ms, _ = example().onsets_ms[rule][:, 1]
    expect(part.locator("[data-slot=onsets] tbody td").first).to_have_text(f"{vm_ms:.0f} ms")


def test_the_numbers_can_be_taken_along(opened, page):
    part = opened(your_recording.example_csv())
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


def test_a_long_recording_says_how_far_it_is_and_can_be_cancelled_at_each_step(opened, page, site):
    rows = your_recording.example_csv().splitlines()
    page.goto(f"{site}/{PAGE}")
    values = [row.split(b",", 1)[1] for row in rows[1:]]
    long = b"\n".join([rows[0], *(b"%.3f,%s" % (at / 1000, values[at % len(values)]) for at in range(600_000))])
    page.set_input_files("[name=file]", {"name": "long.csv", "mimeType": "text/csv", "buffer": long})
    part = page.locator("[data-recording]")
    cancel = part.locator("[data-cancel]")
    expect(say(part, "busy")).to_have_text(re.compile(r"^Reading the file, \d0 percent …$"), timeout=SECONDS_20)
    cancel.click()
    expect(say(part, "wrong")).to_have_text("Cancelled. Choose a file to begin again.")
    part = opened(b"\n".join(long.split(b"\n", 150_001)[:-1]))
    before, start = say(part, "onsets").inner_text(), part.locator("[name=rest_from]").input_value()
    part.locator("[name=rest_from]").press("ArrowRight")
    expect(say(part, "busy")).to_have_text(re.compile(r"^Computing, \d0 percent …$"), timeout=SECONDS_20)
    cancel.click()
    expect(say(part, "wrong")).to_have_text("Cancelled.", timeout=SECONDS_20)
    expect(part.locator("[name=rest_from]")).to_have_value(start)
    assert say(part, "onsets").inner_text() == before


@pytest.mark.parametrize("width_px", [320, 390, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways_with_a_file_open(opened, page, width_px):
    page.set_viewport_size({"width": width_px, "height": 664})
    part = opened(your_recording.example_csv())
    expect(say(part, "onsets").locator("table")).to_be_visible(timeout=SECONDS_20)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    hold_to_axe(page)
    assert say(part, "overview").bounding_box()["height"] > 150


def test_without_scripts_the_page_says_how_else(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/{PAGE}")
    expect(page.locator("[data-unscripted]")).to_contain_text("vastus analyse")
    expect(page.locator("[data-scripted]")).to_be_hidden()
    context.close()
