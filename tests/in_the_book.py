"""What a built book holds."""

from functools import cache

from vastus.explorer import frames


@cache
def frames_of(book, name):
    """The compiled frames of an explorer, from the file that the book's pages read."""
    (path,) = (book / "explorers").glob(f"{name}.*.json")
    return frames.read(path.read_bytes())
