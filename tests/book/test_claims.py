"""The thread's claims and the map of its argument, as the book writes them."""

import re
from html import unescape
from pathlib import Path

import html5lib
import pytest
from course import ROOT
from sphinx.testing.util import SphinxTestApp

from vastus import data, references
from vastus.book import argument_map
from vastus.book.claims import claims_html, verdicts_html
from vastus.thread import argument, claims

PAGE = ROOT / "chapters" / "thread-fact-check.md"
TEXT = Path(__file__).parents[3] / "shared" / "seed"  # the thread itself is no part of the course
NINE = 9  # words in a row that count as copied
XHTML = "{http://www.w3.org/1999/xhtml}"

CONF = """
import sys
sys.path.insert(0, {here!r})
extensions = ["myst_parser", "local_claims"]
source_suffix = {{".md": "markdown"}}
"""
INDEX = """
# A chapter

A review was quoted for the reverse of what it says ([S21](#claim-s21)).

```{toctree}
thread
```
"""
THREAD = """
# The thread

The first claim is [S01](#claim-s01).

```{thread-verdicts}
```

```{argument-map}
```

```{thread-claims}
```
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Folder and warnings of a book of two pages with the three directives."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "conf.py").write_text(CONF.format(here=str(folder)))
    (folder / "local_claims.py").write_text(
        "from vastus.book import argument_map, claims\n"
        "def setup(app):\n    claims.setup(app)\n    argument_map.setup(app)\n"
    )
    (folder / "index.md").write_text(INDEX)
    (folder / "thread.md").write_text(THREAD)
    app = SphinxTestApp(srcdir=folder, buildername="html")
    app.build()
    yield folder, app.outdir, app.warning.getvalue()
    app.cleanup()


@pytest.fixture(scope="module")
def table():
    return data.table("seed-claims").set_index("id")


@pytest.fixture(scope="module")
def rows():
    """The rows of the table by claim, as an HTML parser sees them."""
    tree = html5lib.parse(claims_html("../"))
    return {row.get("data-claim"): row for row in tree.iter(f"{XHTML}tr") if row.get("data-claim")}


def text(element):
    return " ".join("".join(element.itertext()).split())


def links(element):
    return [link.get("href") for link in element.iter(f"{XHTML}a")]


def words(written):
    return re.findall(r"[a-z0-9']+", written.lower().replace("’", "'"))


def test_the_page_holds_every_claim_with_its_text_verdict_certainty_and_anchor(rows, table):
    assert len(table) == 89 and list(rows) == list(table.index)
    for claim, row in rows.items():
        given = table.loc[claim]
        said, verdict, evidence = row.findall("*")
        assert row.get("id") == claim.lower().replace("s", "claim-s")
        assert given.claim in text(said)
        assert text(verdict) == f"{claims.VERDICTS[given.verdict][0]} certainty: {given.certainty}"
        assert text(evidence).startswith(given.what_the_evidence_says)


def test_every_source_of_a_claim_is_linked_to_its_entry_on_the_references_page(rows, table):
    for claim, row in rows.items():
        keys = [key.strip() for key in table.loc[claim].citekeys.split(";") if key.strip()]
        _, _, evidence = row.findall("*")
        assert [href for href in links(evidence) if "references" in href] == [
            f"../chapters/references.html#ref-{key}" for key in keys
        ]
        assert all(references.label(key) in text(evidence) for key in keys)


def test_a_claim_that_names_another_links_to_it(rows):
    assert "#claim-s21" in links(rows["S61"])


def test_a_finding_without_a_source_says_that_none_was_sought_or_needed(table):
    for claim, row in table[table.citekeys == ""].iterrows():
        assert row.verdict == "not-testable", claim


def test_the_key_explains_every_verdict_and_its_counts_are_those_of_the_table(table):
    tree = html5lib.parse(verdicts_html())
    key = {}
    for row in list(tree.iter(f"{XHTML}tr"))[1:]:
        head, *cells = row.findall("*")
        key[text(head)] = {cell.get("data-label"): int(text(cell)) for cell in cells}
    assert len(key) == len(claims.VERDICTS) + 1
    for verdict, (word, meaning, _) in claims.VERDICTS.items():
        counted = table[table.verdict == verdict]
        expected = {kind_word: sum(counted.kind == kind) for kind, (kind_word, _) in claims.KINDS.items()}
        assert key[f"{word} {meaning}"] == {**expected, "All": len(counted)}
    assert key["All"]["All"] == len(table)


def test_verdicts_and_kinds_are_those_the_table_may_hold():
    fields = {field["name"]: field for field in data.description("seed-claims")["schema"]["fields"]}
    assert list(claims.VERDICTS) == fields["verdict"]["constraints"]["enum"]
    assert list(claims.KINDS) == fields["kind"]["constraints"]["enum"]


def test_every_filter_counts_what_it_would_show(table):
    tree = html5lib.parse(claims_html("../"))
    boxes = [label for label in tree.iter(f"{XHTML}label")]
    assert len(boxes) == table.verdict.nunique() + table.kind.nunique() + table.role.nunique()
    total = dict.fromkeys(("verdict", "kind", "role"), 0)
    for label in boxes:
        total[label.find(f"{XHTML}input").get("name")] += int(text(label.find(f"{XHTML}small")))
    assert set(total.values()) == {89}


def test_chapters_can_link_to_a_claim_and_the_build_warns_of_nothing(site):
    _, out, warnings = site
    assert warnings == ""
    assert 'href="thread.html#claim-s21"' in (out / "index.html").read_text(encoding="utf-8")
    assert 'href="#claim-s01"' in (out / "thread.html").read_text(encoding="utf-8")


def test_no_anchor_stands_twice_and_every_link_within_the_page_has_one(site):
    html = (site[1] / "thread.html").read_text(encoding="utf-8")
    ids = re.findall(r'\bid="([^"]+)"', html)
    ours = [name for name in ids if name.startswith(("claim-", "argument-"))]
    assert len(ours) == len(set(ours)) > 89
    assert set(re.findall(r'href="#((?:claim|argument)-[^"]+)"', html)) <= set(ours)


def test_the_claims_can_be_found_by_the_search_of_the_book(site):
    index = (site[1] / "searchindex.js").read_text(encoding="utf-8")
    assert "cortison" in index  # S70, stemmed


def test_the_map_shows_each_position_with_its_claims_in_both_drawings_and_in_words():
    html = argument_map.map_html("../")
    known = argument.load()
    for position in known.positions.values():
        drawn = re.findall(rf'<g data-position="{position.id}">(.*?)</g>', html)
        assert len(drawn) == 2
        for drawing in drawn:
            shown = " ".join(unescape(line) for line in re.findall(r"<text x[^>]*>(.*?)</text>", drawing))
            assert shown == position.text
            assert re.findall(r'<a href="#(claim-s\d\d)"', drawing) == [claims.anchor(name) for name in position.claims]
    in_words = html[html.index('id="argument-in-words"') :]
    for number, link in enumerate(known.links, 1):
        (item,) = re.findall(rf'<li value="{number}"(.*?)</li>', in_words)
        for sentence in (link.reason, link.test, link.made_by):
            assert sentence in unescape(item)
        for key in link.citekeys:
            assert f'#ref-{key}"' in item
        assert html.count(f'href="#argument-{number}"') == 2  # once in each drawing


@pytest.mark.parametrize("layout", (argument_map.NARROW, argument_map.WIDE), ids=lambda layout: layout.name)
def test_the_drawing_keeps_its_boxes_apart_and_everything_within_its_frame(layout):
    known = argument.load()
    boxes, _, height = argument_map._places(known, layout)
    for row in range(len(known.questions)):
        left, right = sorted((box for box in boxes.values() if box.row == row), key=lambda box: box.side)
        assert left.x + left.width < right.x and left.y == right.y
        assert all(box.y > left.bottom for box in boxes.values() if box.row > row)
    places = []
    for link in known.links:
        points, number = argument_map._route(link, known, boxes, layout)
        places.append(number)
        reach = [*points, *(tuple(at + side * argument_map.BADGE_RADIUS for at in number) for side in (-1, 1))]
        assert all(0 <= x <= layout.width and 0 <= y <= height for x, y in reach)
    apart = [abs(complex(*one) - complex(*other)) for i, one in enumerate(places) for other in places[:i]]
    assert min(apart) > 2 * argument_map.BADGE_RADIUS


def test_what_the_text_says_of_counts_and_links_is_so(table):
    prose = PAGE.read_text(encoding="utf-8")
    assert "About half of it is not a claim of fact" in prose
    assert 0.45 < (table.kind != "fact").mean() < 0.55
    known = argument.load()
    ends = {number: (link.source, link.target) for number, link in enumerate(known.links, 1)}
    assert re.findall(r'"#argument-(\d+)">(\d+)<', prose) == [
        (number, number) for number in ("7", "9", "10", "11", "12")
    ]
    assert ends[7] == ("together", "no-option")
    assert [link.source for link in known.links if link.target == "no-option"] == ["together"]
    assert all("quadriceps" in ends[number] for number in (9, 10, 12)) and "hip" in ends[11] and "hip" in ends[12]


def test_nothing_on_the_page_is_copied_from_the_thread():
    if not TEXT.exists():
        pytest.skip("the text of the thread is not at hand")
    thread = words(" ".join(file.read_text(encoding="utf-8") for file in TEXT.glob("*.txt")))
    copied = {tuple(thread[place : place + NINE]) for place in range(len(thread) - NINE + 1)}
    assert copied
    html = claims_html("../") + argument_map.map_html("../") + verdicts_html()
    for written in (re.sub(r"<[^>]+>", " ", unescape(html)), PAGE.read_text(encoding="utf-8")):
        ours = words(written)
        for place in range(len(ours) - NINE + 1):
            assert tuple(ours[place : place + NINE]) not in copied, " ".join(ours[place : place + NINE])
