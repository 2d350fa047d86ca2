"""What the page says of five ways to make an explorer is what was measured."""

from vastus.book import peers

MEASURED = """way,version,condition,kb,others,picture_s,live_s,step_ms,step_p95_ms,on
Ours,0.1.0,phone,559,,1.00,4.00,12,30,2026-11-28
Needs a kernel,1.0,phone,3541,cdn.example,20.00,,,,2026-11-28
Needs others,2.0,phone,12345,cdn.example fonts.example,40.00,41.26,88,320,2026-11-28
Ours,0.1.0,alone,559,,0.40,1.00,9,20,2026-11-28
Needs a kernel,1.0,alone,2395,cdn.example,0.70,,,,2026-11-28
Needs others,2.0,alone,7642,cdn.example,,,,,2026-11-28
"""


def rows(tmp_path, monkeypatch, condition):
    monkeypatch.setattr(peers, "FILE", tmp_path / "measured.csv")
    peers.FILE.write_text(MEASURED, encoding="utf-8")
    return peers.rows(condition)


def test_a_bar_ends_where_a_way_shows_a_picture_and_where_it_answers_if_it_ever_does(tmp_path, monkeypatch):
    drawn = peers.picture_html(rows(tmp_path, monkeypatch, "phone"))
    ours, kernel, others = drawn.split("<li><p>")[1:]
    assert "picture 1.0\N{NO-BREAK SPACE}s, answer 4.0\N{NO-BREAK SPACE}s" in ours
    assert 'class="waits" x="0.0" width="2.2"' in ours and 'class="answers" x="8.7" width="91.3"' in ours
    assert "picture 20.0\N{NO-BREAK SPACE}s, answer never" in kernel
    assert 'class="shows" x="43.6" width="56.4"' in kernel and "answers" not in kernel
    assert 'class="answers" x="90.0" width="10.0"' in others and "46 s" in others
    assert "style=" not in drawn


def test_the_numbers_are_those_of_the_file_and_what_never_happened_is_said(tmp_path, monkeypatch):
    table = peers.times_html(rows(tmp_path, monkeypatch, "phone"))
    _, ours, kernel, others = table.split("<tr>")[1:]
    assert "<td>559</td><td>1.0</td><td>4.0</td><td>12 <small>(30)</small></td>" in ours
    assert "<td>20.0</td><td>never</td><td>never</td>" in kernel
    assert "<td>12\N{NARROW NO-BREAK SPACE}345</td>" in others and "41.3" in others


def test_what_is_left_without_other_machines_stands_beside_those_that_are_asked(tmp_path, monkeypatch):
    phone, alone = (rows(tmp_path, monkeypatch, condition) for condition in ("phone", "alone"))
    _, ours, kernel, others = peers.alone_html(phone, alone).split("<tr>")[1:]
    assert "<td>none</td><td>draws and answers</td>" in ours
    assert "<td>cdn.example</td><td>draws, but its controls move nothing</td>" in kernel
    assert "<td>cdn.example<br>fonts.example</td><td>draws nothing</td>" in others


def test_the_page_shows_every_way_that_was_measured_under_every_condition(book):
    page = (book / "chapters" / "make-your-own.html").read_text(encoding="utf-8")
    ways = {row.way for row in peers.rows("phone")}
    assert len(ways) == 5
    for condition in ("phone", "computer", "alone"):
        assert {row.way for row in peers.rows(condition)} == ways
    assert all(page.count(peers.escape(way)) >= 4 for way in ways)
