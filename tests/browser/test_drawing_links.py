"""Links of the text that set a drawing, on the book's own pages: what they set, what they put back, what they leave."""

ONE_MUSCLE = "chapters/knee-anatomy/one-muscle-or-two.html"
LAST_DEGREES = "chapters/knee-anatomy/last-degrees.html"


def switched_on(page, name):
    return page.locator(f"#{name}").evaluate(
        "figure => [...figure.querySelectorAll('input[type=checkbox]:checked')].map(input => input.name)"
    )


def test_a_link_sets_the_switches_it_names_and_puts_the_others_back(page, site):
    page.goto(f"{site}/{ONE_MUSCLE}")
    page.locator("#knee-front[data-ready]").wait_for()
    first = switched_on(page, "knee-front")
    page.locator('a[data-set="knee-front"][href*="lifted"]').click()
    assert switched_on(page, "knee-front") == [*first, "lifted"]
    assert page.locator("#knee-front").evaluate("figure => figure.getBoundingClientRect().top") < 200
    page.locator('a[data-set="knee-front"][href*="angles"]').click()
    assert switched_on(page, "knee-front") == [*first, "angles"]
    assert page.url.endswith(ONE_MUSCLE)


def test_the_part_that_a_reader_chose_stays_chosen(page, site):
    page.goto(f"{site}/{ONE_MUSCLE}")
    page.locator("#knee-front[data-ready]").wait_for()
    page.locator('#knee-front input[value="mpfl"]').check()
    page.locator('a[data-set="knee-front"][href*="lifted"]').click()
    assert page.locator('#knee-front input[value="mpfl"]').is_checked()


def test_a_link_bends_the_knee_and_its_numbers_follow(page, site):
    page.goto(f"{site}/{LAST_DEGREES}")
    page.locator("#knee-views[data-ready]").wait_for()
    page.locator('a[data-set="knee-views"][href*="flexion=90"]').first.click()
    assert page.locator("#knee-views [data-angle]").inner_text() == "90°"
    assert page.locator("#knee-views dd").first.inner_text() == "520 mm²"


def test_an_address_opens_the_page_with_the_drawing_set(page, site):
    page.goto(f"{site}/{LAST_DEGREES}?knee-views.flexion=10&knee-views.unloaded=true#knee-views")
    page.locator("#knee-views[data-stop='10']").wait_for()
    assert "unloaded" in switched_on(page, "knee-views")
