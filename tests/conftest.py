"""What several test folders need: the built book."""

import pytest
from course import build_book
from filelock import FileLock


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


def pytest_collection_modifyitems(items):
    """One process builds the book for the tests of the build while the other runs what needs no book."""

    def turn(item):
        if "/book/" in item.nodeid:
            return 0
        return 2 if "book" in getattr(item, "fixturenames", ()) else 1

    items.sort(key=turn)
