"""What several test folders need: the built book, and kernels that are soon there."""

import sys

import nbval.kernel
import pytest
from course import build_book
from filelock import FileLock
from jupyter_client.provisioning import local_provisioner


def pytest_configure():
    if sys.platform == "linux":  # elsewhere a process that has read much cannot be forked, or not safely
        import forked_kernels

        local_provisioner.launch_kernel = forked_kernels.launch
    nbval.kernel.pformat = str  # it writes out each message, at length, for a log that nobody reads


@pytest.fixture(scope="session")
def book(tmp_path_factory, worker_id):
    """The HTML folder of the course, built once a run whatever the number of test processes."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "book"
    with FileLock(f"{folder}.lock"):
        if not (folder / "done").exists():
            build_book(folder)
            (folder / "done").touch()
    return folder / "_build" / "html"


@pytest.fixture(scope="session")
def recalled(book):
    """What takes long to compute is known from the building of the book, where that kept it."""
    from vastus.book import results

    for name in ("phantom_delay", "two_laboratories"):
        results.recall(name)


BUILDS_THE_BOOK = "tests/book/test_build.py"


def pytest_collection_modifyitems(items):
    """One process builds the book while others run what needs none; of what needs it the long files come first."""
    files = {}
    for item in items:
        files.setdefault(item.nodeid.partition("::")[0], []).append(item)

    def turn(item):
        file = item.nodeid.partition("::")[0]
        if file == BUILDS_THE_BOOK:
            return (0,)
        needs_it = any("book" in getattr(other, "fixturenames", ()) for other in files[file])
        return (2, -len(files[file]), file) if needs_it else (1,)

    items.sort(key=turn)
