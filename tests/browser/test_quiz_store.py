"""What a form keeps and gives back: over a reload, from the first edition, between tabs, without storage, elsewhere."""

import json

import pytest
from playwright.sync_api import expect
from quiz_page import KEY, answer, check, choose, fill, item, kept, progress, reload, status, untimed

OLD_KEY = "vastus.quiz.v1.sample"
ASIDE = "vastus.aside."


# What a page makes of a text under a key, with a sound answer beside it: how many answers wait, and what is kept then.
LOOKED_THROUGH = """async ([texts, sound]) => {
  const found = [];
  for (const [number, [key, text]] of texts.entries()) {
    localStorage.clear();
    Object.assign(localStorage, { [key]: text, ...sound });
    const { browserStore } = await import(`./store.js?${number}`);  // as new as on another page
    found.push([browserStore().waiting("sample"), { ...localStorage }]);
  }
  return found;
}"""


# Over a reload


def test_answers_and_feedback_survive_a_reload(open_quiz):
    page = open_quiz()
    answer(page, "cause", "mechanism")
    choose(page, "parts", "onset")
    item(page, "parts").get_by_role("radio", name="Fairly sure").check()
    for typed in ("5", "12,2"):
        fill(page, "bound", typed)
        check(page, "bound")
    reload(page)
    expect(item(page, "cause").locator('input[value="mechanism"]')).to_be_checked()
    expect(status(page, "cause")).to_contain_text("Timing was not measured.")
    expect(status(page, "cause")).to_contain_text("Hint: Look for what was measured in it.")
    expect(item(page, "cause").locator("[data-answers]")).to_be_hidden()
    expect(item(page, "cause").locator("[data-show]")).to_be_visible()
    expect(item(page, "parts").locator('input[value="onset"]')).to_be_checked()
    expect(item(page, "parts").get_by_role("radio", name="Fairly sure")).to_be_checked()
    expect(status(page, "parts")).to_be_empty()
    expect(item(page, "bound").get_by_role("textbox")).to_have_value("12,2")
    expect(status(page, "bound")).to_contain_text("A change has two errors.")
    expect(item(page, "bound").locator("[data-answers]")).to_be_visible()
    expect(progress(page)).to_have_text("2 of 9 answered, 0 right at the first try")


def test_an_answer_changed_after_its_check_comes_back_without_the_old_verdict(open_quiz):
    page = open_quiz()
    answer(page, "cause", "mechanism")
    choose(page, "cause", "equal")
    reload(page)
    expect(item(page, "cause").locator('input[value="equal"]')).to_be_checked()
    expect(status(page, "cause")).to_have_text("Hint: Look for what was measured in it.")
    expect(item(page, "cause").locator("[data-answers]")).to_be_hidden()


def test_forms_of_one_chapter_on_one_page_keep_each_others_answers(open_quiz):
    page = open_quiz("two")
    answer(page, "guess", "late")
    answer(page, "cause", "equal")
    fill(page, "bound", "5")
    check(page, "bound")
    choose(page, "guess", "early")
    assert set(kept(page)) == {"guess", "cause", "bound"}
    reload(page)
    expect(item(page, "guess").locator('input[value="early"]')).to_be_checked()
    expect(item(page, "bound").get_by_role("textbox")).to_have_value("5")


def test_answers_are_cleared_at_a_press_and_brought_back_by_the_next(open_quiz):
    page = open_quiz("two")
    answer(page, "cause", "equal")
    choose(page, "guess", "late")
    before = kept(page)
    second = page.locator("form").nth(1)
    button = second.locator("[data-clear]")
    button.click()
    expect(item(page, "cause").locator(":checked")).to_have_count(0)
    expect(status(page, "cause")).to_be_empty()
    expect(second.locator("[data-notice]")).to_have_text("1 answer cleared.")
    assert set(kept(page)) == {"guess"}, "the other form's answer stays"
    expect(button).to_be_focused()
    expect(button).to_have_text("Undo: bring my answers back")
    choose(page, "parts", "onset")
    button.click()
    assert kept(page) == {**before, "parts": {"answer": ["onset"]}}
    expect(status(page, "cause")).to_contain_text("✓ Right.")
    expect(button).to_have_text("Clear my answers")
    button.click()
    choose(page, "cause", "nothing")
    button.click()
    assert kept(page)["cause"] == {"answer": ["nothing"]}, "what was chosen since is not lost by undoing"
    page.locator("form").nth(2).locator("[data-clear]").click()
    expect(page.locator("form").nth(2).locator("[data-notice]")).to_have_text("There are no answers to clear.")


# Several chapters in one form


def test_a_mixed_form_starts_blank_and_what_is_learnt_counts_in_the_chapter(open_quiz):
    page = open_quiz()
    answer(page, "cause", "mechanism")
    first = kept(page)["cause"]["first"]
    open_quiz("mixed")
    expect(page.locator("fieldset :checked")).to_have_count(0)
    expect(progress(page)).to_have_text("0 of 4 answered, 0 right at the first try")
    page.evaluate("document.addEventListener('vastus:answer', e => (window.heard ??= []).push(e.detail))")
    answer(page, "cause", "equal")
    answer(page, "second-cause", "nothing")
    expect(progress(page)).to_have_text("2 of 4 answered, 1 right at the first try")
    assert [(e["quiz"], e["chapter"], e["item"], e["first"]) for e in page.evaluate("window.heard")] == [
        ("mixed", "sample", "cause", False),
        ("mixed", "second", "second-cause", True),
    ]
    assert kept(page)["cause"]["first"] == first
    assert kept(page)["cause"]["checked"]["answer"] == ["mechanism"], "the chapter's own round is left alone"
    assert set(kept(page, "second")["second-cause"]) == {"first", "review"}
    assert kept(page, "second")["second-cause"]["review"]["level"] == 0
    reload(page)
    expect(status(page, "second-cause")).to_contain_text("Equal is not the same as useless.")
    page.locator("[data-clear]").click()
    assert kept(page, "mixed") == {}
    assert kept(page, "second")["second-cause"]["first"]["result"] == "wrong", "the chapter's record outlives the round"


# From the first edition


def test_answers_of_the_first_edition_are_taken_over(open_quiz, shared_page, quiz_site):
    tried = {"answer": ["mechanism"], "result": "wrong"}
    bound = {"answer": "12.2", "result": "trap", "trap": "forgot-root-two"}
    old = {
        "cause": {"answer": ["equal"], "checked": {"answer": ["equal"], "result": "right"}, "first": tried},
        "bound": {"answer": "12.2", "checked": bound, "first": bound},
        "parts": {"answer": ["onset"]},
    }
    text = json.dumps({"version": 1, "items": old})
    shared_page.goto(f"{quiz_site}/bare.html")  # a page of the same place without scripts
    shared_page.evaluate("([key, text]) => localStorage.setItem(key, text)", [OLD_KEY, text])
    page = open_quiz()
    expect(status(page, "cause")).to_contain_text("✓ Right.")
    expect(status(page, "bound")).to_contain_text("1.96 times the root of two times 6.2 ms.")
    expect(item(page, "parts").locator('input[value="onset"]')).to_be_checked()
    expect(progress(page)).to_have_text("2 of 9 answered, 0 right at the first try")
    assert kept(page) == {
        "cause": {**old["cause"], "opened": True},
        "bound": {**old["bound"], "opened": True},
        "parts": old["parts"],
    }
    assert page.evaluate("key => localStorage.getItem(key)", OLD_KEY) is None
    choose(page, "cause", "nothing")
    check(page, "cause")
    reload(page)
    expect(status(page, "cause")).to_contain_text("Equal is not the same as useless.")
    assert kept(page)["cause"]["first"] == tried


def test_a_tab_that_still_runs_the_first_edition_loses_nothing(open_alone):
    page, other = open_alone(), open_alone("other")
    answer(page, "cause", "equal")
    newer = {"cause": {"answer": ["nothing"]}, "delay": {"answer": ["true"]}}
    text = json.dumps({"version": 1, "items": newer})
    other.evaluate("([key, text]) => localStorage.setItem(key, text)", [OLD_KEY, text])
    expect(item(page, "delay").locator('[data-options] input[value="true"]')).to_be_checked()
    assert kept(page)["cause"]["answer"] == ["equal"]


def test_what_cannot_be_read_is_set_aside_with_a_notice_and_costs_no_other_answer(open_quiz):
    page = open_quiz()
    good = {"answer": ["equal"], "checked": {"answer": ["equal"], "result": "right"}}
    texts = (
        (OLD_KEY, "{broken"),
        (OLD_KEY, "null"),
        (OLD_KEY, '"text"'),
        (OLD_KEY, '{"version": 2, "items": {}}'),
        (OLD_KEY, '{"version": 1, "items": []}'),
        (OLD_KEY, '{"version": 1, "items": {"delay": {"answer": 7}}}'),
        (OLD_KEY, '{"version": 1, "items": {"delay": null}}'),
        (OLD_KEY, '{"version": 1, "items": {"delay": {"answer": ["true"], "first": "right"}}}'),
        (KEY + "delay", "{broken"),
        (KEY + "delay", "[]"),
        (KEY + "delay", '{"answer": ["true"], "checked": {"answer": ["true"], "result": "great"}}'),
        (KEY + "delay", '{"answer": ["true"], "review": {"level": 4, "at": 1}}'),
    )
    of_another_type = (
        (
            OLD_KEY,
            '{"version": 1, "items": {"delay": {"answer": "true", "checked": {"answer": "x", "result": "right"}}}}',
        ),
        (KEY + "bound", '{"answer": ["12"]}'),
    )
    sound = {KEY + "cause": json.dumps(good)}
    for (_, text), (waiting, left) in zip(texts, page.evaluate(LOOKED_THROUGH, [texts, sound]), strict=True):
        assert waiting == 1, text
        assert {key: kept for key, kept in left.items() if not key.startswith(ASIDE)} == sound, text
        assert len(left) == 2, text
    for key, text in (texts[0], *of_another_type):
        page.evaluate("texts => { localStorage.clear(); Object.assign(localStorage, texts) }", {**sound, key: text})
        reload(page)
        assert "1 saved answer was written by another version" in page.locator("[data-notice]").inner_text(), text
        assert kept(page) == {"cause": good}, text
        assert page.evaluate("key => localStorage.getItem(key)", OLD_KEY) is None
        expect(status(page, "cause")).to_contain_text("✓ Right.")
    fill(page, "bound", "17.2")
    expect(check(page, "bound")).to_contain_text("✓ Right.")
    reload(page)
    expect(page.locator("[data-notice]")).to_be_empty()
    aside = [key for key in page.evaluate("Object.keys(localStorage)") if key.startswith(ASIDE)]
    assert aside, "what was answered anew is still kept for who can read the old answer"


def test_an_option_the_bank_no_longer_has_is_left_out(open_quiz):
    page = open_quiz()
    for name, gone in (("cause", ["gone"]), ("partners", ["onset:gone", "gone:when"]), ("chain", ["filter", "gone"])):
        record = json.dumps({"answer": gone, "checked": {"answer": gone, "result": "wrong"}})
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY + name, record])
    reload(page)
    expect(item(page, "cause").locator("[data-options] :checked")).to_have_count(0)
    for name in ("cause", "partners", "chain"):
        expect(status(page, name).locator("[data-verdict]")).to_have_count(0)


# Several tabs


def test_the_first_try_of_another_tab_stays_the_first_and_its_answer_is_shown(open_alone):
    first, second = open_alone(), open_alone()
    answer(first, "cause", "mechanism")
    expect(status(second, "cause")).to_contain_text("Timing was not measured.")
    expect(progress(second)).to_have_text("1 of 9 answered, 0 right at the first try")
    answer(second, "cause", "equal")
    assert untimed(kept(first)["cause"]["first"]) == {"answer": ["mechanism"], "result": "wrong"}


def test_what_the_reader_is_at_is_not_changed_by_another_tab(open_alone):
    first, second = open_alone(), open_alone()
    first.bring_to_front()
    item(first, "bound").get_by_role("textbox").press_sequentially("12")
    fill(second, "bound", "99")
    first.wait_for_timeout(200)
    expect(item(first, "bound").get_by_role("textbox")).to_have_value("12")


def test_two_tabs_that_answer_in_the_same_moment_lose_nothing(open_alone):
    """With all questions of a chapter under one key, each tab wrote over what the other had just written."""
    first, second = open_alone(), open_alone()
    start = first.evaluate("Date.now() + 400")
    names = {first: ["cause", "delay", "runner"], second: ["parts", "hostile"]}
    for page, own in names.items():
        page.evaluate(
            """([start, names]) => setTimeout(() => {
              for (const name of names) {
                document.querySelector(`[data-item=${name}] [data-options] input`).click();
                document.querySelector(`[data-item=${name}] [data-check]`).click();
              }
            }, start - Date.now())""",
            [start, own],
        )
    first.wait_for_timeout(1000)
    for page in names:
        records = kept(page)
        assert set(records) == {"cause", "delay", "runner", "parts", "hostile"}
        assert all("first" in record or "decided" in record for record in records.values())


# Without storage, and with another one


FORBIDDEN = {
    "reading and writing": "Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error('no') }",
    "writing": "Storage.prototype.setItem = () => { throw new Error('full') }",
    "storage altogether": "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_where_storage_is_forbidden_the_quiz_says_so_and_works(what, open_alone, context):
    context.add_init_script(FORBIDDEN[what])
    page = open_alone("light")
    expect(answer(page, "cause", "equal")).to_contain_text("✓ Right.")
    expect(answer(page, "parts", "onset")).to_contain_text("Partly right")
    for option in ("listen", "rest"):
        expect(answer(page, "runner", option)).not_to_be_empty()
        check(page, "runner")
    for notice in page.locator("[data-notice]").all():
        expect(notice).to_contain_text("They last until you leave the page.")
    expect(progress(page)).to_have_text("3 of 9 answered, 1 right at the first try")
    page.locator("[data-clear]").first.click()
    expect(progress(page)).to_have_text("0 of 9 answered, 0 right at the first try")


def test_a_host_may_keep_answers_elsewhere(open_quiz):
    page = open_bare(open_quiz)
    expect(status(page, "cause")).to_contain_text("Timing was not measured.")
    answer(page, "parts", "onset", "error")
    assert kept(page) == {}, "nothing goes to the browser's store"
    records = page.evaluate("window.records")
    assert records["sample parts"]["first"]["result"] == "right"
    assert records["sample cause"]["answer"] == ["mechanism"]
    answer(page, "runner", "listen")
    assert page.evaluate("window.records")["sample runner"] == {"answer": ["ask:listen"], "decided": 1}


def open_bare(open_quiz):
    """A form brought to life by a host with a store of its own, and the least that resumes a question in it."""
    page = open_quiz("other")
    page.goto(page.url.replace("other", "bare"))
    page.evaluate("""async () => {
      const { bring } = await import("./quiz.js");
      const answer = ["mechanism"];
      window.records = { "sample cause": { answer, checked: { answer, result: "wrong" } } };
      const store = {
        get: (quiz, item) => records[`${quiz} ${item}`],
        set: (quiz, item, record) => { records[`${quiz} ${item}`] = record; },
      };
      bring(document.querySelector("form"), { store });
    }""")
    return page
