"""Links: a build of a small course in which one leads nowhere; places outside that are there, gone, slow or shut."""

import http.server
import socket
import time

from loopback import Quiet, serve
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_colors

from vastus import cli
from vastus.book import links, outside_links

CONF = 'extensions = ["myst_parser", "vastus.book.links"]\nsource_suffix = {".md": "markdown"}\n'
PAGE = """# Page

<p id="there"><a href="#there">here</a> <a href="other.html?a=1#fine">there</a></p>

"""
OTHER = '# Other\n\n<p id="fine"><a href="index.html#there">back</a></p>\n'


def warned(folder, more):
    """What a build of two pages warns of, with more on the first."""
    texts = {"conf.py": CONF, "index.md": PAGE + more, "other.md": f"---\norphan: true\n---\n{OTHER}"}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    app = SphinxTestApp("html", srcdir=folder)
    app.build()
    app.cleanup()
    return strip_colors(app.warning.getvalue())


def test_a_build_warns_of_a_link_to_no_file_and_to_no_id_and_of_no_other(tmp_path):
    wrong = (
        '<p><a href="gone.html">1</a> <a href="other.html#gone">2</a> <a href="#gone">3</a> <img src="gone.png" alt="">'
        '<a href="https://example.org/gone">4</a> <a href="mailto:a@example.org">5</a></p>'
    )
    told = [line.partition("WARNING: ")[2] for line in warned(tmp_path, wrong).splitlines() if "WARNING" in line]
    assert told == [
        "index.html: #gone: no id gone on index.html",
        "index.html: gone.html leads to no file of the book",
        "index.html: gone.png leads to no file of the book",
        "index.html: other.html#gone: no id gone on other.html",
    ]
    outside = links.outside(tmp_path / "_build" / "html")
    assert outside["https://example.org/gone"] == ["index.html"] and not any("mailto" in link for link in outside)


class Places(Quiet):
    """Answers with the number in the address, in an own time, and as if one method were unknown."""

    def do_GET(self):
        _, what, *rest = self.path.split("/")
        if what == "asleep":
            time.sleep(1.5)
        moved = what == "moved"
        self.send_response(302 if moved else 200 if what in ("asleep", "only-get") else int(what))
        if moved:
            self.send_header("Location", "/" + "/".join(rest))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_HEAD(self):
        if self.path.startswith("/only-get"):
            http.server.SimpleHTTPRequestHandler.send_error(self, 405)
        else:
            self.do_GET()


def test_what_is_gone_is_told_apart_from_what_is_slow_and_what_is_shut(tmp_path, capsys):
    expected = {
        "200": "there",
        "200#part": "there",
        "only-get": "there",
        "moved/200": "there",
        "moved/404": "gone",
        "404": "gone",
        "410": "gone",
        "asleep": "slow",
        "503": "slow",
        "429": "slow",
        "403": "shut",
    }
    with serve(tmp_path, Places) as place:
        addresses = [f"{place}/{path}" for path in expected]
        closed = "http://127.0.0.1:9/"
        heard = outside_links.asked([*addresses, closed], timeout_s=0.7)
        assert {address: verdict for address, (verdict, _) in heard.items()} == {
            **{f"{place}/{path}": verdict for path, verdict in expected.items()},
            closed: "slow",
        }
        host = place.removeprefix("http://")
        registered = outside_links.asked([f"{place}/moved/404", f"{place}/404"], registries={host})
        assert [verdict for verdict, _ in registered.values()] == ["there", "gone"], "a DOI is not followed"

        page = tmp_path / "_build" / "html" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f'<p> <a href="{place}/404">x</a> <a href="{place}/403">y</a></p>', encoding="utf-8")
        assert cli.linkcheck(tmp_path) == 1
        assert capsys.readouterr().out.splitlines() == [
            f"gone  {place}/404 (404), on index.html",
            f"shut  {place}/403 (403), on index.html",
            "2 addresses: 1 gone, 1 shut",
        ]
        page.write_text(f'<p> <a href="{place}/503">x</a></p>', encoding="utf-8")
        assert cli.linkcheck(tmp_path) == 0, "what is slow today fails nothing"


def test_a_place_that_lost_its_name_is_gone_and_a_line_that_is_down_is_slow(monkeypatch):
    for number, verdict in ((socket.EAI_NONAME, "gone"), (socket.EAI_AGAIN, "slow")):

        def unknown(*asked, number=number):
            raise socket.gaierror(number, "no")

        monkeypatch.setattr(socket, "getaddrinfo", unknown)
        assert outside_links.asked(["http://name.example/"])["http://name.example/"][0] == verdict
