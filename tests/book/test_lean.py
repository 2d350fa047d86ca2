"""Scripts and styles as they are served."""

from vastus.book import lean


def test_comments_on_lines_of_their_own_go_and_what_follows_code_stays():
    script = """\
// What it does
//
// - how

/** One. */
const a = "// no comment"; // stays
  /* two
     lines */
  const b = `https://example.org`;
"""
    assert lean.script(script) == 'const a = "// no comment"; // stays\nconst b = `https://example.org`;\n'
    assert lean.script("  const b = `one\n  two`;\n") == "  const b = `one\n  two`;\n"


def test_a_style_keeps_its_selectors_values_and_texts():
    style = """\
/* why */
a :is(b, c)::before {
  content: "a, b";
  width: calc(1px + 2px);
}

@media (max-width: 40rem) {
  a { mask: url("data:image/svg+xml,%3Csvg viewBox='0 0 1 1'/%3E"); }
}
"""
    assert lean.style(style) == (
        'a :is(b, c)::before{content: "a, b";width: calc(1px + 2px);}@media (max-width: 40rem){'
        "a{mask: url(\"data:image/svg+xml,%3Csvg viewBox='0 0 1 1'/%3E\");}}"
    )


def test_another_kind_of_file_is_served_as_it_is():
    assert lean.lean("movement.json", b'{"a": 1}\n') == b'{"a": 1}\n'
