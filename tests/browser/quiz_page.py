"""How the tests of the quiz handle its form on a page."""

import json

from access import COLOURS, WCAG, hold_to_axe
from playwright.sync_api import expect

KEY = "vastus.quiz.v2.sample."


def item(page, name):
    return page.locator(f'fieldset[data-item="{name}"]')


def status(page, name):
    return item(page, name).get_by_role("status")


def check(page, name):
    """Press Check; gives the status."""
    item(page, name).locator("button[data-check]").click()
    return status(page, name)


def choose(page, name, *options):
    for option in options:
        item(page, name).locator(f'input[value="{option}"]').check()


def answer(page, name, *options):
    choose(page, name, *options)
    return check(page, name)


def fill(page, name, text):
    item(page, name).get_by_role("textbox").fill(text)


def match(page, *choices):
    for select, choice in zip(item(page, "partners").get_by_role("combobox").all(), choices, strict=True):
        select.select_option(choice)


def arrange(page, *steps):
    """Bring the steps into this order with their arrows."""
    for place, step in enumerate(steps):
        shown = arranged(page)
        for _ in range(shown.index(step) - place):
            item(page, "chain").locator(f'[data-order] [data-step="{step}"] [data-move="-1"]').click()


def arranged(page):
    rows = item(page, "chain").locator("[data-order] > li")
    return rows.evaluate_all("rows => rows.map(row => row.dataset.step)")


def kept(page, chapter="sample"):
    """The records of a chapter, by item, as the browser keeps them."""
    found = page.evaluate("Object.entries(localStorage)")
    start = f"vastus.quiz.v2.{chapter}."
    return {key.removeprefix(start): json.loads(text) for key, text in found if key.startswith(start)}


def untimed(record):
    """A record or try without its times, which no two runs share."""
    if not isinstance(record, dict):
        return record
    return {name: untimed(value) for name, value in record.items() if name != "at"}


def reload(page):
    page.reload()
    alive(page)


def alive(page):
    # the policy of a page of the book forbids to compile words, as wait_for_function does
    expect(page.locator("form[data-quiz]:not([data-ready=true])")).to_have_count(0, timeout=15_000)


def hold_to_axe_in_both_themes(page):
    """In full in the light one, for its colours in the dark one."""
    for theme, rules in (("light", WCAG), ("dark", COLOURS)):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        hold_to_axe(page, rules)


def progress(page):
    return page.locator("[data-progress]").first
