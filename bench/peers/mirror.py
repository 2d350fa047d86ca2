"""What the peers' pages ask other machines for, given out by this one, over TLS as there.

A browser that takes every name for this machine (`rules`) gets ``HOST/npm/NAME@RANGE/PATH`` from npm's package of that
name in `PACKAGES`, whatever the host, and Panel's own files from Panel; anything else it asks for is not there.
"""

import contextlib
import functools
import gzip
import http.server
import re
import ssl
import subprocess
import tempfile
import threading
from pathlib import Path
from urllib.parse import urlsplit

from vastus.book import npm
from vastus.places import place

PANEL = place("built") / "bench" / "panel" / "venv"
# of what is asked for as a range, the newest of the day
PACKAGES = {
    "@jupyter-widgets/base": "6.0.12",
    "@jupyter-widgets/controls": "5.0.13",
    "@jupyter-widgets/html-manager": "1.0.6",
    "anywidget": "0.11.0",
    "mathjax": "3.2.2",
    "plotly.js-dist-min": "2.35.2",
    "requirejs": "2.3.4",
}
_NPM = re.compile(r"/(?:npm/)?(?P<name>(?:@[^/]+/)?[^/@]+)@[^/]+/(?P<path>.+)")
_PANEL = re.compile(r"/panel/[^/]+/dist/(?P<path>.+)")
_REQUIRE = re.compile(r"/ajax/libs/require\.js/[^/]+/require\.min\.js")  # npm has it as it was written
KINDS = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}


def _file(path):
    """The file of this machine that is given out for a path, or None."""
    if _REQUIRE.fullmatch(path):
        folder, inside = _package("requirejs"), "require.js"
    elif found := _PANEL.fullmatch(path):
        (folder,), inside = PANEL.glob("lib/python*/site-packages/panel/dist"), found["path"]
    elif found := _NPM.fullmatch(path):
        folder, inside = _package(found["name"]), found["path"]
    else:
        return None
    return folder / inside if folder and (folder / inside).is_file() else None


@functools.cache
def _package(name):
    return npm.package(name, PACKAGES[name]) if name in PACKAGES else None


@functools.cache
def _packed(file):
    return gzip.compress(file.read_bytes())


class _Mirror(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        file = _file(urlsplit(self.path).path)
        content = _packed(file) if file else b""
        if not file:
            self.server.missed.add(f"{self.headers['Host']}{self.path}")
        self.send_response(200 if file else 404)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", str(len(content)))
        if file:
            self.send_header("Content-Type", KINDS.get(file.suffix, "application/octet-stream"))
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words):
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Say nothing of a browser that hangs up, or that asks for something without TLS."""


def rules(port):
    """What a Chromium is told, so that every other machine is this one, at ``port``; without one, no other is there."""
    where = f"127.0.0.1:{port}" if port else "~NOTFOUND"
    return [f"--host-resolver-rules=MAP * {where}, EXCLUDE 127.0.0.1", "--ignore-certificate-errors"]


@contextlib.contextmanager
def serve():
    """Give the packages out while the block runs; gives the port, and what was asked for and is not there."""
    for name in PACKAGES:
        _package(name)  # before anyone waits for it
    with tempfile.TemporaryDirectory() as folder:
        key, certificate = Path(folder, "key"), Path(folder, "certificate")
        wanted = ["-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2"]
        subprocess.run(
            ["openssl", "req", *wanted, "-keyout", key, "-out", certificate], check=True, capture_output=True
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    with _Server(("127.0.0.1", 0), _Mirror) as server:
        server.missed = set()
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, server.missed
        server.shutdown()
