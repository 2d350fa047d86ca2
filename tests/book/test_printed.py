"""Pages put together for paper: ids, links, headings, answers."""

import re

import pytest

from vastus.book import printed

CHAPTER, LESSON = "chapters/reading-emg", "chapters/reading-emg/envelope"
PAGES = {
    CHAPTER: """<h1>Chapter</h1>
<section><ol class="vastus-lessons"><li><span id="moved" data-now="moved"></span>
<a href="reading-emg/envelope.html">Lesson</a></li></ol></section>
<p><a href="#moved">moved</a> <a href="glossary.html#term-VM">VM</a> <a href="https://example.org/">out</a></p>
<section id="more"><h2>More</h2></section>""",
    LESSON: """<h1>Lesson</h1>
<p id="moved"><a href="?signal_chain.rise=0#signal_chain" data-set="signal_chain">set</a>
<sup><a class="vastus-cite__number" href="../references.html#ref-cowan2001">1</a></sup>
<a href="../reading-emg.html#more">back</a></p>
<figure id="signal_chain"><svg><clipPath id="clip"></clipPath><g clip-path="url(#clip)"></g></svg>
<form class="vastus-controls"><button>Play</button></form></figure>
<section id="more"><h2>More</h2>
<details class="sd-dropdown"><summary><span>Unfold</span></summary>
<p><strong>Heads.</strong></p><p>Within. <strong>Not.</strong></p></details></section>
<form data-quiz="reading-emg"><fieldset data-item="one" data-type="single"><legend><span data-stem>Why?</span></legend>
<details data-hint><summary>Hint</summary><p>Think.</p></details>
<details data-answers><summary>Answer</summary><p>Because.</p></details></fieldset></form>
<details class="vastus-sources" id="sources"><summary>Sources (1)</summary>
<ol><li><p><a href="../references.html#ref-cowan2001">Cowan</a></p></li></ol></details>""",
}


@pytest.fixture
def pages(tmp_path):
    for name, body in PAGES.items():
        path = tmp_path / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            '<html lang="en"><head><link rel="stylesheet" href="a.css"></head>'
            f'<body><article class="bd-article"><section>{body}</section></article></body></html>',
            encoding="utf-8",
        )
    return printed.Pages(tmp_path)


def places(html):
    """Where the links of a document lead, by their words."""
    return {words: href for href, words in re.findall(r'<a[^>]*? href="([^"]+)"[^>]*>([^<]+)</a>', html)}


def test_every_id_is_there_once_and_every_link_within_finds_its_own(pages):
    html = printed.document(pages, [CHAPTER, LESSON], "A4")
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len({*ids})
    within = [href[1:] for href in places(html).values() if href.startswith("#")]
    assert within and {*within} <= {*ids}
    (clip,) = re.findall(r'clip-path="url\(#([^)]+)\)"', html)
    assert clip in ids
    assert places(html)["moved"].endswith("-moved") and places(html)["back"] != places(html)["set"]


def test_a_link_out_of_the_document_leads_to_the_site_or_is_words(pages):
    alone = printed.document(pages, [LESSON], "A4")
    assert "back" not in places(alone) and ">back</a>" in alone
    assert places(alone)["set"].endswith("-signal_chain")  # the figure, as it is printed
    assert places(alone)["1"].endswith("here-ref-cowan2001")  # the list of this page's sources
    on_site = places(printed.document(pages, [LESSON], "A4", "https://example.org/course"))
    assert on_site["back"] == "https://example.org/course/chapters/reading-emg.html#more"
    assert on_site["set"] == f"https://example.org/course/{LESSON}.html?signal_chain.rise=0#signal_chain"
    assert places(printed.document(pages, [CHAPTER], "A4"))["out"] == "https://example.org/"


def test_what_only_a_screen_has_is_gone_and_what_folds_is_open_under_a_heading(pages):
    html = printed.document(pages, [LESSON], "A4")
    assert not re.search(r"<button|vastus-controls|Think\.|<details", html)
    assert re.search(r"<h3[^>]*>Unfold</h3>\s*<p[^>]*><strong>Heads", html)
    assert html.count('class="vastus-bold-line"') == 1  # kept with what it heads


def test_the_answer_stands_apart_and_question_and_answer_lead_to_each_other(pages):
    html = printed.document(pages, [CHAPTER, LESSON], "A4")
    asked, answers = html.split('<section class="vastus-answers"')
    assert "Because." not in asked and "Because." in answers and "Why?" in answers
    assert f'id="{places(asked)["Answer"][1:]}"' in answers
    assert f'id="{places(answers)["Question 1"][1:]}"' in asked


def test_a_lesson_stands_below_its_chapter_and_alone_it_stands_first(pages):
    together = printed.document(pages, [CHAPTER, LESSON], "A4")
    assert re.findall(r"<h(\d)[^>]*>(Chapter|Lesson|Unfold)</h", together)[:3] == [
        ("1", "Chapter"),
        ("2", "Lesson"),
        ("4", "Unfold"),
    ]
    assert re.search(r"<h1[^>]*>Lesson</h1>", printed.document(pages, [LESSON], "A4"))


def test_what_a_chapter_says_after_its_list_of_lessons_comes_after_them(pages):
    html = printed.document(pages, [CHAPTER, LESSON], "A4")
    assert html.index(">Lesson</a>") < html.index(">Lesson</h2>") < html.index(">moved</a>") < html.index("Answers")


def test_it_says_its_paper_and_has_the_styles_of_its_pages_once(pages):
    html = printed.document(pages, [CHAPTER, LESSON], "letter")
    assert "size: letter" in html and html.count('rel="stylesheet"') == 2  # of two folders


def test_the_contents_of_the_whole_say_on_which_page_each_part_begins():
    page = '<li><a href="#p7">Chapter</a> <span data-page-of="p7"></span></li><span data-page-of="answers"></span>'
    numbered = printed.with_page_numbers(page, {"p7": 12, "answers": 300, "other": 4})
    assert '<span data-page-of="p7">12</span>' in numbered and '<span data-page-of="answers">300</span>' in numbered
