"""The learner's edition: every notebook of the course in plain Markdown, with nothing of the book left raw."""

import re

import nbformat
import pytest
from nbclient import NotebookClient

from vastus import contents, references, settled
from vastus.notebook import learners_edition
from vastus.notebook.learners_edition import EditionError, of, plain
from vastus.notebook.mime import MIME_TYPE

PAGES = [page for page in contents.pages() if contents.source(page).suffix == ".ipynb"]
SITE = "https://example.org/knee"
PAGE = "chapters/reading-emg/phantom-delay"


def prose(notebook):
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


@pytest.mark.parametrize("page", PAGES, ids=contents.name)
def test_nothing_of_the_book_s_own_markdown_is_left(page):
    edition = of(page, SITE)
    nbformat.validate(edition)
    text = prose(edition) + "".join(
        output.data.get("text/markdown", "")
        for cell in edition.cells
        for output in cell.get("outputs", [])
        if "data" in output
    )
    for raw in ("{cite", "{term}", ":::", "```{", ")=\n", "](#"):
        assert raw not in text, raw
    assert not re.search(r"^\([\w-]+\)=$", text, re.MULTILINE)
    assert text.count("<details>") == text.count("</details>") == text.count("<summary>")
    assert not any(MIME_TYPE in output.get("data", {}) for cell in edition.cells for output in cell.get("outputs", []))


@pytest.mark.parametrize("page", PAGES, ids=contents.name)
def test_every_link_of_an_edition_leads_to_a_source_or_to_a_page_of_the_course(page):
    known = {source.url for source in references.load().values()}
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(of(page, SITE))):
        if target.startswith(SITE):
            at, _, anchor = target.removeprefix(f"{SITE}/").partition(".html")
            assert at in contents.pages(), target
            anchor = anchor.removeprefix("#")
            assert not anchor or anchor.startswith("claim-") or settled.parts()[anchor].page == at, target
        else:
            assert target in known or target.startswith("https://"), target


def test_a_citation_reads_as_a_name_and_leads_to_the_work():
    source = references.get("santuz2020")
    assert plain("Walking {cite:p}`santuz2020`.", PAGE, "") == f"Walking ([{source.label}]({source.url}))."
    assert plain("{cite:t}`santuz2020` say so.", PAGE, "") == f"[{source.label}]({source.url}) say so."
    two = plain("So {cite:p}`santuz2018,santuz2020`.", PAGE, "")
    assert two.count("](") == 2 and "; " in two


def test_a_dropdown_folds_a_box_and_a_card_are_quotes_and_code_is_left_as_it_is():
    text = """\
(a-label)=
:::{dropdown} The *long* story
(another)=
A {term}`torn <tear>` muscle.

```{admonition} Beware
:class: warning
It hurts.
```

```python
x = "{cite:p}"
```
:::"""
    assert (
        plain(text, PAGE, "")
        == """\
<details>
<summary>The <em>long</em> story</summary>

A torn muscle.

> **Beware**
>
> It hurts.

```python
x = "{cite:p}"
```

</details>"""
    )
    assert plain("```{takeaway}\n**So.**\nAsk.\n```", PAGE, "") == "> **To take away**\n>\n> **So.**\n> Ask."


@pytest.mark.parametrize(
    ("link", "published", "nowhere"),
    [
        ("[set it](#phantom_delay?rise=100)", "set it", "set it"),
        ("[there](#vmo-retest)", f"[there]({SITE}/chapters/vmo-controversy/one-late-knee.html#vmo-retest)", "there"),
        ("[claim](#claim-s41)", f"[claim]({SITE}/chapters/thread-fact-check.html#claim-s41)", "claim"),
        ("[knee](../knee-anatomy.ipynb)", f"[knee]({SITE}/chapters/knee-anatomy.html)", "knee"),
        ("[away](https://example.com)", "[away](https://example.com)", "[away](https://example.com)"),
    ],
)
def test_a_link_leads_to_the_published_course_or_is_words(link, published, nowhere):
    assert plain(link, PAGE, "") == nowhere
    assert plain(link, PAGE, SITE) == published


def test_a_directive_without_a_plain_form_is_refused():
    with pytest.raises(EditionError, match="chapters/x: found the directive 'sorcery'"):
        plain("```{sorcery}\n```", "chapters/x", "")


def test_the_first_cells_say_what_it_is_and_install_what_is_missing(monkeypatch):
    about, install = of(PAGE, SITE).cells[:2]
    assert f"({SITE}/{PAGE}.html)" in about.source
    assert "pip install FOLDER" in install.source
    monkeypatch.setattr(learners_edition, "repository", lambda: "https://example.org/knee.git")
    assert '%pip install --quiet "git+https://example.org/knee.git"' in of(PAGE, SITE).cells[1].source


def test_an_edition_runs_from_top_to_bottom_in_an_empty_folder(tmp_path):
    edition = of("chapters/vmo-controversy/one-late-knee", "")
    NotebookClient(edition, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = [output for cell in edition.cells for output in cell.get("outputs", []) if "data" in output]
    assert sum("application/vnd.jupyter.widget-view+json" in output.data for output in shown) >= 2
