"""What the store of the page makes of texts it cannot read, clocks that were wrong, other editions beside it."""

import json
import shutil
from pathlib import Path

import pytest
from any_input import drawn
from hypothesis import strategies as st
from in_node import run

from vastus import quiz

SCRIPTS = [Path(quiz.__file__).parent / name for name in ("store.js", "record.js", "archive.js")]
NOW = 1_795_000_000_000
DAY_MS = 86_400_000
KEY = "vastus.quiz.v2.sample."
RIGHT = {"answer": ["equal"], "checked": {"answer": ["equal"], "result": "right", "at": NOW}}
# A browser's storage of so many letters, a clock, and a store as a page opens it; `edition` is a folder of scripts.
BROWSER = """
    const kept = new Map(Object.entries(given.kept ?? {}));
    let room = given.room ?? Infinity;
    const fits = (key, text) => {
      const others = [...kept].filter(([name]) => name !== key).map(([name, own]) => name.length + own.length);
      return others.reduce((sum, size) => sum + size, key.length + text.length) <= room;
    };
    const methods = {
      getItem: (key) => kept.get(key) ?? null,
      removeItem: (key) => void kept.delete(key),
      setItem(key, text) {
        if (!fits(key, text)) throw new Error("full");
        kept.set(key, text);
      },
    };
    globalThis.localStorage = new Proxy(methods, {
      ownKeys: () => [...kept.keys()],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    });
    globalThis.addEventListener = (type, heard) => tabs.push(heard);
    const tabs = [];
    Date.now = () => given.now;
    let opened = 0;
    const open = async (edition = ".") => (await import(`${edition}/store.js?${++opened}`)).browserStore();
    const { archive, parseArchive, takeIn } = await import("./archive.js");
    const all = () => Object.fromEntries(kept);
"""


@pytest.fixture
def opened(tmp_path):
    """Runs statements in a browser of `BROWSER`; a later edition, which knows one result more, lies in ``later``."""
    later = tmp_path / "later"
    later.mkdir()
    for script in SCRIPTS:
        shutil.copy(script, later)
    record = (later / "record.js").read_text(encoding="utf-8")
    known = 'RESULTS = ["right", '
    assert known in record
    (later / "record.js").write_text(record.replace(known, known + '"splendid", '), encoding="utf-8")
    return lambda body, **given: run(tmp_path, SCRIPTS, BROWSER + body, now=NOW, **given)


def texts(records):
    return {key: json.dumps(record) for key, record in records.items()}


def of_a_later_edition(number):
    tried = {"answer": ["x"], "result": "splendid", "at": NOW - number}
    return {"answer": ["x"], "checked": tried, "first": tried}


def test_answers_of_a_later_edition_are_set_aside_counted_and_given_back_to_it(opened):
    """They were deleted, and of twenty the reader was told of one."""
    theirs = {f"{KEY}item-{number}": of_a_later_edition(number) for number in range(20)}
    kept = texts({**theirs, f"{KEY}cause": RIGHT})
    waiting, of_other, here, back = opened(
        """
        const store = await open();
        const here = store.all().map(({ item }) => item);
        const waiting = store.waiting();
        const ofOther = store.waiting("other");
        await open("./later");
        return [waiting, ofOther, here, all()];
        """,
        kept=kept,
    )
    assert (waiting, of_other, here) == (20, 0, ["cause"])
    assert {key: json.loads(text) for key, text in back.items()} == {
        key: json.loads(text) for key, text in kept.items()
    }


def test_an_answer_given_meanwhile_is_brought_together_with_the_one_given_back(opened):
    key = f"{KEY}cause"
    tried = {"answer": ["y"], "result": "wrong", "at": NOW}
    waiting, back = opened(
        """
        const store = await open();
        store.set("sample", "cause", given.own);
        const waiting = store.waiting("sample");
        await open("./later");
        return [waiting, all()];
        """,
        kept=texts({key: of_a_later_edition(5)}),
        own={"answer": ["y"], "checked": tried, "first": tried},
    )
    assert waiting == 0, "what was answered anew is not said to wait"
    assert list(back) == [key]
    whole = json.loads(back[key])
    assert (whole["checked"]["result"], whole["first"]["result"]) == ("wrong", "splendid")


def test_beside_an_open_tab_of_a_later_edition_nothing_is_lost_and_the_two_come_to_rest(opened):
    key = f"{KEY}cause"
    tell = "for (const heard of [...tabs]) heard({ key: given.key, newValue: 'x' });"
    kept, seen = opened(
        f"""
        const ours = await open();
        const theirs = await open("./later");
        theirs.set("sample", "cause", given.record);
        {tell}
        const seen = ours.get("sample", "cause") ?? null;
        ours.set("sample", "cause", {{ answer: ["mine"] }});
        for (const heard of [...tabs]) heard({{ key: "vastus.aside.v1." + given.key, newValue: "x" }});
        {tell}
        return [all(), seen];
        """,
        key=key,
        record=of_a_later_edition(1),
    )
    assert seen is None
    assert list(kept) == [key]
    assert json.loads(kept[key])["first"]["result"] == "splendid"


def test_in_a_full_browser_what_cannot_be_set_aside_stays_where_it_is(opened):
    kept = {f"{KEY}cause": "x" * 900}
    assert opened("await open(); return all();", kept=kept, room=920 + len(KEY)) == kept


def test_what_is_set_aside_goes_along_in_the_file(opened):
    theirs = texts({f"{KEY}item-{number}": of_a_later_edition(number) for number in range(3)})
    aside, waiting, back = opened(
        """
        const file = archive(await open(), "1", given.now);
        kept.clear();
        const store = await open();
        takeIn(store, file);
        const waiting = store.waiting();
        await open("./later");
        return [file.aside, waiting, all()];
        """,
        kept=theirs,
    )
    assert len(aside) == waiting == 3
    assert sorted(back) == sorted(theirs)


def test_of_a_file_that_finds_no_room_it_is_counted_what_is_not_kept(opened):
    """A full browser was said to have two answers added, and kept none."""
    file = {"read": {}, "answers": {"sample": {"cause": RIGHT, "delay": RIGHT}}}
    body = "const store = await open(); return [takeIn(store, given.file), [...kept.keys()]];"
    assert opened(body, file=file, room=20) == [{"added": 2, "changed": 0, "known": 0, "unkept": 2}, []]
    assert opened(body, file=file) == [
        {"added": 2, "changed": 0, "known": 0, "unkept": 0},
        [KEY + "cause", KEY + "delay"],
    ]


def test_times_of_a_clock_that_was_wrong_are_taken_down_to_now(opened):
    """A review of the year 2126 would never have come."""
    late = NOW + 36_500 * DAY_MS
    tried = {"answer": ["x"], "result": "right", "at": late}
    record = {"checked": tried, "first": {**tried, "at": NOW - 1}, "review": {"level": 1, "at": late}}
    diary = {"start": "a", "pain_rule": "b", "answers": [{"pain": 1, "sorer": False, "at": late}]}
    kept = texts(
        {
            f"{KEY}cause": record,
            "vastus.read.v1.sample": late,
            "vastus.place.v1.other": {"anchor": "a", "at": late},
            "vastus.diary.v1": diary,
        }
    )
    met = opened("await open(); return all();", kept=kept)
    written = opened(
        "takeIn(await open(), given.file); return all();",
        file={"read": {"sample": late}, "answers": {"sample": {"cause": record}}, "diary": diary},
    )
    for found in (met, written):
        found = {key: json.loads(text) for key, text in found.items()}
        cause = found[f"{KEY}cause"]
        assert [cause[part]["at"] for part in ("checked", "first", "review")] == [NOW, NOW - 1, NOW]
        assert found["vastus.read.v1.sample"] == found["vastus.diary.v1"]["answers"][0]["at"] == NOW
    assert json.loads(met["vastus.place.v1.other"])["at"] == NOW


def test_an_answer_to_a_question_of_another_type_now_comes_back_once_it_is_of_that_type_again(opened):
    key = f"{KEY}cause"
    same_type, other_type = opened(
        """
        const store = await open();
        store.setAside("sample", "cause", "numeric");
        const again = await open();
        again.giveBack("sample", "cause", "numeric");
        const before = again.get("sample", "cause") ?? null;
        again.giveBack("sample", "cause", "single");
        return [before, again.get("sample", "cause")];
        """,
        kept=texts({key: RIGHT}),
    )
    assert same_type is None
    assert other_type == RIGHT


WORDS = st.sampled_from(
    [
        "__proto__",
        "constructor",
        "sample",
        "cause",
        "a.b",
        "<img src=x onerror=alert(1)>",
        "",
        "right",
        "guess",
        "x" * 5000,
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers(-(10**20), 10**20) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
TRY = st.fixed_dictionaries({"answer": WORDS | JSON, "result": WORDS | JSON}, optional={"at": st.integers() | JSON})
RECORD = st.fixed_dictionaries(
    {}, optional={"answer": JSON, "first": TRY, "checked": TRY, "review": JSON, "later": JSON}
)
SOUND = {"answer": ["x"], "first": {"answer": "x", "result": "right", "at": 1}}


def test_whatever_a_file_of_answers_holds_it_is_refused_in_sentences_or_can_be_lived_with(opened):
    answers = st.dictionaries(WORDS, st.dictionaries(WORDS, RECORD | st.just(SOUND), max_size=3) | JSON, max_size=3)
    parts = {"format": st.just(1) | JSON, "read": st.dictionaries(WORDS, st.integers(0, 10**16)) | JSON}
    more = {"diary": JSON, "aside": st.dictionaries(WORDS, WORDS) | JSON, "name": WORDS | JSON}
    files = st.fixed_dictionaries(
        {
            "course": st.just("The VMO Question") | WORDS,
            **parts,
            "answers": answers | st.just({"sample": {"cause": SOUND}}),
        },
        optional=more,
    )
    texts = [json.dumps(file) for file in drawn(files | JSON, 200)] + ["", "{", "\ufeff{}", "[" * 5000]
    found = opened(
        """
        const store = await open();
        return given.files.map((text) => {
          const { archive: sound, wrong } = parseArchive(text);
          if (!sound) return wrong;
          takeIn(store, sound);
          return [store.waiting(), store.all().length].every(Number.isInteger);
        });
        """,
        files=texts,
    )
    for text, said in zip(texts, found, strict=True):
        assert said is True or (said and all(isinstance(sentence, str) for sentence in said)), text
    assert True in found
