"""What settles a question: a label or a figure's state that is there, and an error with its place where it is not."""

from types import SimpleNamespace

import pytest

from vastus import settled


def problems(answered_by):
    item = SimpleNamespace(id="the-item", answered_by=answered_by)
    return settled.problems([SimpleNamespace(chapter="sample", items=[item])])


@pytest.mark.parametrize("there", ["", "emg-phantom", "phantom_delay?vm_snr_db=10&rise=100", "knee-views?flexion=45"])
def test_what_is_there_may_settle_a_question(there):
    assert problems(there) == []


GONE = {
    "a label": ("emg-phantm", "found 'emg-phantm', expected a label of the course: one of: emg-phantom"),
    "a figure": ("phantom_dely?rise=100", "no explorer 'phantom_dely'; near it: phantom_delay"),
    "a control": ("phantom_delay?ris=100", "phantom_delay: no control 'ris'"),
    "a value": ("phantom_delay?rise=101", "phantom_delay: rise cannot be '101'; it is one of"),
}


@pytest.mark.parametrize("what", GONE)
def test_what_is_not_there_is_named_with_its_place_and_the_near_ones(what):
    answered_by, expected = GONE[what]
    (problem,) = problems(answered_by)
    assert problem.startswith(f"sample.yml: item the-item, answered_by: {expected.split(':')[0]}"), problem
    assert expected in problem


def test_labels_are_found_in_pages_and_in_notebooks_wherever_they_lie():
    known = settled.parts()
    assert known["emg-phantom"].page.startswith("chapters/reading-emg")
    assert known["welcome"].page == "chapters/welcome"


PAGE = """\
(a-page)=

# A page

(the-noise)=
(of-noise)=

## Noise {term}`and signal <signal>`

It is loud.

:::{dropdown} The studies, one by one

(first-study)=

**The first study.**

Ten people.

::::{note}
Small.
::::

(second-study)=
Twenty people.

```
# no heading
```
:::

(after)=
The end.
"""


def test_a_part_has_the_title_it_stands_on_or_in_and_ends_at_the_next_label(monkeypatch):
    path = settled.place("chapters") / "a-page.md"
    monkeypatch.setattr(type(path), "read_text", lambda self, encoding: PAGE)
    parts = settled._parts_of(path)
    assert {label: part.title for label, part in parts.items()} == {
        "a-page": "A page",
        "the-noise": "Noise and signal",
        "of-noise": "Noise and signal",
        "first-study": "The first study",
        "second-study": "The studies, one by one",
        "after": "Noise and signal",
    }
    assert parts["the-noise"].text == parts["of-noise"].text
    assert parts["first-study"].text.startswith("**The first study.**") and "Small." in parts["first-study"].text
    assert parts["second-study"].text.startswith("Twenty people.") and "The end." not in parts["second-study"].text
