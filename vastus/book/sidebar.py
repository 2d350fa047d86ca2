"""Lessons in the sidebar: minutes beside each, a place for a tick, and a name for the arrow that unfolds a chapter's.

The theme writes the list from the titles alone, in a function that its template calls; what it gives is completed here.
"""

import re

from .. import contents
from . import minutes

LINK = re.compile(r'<a class="(?P<kind>[^"]*)" href="(?P<href>[^"]*)">(?P<title>[^<]*)</a>')
FOLD = re.compile(r">(?P<title>[^<]*)</a><details(?P<open>[^>]*)><summary>")


def with_lessons(html, hrefs):
    """Complete a list of pages.

    Parameters
    ----------
    html : str
        As the theme wrote it.
    hrefs : dict of str to str
        The lessons by their relative addresses.

    Returns
    -------
    str
    """

    def completed(link):
        page = hrefs.get(link["href"])
        if page is None:
            return link[0]
        return (
            f'<a class="{link["kind"]}" href="{link["href"]}" data-lesson="{contents.name(page)}">'
            f"<span data-name>{link['title']}</span> "
            f"<span data-minutes>{minutes.short(page)}</span> <span data-tick></span></a>"
        )

    def named(fold):
        title = fold["title"].replace('"', "&quot;")
        return f'>{fold["title"]}</a><details{fold["open"]}><summary aria-label="Lessons: {title}">'

    return LINK.sub(completed, FOLD.sub(named, html))


def _complete(app, pagename, templatename, context, doctree):
    if "generate_toctree_html" not in context:
        return
    lessons = [lesson for under in contents.sections().values() for lesson in under]
    hrefs = {app.builder.get_relative_uri(pagename, lesson): lesson for lesson in lessons}
    if pagename in lessons:
        hrefs = {href: lesson for href, lesson in hrefs.items() if lesson != pagename} | {"#": pagename}
    write = context["generate_toctree_html"]
    context["generate_toctree_html"] = lambda *given, **named: with_lessons(str(write(*given, **named)), hrefs)


def setup(app):
    app.connect("html-page-context", _complete, priority=900)
