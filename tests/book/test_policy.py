"""The policy of a page, and the header files for hosts."""

import base64
import hashlib

from vastus.book import policy

SCRIPT = "\nlet a = 1 < 2;\n"


def source_of(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_what_a_page_has_inline_is_allowed_by_its_hash_and_nothing_else_is():
    page = f'<head><meta charset="utf-8" /><script>{SCRIPT}</script><script src="a.js"></script><style>b {{}}</style>'
    written = policy.with_policy(page)
    assert f"script-src 'self' {source_of(SCRIPT)};" in written
    assert f"style-src 'self' {source_of('b {}')};" in written
    assert "unsafe" not in written
    assert written.index("Content-Security-Policy") < written.index("<script>")


def test_a_page_gets_its_policy_once_however_often_it_is_built():
    for page in ('<meta charset="utf-8"><p>Text</p>', '<meta http-equiv="Refresh" content="0; url=a.html" />'):
        once = policy.with_policy(page)
        assert policy.with_policy(once) == once != page


def test_what_no_hash_can_allow_is_found():
    allowed = '<script>let style = "<p style=x>"</script><p data-style="a" class="onset-rule">style="a" onclick="b"</p>'
    assert policy.never(allowed) == []
    page = '<td\n style="width: 33%"><button type="button" onclick="print()"></button><a href="javascript:go()">'
    assert policy.never(page) == ["javascript:", "onclick", "style"]


def test_the_header_files_say_the_same_and_forbid_nobody_to_frame_a_page():
    files = policy.headers({"script": {"'sha256-a'"}, "style": set()})
    for name in ("_headers", ".htaccess", "nginx.conf"):
        assert "script-src 'self' 'sha256-a';" in files[name]
        assert "frame-ancestors" not in files[name]
    assert "X-Frame-Options:" not in files["_headers"]
    for unset in ("Header unset X-Frame-Options", "Header always unset X-Frame-Options"):  # of both Apache's lists
        assert unset in files[".htaccess"]


def test_every_page_of_the_book_has_a_policy_that_its_hosts_headers_repeat(book):
    headers = (book / "_headers").read_text(encoding="utf-8")
    for path in policy.pages(book):
        page = path.read_text(encoding="utf-8")
        assert policy.with_policy(page) == page, path
        for sources in policy.hashes(page).values():
            assert all(source in headers for source in sources), path
