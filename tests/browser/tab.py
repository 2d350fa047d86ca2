"""A tab that test after test gets, washed in between.

A context of its own for every test costs more than most tests do: a process has to start, and it loads and compiles
what another has just thrown away. What a test leaves behind goes, so that the next finds the tab as new: listeners,
routes, other tabs, storage, size, media, place of the mouse. What cannot be undone (a script before every page, a
clock) has a new context opened.
"""

import contextlib
import functools
from urllib.parse import urlparse

from loopback import HOSTS

CANNOT_BE_UNDONE = ("add_init_script", "expose_binding", "expose_function", "new_cdp_session", "grant_permissions")
SIZE = {"width": 1280, "height": 720}  # Playwright's own, as are the media and the time it waits
MEDIA = {"media": "null", "color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none"}
PATIENCE_MS = 30_000


def guard(context, trouble):
    """Write what goes wrong in a browser context, and what it asks of other machines, into ``trouble``."""

    # a route would do the same and take every request through this process, past the browser's cache
    def note_foreign(request):
        address = urlparse(request.url)
        if address.scheme.startswith(("http", "ws")) and address.hostname not in HOSTS:
            trouble.append(f"request to another machine: {request.url}")

    context.on("request", note_foreign)
    context.on("weberror", lambda error: trouble.append(f"page error: {error.error}"))

    def note_error(message):
        # a page without an icon of its own is asked for one
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            trouble.append(f"console: {message.text}")

    context.on("console", note_error)


class Tab:
    """A browser context with one page in it; ``how`` it is opened is as Playwright has it."""

    def __init__(self, browser, **how):
        self._browser = browser
        self._how = {"viewport": SIZE, **how}
        self._open()

    def _open(self):
        self.context = self._browser.new_context(**self._how)
        self.page = self.context.new_page()
        self._storage = self.context.new_cdp_session(self.page)
        self._as_new = True
        self._listening = []
        self._origins = set()
        self.context.on("request", self._note_origin)
        for owner in (self.context, self.page):
            owner.on = functools.partial(self._listen, owner, owner.on)
            for name in CANNOT_BE_UNDONE:
                if hasattr(owner, name):
                    setattr(owner, name, functools.partial(self._spoil, getattr(owner, name)))

    def _note_origin(self, request):
        if request.is_navigation_request():
            scheme, _, rest = request.url.partition("://")
            self._origins.add(f"{scheme}://{rest.partition('/')[0]}")

    def _listen(self, owner, on, event, call):
        self._listening.append((owner, event, call))
        on(event, call)

    def _spoil(self, do, *given, **named):
        self._as_new = False
        return do(*given, **named)

    def wash(self):
        """Make it as new."""
        for owner, event, call in self._listening:
            with contextlib.suppress(KeyError):  # a test has taken it off itself
                owner.remove_listener(event, call)
        self._listening.clear()
        if not self._as_new or self.page.is_closed() or self.page.evaluate("'__pwClock' in globalThis"):
            self.context.close()
            self._open()
            return
        for other in self.context.pages:
            if other is not self.page:
                other.close()
        self.page.unroute_all()
        self.context.unroute_all()
        for owner in (self.context, self.page):
            owner.set_default_timeout(PATIENCE_MS)
        self.page.mouse.move(-9, -9)
        self.page.goto("about:blank")
        for origin in self._origins:
            self._storage.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        self._origins.clear()
        self.page.set_viewport_size(self._how["viewport"])
        self.page.emulate_media(**MEDIA)

    @contextlib.contextmanager
    def lent(self, trouble):
        """Hold what is done in it while the block runs to have been sound, and wash it."""
        guard(self.context, trouble)
        yield
        self.wash()
        assert trouble == []

    def close(self):
        self.context.close()
