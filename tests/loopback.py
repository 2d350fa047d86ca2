"""A folder served on a free port of this machine, for a browser that may go nowhere else."""

import contextlib
import functools
import http.server
import os
import threading

PUBLIC = "course.localhost"  # this machine under a name that the course does not know for it
CLOSES_WITHIN_S = 0.05
HOSTS = {"127.0.0.1", "localhost", PUBLIC}
# of a Chromium that asks for nothing by itself, and finds no other machine
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE *.localhost",
]


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
        threading.Thread(target=server.serve_forever, args=[CLOSES_WITHIN_S], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def launched_alone(args):
    """How a Chromium is started that may talk to this machine alone: as ``args`` say, and that which is named."""
    named = os.environ.get("CHROMIUM")
    return {**args, "args": QUIET, **({"executable_path": named} if named else {})}
