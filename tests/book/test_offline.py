"""What the service worker is told, and the zip."""

import json
import zipfile

from vastus.book import offline

FILES = {
    "chapters/a.html": b"<title>A &amp; B</title>",
    "explorers/x.json": b"{}",
    "exports/q.zip": b"PK",
    "pdf/a.pdf": b"%",
}


def version_of(site):
    (path,) = [path for path in site if path.startswith("offline/")]
    return path, json.loads(site[path])


def test_a_version_is_named_by_what_may_be_kept_of_it():
    path, listed = version_of(offline.with_offline(FILES))
    assert listed["chapters/a.html"] == [offline.digest(FILES["chapters/a.html"]), 24, "A &amp; B"]
    assert {"exports/q.zip", "pdf/a.pdf"}.isdisjoint(listed)
    assert version_of(offline.with_offline({**FILES, "exports/q.zip": b"other"}))[0] == path
    assert version_of(offline.with_offline({**FILES, "explorers/x.json": b"[]"}))[0] != path


def test_the_zip_is_the_same_bytes_from_the_same_files_and_another_from_others(tmp_path):
    one, again = tmp_path / "a" / "one.zip", tmp_path / "b" / "again.zip"
    offline.write_zip(one, FILES)
    offline.write_zip(again, dict(reversed(FILES.items())))
    assert one.read_bytes() == again.read_bytes()
    offline.write_zip(again, {**FILES, "chapters/a.html": b"<p>New"})
    assert zipfile.ZipFile(again).read("vmo-question/chapters/a.html") == b"<p>New"


def test_the_zip_of_the_book_holds_all_its_pages_and_a_worker_of_its_own(book):
    with zipfile.ZipFile(book / offline.ZIP) as packed:
        inside = {name.removeprefix("vmo-question/") for name in packed.namelist()}
        welcome = packed.read("vmo-question/chapters/welcome.html").decode()
        (listed,) = [name for name in packed.namelist() if "/offline/" in name]
        kept = json.loads(packed.read(listed))
        for path in ("chapters/welcome.html", "chapters/progress.html", "cards/source-cards.json"):
            assert kept[path][0] == offline.digest(packed.read(f"vmo-question/{path}"))
    there = {path.relative_to(book).as_posix() for path in book.rglob("*") if path.is_file()}
    own = {path for path in there if path.startswith("offline/")} | {offline.ZIP, ".buildinfo"}
    assert there - own == {path for path in inside if not path.startswith("offline/")}
    assert offline.ZIP not in welcome  # which would lead nowhere


def test_the_list_of_the_book_is_what_lies_there(book):
    (path,) = (book / offline.LISTS).iterdir()
    assert path.stem == offline.digest(path.read_bytes())
    for name, (digest, length, *_) in json.loads(path.read_text(encoding="utf-8")).items():
        content = (book / name).read_bytes()
        assert (digest, length) == (offline.digest(content), len(content)), name


def test_the_zip_offers_neither_itself_nor_the_pdfs():
    page = (
        '<ul><li><a href="../pdf/a.pdf" class="btn">PDF</a></li><li><a href="a.ipynb">notebook</a></li></ul>'
        '<p><a href="b.html">b</a> <a href="../pdf/a.pdf">PDF</a></p><span data-zip><a href="../x.zip">zip</a></span>'
    )
    inside = offline.inside_zip({"pdf/a.pdf": b"%PDF", "chapters/a.html": page.encode()})
    assert inside == {
        "chapters/a.html": b'<ul><li><a href="a.ipynb">notebook</a></li></ul><p><a href="b.html">b</a></p>'
    }
