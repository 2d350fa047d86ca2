"""Every type of question in a real browser: judged, reasoned, hinted at, the answer kept back for a second try."""

import pytest
from playwright.sync_api import expect
from quiz_page import answer, arrange, arranged, check, choose, fill, item, kept, match, progress, status, untimed
from sample_quiz import NASTY

# Verdict and reason


def test_a_right_answer_gets_its_reason_the_explanation_and_the_sources(open_quiz):
    page = open_quiz()
    said = answer(page, "cause", "equal")
    expect(said).to_contain_text("✓ Right.That is what was measured.")
    expect(said).to_contain_text("A comparison of two programmes says nothing about why they work.")
    links = said.get_by_role("link").evaluate_all("links => links.map(a => [a.textContent, a.getAttribute('href')])")
    assert links == [
        ["First 2001", "references.html#ref-first2001"],
        ["Second 2002", "references.html#ref-second2002"],
    ]
    expect(item(page, "cause").locator("[data-show]")).to_be_hidden()
    expect(progress(page)).to_have_text("1 of 9 answered, 1 right at the first try")


def test_several_answers_are_counted_and_each_one_chosen_has_its_reason(open_quiz):
    page = open_quiz()
    for chosen, verdict, marks in (
        (["onset", "force"], "◐ Partly right: 1 right, 1 wrong, 1 missed.", ["right", "wrong"]),
        (["onset"], "◐ Partly right: 1 right, 0 wrong, 1 missed.", ["right", "missed"]),
        (["colour"], "✗ Not right: 0 right, 1 wrong, 2 missed.", ["missed", "missed", "wrong"]),
        (["onset", "error"], "✓ Right: 2 right, 0 wrong, 0 missed.", ["right", "right"]),
    ):
        for box in item(page, "parts").get_by_role("checkbox").all():
            box.set_checked(box.get_attribute("value") in chosen)
        said = check(page, "parts")
        expect(said).to_contain_text(verdict)
        # The first of these tries is the first one, after which nothing missed is named.
        assert said.locator("li").evaluate_all("rows => rows.map(row => row.dataset.mark)") == marks
        assert ("Strength is another question." in said.inner_text()) is ("force" in chosen)
        assert ("Else noise passes for change." in said.inner_text()) is ("force" not in chosen)


def test_enter_in_a_field_checks_what_is_typed(open_quiz):
    page = open_quiz()
    fill(page, "bound", "17,3")
    item(page, "bound").get_by_role("textbox").press("Enter")
    expect(status(page, "bound")).to_contain_text("✓ Right. You answered: 17,3 ms")
    fill(page, "bound", "")
    item(page, "bound").get_by_role("textbox").press("Enter")
    expect(status(page, "bound")).to_contain_text("Type a number in ms")


def test_a_number_is_right_a_trap_or_wrong_each_with_its_reason(open_quiz):
    page = open_quiz()
    page.evaluate("document.addEventListener('vastus:answer', e => { window.heard = e.detail })")
    for typed, verdict, reason, result in (
        ("17,3", "✓ Right. You answered: 17,3 ms", "Multiplied by the root", "right"),
        ("17.4", "✓ Right.", "Multiplied by the root", "right"),
        (" 17.0 ms ", "✓ Right. You answered: 17.0 ms", "Multiplied by the root", "right"),
        ("17.41", "✗ Not right. You", "Start from the error", "wrong"),
        ("12.2", "✗ Not right, but a number many reach.", "A change has two errors.", "trap"),
        ("11.95", "✗ Not right, but a number many reach.", "A change has two errors.", "trap"),
        ("−17.2", "✗ Not right. You", "Start from the error", "wrong"),
        ("1.72e1", "✓ Right.", "Multiplied by the root", "right"),
    ):
        fill(page, "bound", typed)
        said = check(page, "bound")
        expect(said).to_contain_text(verdict)
        expect(said).to_contain_text(reason)
        heard = page.evaluate("window.heard")
        assert (heard["answer"], heard["result"]) == (typed, result)
        assert heard.get("trap") == ("forgot-root-two" if result == "trap" else None)


def test_true_or_false_gets_the_reason_for_what_was_chosen(open_quiz):
    page = open_quiz()
    said = answer(page, "delay", "true")
    expect(said).to_contain_text("✗ Not right.The groups overlap.")
    expect(answer(page, "delay", "false")).to_contain_text("A mean is not a member.")


def test_a_short_answer_is_read_without_regard_to_case_spaces_hyphens_and_punctuation(open_quiz):
    page = open_quiz()
    for typed, verdict, reason in (
        ("Patella", "✓ Right. You answered: “Patella”", "So it is."),
        (" PATELLA. ", "✓ Right.", "So it is."),
        ("knee‑cap-Bone", "✓ Right.", "So it is."),
        ("“The  kneecap?”", "✗ Not right.", "Look at the drawing of the knee."),
        ("“Patella”!", "✓ Right.", "So it is."),
        ("Shin-bone", "✗ Not right. You answered: “Shin-bone”", "That is the shin."),
        ("femur", "✗ Not right.", "Look at the drawing of the knee."),
    ):
        fill(page, "kneecap", typed)
        said = check(page, "kneecap")
        expect(said).to_contain_text(verdict)
        expect(said).to_contain_text(reason)
    assert kept(page)["kneecap"]["first"]["answer"] == "Patella"


def test_a_form_is_read_by_the_page_as_by_the_bank(open_quiz):
    from vastus.quiz.check import plain

    forms = ["VMO", "Vastus medialis – obliquus.", "straße", "knee\u00adcap", "  a  b ", "p.f.p.", "-", "É\u2011t"]
    forms += [
        "“Compared with  what?”",
        "«a»!",
        "‘it’s’",
        "(b).",
        "[c]",
        "{d}",
        "% MVC",
        "*e*",
        "¿f?",
        "g—h",
        "…",
        '"?"',
    ]
    found = open_quiz().evaluate("async forms => forms.map((await import('./kinds.js')).plain)", forms)
    assert found == [plain(form) for form in forms]


def test_a_match_says_which_lines_fit_and_why(open_quiz):
    page = open_quiz()
    match(page, "when", "size", "size")
    said = check(page, "partners")
    expect(said).to_contain_text("◐ Partly right: 2 of 3 fit.")
    expect(said.locator("[data-mark=fits]").first).to_contain_text("“Onset of the EMG: When a muscle starts”")
    expect(said.locator("[data-mark=fits]").first).to_contain_text("An onset is a moment.")
    expect(said.locator("[data-mark=unfit]")).to_have_text("✗ Does not fit: “Amplitude of the EMG: How thick it is” ")
    match(page, "when", "much", "size")
    expect(check(page, "partners")).to_contain_text("✓ Right: 3 of 3 fit.")
    assert kept(page)["partners"]["checked"]["answer"] == ["onset:when", "amplitude:much", "ultrasound:size"]


def test_an_order_says_which_steps_are_in_their_place_and_why(open_quiz):
    page = open_quiz()
    arrange(page, "filter", "smooth", "rectify", "threshold")
    said = check(page, "chain")
    expect(said).to_contain_text("◐ Partly right: 2 of 4 in place.")
    marks = ["placed", "misplaced", "misplaced", "placed"]
    assert said.locator("li").evaluate_all("rows => rows.map(row => row.dataset.mark)") == marks
    expect(said).to_contain_text("First away with what is no muscle.")
    expect(said).not_to_contain_text("The envelope comes of this.")
    arrange(page, "filter", "rectify", "smooth", "threshold")
    expect(check(page, "chain")).to_contain_text("✓ Right: 4 of 4 in place.")
    assert kept(page)["chain"]["checked"]["answer"] == ["filter", "rectify", "smooth", "threshold"]


def test_a_prediction_is_met_with_the_finding_and_not_scored(open_quiz):
    page = open_quiz("two")
    choose(page, "guess", "early")
    said = status(page, "guess")
    expect(said).to_be_empty()
    item(page, "guess").get_by_role("button", name="Show the answer").click()
    expect(said).to_contain_text("You predicted: “Near 30°”")
    expect(said).to_contain_text("Many expect this.")
    expect(said).to_contain_text("It was highest near 80°.")
    expect(said).not_to_contain_text("ight.")
    expect(progress(page)).to_have_text("1 of 1 predicted, not scored")
    record = kept(page)["guess"]
    assert record["first"]["result"] == "predicted" and "review" not in record


# Two tries and the answer


WRONG = {
    "cause": (lambda page: choose(page, "cause", "mechanism"), "Timing was not measured."),
    "parts": (lambda page: choose(page, "parts", "force"), "Strength is another question."),
    "bound": (lambda page: fill(page, "bound", "12.2"), "A change has two errors."),
    "delay": (lambda page: choose(page, "delay", "true"), "The groups overlap."),
    "kneecap": (lambda page: fill(page, "kneecap", "shin bone"), "That is the shin."),
    "partners": (lambda page: match(page, "size", "size", "size"), "It shows the muscle’s belly."),
    "chain": (lambda page: arrange(page, "filter", "smooth"), "First away with what is no muscle."),
}
AGAIN = {
    "cause": lambda page: choose(page, "cause", "nothing"),
    "parts": lambda page: choose(page, "parts", "colour"),
    "bound": lambda page: fill(page, "bound", "5"),
    "delay": lambda page: choose(page, "delay", "false"),
    "kneecap": lambda page: fill(page, "kneecap", "femur"),
    "partners": lambda page: match(page, "much", "size", "size"),
    "chain": lambda page: arrange(page, "threshold", "smooth"),
}


def test_a_first_try_that_fails_gets_reason_and_hint_and_the_answer_comes_with_the_second(open_quiz, tmp_path):
    import sample_quiz

    page = open_quiz()
    by_id = {known.id: known for known in sample_quiz.bank(tmp_path).items}
    for name, (fail, reason) in WRONG.items():
        own = item(page, name)
        expect(own.locator("[data-show]")).to_be_hidden()
        fail(page)
        said = check(page, name)
        expect(said).to_contain_text(reason)
        expect(said).to_contain_text(f"Hint: {by_id[name].hint}")
        expect(said).not_to_contain_text(by_id[name].explanation)
        expect(own.locator("[data-answers]")).to_be_hidden()
        expect(own.locator("[data-show]")).to_be_visible()
        check(page, name)
        expect(own.locator("[data-answers]")).to_be_hidden()
    for name, fail in AGAIN.items():
        fail(page)
        # While the reader thinks, the hint stays and the old verdict goes.
        expect(status(page, name)).to_have_text(f"Hint: {by_id[name].hint}")
        said = check(page, name)
        expect(said).to_contain_text(by_id[name].explanation)
        expect(said).not_to_contain_text("Hint:")
        # Where each line has its reason by now, nothing is left for the details.
        expect(item(page, name).locator("[data-answers]")).to_be_visible(
            visible=name not in ("parts", "partners", "chain")
        )
        expect(item(page, name).locator("[data-show]")).to_be_hidden()
        assert kept(page)[name]["first"]["result"] != "right", "the first try stays the first"
    expect(progress(page)).to_have_text("7 of 9 answered, 0 right at the first try")


def test_the_answer_can_be_asked_for_after_the_first_try(open_quiz):
    page = open_quiz()
    answer(page, "cause", "mechanism")
    button = item(page, "cause").get_by_role("button", name="Show the answer")
    button.focus()
    page.keyboard.press("Enter")
    expect(status(page, "cause")).to_contain_text("says nothing about why they work")
    expect(item(page, "cause").locator("summary", has_text="The other answers")).to_be_focused()
    right = item(page, "cause").locator("[data-answers]").get_by_text("Both helped alike in this trial.")
    expect(right).to_be_visible()
    expect(progress(page)).to_have_text("1 of 9 answered, 0 right at the first try")


def test_a_question_without_a_hint_still_has_a_second_try(open_quiz):
    page = open_quiz()
    page.evaluate("document.querySelector('[data-item=cause] [data-hint]').remove()")
    said = answer(page, "cause", "mechanism")
    expect(said).to_contain_text("Timing was not measured.")
    expect(said).not_to_contain_text("Hint")
    choose(page, "cause", "equal")
    expect(said).to_be_empty()
    expect(check(page, "cause")).to_contain_text("✓ Right.")


# What is no answer yet


def test_check_without_an_answer_says_what_is_missing_describes_it_and_is_no_try(open_quiz):
    page = open_quiz()
    for name, missing, role in (
        ("cause", "Choose one answer, then press Check.", None),
        ("parts", "Choose at least one answer, then press Check.", None),
        ("delay", "Choose one answer, then press Check.", None),
        ("bound", "Type a number in ms, then press Check.", "textbox"),
        ("kneecap", "Type a word or two, then press Check.", "textbox"),
        ("partners", "Choose for every line first; 3 still open.", "combobox"),
        ("chain", "Put the lines in order with the arrow buttons, then press Check.", None),
        ("runner", "Choose one answer, then press Decide.", None),
    ):
        expect(check(page, name)).to_contain_text(missing)
        expect(item(page, name).locator("[data-answers]")).to_be_hidden()
        described = item(page, name).get_by_role(role).first if role else item(page, name)
        expect(described).to_have_accessible_description(missing)
        if role:
            expect(described).to_have_attribute("aria-invalid", "true")
    expect(progress(page)).to_have_text("0 of 9 answered, 0 right at the first try")
    assert kept(page) == {}
    match(page, "when", "much", "size")
    expect(item(page, "partners").get_by_role("combobox").first).not_to_have_attribute("aria-invalid", "true")


def test_what_is_no_number_is_described_and_is_no_try(open_quiz):
    page = open_quiz()
    field = item(page, "bound").get_by_role("textbox")
    for typed in ("abc", "1.2.3", "12 m", "1,234.5", "Infinity", "0x11", "1e999", "."):
        field.fill(typed)
        said = f"“{typed}” is not a number in ms. Type digits, such as 12.5 or 12,5."
        expect(check(page, "bound")).to_contain_text(said)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(said)
        assert "first" not in kept(page)["bound"]
    field.fill("12")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("")


def test_choosing_neither_scores_nor_shows_anything(open_quiz):
    page = open_quiz()
    choose(page, "cause", "equal")
    choose(page, "parts", "onset", "error")
    choose(page, "runner", "listen")
    match(page, "when", "much", "size")
    arrange(page, "filter", "rectify", "smooth", "threshold")
    for name in ("cause", "parts", "runner", "partners", "chain"):
        expect(status(page, name)).to_be_empty()
        expect(item(page, name).locator("[data-answers]")).to_be_hidden()
    assert kept(page) == {
        "cause": {"answer": ["equal"]},
        "parts": {"answer": ["onset", "error"]},
        "runner": {"answer": ["ask:listen"]},
        "partners": {"answer": ["onset:when", "amplitude:much", "ultrasound:size"]},
        "chain": {"answer": ["filter", "rectify", "smooth", "threshold"]},
    }


# How sure, and who listens


def test_how_sure_is_asked_before_the_first_check_only_and_need_not_be_said(open_quiz):
    page = open_quiz()
    sure = item(page, "cause").get_by_role("radiogroup", name="How sure are you?")
    expect(sure.get_by_role("radio")).to_have_count(3)
    sure.get_by_role("radio", name="Certain").check()
    expect(status(page, "cause")).to_be_empty()
    answer(page, "cause", "mechanism")
    expect(sure).to_be_hidden()
    answer(page, "cause", "equal")
    answer(page, "delay", "false")
    records = kept(page)
    assert untimed(records["cause"]["first"]) == {"answer": ["mechanism"], "result": "wrong", "confidence": "certain"}
    assert untimed(records["cause"]["checked"]) == {"answer": ["equal"], "result": "right"}
    assert untimed(records["delay"]["first"]) == {"answer": ["false"], "result": "right"}
    for name in ("guess", "runner"):
        expect(item(open_quiz("light"), name).get_by_role("radiogroup")).to_have_count(0)


def test_a_try_is_told_to_whoever_listens_with_all_a_report_needs(open_quiz):
    page = open_quiz()
    page.evaluate("document.body.addEventListener('vastus:answer', e => (window.heard ??= []).push(e.detail))")
    answer(page, "cause", "nothing")
    check(page, "cause")
    item(page, "bound").get_by_role("radio", name="Guess").check()
    fill(page, "bound", "12.2")
    check(page, "bound")
    answer(page, "cause", "equal")
    heard = page.evaluate("window.heard")
    now = page.evaluate("Date.now()")
    for told in heard:
        assert now - 10_000 < told.pop("at") <= now
        assert 0 <= told.pop("latency_ms") < 10_000
    common = {"quiz": "sample", "chapter": "sample"}
    cause = {**common, "item": "cause", "type": "single"}
    bound = {**common, "item": "bound", "type": "numeric", "trap": "forgot-root-two", "confidence": "guess"}
    assert heard == [
        {**cause, "answer": ["nothing"], "result": "wrong", "first": True},
        {**bound, "answer": "12.2", "result": "trap", "first": True},
        {**cause, "answer": ["equal"], "result": "right", "first": False},
    ]


# Order, by its buttons


def test_moving_a_step_says_its_new_place_and_keeps_the_focus(open_quiz):
    page = open_quiz()
    chain = item(page, "chain")
    first = arranged(page)
    down = chain.get_by_role("button", name="Move down: Rectify")
    down.focus()
    page.keyboard.press("Enter")
    expect(chain.locator("[data-moved]")).to_have_text("“Rectify”: now 2 of 4.")
    expect(down).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    expect(chain.locator("[data-moved]")).to_have_text("“Rectify”: now 4 of 4.")
    expect(down).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Space")
    expect(chain.locator("[data-moved]")).to_have_text("“Rectify”: already last.")
    expect(down).to_be_focused()
    assert arranged(page) == [*first[1:], "rectify"]
    page.keyboard.press("Shift+Tab")
    expect(chain.get_by_role("button", name="Move up: Rectify")).to_be_focused()
    page.keyboard.press("Enter")
    expect(chain.locator("[data-moved]")).to_have_text("“Rectify”: now 3 of 4.")
    assert kept(page)["chain"]["answer"] == arranged(page)


# Trust


@pytest.mark.parametrize("name", ["index", "notebook"])
def test_a_script_in_a_bank_does_not_run(name, open_quiz):
    page = open_quiz(name)
    page.wait_for_selector("form[data-ready]")
    said = answer(page, "hostile", "a")
    set_in_type = NASTY.replace('"', "\N{RIGHT DOUBLE QUOTATION MARK}")
    expect(said).to_contain_text(set_in_type)
    expect(item(page, "hostile").locator("legend")).to_contain_text(set_in_type)
    assert page.locator("img, form script").count() == 0
    assert page.evaluate("window.hacked") is None
