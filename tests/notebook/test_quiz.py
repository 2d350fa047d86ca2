"""What a notebook cell with a quiz carries: a live form, a payload for the book, a sentence for nbval."""

import re
from types import SimpleNamespace

import pytest
import yaml

from vastus.knee import drawings
from vastus.notebook import quiz
from vastus.notebook.mime import MIME_TYPE, WIDGET_MIME_TYPE
from vastus.quiz import bank as banks
from vastus.quiz import script

OPTIONS = [
    {"id": "yes", "text": "Yes", "correct": True, "feedback": "Why yes."},
    {"id": "no", "text": "No", "feedback": "Why no."},
]


def item(item_id, kind, **fields):
    common = {"id": item_id, "type": kind, "outcome": "known", "stem": "Stem?", "explanation": "So.", "citekeys": ["a"]}
    return {**common, **fields}


@pytest.fixture(autouse=True)
def course(tmp_path, monkeypatch):
    """A course of two small chapters in place of the real one."""
    guesses = [{key: value for key, value in option.items() if key != "correct"} for option in OPTIONS]
    raw = {
        "chapter": "sample",
        "outcomes": [{"id": "known", "level": "remember", "text": "Know."}],
        "items": [
            item("first", "single", options=OPTIONS),
            item("second", "single", options=OPTIONS),
            item("both", "multiple", options=OPTIONS),
            item("count", "numeric", answer=3, tolerance=0, feedback={"right": "Yes.", "wrong": "No."}),
            item("guess", "predict", options=guesses),
        ],
    }
    (tmp_path / "sample.yml").write_text(yaml.safe_dump(raw))
    other = {**raw, "chapter": "other", "items": [item("other-first", "single", options=OPTIONS)]}
    (tmp_path / "other.yml").write_text(yaml.safe_dump(other))
    references = {"a": SimpleNamespace(label="A 2000", url="https://doi.org/10.0000/a")}
    read = banks.load
    monkeypatch.setattr(banks, "load", lambda chapter: read(chapter, tmp_path, references))
    monkeypatch.setattr(banks, "chapters", lambda folder=tmp_path: ["other", "sample"])


def bundle_of(displayed):
    return displayed._repr_mimebundle_()


def bundle(*names):
    return bundle_of(quiz.show(*names))


def test_a_whole_quiz_names_its_chapter_and_counts_its_items():
    out = bundle("sample")
    assert out[MIME_TYPE] == {"kind": "quiz", "name": "sample"}
    assert out["text/plain"] == "Quiz sample: 4 items (2 single, 1 multiple, 1 numeric). Run this cell to answer."
    assert out[WIDGET_MIME_TYPE]["model_id"]


def test_chosen_items_are_named_in_the_payload():
    out = bundle("sample", "guess")
    assert out[MIME_TYPE] == {"kind": "quiz", "name": "sample", "items": ["guess"]}
    assert out["text/plain"] == "Quiz sample: 1 item (1 predict). Run this cell to answer."


def test_the_widget_carries_the_form_and_what_the_page_has_in_one_file_each():
    widget = quiz.show("sample", "first").widget
    state = widget.get_state()
    assert state["html"].startswith('<form data-quiz="sample"')
    assert state["html"].count("<fieldset") == 1
    assert state["_esm"] == script.one_file()
    styles = [path.read_text(encoding="utf-8") for path in (script.STYLE, *drawings.STYLES)]
    assert all(style in state["_css"] for style in styles)


def test_the_one_file_has_every_line_of_the_modules_and_imports_nothing():
    joined = script.one_file()
    assert list(script.files())[-1] == "quiz.js" and len(script.files()) > 3
    for name, text in script.files().items():
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("import ")]
        plain = [line if name == "quiz.js" else line.removeprefix("export ") for line in lines]
        assert all(line in joined for line in plain), name
    assert not re.search(r"^import ", joined, re.MULTILINE)
    assert re.findall(r"^export (\w+ \w+|default)", joined, re.MULTILINE) == ["function bring", "default"]


def test_questions_of_several_chapters_make_one_quiz():
    out = bundle_of(quiz.show_mixed("second", "other-first"))
    assert out[MIME_TYPE] == {"kind": "quiz", "name": "mixed", "items": ["second", "other-first"]}
    assert out["text/plain"] == "Quiz mixed: 2 items (2 single) from 2 chapters. Run this cell to answer."
    html = quiz.show_mixed("second", "other-first").widget.html
    assert html.startswith('<form data-quiz="mixed"')
    assert re.findall('data-item="([a-z-]+)" data-type="single" data-chapter="([a-z]+)"', html) == [
        ("second", "sample"),
        ("other-first", "other"),
    ]


def test_an_unknown_item_of_a_mixed_quiz_is_answered_with_near_ones_of_all_chapters():
    with pytest.raises(banks.BankError, match="found no item 'other-frist', expected one of: other-first"):
        quiz.show_mixed("other-frist")
    with pytest.raises(banks.BankError, match="found an empty list"):
        quiz.show_mixed()


def test_in_a_notebook_sources_link_to_the_work_itself():
    html = quiz.show("sample").widget.html
    assert "https://doi.org/10.0000/a" in html and "references.html" not in html


def test_an_unknown_item_is_answered_with_near_ones():
    with pytest.raises(banks.BankError, match="found no item 'frist', expected one of: first"):
        quiz.show("sample", "frist")


def test_an_unknown_chapter_is_answered_with_near_ones():
    with pytest.raises(banks.BankError, match="expected one of: other, sample"):
        quiz.show("smaple")


def test_what_settles_a_question_is_named_and_led_to_where_the_course_is_published(tmp_path, monkeypatch):
    monkeypatch.setattr(quiz.settled, "parts", lambda: {"the-noise": quiz.settled.Part("chapters/emg", "Noise", "")})
    monkeypatch.setattr(quiz, "place", lambda what: tmp_path)
    raw = yaml.safe_load((tmp_path / "sample.yml").read_text())
    raw["items"][0]["answered_by"] = "the-noise"
    (tmp_path / "sample.yml").write_text(yaml.safe_dump(raw))
    for address, expected in (
        ("", "<p data-settled>What settles it: the text “Noise”</p>"),
        (
            "https://course.example/",
            '<p data-settled>What settles it: <a href="https://course.example/chapters/emg.html#the-noise" '
            'target="_blank" rel="noopener">Noise</a></p>',
        ),
    ):
        (tmp_path / "_config.yml").write_text(f'html: {{baseurl: "{address}"}}', encoding="utf-8")
        assert expected in quiz.show("sample", "first").widget.html
