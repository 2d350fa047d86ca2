"""Quotation marks of questions as the text around them has them."""

import pytest

from vastus.book.smart_quotes import curled

READ = {
    "a quotation": ("<p>She asks: &quot;Will it go away?&quot;</p>", "<p>She asks: “Will it go away?”</p>"),
    "an apostrophe": ("<p>The kneecap&#x27;s joint</p>", "<p>The kneecap’s joint</p>"),
    "at the start of a text": ("<b>x</b><q>&quot;Yes&quot;</q>", "<b>x</b><q>“Yes”</q>"),
    "a tag in between": ("<p>a &lt;b&gt; &quot;c&quot; &amp; d</p>", "<p>a &lt;b&gt; “c” &amp; d</p>"),
    "an attribute": ("<p title=\"it's\" data-x='\"'>x</p>", "<p title=\"it's\" data-x='\"'>x</p>"),
    "nothing to do": ("<p>30\N{NO-BREAK SPACE}° – so</p>", "<p>30\N{NO-BREAK SPACE}° – so</p>"),
}


@pytest.mark.parametrize("what", READ)
def test_straight_marks_of_the_text_are_curled_and_nothing_else_is_touched(what):
    written, expected = READ[what]
    assert curled(written) == expected
