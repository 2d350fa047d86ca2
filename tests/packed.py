"""A folder served as hosts serve a site: packed by gzip, over connections that stay open."""

import contextlib
import functools
import gzip
import http.server
import threading
from pathlib import Path

PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv"}


class Packed(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = _content(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        if path.suffix in PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words):
        pass


@functools.cache
def _content(path):
    return gzip.compress(path.read_bytes()) if path.suffix in PACKED else path.read_bytes()


@contextlib.contextmanager
def serve(folder):
    """Serve ``folder`` while the block runs; gives its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Packed, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
