"""Firefox and WebKit behind one handful of methods, each driven as its makers drive it, without a download.

- Firefox (``firefox-esr`` of Debian, or whatever ``FIREFOX`` names) by Marionette, which is built into it: Debian has
  no geckodriver.
- WebKitGTK (``webkit2gtk-driver`` of Debian) by WebKitWebDriver, on a screen that nobody sees (``xvfb``).
"""

import glob
import os
import shutil
import subprocess
import time

DEADLINE_S = 60
ARROW_RIGHT = "\ue014"  # as WebDriver and Marionette both name the key


class Missing(RuntimeError):
    """An engine is not on this machine; says what to install."""


def _found(named, *programs):
    found = os.environ.get(named) or next(filter(None, map(shutil.which, programs)), None)
    if not found:
        raise Missing(f"found no {' or '.join(programs)}: install it, or name it with {named}=…")
    return found


class Engine:
    """A browser with one page.

    A script is the body of a function and gives back what JSON can carry; a place is a CSS selector.
    """

    def _element(self, place):
        return self._driver.find_element("css selector", place)

    def until(self, script):
        """Wait until the script gives something true, and return it; fails with the script after a while."""
        end = time.monotonic() + DEADLINE_S
        while time.monotonic() < end:
            if found := self.run(script):
                return found
            time.sleep(0.05)
        raise AssertionError(f"{self.name}: never true within {DEADLINE_S} s: {script}")

    def click(self, place):
        """Bring the first element of a place into sight and click it."""
        self.run(f"document.querySelector({place!r}).scrollIntoView({{ block: 'center', behavior: 'instant' }})")
        self._element(place).click()

    def press(self, place, key):
        """Type a key into an element."""
        self._element(place).send_keys(key)


class Firefox(Engine):
    name = "Firefox"

    def __init__(self):
        from marionette_driver.marionette import Marionette

        program = _found("FIREFOX", "firefox-esr", "firefox")
        self._driver = Marionette(bin=program, headless=True, startup_timeout=120, gecko_log=os.devnull)
        self.version = self._driver.start_session()["browserVersion"]
        self._driver.timeout.script = DEADLINE_S

    def open(self, address):
        self._driver.navigate(address)

    def run(self, script):
        return self._driver.execute_script(script, sandbox=None)

    def close(self):
        self._driver.quit()


class WebKit(Engine):
    name = "WebKitGTK"

    def __init__(self):
        from selenium import webdriver

        driver = _found("WEBKIT_DRIVER", "WebKitWebDriver")
        browsers = sorted(glob.glob("/usr/lib/*/webkit2gtk-4.*/MiniBrowser"))
        if not browsers:
            raise Missing("found no MiniBrowser of WebKitGTK: install webkit2gtk-driver")
        self._screen, display = _screen()
        options = webdriver.WebKitGTKOptions()
        options.binary_location = browsers[-1]
        options.add_argument("--automation")
        alone = {"DISPLAY": display, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}  # bubblewrap wants a desktop
        service = webdriver.webkitgtk.service.Service(driver, env={**os.environ, **alone})
        try:
            self._driver = webdriver.WebKitGTK(options=options, service=service)
        except BaseException:
            self._screen.kill()
            raise
        self._driver.set_script_timeout(DEADLINE_S)
        self.version = self._driver.capabilities["browserVersion"]

    def open(self, address):
        self._driver.get(address)

    def run(self, script):
        return self._driver.execute_script(script)

    def close(self):
        self._driver.quit()
        self._screen.kill()


def _screen():
    """A screen that nobody sees: its process, and the name of its display."""
    theirs, ours = os.pipe()
    command = [_found("XVFB", "Xvfb"), "-displayfd", str(ours), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[ours], stderr=subprocess.DEVNULL)
    os.close(ours)
    with os.fdopen(theirs) as pipe:
        return process, f":{pipe.readline().strip()}"


ENGINES = (Firefox, WebKit)
