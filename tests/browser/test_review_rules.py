"""The rules of review.js and record.js, called in a browser with times of the test's own."""

import json

import pytest

DAY_MS, NINE_HOURS_MS = 86_400_000, 32_400_000
LONDON_EVENING = "2026-11-23T21:30:00Z"


@pytest.fixture(scope="module")
def rules(browser, quiz_site):
    """Calls a function of the modules; the browser's clock stands in London, where summer time ends in October."""
    context = browser.new_context(timezone_id="Europe/London")
    page = context.new_page()
    page.goto(f"{quiz_site}/other.html")
    page.evaluate(
        "async () => { window.rules = { ...await import('./review.js'), ...await import('./record.js'),"
        " ...await import('./archive.js') } }"
    )

    def call(name, *arguments):
        return page.evaluate("([name, given]) => window.rules[name](...given)", [name, list(arguments)])

    call.time = lambda text: page.evaluate("text => Date.parse(text)", text)
    call.said = lambda ms: page.evaluate("ms => new Date(ms).toLocaleString('sv-SE')", ms)
    yield call
    context.close()


def tried(rules, result, at, confidence=None):
    return {"result": result, "at": rules.time(at), **({"confidence": confidence} if confidence else {})}


def test_a_question_known_again_and_again_comes_back_after_3_7_21_and_21_days_and_a_miss_begins_with_1(rules):
    review, at, waits = None, rules.time("2026-01-05T09:00:00Z"), []
    for result in ("right", "right", "right", "right", "wrong", "right", "partly"):
        review = rules("rescheduled", review, {"result": result, "at": at})
        back = rules("dueAt", review) + NINE_HOURS_MS
        waits.append(round((back - at) / DAY_MS))
        at = back
    assert waits == [3, 7, 21, 21, 1, 3, 1]


def test_a_question_of_the_evening_is_back_the_next_morning_whatever_the_clocks_do(rules):
    for answered, due in (
        (LONDON_EVENING, "2026-11-24 00:00:00"),
        ("2026-10-24T22:30:00Z", "2026-10-25 00:00:00"),  # 23:30 in summer time; the night has 25 hours
        ("2026-10-25T12:00:00Z", "2026-10-26 00:00:00"),
        ("2026-03-28T23:59:00Z", "2026-03-29 00:00:00"),  # the night has 23 hours
    ):
        assert rules.said(rules("dueAt", {"level": 0, "at": rules.time(answered)})) == due


def test_an_early_repetition_changes_nothing_unless_it_is_missed(rules):
    waiting = {"level": 2, "at": rules.time("2026-11-20T09:00:00Z")}
    early = "2026-11-22T09:00:00Z"
    assert rules("rescheduled", waiting, tried(rules, "right", early)) == waiting
    assert rules("rescheduled", waiting, tried(rules, "wrong", early)) == {"level": 0, "at": rules.time(early)}


def test_a_guess_does_not_lengthen_the_wait_even_if_it_was_right(rules):
    at = "2026-11-22T09:00:00Z"
    assert rules("rescheduled", None, tried(rules, "right", at, "guess"))["level"] == 0
    assert rules("rescheduled", None, tried(rules, "right", at, "fairly"))["level"] == 1
    waiting = {"level": 1, "at": rules.time("2026-11-01T09:00:00Z")}
    assert rules("rescheduled", waiting, tried(rules, "right", at, "guess")) == {"level": 1, "at": rules.time(at)}
    assert rules("rescheduled", waiting, tried(rules, "right", at, "certain")) == {"level": 2, "at": rules.time(at)}


def test_what_was_never_tried_is_not_due_and_what_has_no_date_is_old(rules):
    now = rules.time(LONDON_EVENING)
    assert rules("isDue", {}, now) is False
    assert rules("isDue", {"answer": ["equal"]}, now) is False
    assert rules("isDue", {"first": {"answer": ["equal"], "result": "right"}}, now) is True
    fresh = {"first": {"answer": [], "result": "wrong"}, "review": {"level": 0, "at": now}}
    assert rules("isDue", fresh, now) is False
    assert rules("isDue", fresh, now + DAY_MS) is True


def with_record(rules, chapter, item, day, level=0):
    at = rules.time(f"2026-11-{day:02d}T09:00:00Z")
    return {"chapter": chapter, "item": item, "record": {"first": {"at": at}, "review": {"level": level, "at": at}}}


def test_a_session_asks_what_is_due_longest_and_neighbours_come_from_different_chapters(rules):
    all_of_them = [
        with_record(rules, "a", "a1", 1),
        with_record(rules, "a", "a2", 2),
        with_record(rules, "a", "a3", 3),
        with_record(rules, "b", "b1", 4),
        with_record(rules, "c", "c1", 5),
        with_record(rules, "c", "waits", 5, level=3),
        {"chapter": "b", "item": "untried"},
        with_record(rules, "b", "b2", 19),
    ]
    now = rules.time("2026-11-20T09:00:00Z")

    def names(size):
        return [asked["item"] for asked in rules("dueSession", all_of_them, now, size)]

    assert names(10) == ["a1", "b1", "c1", "a2", "b2", "a3"]
    assert names(4) == ["a1", "b1", "a2", "a3"]
    assert [asked["item"] for asked in rules("oldestSession", all_of_them, 3)] == ["a1", "a2", "a3"]


@pytest.mark.parametrize(
    ("right", "wrong", "mastered"),
    [
        (0, 0, False),
        (2, 0, False),
        (3, 0, True),
        (4, 1, True),
        (3, 1, False),
        (8, 2, True),
        (7, 2, False),
        (28, 7, True),
    ],
)
def test_an_outcome_is_mastered_with_80_percent_right_over_three_items(right, wrong, mastered, rules):
    firsts = [{"result": "right"}] * right + [{"result": "wrong"}] * wrong
    assert rules("mastery", firsts) == {"answered": right + wrong, "right": right, "mastered": mastered}


def test_partly_right_and_trapped_are_not_right(rules):
    firsts = [{"result": result} for result in ("right", "partly", "trap")]
    assert rules("mastery", firsts)["right"] == 1


def test_calibration_counts_what_was_right_for_each_degree_of_sureness(rules):
    firsts = [
        {"result": "right", "confidence": "certain"},
        {"result": "partly", "confidence": "certain"},
        {"result": "right", "confidence": "guess"},
        {"result": "wrong"},
    ]
    assert rules("calibration", firsts) == {
        "guess": {"answered": 1, "right": 1},
        "fairly": {"answered": 0, "right": 0},
        "certain": {"answered": 2, "right": 1},
    }
    assert [rules("isSureButWrong", {"first": first}) for first in firsts] == [False, True, False, False]


# Two records of a question brought together


def test_of_two_records_the_older_first_try_and_the_later_rest_are_kept(rules):
    def at(day, result="right", **more):
        return {"answer": [result], "result": result, "at": day, **more}

    here = {"answer": ["right"], "checked": at(5), "opened": True, "first": at(5), "review": {"level": 1, "at": 5}}
    there = {"answer": ["wrong"], "checked": at(3, "wrong"), "first": at(3, "wrong"), "review": {"level": 0, "at": 3}}
    whole = {**here, "first": there["first"]}
    assert rules("merged", here, there) == whole
    assert rules("merged", there, here) == whole
    undated = {"first": {"answer": ["x"], "result": "wrong"}}
    assert rules("merged", here, undated) == {**here, **undated}, "a try without a date is one of the first edition's"
    assert rules("merged", here, here) == here


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ([], "found [], expected an object"),
        ({"answer": 7}, "x, answer: found 7, expected a text or a list of texts"),
        ({"answer": ["a", 1]}, "x, answer: found"),
        ({"first": {"answer": "a"}}, "x, first, result: found nothing, expected one of right, partly,"),
        ({"first": {"answer": "a", "result": "great"}}, 'x, first, result: found "great"'),
        ({"checked": {"answer": "a", "result": "right", "at": "now"}}, 'x, checked, at: found "now"'),
        ({"confidence": "very"}, 'x, confidence: found "very", expected one of guess, fairly, certain'),
        ({"review": {"level": 4, "at": 1}}, "x, review, level: found 4, expected 0 to 3"),
        ({"review": {"level": 1}}, "x, review, at: found nothing"),
        ({"review": {"level": 1, "at": 9e15}}, "x, review, at: found 9000000000000000, expected milliseconds"),
        ({"opened": False}, "x, opened: found false, expected true"),
    ],
)
def test_what_is_wrong_with_a_record_is_told_with_its_place(record, problem, rules):
    found = rules("problems", record, "x")
    assert len(found) == 1 and problem in found[0]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "the file is no JSON"),
        ("[]", "the file: found [], expected what was saved on this page"),
        ('{"course": "Else"}', 'course: found "Else", expected "The VMO Question"'),
        ({"format": 2}, "format: found 2, expected 1"),
        ({"read": {"a": "now"}}, 'read, a: found "now", expected milliseconds since 1970'),
        ({"read": {"a": 1e300}}, "read, a: found 1e+300, expected milliseconds since 1970"),
        ({"aside": {"mode": "dark"}}, 'aside: found "mode", expected a key of this course'),
        ({"aside": {"vastus.quiz.v3.a.b": 1}}, "aside, vastus.quiz.v3.a.b: found 1, expected a text"),
        ({"answers": {"a.b": {}}}, 'answers: found "a.b", expected the name of a chapter'),
        ({"answers": {"a": []}}, "answers, a: found [], expected questions with records"),
        ({"answers": {"a": {"b c": {}}}}, 'answers, a: found "b c", expected the name of a question'),
        ({"answers": {"a": {"b": {"answer": 1}}}}, "answers, a, b, answer: found 1, expected"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_place(text, problem, rules):
    sound = {"course": "The VMO Question", "format": 1, "read": {}, "answers": {}}
    found = rules("parseArchive", text if isinstance(text, str) else json.dumps({**sound, **text}))
    assert "archive" not in found and any(problem in sentence for sentence in found["wrong"]), found
    assert rules("parseArchive", json.dumps(sound)) == {"archive": sound}
