"""What a page says of itself to search engines, and to those who link to it.

- Its description is its first paragraph.
- A page with figures is shown by a picture of the first one (`posters`), and only where the course has an address of
  its own, which such a picture needs: ``html.baseurl`` in ``_config.yml``.
- There too ``sitemap.xml`` lists the pages, and Sphinx names each page's own address (``canonical``).
"""

import re
from html import escape
from pathlib import Path

from docutils import nodes

from .. import contents, explorers
from . import bibliography, posters

LONGEST = 200  # characters; search engines show fewer
FIGURE = re.compile(r'data-explorer="([a-z_]+)"')


def _describe(app, pagename, templatename, context, doctree):
    words = _first_paragraph(doctree) if doctree else app.config.html_title
    said = {
        "og:type": "article",
        "og:site_name": app.config.html_title,
        "og:title": context.get("title") or app.config.html_title,
    }
    if words:
        said |= {"description": words, "og:description": words}
    address = app.config.html_baseurl.rstrip("/")
    if address:
        said |= {"og:url": f"{address}/{pagename}.html", **_picture(address, context.get("body", ""))}
    context["metatags"] = context.get("metatags", "") + "".join(
        f'\n<meta {"property" if ":" in name else "name"}="{name}" content="{escape(content)}">'
        for name, content in said.items()
    )


def _first_paragraph(doctree):
    """The words of the first paragraph, cut at the end of a word; without citations, which lead nowhere there."""
    paragraph = next(iter(doctree.findall(nodes.paragraph)), None)
    if paragraph is None:
        return ""
    texts = [text.astext() for text in paragraph.findall(nodes.Text) if not _is_aside(text)]
    words = " ".join("".join(texts).split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rpartition(' ')[0]} …"


def _is_aside(text):
    return isinstance(text.parent, nodes.raw) or bibliography.is_number(text)


def _picture(address, body):
    found = FIGURE.search(body)
    if not found or posters.preview(found[1]) is None:
        return {}
    width, height = posters.LOOK["size"]
    return {
        "og:image": f"{address}/{posters.FOLDER}/{found[1]}.png",
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": explorers.load(found[1]).title,
        "twitter:card": "summary_large_image",
    }


def sitemap(address, pages):
    """A list of pages for search engines, as sitemaps.org has it."""
    places = "".join(f"<url><loc>{escape(f'{address}/{page}.html')}</loc></url>\n" for page in pages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'
    )


def _write_sitemap(app, error):
    if error or app.builder.format != "html":
        return
    file = Path(app.outdir) / "sitemap.xml"
    address = app.config.html_baseurl.rstrip("/")
    if address:
        file.write_text(sitemap(address, contents.pages()), encoding="utf-8")
    else:
        file.unlink(missing_ok=True)


def setup(app):
    app.connect("html-page-context", _describe)
    app.connect("build-finished", _write_sitemap)
