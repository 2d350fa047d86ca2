"""The SCORM 1.2 package running under scorm-again, another project's: pass, fail, resume, leave halfway, alone.

What the run-time has kept is what a learning system would: after each visit it is put away and handed to the next one.
"""

import io
import json
import re
import shutil
import zipfile
from string import ascii_lowercase

import pytest
from access import hold_to_axe
from every_type import every_type
from fetched import npm
from loopback import serve
from playwright.sync_api import expect
from until import until

from vastus.knee.anatomy import drawing
from vastus.quiz.bank import chapters, load
from vastus.quiz.export import FORMATS, export

SYSTEM = """<!doctype html><title>A learning system</title><link rel="icon" href="data:,">
<script src="scorm12.min.js"></script>
<script>
  window.calls = [];
  const api = new Scorm12API({ autocommit: false, logLevel: 5 });
  const before = localStorage.getItem("attempt");
  if (before) api.loadFromJSON(JSON.parse(before).cmi);
  window.API = Object.fromEntries(
    ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSGetLastError"].map((name) => [
      name,
      (...values) => {
        const answer = api[name](...values);
        window.calls.push({ name, values, answer, error: api.LMSGetLastError() });
        if (name === "LMSCommit" || name === "LMSFinish") localStorage.setItem("attempt", api.renderCMIToJSONString());
        return answer;
      },
    ]),
  );
</script>
<iframe src="package/index.html" style="width: 100%; height: 40rem"></iframe>"""

RIGHT = {
    "one": ["b"],
    "some": ["a", "c", "d"],
    "said": ["false"],
    "count": "-17,3",
    "pure": "4",
    "word": "Joint work",
    "belong": {"femur": "thigh", "tibia": "shank", "fibula": "shank"},
    "row": ["warm", "lift", "rest"],
    "find": ["vastus-medialis"],
    "person": {"asked": "since", "done": "load"},
}
WRONG = {
    "one": ["a"],
    "some": ["a"],
    "said": ["true"],
    "count": "17.25",
    "pure": "5",
    "word": "reflex",
    "find": ["patella"],
}


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    return every_type(tmp_path_factory.mktemp("bank"))


@pytest.fixture(scope="module")
def system(bank, tmp_path_factory):
    """Address of a learning system with the package in it."""
    folder = tmp_path_factory.mktemp("system")
    (package,) = export(bank, FORMATS["scorm"]).files.values()
    with zipfile.ZipFile(io.BytesIO(package)) as packed:
        packed.extractall(folder / "package")
    (folder / "system.html").write_text(SYSTEM, encoding="utf-8")
    shutil.copy(npm("scorm-again@3.4.3") / "dist" / "scorm12.min.js", folder)
    with serve(folder) as address:
        yield address


class Visit:
    """A reader's visit to the quiz in the learning system."""

    def __init__(self, page, address):
        self.page = page
        page.goto(f"{address}/system.html")
        self.quiz = page.frame_locator("iframe")
        expect(self.quiz.locator("form[data-ready]")).to_be_visible()

    def item(self, name):
        return self.quiz.locator(f'[data-item="{name}"]')

    def answer(self, name, answer):
        answer_question(self.item(name), answer)

    def notice(self):
        return self.quiz.locator("[data-notice]")

    def calls(self, name):
        return [call for call in self.page.evaluate("window.calls") if call["name"] == name]

    def leave(self):
        """Close the quiz as a learning system does, and give what it has kept."""
        self.page.evaluate("document.querySelector('iframe').src = 'about:blank'")
        until(self.page, "window.calls.some(({ name }) => name === 'LMSFinish')")
        refused = [call for call in self.page.evaluate("window.calls") if call["error"] not in (0, "0")]
        assert not refused
        return json.loads(self.page.evaluate("localStorage.getItem('attempt')"))["cmi"]


def answer_question(item, answer):
    kind = item.get_attribute("data-type")
    name = item.get_attribute("data-item")
    if kind in ("numeric", "short"):
        item.locator(f'input[name="{name}"]').fill(answer)
    elif kind == "match":
        for pair, choice in answer.items():
            item.locator(f'select[name="{name}-{pair}"]').select_option(choice)
    elif kind == "order":
        put_in_order(item, answer)
    elif kind == "case":
        for step, option in answer.items():
            item.locator(f'input[name="{name}-{step}"][value="{option}"]').check()
            item.locator("[data-check]").click()
            if step != list(answer)[-1]:
                item.locator("[data-check]").click()
        return
    else:
        for value in answer:
            choice = item.locator(f'input[name="{name}"][value="{value}"]')
            # The list of a drawing's parts is out of sight, for keys alone.
            choice.press("Space") if kind == "label" else choice.check()
    item.locator("[data-check]").click()


def put_in_order(item, wanted):
    for place, step in enumerate(wanted):
        while item.locator("[data-order] > [data-step]").nth(place).get_attribute("data-step") != step:
            item.locator(f'[data-order] > [data-step="{step}"] [data-move="-1"]').click()


def in_order(item):
    return item.locator("[data-order] > [data-step]").evaluate_all("rows => rows.map((row) => row.dataset.step)")


def core(attempt):
    return attempt["core"]["lesson_status"], attempt["core"]["score"]["raw"], attempt["core"]["exit"]


def interactions(attempt):
    return [
        (one["id"], one["type"], one["student_response"], one["result"])
        for _, one in sorted(attempt["interactions"].items(), key=lambda entry: int(entry[0]))
    ]


def test_all_right_at_the_first_try_passes_and_reports_every_answer(page, system, bank):
    shown = [step.id for step in next(item for item in bank.items if item.id == "row").shown]
    part = list(drawing.offered("vastus-medialis")[0]).index("vastus-medialis")
    visit = Visit(page, system)
    for name, answer in RIGHT.items():
        visit.answer(name, answer)
    attempt = visit.leave()
    assert core(attempt) == ("passed", "100", "")
    order = [item["values"][1] for item in visit.calls("LMSSetValue") if item["values"][0].endswith(".id")]
    assert order == list(RIGHT)
    assert interactions(attempt) == [
        ("one", "choice", "b", "correct"),
        ("some", "choice", "a,c,d", "correct"),
        ("said", "true-false", "f", "correct"),
        ("count", "numeric", "-17.3", "correct"),
        ("pure", "numeric", "4", "correct"),
        ("word", "fill-in", "Joint work", "correct"),
        ("belong", "matching", "a.a,b.b,c.b", "correct"),
        ("row", "sequencing", ",".join("abc"[shown.index(step)] for step in RIGHT["row"]), "correct"),
        ("find", "choice", ascii_lowercase[part], "correct"),
        ("person", "performance", "asked:since,done:load", "correct"),
    ]
    times = [one["time"] for one in attempt["interactions"].values()]
    assert all(re.fullmatch(r"\d\d:\d\d:\d\d", time) for time in times)
    assert re.fullmatch(r"\d{4}:\d\d:\d\d\.\d\d", visit.calls("LMSSetValue")[-2]["values"][1])


def test_too_few_right_fails_and_a_later_try_changes_no_score(page, system):
    visit = Visit(page, system)
    for name, answer in {**RIGHT, **WRONG}.items():
        visit.answer(name, answer)
    visit.answer("one", RIGHT["one"])
    attempt = visit.leave()
    assert core(attempt) == ("failed", "30", "")
    tries = [(name, result) for name, _, _, result in interactions(attempt) if name == "one"]
    assert tries == [("one", "wrong"), ("one", "correct")]
    assert len(interactions(attempt)) == len(RIGHT) + 1


def test_left_halfway_it_is_incomplete_and_goes_on_where_it_was(page, system):
    visit = Visit(page, system)
    for name in ("one", "some", "count", "belong", "row", "find"):
        visit.answer(name, RIGHT[name])
    visit.answer("word", "reflex")
    visit.item("person").locator('input[value="since"]').check()
    visit.item("person").locator("[data-check]").click()
    visit.item("pure").locator("input[name=pure]").fill("not yet")
    attempt = visit.leave()
    assert core(attempt) == ("incomplete", "60", "suspend")

    again = Visit(page, system)
    assert ["cmi.suspend_data"] in [call["values"] for call in again.calls("LMSGetValue")]
    expect(again.item("one").locator("input[value=b]")).to_be_checked()
    expect(again.item("one").locator("[role=status]")).to_contain_text("The second it is.")
    for value in RIGHT["some"]:
        expect(again.item("some").locator(f"input[value={value}]")).to_be_checked()
    expect(again.item("count").locator("input[name=count]")).to_have_value("-17,3")
    expect(again.item("belong").locator("select[name=belong-fibula]")).to_have_value("shank")
    assert in_order(again.item("row")) == RIGHT["row"]
    expect(again.item("find").locator("input[value=vastus-medialis]")).to_be_checked()
    expect(again.item("pure").locator("input[name=pure]")).to_have_value("not yet")
    expect(again.item("person").locator("[role=status]")).to_contain_text("She says since spring.")
    expect(again.item("word").locator("[role=status]")).to_contain_text("That is another thing.")
    expect(again.quiz.locator("[data-progress]")).to_have_text("7 of 10 answered, 6 right at the first try")

    again.answer("said", RIGHT["said"])
    again.answer("pure", RIGHT["pure"])
    again.item("person").locator("[data-check]").click()
    again.item("person").locator('input[value="load"]').check()
    again.item("person").locator("[data-check]").click()
    attempt = again.leave()
    assert core(attempt) == ("passed", "90", "")
    assert len(interactions(attempt)) == len(RIGHT)


def test_what_is_kept_fits_whatever_is_typed(page, system):
    visit = Visit(page, system)
    visit.answer("one", RIGHT["one"])
    visit.answer("word", "ü, | = ~ % " * 400)
    visit.item("count").locator("input[name=count]").fill("9" * 5000)
    visit.leave()
    kept = [call["values"][1] for call in visit.calls("LMSSetValue") if call["values"][0] == "cmi.suspend_data"]
    assert kept and all(len(text) <= 4096 and text.isascii() for text in kept)

    again = Visit(page, system)
    expect(again.item("one").locator("input[value=b]")).to_be_checked()
    expect(again.quiz.locator("[data-progress]")).to_have_text("2 of 10 answered, 1 right at the first try")
    again.answer("word", "ü, | = ~ %")
    again.leave()
    last = Visit(page, system)
    expect(last.item("word").locator("input[name=word]")).to_have_value("ü, | = ~ %")
    last.leave()


def test_without_a_learning_system_it_works_and_says_that_nothing_is_reported(page, system):
    page.goto(f"{system}/package/index.html")
    notice = page.locator("[data-notice]")
    expect(notice).to_have_text(
        "No learning system was found: nothing is reported, and your answers stay in this browser."
    )
    answer_question(page.locator('[data-item="one"]'), RIGHT["one"])
    page.reload()
    expect(page.locator('[data-item="one"] [role=status]')).to_contain_text("The second it is.")


def test_the_page_around_the_quiz_is_accessible_and_as_narrow_as_a_phone(page, system):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{system}/package/index.html")
    expect(page.locator("form[data-ready]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    hold_to_axe(page)


def test_a_learning_system_that_refuses_to_begin_is_as_none(page, system):
    page.add_init_script("if (window === top) window.API = { LMSInitialize: () => 'false' };")
    page.goto(f"{system}/package/index.html")
    expect(page.locator("[data-notice]")).to_contain_text("nothing is reported")
    expect(page.locator("form[data-ready]")).to_be_visible()


def test_an_answer_the_learning_system_refuses_is_told(page, system):
    page.add_init_script("""window.API = {
      LMSInitialize: () => 'true', LMSGetValue: () => '', LMSSetValue: () => 'false', LMSCommit: () => 'false',
      LMSFinish: () => 'true',
    };""")
    page.goto(f"{system}/package/index.html")
    answer_question(page.locator('[data-item="one"]'), RIGHT["one"])
    expect(page.locator("[data-notice]")).to_contain_text("did not take your last answer")


@pytest.mark.parametrize("mode", ["browse", "review"])
def test_who_only_looks_reports_nothing_and_the_attempt_stays_as_it_was(page, system, mode):
    visit = Visit(page, system)
    visit.answer("one", WRONG["one"])
    kept = visit.leave()
    attempt = {"cmi": kept | {"core": kept["core"] | {"lesson_mode": mode}}}
    page.evaluate("attempt => localStorage.setItem('attempt', attempt)", json.dumps(attempt))
    again = Visit(page, system)
    expect(again.notice()).to_contain_text("nothing you answer now is reported or kept")
    expect(again.item("one").get_by_role("status")).to_contain_text("Not right")
    again.answer("said", RIGHT["said"])
    expect(again.item("said").get_by_role("status")).to_contain_text("Right")
    after = again.leave()
    assert again.calls("LMSSetValue") == []
    assert after["suspend_data"] == kept["suspend_data"]
    assert after["core"]["score"] == kept["core"]["score"]


def test_answers_of_another_edition_are_not_read_as_this_ones(page, system):
    page.goto(f"{system}/package/index.html")
    page.evaluate("""localStorage.setItem("attempt", JSON.stringify({ cmi: { suspend_data: "x1|.B,r,r,o" } }))""")
    visit = Visit(page, system)
    expect(visit.notice()).to_contain_text("another edition")
    expect(visit.quiz.locator("[data-progress]")).to_have_text("0 of 10 answered, 0 right at the first try")
    visit.answer("one", RIGHT["one"])
    assert core(visit.leave()) == ("incomplete", "10", "suspend")


@pytest.mark.parametrize("chapter", chapters())
def test_every_chapter_at_its_longest_fits_and_comes_back(page, system, tmp_path, chapter):
    """Each list answer at its longest, each text far too long; then with texts that fit, written and read again."""
    (package,) = export(load(chapter), FORMATS["scorm"]).files.values()
    with zipfile.ZipFile(io.BytesIO(package)) as packed:
        packed.extractall(tmp_path)
    with serve(tmp_path) as address:
        page.goto(f"{address}/index.html")
        lengths, same = page.evaluate("""async () => {
            const { codec, namesOf } = await import("./suspend.js");
            const form = document.querySelector("form");
            const records = (text) => new Map([...form.querySelectorAll("[data-item]")].map((item) => {
              const answer = namesOf(item) ?? text;
              const first = { answer: Array.isArray(answer) ? answer.slice(0, 1) : "7", result: "wrong" };
              const checked = { answer, result: "partly" };
              return [item.dataset.item, { answer, checked, first, opened: true, decided: 3 }];
            }));
            const { encode, decode } = codec(form);
            const short = records("12,5 ms");
            const back = decode(encode(short));
            return [
              [encode(records("é".repeat(5000))).length, encode(short).length],
              JSON.stringify([...back]) === JSON.stringify([...short]),
            ];
        }""")
    assert all(0 < length <= 4096 for length in lengths) and same
