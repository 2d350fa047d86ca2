"""The thread's claims in a real browser, on a page of their own: choice, address, history, links, no script, print."""

import shutil
from pathlib import Path
from urllib.parse import parse_qsl, urlparse

import pytest
from access import COLOURS, WCAG, hold_to_axe
from loopback import serve

import vastus
from vastus import data
from vastus.book import argument_map
from vastus.book.claims import claims_html, verdicts_html
from vastus.explorer import palette
from vastus.thread import argument, claims

STATIC = Path(vastus.__file__).parent / "book" / "static"
PHONE, DESK = {"width": 330, "height": 700}, {"width": 1000, "height": 900}


@pytest.fixture(scope="module")
def table():
    return data.table("seed-claims").set_index("id")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Address of a page with the key, the map and the claims, in the course's colours."""
    folder = tmp_path_factory.mktemp("claims")
    (folder / "colours.css").write_text(palette.stylesheet(), encoding="utf-8")
    for name in ("course.css", "claims.css", "claims.js"):
        shutil.copy(STATIC / name, folder)
    styles = "".join(f'<link rel="stylesheet" href="{name}.css">' for name in ("colours", "course", "claims"))
    (folder / "index.html").write_text(
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The thread</title>'
        f'<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">{styles}'
        "<style>html{font-family:sans-serif;scroll-behavior:auto}*{transition:none!important}"
        "body{margin:16px;background:var(--vastus-surface);color:var(--vastus-text)}"
        "a{color:var(--vastus-accent)}table{border-spacing:0}</style></head>"
        f"<body><main><h1>The thread</h1>{verdicts_html()}<h2>A map</h2>{argument_map.map_html('')}"
        f"<h2 id='claims'>The claims</h2>{claims_html('')}</main>"
        '<script type="module" src="claims.js"></script></body></html>',
        encoding="utf-8",
    )
    with serve(folder) as address:
        yield f"{address}/index.html"


@pytest.fixture
def thread(page, site):
    """Open the page at a query and a fragment, and wait until it is ready."""

    def go(address=""):
        page.goto(site + address)
        page.locator("[data-claims][data-ready]").wait_for()
        return page

    page.set_viewport_size(DESK)
    return go


def box(page, value):
    return page.locator(f".claims-filters input[value='{value}']")


SHOWN = """() => [...document.querySelectorAll("tr[data-claim]")]
  .filter((row) => row.getClientRects().length).map((row) => row.dataset.claim)"""
EACH_ALONE = f"""labels => labels.map((label) => {{
  const box = label.querySelector("input");
  box.click();
  const shown = ({SHOWN})();
  box.click();
  return {{ name: box.name, value: box.value, says: label.querySelector("small").innerText, shown }};
}})"""


def shown(page):
    return page.evaluate(SHOWN)


def status(page):
    return page.locator("[data-claims] [role=status]").inner_text()


def ticked(page):
    boxes = page.locator(".claims-filters input:checked")
    return [(box.get_attribute("name"), box.get_attribute("value")) for box in boxes.all()]


def asked(page):
    return parse_qsl(urlparse(page.url).query)


def where(table, **chosen):
    """Claims that fit, by the table alone."""
    fits = table.verdict.notna()
    for column, values in chosen.items():
        fits &= table[column].isin(values)
    return list(table.index[fits])


def test_at_first_every_claim_is_shown_and_nothing_is_ticked(thread, table):
    page = thread()
    assert shown(page) == list(table.index)
    assert status(page) == "All 89 claims are shown."
    assert ticked(page) == []


def test_an_address_shows_its_choice_ticks_its_boxes_and_says_how_many(thread, table):
    page = thread("?verdict=misreported")
    misreported = where(table, verdict=["misreported"])
    assert shown(page) == misreported and 0 < len(misreported) < 89
    assert ticked(page) == [("verdict", "misreported")]
    assert status(page) == f"{len(misreported)} of 89 claims are shown. Verdict: Misreported."


def test_within_a_name_one_value_is_enough_and_between_names_all_must_fit(thread, table):
    page = thread("?verdict=misreported&verdict=overstated&kind=fact&role=commenter-2&role=commenter-4")
    by_two_or_four = table[table.role.str.match("commenter [24],")]
    expected = where(by_two_or_four, verdict=["misreported", "overstated"], kind=["fact"])
    assert shown(page) == expected and len(expected) > 2
    assert status(page) == (
        f"{len(expected)} of 89 claims are shown. "
        "Verdict: Overstated or Misreported; Kind: Claim of fact; Who says it: Commenter 2 or Commenter 4."
    )


def test_every_box_shows_as_many_claims_as_it_says(thread, table):
    page = thread()
    boxes = page.locator(".claims-filters label:has(:is([name=verdict], [name=kind]))").evaluate_all(EACH_ALONE)
    assert len(boxes) > 8
    for box in boxes:
        expected = where(table, **{box["name"]: [box["value"]]})
        assert box["shown"] == expected
        assert box["says"] == str(len(expected))


def test_a_place_in_the_thread_is_headed_only_where_a_claim_of_it_is_shown(thread, table):
    page = thread("?role=commenter-10")
    heads = page.locator(".claims-place:visible").all_inner_texts()
    assert [head.split()[:2] for head in heads] == [["Comment", "10"]]


def test_a_tick_writes_the_address_and_back_and_forward_read_it(thread, table):
    page = thread("?from=mail")
    box(page, "unsettled").check()
    box(page, "question").check()
    assert asked(page) == [("from", "mail"), ("verdict", "unsettled"), ("kind", "question")]
    both = where(table, verdict=["unsettled"], kind=["question"])
    assert shown(page) == both
    page.go_back()
    assert asked(page) == [("from", "mail"), ("verdict", "unsettled")]
    assert shown(page) == where(table, verdict=["unsettled"]) and ticked(page) == [("verdict", "unsettled")]
    page.go_back()
    assert len(shown(page)) == 89 and ticked(page) == []
    page.go_forward()
    page.go_forward()
    assert shown(page) == both
    page.reload()
    page.locator("[data-ready]").wait_for()
    assert shown(page) == both and ticked(page) == [("verdict", "unsettled"), ("kind", "question")]


def test_everything_can_be_chosen_by_keyboard_and_the_focus_is_never_lost(thread, table):
    page = thread()
    box(page, "supported").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert shown(page) == where(table, verdict=["supported", "partly"])
    assert page.evaluate("document.activeElement.value") == "partly"
    page.get_by_role("button", name="Show all 89").focus()
    page.keyboard.press("Enter")
    assert len(shown(page)) == 89 and asked(page) == []
    assert page.evaluate("document.activeElement.getAttribute('role')") == "status"


def test_an_empty_result_says_so_and_offers_what_would_show_claims(thread, table):
    page = thread("?verdict=misreported&kind=question")
    assert shown(page) == []
    assert status(page) == "None of the 89 claims fits all that is chosen. Verdict: Misreported; Kind: Question."
    without_kind, without_verdict = where(table, verdict=["misreported"]), where(table, kind=["question"])
    offers = page.locator("[data-offers] button")
    assert offers.all_inner_texts() == [
        f"Leave out “Verdict”: {len(without_verdict)} claims",
        f"Leave out “Kind”: {len(without_kind)} claims",
    ]
    offers.nth(1).focus()
    page.keyboard.press("Enter")
    assert shown(page) == without_kind
    assert not offers.first.is_visible()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "status"


def test_an_unknown_value_is_named_and_the_rest_holds(thread, table):
    page = thread("?verdict=misquoted&kind=question")
    assert shown(page) == where(table, kind=["question"])
    assert "The address asks for verdict “misquoted”, which does not exist and is left out" in status(page)
    assert "there are supported, partly, overstated, misreported, contradicted, unsettled and not-testable." in status(
        page
    )
    page = thread("?role=%3Cb%3Enobody")
    assert len(shown(page)) == 89 and "role “<b>nobody”" in status(page)
    page.get_by_role("button", name="Show all 89").click()
    assert status(page) == "All 89 claims are shown."


def test_a_link_to_a_claim_that_is_left_out_shows_it_too(thread, table):
    page = thread("?verdict=misreported")
    misreported = where(table, verdict=["misreported"])
    page.locator("svg.argument-wide a[href='#claim-s40']").click()
    page.locator("#claim-s40[data-linked]").wait_for()
    assert sorted(shown(page)) == sorted([*misreported, "S40"])
    assert status(page).endswith("S40 is shown too, because a link leads to it.")
    assert page.evaluate("document.activeElement.id") == "claim-s40"
    assert 0 <= page.locator("#claim-s40").bounding_box()["y"] < DESK["height"]
    page.go_back()
    assert shown(page) == misreported
    page.go_forward()
    assert "S40" in shown(page)
    box(page, "misreported").uncheck()
    box(page, "contradicted").check()
    assert shown(page) == where(table, verdict=["contradicted"])  # a new choice lets go of the link


def test_an_address_may_name_a_choice_and_a_claim_beyond_it(thread):
    page = thread("?kind=question#claim-s21")
    assert "S21" in shown(page)
    assert 0 <= page.locator("#claim-s21").bounding_box()["y"] < DESK["height"]


def test_a_count_in_the_key_leads_to_the_claims_it_counts_without_loading_the_page(thread, table):
    page = thread()
    page.evaluate("window.stayed = true")
    row = page.locator(".claims-key tr", has_text="Partly")
    cell = row.locator("td[data-label='Own experience'] a")
    number = int(cell.inner_text())
    cell.focus()
    page.keyboard.press("Enter")
    expected = where(table, verdict=["partly"], kind=["anecdote"])
    assert shown(page) == expected and len(expected) == number
    assert asked(page) == [("verdict", "partly"), ("kind", "anecdote")]
    assert page.evaluate("window.stayed")
    page.go_back()
    assert len(shown(page)) == 89


@pytest.mark.parametrize("viewport", (PHONE, DESK), ids=("phone", "desk"))
def test_tab_leads_through_the_map_to_every_claim_and_every_reason(thread, viewport):
    page = thread()
    page.set_viewport_size(viewport)
    known = argument.load()
    page.locator(".argument-skip").focus()
    reached = []
    for _ in range(sum(len(position.claims) for position in known.positions.values()) + len(known.links)):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
    claimed = {f"#{claims.anchor(claim)}" for position in known.positions.values() for claim in position.claims}
    assert set(reached) == claimed | {f"#argument-{number}" for number in range(1, len(known.links) + 1)}
    page.keyboard.press("Enter")
    number = reached[-1].removeprefix("#argument-")
    assert page.evaluate("document.querySelector(':target').value") == int(number)


MAP = """([svg, ...others]) => {
  if (others.length) throw new Error("more than one drawing in sight");
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const sizes = [...svg.querySelectorAll("text")].map((text) => parseFloat(getComputedStyle(text).fontSize));
  const outside = [];
  for (const group of svg.querySelectorAll("[data-position]")) {
    const frame = group.querySelector(".position").getBoundingClientRect();
    for (const inner of group.querySelectorAll("text, .chip")) {
      const box = inner.getBoundingClientRect();
      const within = box.right <= frame.right && box.left >= frame.left && box.bottom <= frame.bottom;
      if (!within) outside.push(inner.textContent);
    }
  }
  return [Math.min(...sizes) * scale, outside];
}"""


def test_the_map_keeps_its_letters_readable_and_within_their_boxes(thread):
    page = thread()
    for width in (330, 390, 700, 1000):
        page.set_viewport_size({"width": width, "height": 900})
        smallest, outside = page.locator(".argument-map > svg:visible").evaluate_all(MAP)
        assert smallest >= 11.5, width
        assert outside == [], width


def test_on_a_phone_a_row_reads_as_a_card_and_nothing_scrolls_sideways(thread):
    page = thread()
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    said, verdict, evidence = (cell.bounding_box() for cell in page.locator("#claim-s21 > *").all())
    assert said["y"] + said["height"] <= verdict["y"] and verdict["y"] + verdict["height"] <= evidence["y"]
    assert min(said["width"], verdict["width"], evidence["width"]) > 250
    # display: block must not take the table from those who hear it
    tree = page.locator("#claim-s21").aria_snapshot()
    assert 'row "S21' in tree.splitlines()[0] and "rowheader" in tree and tree.count("cell ") == 2


@pytest.mark.parametrize(
    "address", ("?verdict=misreported#claim-s40", "?verdict=misreported&kind=question"), ids=("some", "none")
)
def test_axe_finds_nothing_where_claims_are_chosen(thread, address):
    page = thread(address)  # with all claims shown, the page of the book is held to axe
    page.evaluate("document.querySelectorAll('.argument-map').forEach((map) => map.remove())")  # so is the map
    for viewport, theme, rules in ((PHONE, "light", WCAG), (DESK, "dark", COLOURS)):
        page.set_viewport_size(viewport)
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        hold_to_axe(page, rules)


def test_print_holds_every_claim_whatever_is_chosen(thread, table):
    page = thread("?verdict=misreported")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.set_viewport_size({"width": 680, "height": 900})  # A4 less its margins
    page.emulate_media(media="print")
    assert shown(page) == list(table.index)
    assert page.locator(".argument-wide").is_visible() and not page.locator(".argument-narrow").is_visible()
    # once dark pages were printed in their light letters, on white
    ink = "getComputedStyle(document.querySelector('.claims-table')).getPropertyValue('--vastus-text')"
    assert page.evaluate(ink) == palette.TEXT
    assert not page.locator(".claims-filters").is_visible() and not page.get_by_role("status").is_visible()
    assert page.locator(".claims-place").first.is_visible()


def test_without_javascript_the_whole_table_stands_and_no_box_pretends_to_work(scriptless, site, table):
    scriptless.goto(f"{site}?verdict=misreported#claim-s21")
    assert scriptless.locator("tr[data-claim]").count() == len(table)
    assert scriptless.locator("tr[data-claim]:visible").count() == len(table)
    assert scriptless.locator("noscript p").is_visible()
    assert not scriptless.locator(".claims-filters").is_visible()
