"""Where the files of the course lie, for every module that reads or writes one.

The code knows them by what they are: nobody else counts folders upwards from a module of their own.
"""

from pathlib import Path

_COURSE = Path(__file__).parents[1]
_PLACES = {
    "course": "",
    "chapters": "chapters",
    "tables": "data",
    "argument": "data/argument.yml",
    "signs": "data/red_flags.yml",
    "banks": "chapters/quizzes",
    "bibliography": "references.bib",
    "built": "_build",
}


def place(what):
    """Return the path of something of the course.

    Parameters
    ----------
    what : {"course", "chapters", "tables", "argument", "signs", "banks", "bibliography", "built"}
        ``course`` is the folder that holds all others; ``built`` takes the built book and what is kept between builds.

    Returns
    -------
    pathlib.Path
        A file or a folder, which need not be there.
    """
    return _COURSE / _PLACES[what]
