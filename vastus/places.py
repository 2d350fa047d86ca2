"""Where the files of the course lie, for every module that reads or writes one.

- The code knows them by what they are: nobody else counts folders upwards from a module of their own.
- In a clone they lie beside the package. A wheel carries those that are read in ``vastus/course``, in the same order
  below it (``hatch_build.py`` puts them there), so both are found alike.
- What is made goes nowhere near an installed package: what is kept for next time to the user's cache, what a command
  writes for its reader to the folder they are in.
"""

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parent
_CARRIED = _PACKAGE / "course"
_COURSE = _CARRIED if _CARRIED.is_dir() else _PACKAGE.parent
_PLACES = {
    "course": "",
    "chapters": "chapters",
    "tables": "data",
    "argument": "data/argument.yml",
    "signs": "data/red_flags.yml",
    "banks": "chapters/quizzes",
    "reviewed": "chapters/quizzes/reviewed.txt",
    "bibliography": "references.bib",
    "built": "_build",
    "written": "_build",
}


def is_clone():
    """Whether this is a clone of the course, with its pages, pictures and tests, and not an installed package alone."""
    return _COURSE != _CARRIED


def place(what):
    """Return the path of something of the course.

    Parameters
    ----------
    what : str
        One of the names in ``_PLACES``:
        ``course`` is the folder that holds all others; ``built`` takes the built book and what is kept between builds;
        ``written`` what a command writes where it is given no folder.

    Returns
    -------
    pathlib.Path
        A file or a folder, which need not be there.
    """
    if not is_clone() and what == "built":
        return platformdirs.user_cache_path("vastus", appauthor=False)
    if not is_clone() and what == "written":
        return Path("vastus-files")
    return _COURSE / _PLACES[what]
