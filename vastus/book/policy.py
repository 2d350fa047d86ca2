"""What a page may load and run: a strict Content Security Policy, so that nothing strange runs even where it gets in.

- Every page carries its policy as its first ``meta``; its scripts and styles are files of the book. What else a page
  has inline is allowed by its hash, taken from the page as it was written, so it may be nothing but what we wrote.
- A style attribute and an attribute that runs a script cannot be allowed by a hash: one of them fails the build.
- Hosts that send headers get them as files (`HEADERS`): ``_headers`` for Netlify and Cloudflare Pages, ``.htaccess``
  for Apache, ``nginx.conf`` to be included. They hold the hashes of all pages, forbid nobody to frame a page, and let
  a sandboxed frame load the scripts of ``embed/``.
"""

import base64
import hashlib
import re
from pathlib import Path

from sphinx.util import logging

from . import assets
from .read_off import read_off

LATE = 990  # after everything that writes a page or takes a file away
SELF = "'self'"
INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL)
DATA = re.compile(r'type="application/(?:ld\+)?json"')
NEVER = re.compile(r"""<[a-z][^<>]*?\s(style|on[a-z]+)=|(?:href|src)=["'](javascript:)""")
META = re.compile(r'\n?<meta http-equiv="Content-Security-Policy"[^>]*>')
CHARSET = re.compile(r'<meta charset="[^"]*"\s*/?>')
logger = logging.getLogger(__name__)


def hashes(page):
    """Sources that allow what a page has inline.

    Parameters
    ----------
    page : str
        HTML.

    Returns
    -------
    dict of str to set of str
        Under ``script`` and ``style``.
    """
    found = {"script": set(), "style": set()}
    for kind, attributes, content in INLINE.findall(page):
        if " src=" not in attributes and not DATA.search(attributes):
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            found[kind].add(f"'sha256-{digest}'")
    return found


def policy(allowed):
    """The policy that allows, beside files of the book, what `hashes` found."""
    parts = {
        "default-src": [SELF],
        "script-src": [SELF, *sorted(allowed["script"])],
        "style-src": [SELF, *sorted(allowed["style"])],
        "img-src": [SELF, "data:"],  # the theme's style has small pictures in it
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in parts.items())


def with_policy(page):
    """A page that carries its policy."""
    page = META.sub("", page)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(hashes(page))}">'
    charset = CHARSET.search(page)
    if charset:
        return f"{page[: charset.end()]}\n{meta}{page[charset.end() :]}"
    return f"{meta}{page}"


def never(page):
    """What a page has that no policy of ours can allow, as it stands there."""
    return sorted({(match[1] or match[2]) for match in NEVER.finditer(INLINE.sub("", page))})


def pages(out):
    """Paths of the pages of a built book; what the theme leaves in ``_static`` is none."""
    return sorted(path for path in out.rglob("*.html") if path.relative_to(out).parts[0] != "_static")


def _read(_, page):
    """What it has inline, what can never be allowed, and whether it carries its policy."""
    return hashes(page), never(page), with_policy(page) == page


def headers(allowed):
    """Name and text of a file for each host.

    Parameters
    ----------
    allowed : dict of str to set of str
        As `hashes` gives it, over all pages.
    """
    sent = {
        "Content-Security-Policy": policy(allowed),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Access-Control-Allow-Origin": "*",  # a sandboxed frame is a stranger to the scripts of its own page
    }
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}  # another content has another address
    paths = {"/*": sent, f"/{assets.folder()}/*": kept, "/explorers/*": kept}
    netlify = "".join(
        path + "".join(f"\n  {name}: {value}" for name, value in of.items()) + "\n" for path, of in paths.items()
    )
    apache = "".join(f'  Header always set {name} "{value}"\n' for name, value in sent.items())
    # Apache keeps two lists of headers, and either may have it
    apache += "".join(f"  Header {which}unset X-Frame-Options\n" for which in ("", "always "))
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in sent.items())
    return {
        "_headers": netlify,
        ".htaccess": f"<IfModule mod_headers.c>\n{apache}</IfModule>\n",
        "nginx.conf": f"# include this in the location that serves the course; add no X-Frame-Options\n{nginx}",
        ".nojekyll": "",  # GitHub Pages would leave out every folder with a name like _static
    }


def _write(app, error):
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    allowed = {"script": set(), "style": set()}
    for address, (inline, forbidden, is_done) in read_off(app, _read, pages(out)).items():
        for kind, sources in inline.items():
            allowed[kind] |= sources
        for attribute in forbidden:
            logger.warning("%s: the policy forbids %s; use a class, or a script in a file", address, attribute)
        if not is_done:
            path = out / address
            path.write_text(with_policy(path.read_text(encoding="utf-8")), encoding="utf-8")
    for name, text in headers(allowed).items():
        (out / name).write_text(text, encoding="utf-8")


def setup(app):
    app.connect("build-finished", _write, priority=LATE)
