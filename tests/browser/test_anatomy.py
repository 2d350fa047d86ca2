"""The drawing in a real browser, on a page of its own: tap, keyboard, layers, phone, print, no script."""

import drawing_page
import pytest
from access import COLOURS, WCAG, hold_to_axe
from loopback import serve

from vastus import references
from vastus.explorer import palette
from vastus.knee.anatomy import borders, contour, drawing, html

PHONE, DESK = {"width": 330, "height": 700}, {"width": 1000, "height": 900}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Address of a page with the figure twice, in the course's colours."""
    folder = tmp_path_factory.mktemp("anatomy")
    figure = html.figure(references.load(), "#ref-{citekey}", "#{anchor}")
    drawing_page.write(folder, drawing.FOLDER, "anatomy", figure, html.figure(references.load(), None, None))
    with serve(folder) as address:
        yield address


@pytest.fixture
def figure(page, site):
    """The first of the two figures, brought to life."""
    page.set_viewport_size(DESK)
    page.goto(site)
    page.locator("figure[data-ready]").nth(1).wait_for()
    return page.locator("figure").first


def detail(figure):
    return figure.locator("[data-detail]").inner_text()


def part(figure, name):
    return figure.locator(f'svg [data-part="{name}"]')


def chosen(figure):
    return figure.evaluate("figure => new FormData(figure.querySelector('form')).get('part')")


def shown(figure):
    return figure.evaluate(
        "figure => [...figure.querySelectorAll('svg [data-part]')]"
        ".filter(part => part.getClientRects().length && getComputedStyle(part).display !== 'none')"
        ".map(part => part.dataset.part)"
    )


def tap(page, figure, name):
    """Tap where a reader would: a point of the part at which nothing covers it."""
    # In the middle of the window, where the words at its foot cover nothing; the points are strewn evenly, so that few
    # are tried on a large part.
    point = part(figure, name).evaluate(
        """part => {
          part.scrollIntoView({ block: "center" });
          const box = part.getBoundingClientRect();
          for (let i = 1; i < 1600; i++) {
            const x = box.x + box.width * ((0.7549 * i) % 1), y = box.y + box.height * ((0.5698 * i) % 1);
            if (document.elementFromPoint(x, y)?.closest("[data-part]") === part) return { x, y };
          }
        }"""
    )
    assert point, f"{name} cannot be tapped"
    page.mouse.click(point["x"], point["y"])


def test_a_tap_on_any_part_in_sight_says_its_name_and_line(page, figure):
    figure.locator('input[name="q-angle"]').check()
    for viewport in (PHONE, DESK):
        page.set_viewport_size(viewport)
        for item in sorted(drawing.anatomy().parts.values(), key=lambda item: bool(item.under)):
            figure.locator('input[name="lifted"]').set_checked(bool(item.under))
            tap(page, figure, item.id)
            assert chosen(figure) == item.id
            assert detail(figure).startswith(f"{item.name}. {item.line[:40]}")
            assert figure.locator("[data-detail]").bounding_box()["y"] < viewport["height"]


def test_a_tap_in_one_figure_leaves_the_other_alone(page, figure):
    tap(page, figure, "patella")
    assert chosen(page.locator("figure").nth(1)) is None


def test_a_notebook_brings_the_figure_of_the_widget_to_life(page, site):
    page.set_viewport_size(DESK)
    page.goto(f"{site}/notebook.html")
    page.locator("#cell figure[data-ready]").wait_for()
    figure = page.locator("#cell[data-lm-suppress-shortcuts=true] figure")
    tap(page, figure, "vastus-medialis")
    assert detail(figure).startswith("Vastus medialis. ")


def test_tab_leads_to_the_parts_and_the_arrow_keys_walk_through_all_of_them(page, figure):
    figure.locator('input[name="border"]').focus()
    page.keyboard.press("Tab")
    # Nothing is chosen yet, so a radio group starts at its first button.
    page.keyboard.press("Space")
    told = [detail(figure)]
    for _ in range(len(drawing.anatomy().parts) - 1):
        page.keyboard.press("ArrowDown")
        told.append(detail(figure))
    for words, item in zip(told, drawing.anatomy().parts.values(), strict=True):
        assert words.startswith(f"{item.name}. ")


def test_a_screen_reader_hears_each_part_by_name_and_is_told_what_was_chosen(figure):
    told = figure.aria_snapshot().splitlines()
    for item in drawing.anatomy().parts.values():
        assert sum(line.strip() == f'- radio "{item.number} {item.name}"' for line in told) == 1, item.name
    assert figure.get_by_role("status").count() == 1
    assert figure.get_by_role("img", name=drawing.anatomy().title).count() == 1


def test_the_part_chosen_gets_its_contour_on_top_and_the_last_one_loses_it(page, figure):
    for name in ("vastus-intermedius", "femur"):
        figure.locator(f'input[value="{name}"]').check()
        assert figure.locator("svg path.chosen").count() == 1
        own = part(figure, name).locator(".outline").get_attribute("d")
        assert figure.locator("svg path.chosen").get_attribute("d") == own
        assert figure.locator("svg .label.chosen").get_attribute("data-for") == name


def test_overlays_start_off(figure):
    assert not part(figure, "q-line-asis").is_visible()
    for layer in (".angles", ".borders"):
        assert not figure.locator(f"svg {layer}").is_visible()


def test_each_layer_hides_its_parts_and_no_other(figure):
    parts = drawing.anatomy().parts.values()

    def switch(layer):
        figure.locator(f'input[name="{layer}"]').evaluate("input => input.click()")

    switch("q-angle")
    for layer in drawing.anatomy().layers:
        switch(layer)
        assert set(shown(figure)) == {item.id for item in parts if item.layer != layer}
        switch(layer)
    assert set(shown(figure)) == set(drawing.anatomy().parts)


def test_lifting_the_rectus_femoris_shows_what_lies_under_it(page, figure):
    named = figure.locator('.label[data-for="vastus-intermedius"]')
    assert not named.is_visible() and part(figure, "rectus-femoris").locator(".whole").is_visible()
    figure.locator('input[name="lifted"]').check()
    assert named.is_visible() and not part(figure, "rectus-femoris").locator(".whole").is_visible()
    for name in ("vastus-intermedius", "tensor-vastus-intermedius", "rectus-femoris"):
        tap(page, figure, name)
        assert chosen(figure) == name


def edge_point(figure, edge, share):
    """Where on the screen a point of an edge of the vastus medialis is."""
    return figure.locator("svg").evaluate(
        """(svg, [edge, share]) => {
          const numbers = svg.querySelector(".borders").dataset[edge].split(" ").map(Number);
          const at = 2 * Math.round((numbers.length / 2 - 1) * share);
          const point = new DOMPoint(numbers[at], numbers[at + 1]).matrixTransform(svg.getScreenCTM());
          return [point.x, point.y];
        }""",
        [edge, share],
    )


def share(figure):
    return int(figure.locator("[data-share]").inner_text())


@pytest.mark.parametrize("viewport", (PHONE, DESK), ids=("phone", "desk"))
def test_a_pointer_draws_the_border_and_moves_an_end_and_only_then_the_criteria_show(page, figure, viewport):
    page.set_viewport_size(viewport)
    figure.locator('input[name="border"]').check()
    compare, given = figure.locator("[data-compare]"), figure.locator("[data-given]")
    assert compare.is_disabled() and not given.is_visible() and not figure.locator(".given").is_visible()
    part(figure, "vastus-medialis").evaluate("part => part.scrollIntoView({ block: 'center' })")
    start, end = edge_point(figure, "outer", 0.8), edge_point(figure, "inner", 0.5)
    page.mouse.move(start[0] + 4, start[1])
    page.mouse.down()
    page.mouse.move(*end, steps=5)
    page.mouse.up()
    first = share(figure)
    line = contour.sample(figure.locator(".own").get_attribute("d"))
    assert first == pytest.approx(borders.share_percent(*line), abs=1)
    assert chosen(figure) is None  # drawing on a muscle does not choose it
    page.mouse.move(*end)
    page.mouse.down()
    page.mouse.move(*edge_point(figure, "inner", 0.3), steps=3)
    page.mouse.up()
    assert share(figure) > first
    compare.click()
    assert given.is_visible() and figure.locator(".given path").count() == 4
    figure.locator("[data-again]").click()
    assert not given.is_visible() and compare.is_visible()


def test_a_finger_draws_the_border_and_does_not_scroll_the_page(finger, site):
    finger.set_viewport_size(PHONE)
    finger.goto(site)
    finger.locator("figure[data-ready]").nth(1).wait_for()
    figure = finger.locator("figure").first
    figure.locator('input[name="border"]').check()
    part(figure, "vastus-medialis").evaluate("part => part.scrollIntoView({ block: 'center' })")
    start, end = edge_point(figure, "outer", 0.8), edge_point(figure, "inner", 0.5)
    before = finger.evaluate("scrollY")
    way = [
        (start[0] + 6 + (end[0] - start[0] - 6) * step / 8, start[1] + (end[1] - start[1]) * step / 8)
        for step in range(9)
    ]
    session = finger.context.new_cdp_session(finger)
    for number, (x, y) in enumerate(way):
        touch = {"type": "touchMove" if number else "touchStart", "touchPoints": [{"x": x, "y": y}]}
        session.send("Input.dispatchTouchEvent", touch)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    outer, inner = borders.edges()
    line = contour.sample(figure.locator(".own").get_attribute("d"))
    assert finger.evaluate("scrollY") == before
    assert line[0, 1] == pytest.approx(outer[32, 1], abs=15) and line[1, 1] == pytest.approx(inner[20, 1], abs=15)


def test_two_sliders_draw_the_border_by_keyboard(page, figure):
    figure.locator('input[name="border"]').check()
    outer = figure.get_by_role("slider", name="Outer end")
    outer.focus()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    assert share(figure) == 0
    for _ in range(5):
        page.keyboard.press("PageDown")
    assert 5 < share(figure) < 60
    assert (
        figure.get_by_role("slider", name="Inner end").get_attribute("aria-valuetext") == "50 percent of the way down"
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert figure.locator("[data-given]").is_visible()
    assert figure.locator("[data-again]").evaluate("node => node === document.activeElement")


def test_without_a_script_the_borders_of_the_criteria_show_at_once(scriptless, site):
    scriptless.set_viewport_size(PHONE)
    scriptless.goto(site)
    figure = scriptless.locator("figure").first
    figure.locator('input[name="border"]').check()
    assert figure.locator("[data-given]").is_visible() and figure.locator(".given").is_visible()
    assert not figure.locator("[data-draw]").is_visible()


def test_the_layers_work_without_a_script_and_the_list_says_all(scriptless, site):
    scriptless.set_viewport_size(PHONE)
    scriptless.goto(site)
    figure = scriptless.locator("figure").first
    for item in drawing.anatomy().parts.values():
        row = figure.locator(f'li[data-for="{item.id}"]')
        assert row.is_visible() and item.line in row.inner_text()
        assert not row.locator("input").is_visible()
    assert part(figure, "vastus-lateralis").is_visible()
    figure.locator('input[name="superficial"]').uncheck()
    assert not part(figure, "vastus-lateralis").is_visible()


def test_a_phone_has_numbers_in_the_picture_and_a_desk_names(page, figure):
    name, number = figure.locator(".name").first, figure.locator(".label .number").first
    assert name.is_visible() and not number.is_visible()
    page.set_viewport_size(PHONE)
    assert number.is_visible() and not name.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert number.bounding_box()["height"] >= 11


def test_no_number_and_no_name_lies_outside_the_picture_or_on_another(page, figure):
    for name in ("lifted", "q-angle"):
        figure.locator(f'input[name="{name}"]').check()
    for viewport, what in ((DESK, ".name"), (PHONE, ".badge")):
        page.set_viewport_size(viewport)
        (stage,) = drawing_page.boxes(figure, ".vastus-plate")
        boxes = drawing_page.boxes(figure, f"svg {what}")
        assert len(boxes) == len(drawing.anatomy().parts)
        assert all(drawing_page.within(box, stage) for box in boxes)
        assert drawing_page.overlapping(boxes) == []


def test_in_print_the_list_says_all_and_the_switches_are_gone(page, figure):
    page.emulate_media(media="print")
    row = figure.locator('li[data-for="mpfl"] [data-about]')
    assert row.is_visible()
    assert not figure.locator("[data-layers]").is_visible()
    assert part(figure, "mpfl").is_visible() and part(figure, "q-line-asis").is_visible()


def test_the_two_vasti_have_the_course_s_colours_in_light_and_dark(page, figure):
    for column, theme in enumerate(("light", "dark")):
        drawing_page.set_theme(page, theme)
        for muscle, role in (("vastus-medialis", "vm"), ("vastus-lateralis", "vl")):
            value = palette.ROLES[role][column].lstrip("#")
            expected = f"rgb({', '.join(str(int(value[i : i + 2], 16)) for i in (0, 2, 4))})"
            outline = part(figure, muscle).locator(".outline")
            assert outline.evaluate("path => getComputedStyle(path).stroke") == expected


def test_axe_finds_nothing(page, figure):
    figure.locator('input[value="mpfl"]').check()
    figure.locator('input[name="border"]').check()
    for viewport, theme, rules in ((PHONE, "light", WCAG), (DESK, "dark", COLOURS)):
        page.set_viewport_size(viewport)
        drawing_page.set_theme(page, theme)
        hold_to_axe(page, rules)
