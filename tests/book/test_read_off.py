"""What is read off pages: each is read once, and again when it, its place or what reads it is another."""

from types import SimpleNamespace

from vastus.book import links, read_off, rests_on

PAGE = '<p id="here"><a href="other.html#there">1</a> <a href="../up.html">2</a></p>'


def test_a_page_is_read_anew_when_it_is_another_or_stands_elsewhere_or_is_read_otherwise(tmp_path, monkeypatch):
    app = SimpleNamespace(outdir=str(tmp_path / "html"), doctreedir=str(tmp_path / "doctrees"))
    paths = [tmp_path / "html" / name for name in ("a.html", "in/b.html")]
    paths[1].parent.mkdir(parents=True)
    seen = []

    def read(address, page):
        seen.append(address)
        return links._places(address, page)

    read.__module__ = links.__name__

    def read_anew():
        seen.clear()
        found = read_off.read_off(app, read, [path for path in paths if path.exists()])
        assert found == {
            address: links._places(address, (tmp_path / "html" / address).read_text()) for address in found
        }
        return [*seen]

    for path in paths:
        path.write_text(PAGE)
    assert read_anew() == ["a.html", "in/b.html"]
    assert read_anew() == []
    paths[0].write_text(PAGE.replace("there", "then"))
    assert read_anew() == ["a.html"]
    paths[0].replace(tmp_path / "html" / "in" / "b.html")
    assert read_anew() == ["in/b.html"]
    monkeypatch.setattr(rests_on, "on", lambda module: {f"file of {module}": "another"})
    assert read_anew() == ["in/b.html"]
