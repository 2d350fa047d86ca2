"""The course without a network, on a small site: a page, what it loads, what it fetches later, and another page."""

import contextlib
import functools
import http.server
import threading

import pytest
from loopback import PUBLIC, Quiet
from playwright.sync_api import expect
from until import until

from vastus.book import assets, offline

SOON_MS = 20_000  # a worker starts, installs and takes over in its own time
UPDATE = "navigator.serviceWorker.getRegistration().then(one => one.update()).catch(() => {})"
READY = "[data-keep]:not([hidden])"
FETCH = "path => fetch(path).then(answer => answer.text(), () => 'refused')"
KEPT = """async () => {
    const [name] = await caches.keys();
    return (await (await caches.open(name)).keys()).filter(({ url }) => url.includes("/kept/file/")).length;
}"""
NEW, OLDER = "A new version of the course is here.", "This page is of an older version of the course."
LATER = "../cards/later.json"  # fetched only when a reader asks for it
UNSEEN = "../cards/unseen.json"


class Site(Quiet):
    """A server that changes what it has under way, and that can be cut off."""

    files, cut = {}, False

    def do_GET(self):
        path = self.path.partition("?")[0].lstrip("/")
        if type(self).cut:
            self.close_connection = True
            return
        if path not in self.files:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(self.files[path])))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(self.files[path])


def version(number, **more):
    """The files of a version: every one says which it is, the scripts by the name of their folder."""
    folder = f"vastus-{number:012d}"
    scripts = {f"{folder}/{name}": assets.files()[name] for name in ("offline.js", "download.js", "offline.css")}
    page = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{0} {1}</title><link rel="icon" href="data:,">
        <link rel="stylesheet" href="../_static/look.css"><h1>{0} of {1}</h1><p data-keep hidden></p>
        <script type="module" src="../{2}/offline.js"></script>"""
    own = {
        "chapters/first.html": page.format("first", number, folder),
        "chapters/second.html": page.format("second", number, folder),
        "_static/look.css": f"h1::after {{ content: '{number}' }}",
        "cards/later.json": f"later {number}",
        "cards/unseen.json": f"unseen {number}",
        **more,
    }
    return offline.with_offline(scripts | {path: text.encode() for path, text in own.items()})


@pytest.fixture
def site(expect_trouble):
    """A class that holds what is served; its ``address`` is one that a browser takes for another machine's."""
    served = type("Served", (Site,), {"files": version(1)})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(served)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        served.address = f"http://{PUBLIC}:{server.server_port}"
        yield served
        server.shutdown()
    for words in ("ERR_", "404", "503"):  # what a browser notes of a server that is cut off
        expect_trouble(words)


def go(page, site, name="first"):
    page.goto(f"{site.address}/chapters/{name}.html")
    expect(page.locator("h1")).to_be_visible()


@pytest.fixture
def reader(page, site):
    """A page of version 1 that has been visited once."""
    page.set_default_timeout(SOON_MS)
    go(page, site)
    page.locator(READY).wait_for()
    return page


def looks(page):
    """Which version the page is, and which its style."""
    content = page.evaluate("getComputedStyle(document.querySelector('h1'), '::after').content").strip('"')
    return page.locator("h1").inner_text(), content


def test_what_was_visited_opens_without_a_network_and_what_was_not_says_so(reader, site):
    assert reader.evaluate(FETCH, LATER) == "later 1"
    site.cut = True
    reader.reload()
    assert looks(reader) == ("first of 1", "1")
    assert reader.evaluate(FETCH, LATER) == "later 1"
    assert reader.evaluate(FETCH, UNSEEN) == "refused"
    go(reader, site, "second")
    assert "not on this device" in reader.locator("h1").inner_text()
    reader.get_by_role("link", name="first 1").click()
    assert looks(reader) == ("first of 1", "1")


def test_the_whole_course_is_kept_on_request_and_removed_again(reader, site):
    offer = reader.locator(READY)
    offer.get_by_role("button", name="Keep the whole course on this device").click()
    expect(offer).to_contain_text("is kept on this device", timeout=SOON_MS)
    site.cut = True
    go(reader, site, "second")
    assert looks(reader) == ("second of 1", "1")
    assert reader.evaluate(FETCH, UNSEEN) == "unseen 1"
    reader.get_by_role("button", name="Remove it").click()
    expect(offer).to_contain_text("Keep the whole course", timeout=SOON_MS)
    assert reader.evaluate(KEPT) == 0


def test_a_new_version_comes_whole_when_it_is_asked_for_and_open_tabs_stay_what_they_are(reader, context, site):
    other = context.new_page()
    go(other, site)
    site.files = version(2)
    reader.reload()
    expect(reader.get_by_role("status").last).to_contain_text(NEW, timeout=SOON_MS)
    assert looks(reader) == ("first of 1", "1")
    site.cut = True  # all that was kept of the old version is there in the new
    reader.get_by_role("button", name="Show it").click()
    expect(reader.locator("h1")).to_have_text("first of 2", timeout=SOON_MS)
    assert looks(reader) == ("first of 2", "2")
    reader.locator(READY).wait_for()  # its scripts are there too, under the new version's address
    site.cut = False
    expect(other.get_by_role("status").last).to_contain_text(OLDER, timeout=SOON_MS)
    assert other.evaluate(FETCH, "../_static/look.css") == version(1)["_static/look.css"].decode()
    assert other.evaluate(FETCH, LATER) == "refused"  # the server has that of version 2 alone
    assert reader.evaluate(FETCH, LATER) == "later 2"
    other.get_by_role("button", name="Show the new one").click()
    expect(other.locator("h1")).to_have_text("first of 2", timeout=SOON_MS)


def test_a_page_that_was_not_kept_comes_from_a_newer_server_with_what_belongs_to_it(reader, site):
    site.files = {**version(2), offline.WORKER: site.files[offline.WORKER]}  # the worker is the last to be put up
    go(reader, site, "second")
    assert looks(reader) == ("second of 2", "2")
    assert reader.evaluate(FETCH, LATER) == "later 2"
    go(reader, site)
    assert looks(reader) == ("first of 1", "1")


def test_a_version_that_is_up_by_half_leaves_the_old_one_whole(reader, site):
    half = version(2)
    del half["_static/look.css"]
    site.files = half
    reader.reload()
    reader.evaluate(UPDATE)
    until(reader, "() => navigator.serviceWorker.getRegistration().then(one => !one.installing && !one.waiting)")
    site.cut = True
    reader.reload()
    assert looks(reader) == ("first of 1", "1")


def test_a_spoilt_or_emptied_cache_heals(reader, site):
    spoil = """async () => {
        const [name] = await caches.keys();
        const store = await caches.open(name);
        for (const request of await store.keys()) {
          if (/kept.(file|list)/.test(request.url)) await store.put(request, new Response('spoilt'));
        }
    }"""
    empty = "async () => { for (const name of await caches.keys()) await caches.delete(name) }"
    for harm in (spoil, empty):
        reader.evaluate(harm)
        for _ in range(2):
            reader.reload()
            assert looks(reader) == ("first of 1", "1")
        reader.locator(READY).wait_for()
        site.cut = True
        reader.reload()
        assert looks(reader) == ("first of 1", "1")
        site.cut = False


@contextlib.contextmanager
def full_disk(page, site, room_bytes):
    """A browser that lets the site keep this much."""
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": site.address, "quotaSize": room_bytes})
    yield
    session.send("Storage.overrideQuotaForOrigin", {"origin": site.address})


def test_a_full_disk_keeps_what_it_has_and_says_that_there_is_no_room(reader, site):
    with full_disk(reader, site, 1000):
        offer = reader.locator(READY)
        offer.get_by_role("button", name="Keep the whole course on this device").click()
        expect(offer).to_contain_text("no room for the whole course", timeout=SOON_MS)
        go(reader, site, "second")
        assert looks(reader) == ("second of 1", "1")
        site.files = version(2)
        go(reader, site)
        reader.evaluate(UPDATE)
        expect(reader.get_by_role("status").last).to_contain_text("this device has no room for it", timeout=SOON_MS)
        site.cut = True
        reader.reload()
        assert looks(reader) == ("first of 1", "1")


def test_a_course_that_has_gone_from_its_server_goes_from_the_device(reader, site):
    site.files = {"chapters/first.html": b"<h1>Another site</h1>"}
    reader.reload()
    until(reader, "() => caches.keys().then(names => names.length === 0)")
    reader.reload()
    assert reader.locator("h1").inner_text() == "Another site"
