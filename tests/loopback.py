"""A folder served on a free port of this machine, for a browser that may go nowhere else."""

import contextlib
import functools
import http.server
import threading

PUBLIC = "course.localhost"  # this machine under a name that the course does not know for it
HOSTS = {"127.0.0.1", "localhost", PUBLIC}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass


class Shared(Quiet):
    """As hosts of static pages serve: a sandboxed frame may load the scripts."""

    def end_headers(self):
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


@contextlib.contextmanager
def serve(folder, Handler=Quiet):
    """Serve ``folder`` while the block runs; gives its address."""
    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
