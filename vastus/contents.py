"""The order of the course as ``_toc.yml`` tells it: its pages, and which of them are lessons of which chapter.

A page is named as Sphinx names it: its file in the course's folder, without ending.
"""

import functools

import yaml

from .places import place

FILE = "_toc.yml"


@functools.cache
def sections():
    """The pages of the table of contents, each with those under it.

    Returns
    -------
    dict of str to tuple of str
        In reading order. A chapter has its lessons; a page without any has none.
    """
    toc = yaml.safe_load((place("course") / FILE).read_text(encoding="utf-8"))
    return {toc["root"]: ()} | {
        entry["file"]: tuple(under["file"] for under in entry.get("sections", ())) for entry in toc["chapters"]
    }


def pages():
    """Every page in reading order, lessons after their chapter."""
    return [page for chapter, lessons in sections().items() for page in (chapter, *lessons)]


def chapters():
    """The pages that are chapters, those with a question bank, in reading order."""
    return [page for page in sections() if (place("banks") / f"{name(page)}.yml").is_file()]


def name(page):
    """What a page is called below the folder of chapters: a chapter's slug, or chapter and lesson with a slash."""
    return page.removeprefix("chapters/")


def chapter_of(page):
    """The chapter that a lesson belongs to, or None for any other page."""
    return next((chapter for chapter, lessons in sections().items() if page in lessons), None)


def source(page):
    """The file of a page: a notebook, or Markdown."""
    files = [place("course") / f"{page}{ending}" for ending in (".ipynb", ".md")]
    found = [file for file in files if file.is_file()]
    if not found:
        raise FileNotFoundError(f"{FILE} names {page}, expected one of {', '.join(map(str, files))}")
    return found[0]
