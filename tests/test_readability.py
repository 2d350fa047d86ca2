"""Spine and dropdowns of made pages, measured apart; limits that can be broken; the grade, checked by hand."""

import nbformat
import pytest

from vastus import contents, readability, spine

TITLE = "# Can two muscles look late?\n\nTwo muscles start at once.\nThe computer says that one is late.\n"
TAKEAWAY = "```{takeaway}\n**Ask for the noise.** Then ask again.\n```"


@pytest.fixture
def written(tmp_path):
    """Writes a notebook of the given cells, code where a cell begins with a bang; gives its path."""

    def write(*cells):
        made = [
            nbformat.v4.new_code_cell(text[1:]) if text.startswith("!") else nbformat.v4.new_markdown_cell(text)
            for text in cells
        ]
        path = tmp_path / f"page-{len(list(tmp_path.iterdir()))}.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=made), path)
        return path

    return write


def texts(lines):
    return [line.text for line in lines]


def test_what_is_in_a_dropdown_is_folded_and_all_other_prose_is_the_spine(written):
    path = written(
        TITLE,
        "!print(12)",
        ":::{dropdown} The studies\n(a-label)=\nSeven of 12.\n\n```python\nx = 1\n```\n\n```{note}\nDeep.\n```\n:::",
        "Open again.",
        "````{dropdown} More\n```{list-table}\n* - 3\n```\n````\n```{note} Mind\nA note is open.\n```",
    )
    assert texts(spine.spine(path)) == [
        "Can two muscles look late?",
        "Two muscles start at once.",
        "The computer says that one is late.",
        "Open again.",
        "Mind",
        "A note is open.",
    ]
    assert texts(spine.folded(path)) == ["The studies", "Seven of 12.", "Deep.", "More", "3"]


def test_citations_comments_options_pictures_and_the_addresses_of_links_are_no_words(written):
    path = written(
        "# T\n<!-- 99 words -->\nA {term}`torn <tear>` muscle {cite:p}`key2009`, [set it](#x?a=20) to **`ten`** "
        "![p](p9.png)$x^2$.\n```{still} phantom_delay\n```\n```{note}\n:class: tip\nSo.\n```"
    )
    assert texts(spine.spine(path)) == ["T", "A torn muscle, set it to ten x.", "So."]


def test_a_number_is_one_however_it_is_written_and_a_name_with_a_digit_is_none():
    assert spine.numbers("From −3.5 to 1,200 in L4 at 45° (95% CI 0.1 to 0.2), H2O") == [
        "−3.5", "1,200", "45", "95", "0.1", "0.2",
    ]  # fmt: skip


def test_a_line_may_hold_several_sentences_and_a_decimal_ends_none(written):
    path = written("# T\nIt is 0.5 ms. Is it late? “No.” Then\n- an item\n\n| a | b |\n| - | - |")
    assert spine.sentences(spine.spine(path)) == ["It is 0.5 ms.", "Is it late?", "“No.”", "Then", "an item"]


def test_numbers_and_crowded_sentences_are_counted_among_words_and_sentences(written):
    found = readability.measure(spine.spine(written("# One two\nThree 4 five 6 seven 8.\nNine ten.")))
    assert (found.words, found.numbers, found.crowded) == (10, 30.0, 50.0)


def test_the_grade_is_that_of_flesch_and_kincaid(written):
    path = written("# T\nThe cat sat on the mat.\nA giddy muscle hit a table in summer.")
    words, sentences, syllables = 14, 2, 18  # two each in giddy, muscle, table, summer
    by_hand = 0.39 * words / sentences + 11.8 * syllables / words - 15.59
    assert readability.measure(spine.spine(path)).grade == pytest.approx(by_hand, abs=0.06)


def test_a_page_within_its_limits_has_no_problems(written):
    seen = "## What you saw\n\n**It takes two things.**\nTake one away and most of the delay goes."
    assert readability.problems("a lesson", written(TITLE, "!show()", seen, TAKEAWAY), is_lesson=True) == []


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ([TITLE, "word " * 901, TAKEAWAY], "words stand open, expected 900"),
        ([TITLE, "It is 5 now. " * 9, TAKEAWAY], "numbers in 100 open words, expected 2.5"),
        ([TITLE, "One is 1, two is 2, three is 3.", TAKEAWAY], "percent of open sentences have 3 numbers or more"),
        ([TITLE, "Electromyographical heterogeneity necessitates standardisation.", TAKEAWAY], "is the reading grade"),
        (["# T\n" + "We ask. " * 40, TAKEAWAY], "80 words of the question, expected 60"),
        ([TITLE, "## What you saw\n" + "We saw. " * 61, TAKEAWAY], "122 words under What you saw, expected 120"),
        ([TITLE, "```{takeaway}\n" + "We ask. " * 31 + "\n```"], "62 words of the takeaway, expected 60"),
        ([TITLE], "a lesson: no card to take away"),
        (["# T", TAKEAWAY], "a lesson: no text follows the title"),
    ],
)
def test_each_limit_can_be_broken_and_says_what_was_found(written, cells, told):
    assert any(told in problem for problem in readability.problems("a lesson", written(*cells), is_lesson=True))


def test_dropdowns_may_hold_more_than_a_spine(written):
    folded = ":::{dropdown} All\n" + "One is 1, two is 2, three is 3. " * 200 + "\n:::"
    assert readability.problems("a lesson", written(TITLE, folded, TAKEAWAY), is_lesson=True) == []


def test_no_page_of_the_course_is_over_its_limits():
    assert readability.all_problems() == []


def test_the_table_has_a_line_for_every_chapter_and_lesson():
    lines = readability.table().split("\n")
    assert [line.split()[0] for line in lines[2:]] == [page.removeprefix("chapters/") for page in readability.pages()]
    assert len({len(line) for line in lines}) == 1
    assert {contents.chapter_of(page) for page in readability.pages()} <= {None, *contents.chapters()}
