"""Curled quotation marks in HTML of the course's own making, by the rules that Sphinx has for its pages.

Sphinx leaves raw HTML as it is, so questions had straight marks beside the text's curled ones. Exports and the banks
keep what their authors wrote: other systems compare typed answers with it.
"""

import re
from html import escape, unescape

from docutils.utils.smartquotes import educateQuotes

TEXT = re.compile(r"(?<=>)[^<>]*(?=<)")


def curled(page):
    """HTML with the straight quotation marks of its text curled; tags and their attributes stay."""
    return TEXT.sub(lambda found: _curled(found[0]), page)


def _curled(text):
    written = unescape(text)
    # A text begins where its tag begins, so its first mark opens: as after a space.
    return escape(educateQuotes(f" {written}", "en")[1:]) if {*written} & {*"\"'"} else text
