"""The course without a network: what its service worker needs, and the whole of it as one zip.

- The worker is written by hand (``service-worker.js``, 300 lines). Workbox would bring more bytes than that and keep by
  address alone: here nothing of one version may meet data of another, so every file is known by its digest.
- ``offline/VERSION.json`` lists what may be kept: pages, slides, scripts, styles, frames, cards. Not what is
  downloaded to be used elsewhere: LMS files, PDFs, notebooks, the zip.
- The version is the digest of that list, so a build that changes nothing is no new version.
- ``download/vmo-question.zip`` holds the same site for a folder on any server; the same bytes from the same site. Only
  the PDFs and the links to them stay out: they are many times its bytes.

``{keep}`` puts the offer on a page. All is written last of all, when no file of the book changes any more.
"""

import hashlib
import html
import json
import re
import zipfile
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .. import contents
from . import assets, pdfs, policy

WORKER = "service-worker.js"
TEMPLATE = Path(__file__).parent / WORKER
LISTS = "offline"
MANIFEST = "manifest.webmanifest"
ZIP = "download/vmo-question.zip"
FOLDER_IN_ZIP = "vmo-question"
KEPT = ("chapters/", "slides/", "review/", "explorers/", "cards/", "handout/", "recordings/", "_static/", "vastus-")
KEPT_ENDINGS = {".html", ".css", ".js", ".json", ".csv", ".woff2", ".svg", ".png"}
AT_THE_ROOT = {"index.html", "search.html", "genindex.html", "searchindex.js"}
NOT_OF_THE_SITE = {".buildinfo", WORKER, ZIP}
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
OF_ZIP = re.compile(r"<span data-zip>.*?</span>", re.DOTALL)
THEN = (1980, 1, 1, 0, 0, 0)  # the earliest day a zip can tell
DONE = {".zip", ".png", ".pdf", ".woff2"}  # packed already


class Keep(SphinxDirective):
    """``{keep}``: the offer to keep the course on the device, where that can be done, and the zip."""

    def run(self):
        root = "../" * self.env.docname.count("/")
        words = (
            '<p class="vastus-keep"><span data-keep role="status" hidden></span> '
            f'<span data-zip><a href="{root}{ZIP}" download>The whole course as one zip</a></span></p>'
        )
        return [nodes.raw("", words, format="html")]


def digest(content):
    """A digest as the worker knows it: 16 letters of the SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()[:16]


def may_be_kept(path):
    """Whether a file, by its address in the book, is among what a reader may keep."""
    return path in AT_THE_ROOT or (path.startswith(KEPT) and Path(path).suffix in KEPT_ENDINGS)


def listed(files):
    """The list of a version.

    Parameters
    ----------
    files : dict of str to bytes
        By address in the book.

    Returns
    -------
    bytes
        JSON: each address with digest, bytes and, of a page, its title.
    """
    entries = {}
    for path, content in sorted(files.items()):
        title = TITLE.search(content.decode()) if path.endswith(".html") else None
        entries[path] = [digest(content), len(content), *([html.escape(html.unescape(title[1]))] if title else [])]
    return json.dumps(entries, separators=(",", ":"), ensure_ascii=False).encode()


def worker(version):
    """The worker of a version."""
    constants = f'const VERSION = "{version}";\nconst LIST = "{LISTS}/{version}.json";\n'
    return (constants + TEMPLATE.read_text(encoding="utf-8")).encode()


def manifest():
    """What a device is told that installs the course."""
    told = {
        "name": "The VMO Question",
        "short_name": "VMO Question",
        "description": "An open course on the knee and the argument about the vastus medialis obliquus.",
        "lang": "en-GB",
        "start_url": f"{next(iter(contents.sections()))}.html",
        "scope": "./",
        "display": "minimal-ui",
        "icons": [{"src": "_static/favicon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return (json.dumps(told, indent=2) + "\n").encode()


def with_offline(files):
    """The files of a site, with those that let it be kept."""
    site = {**files, MANIFEST: manifest()}
    lists = listed({path: content for path, content in site.items() if may_be_kept(path)})
    version = digest(lists)
    return {**site, f"{LISTS}/{version}.json": lists, WORKER: worker(version)}


def inside_zip(files):
    """The files of the site that go into its zip, which offers neither itself nor the PDFs."""
    inside = {path: content for path, content in files.items() if not path.startswith(f"{pdfs.FOLDER}/")}
    for path, content in inside.items():
        if path.endswith(".html"):
            inside[path] = pdfs.without_links(OF_ZIP.sub("", content.decode())).encode()
    return inside


def write_zip(target, files):
    """Write files, by address, into one zip whose bytes depend on nothing else; an equal one stays as it is."""
    name = digest("".join(f"{path} {digest(content)}\n" for path, content in sorted(files.items())).encode()).encode()
    if target.exists():
        with zipfile.ZipFile(target) as there:
            if there.comment == name:
                return
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w") as packed:
        packed.comment = name
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{FOLDER_IN_ZIP}/{path}", THEN)
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content, zipfile.ZIP_STORED if Path(path).suffix in DONE else zipfile.ZIP_DEFLATED)


def _write(app, error):
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    paths = {path.relative_to(out).as_posix(): path for path in sorted(out.rglob("*")) if path.is_file()}
    files = {
        path: file.read_bytes()
        for path, file in paths.items()
        if path not in NOT_OF_THE_SITE and not path.startswith(f"{LISTS}/")
    }
    offering = [path for path, content in files.items() if path.endswith(".html") and b"<span data-zip>" in content]
    write_zip(out / ZIP, with_offline(inside_zip(files)))
    size = f"{(out / ZIP).stat().st_size / 1e6:.0f}\N{NO-BREAK SPACE}MB"
    for path in offering:
        root = "../" * path.count("/")
        link = f'<span data-zip><a href="{root}{ZIP}" download>The whole course as one zip</a> ({size})</span>'
        files[path] = OF_ZIP.sub(link, files[path].decode()).encode()
    site = with_offline(files)
    assets.sync(out / LISTS, {Path(path).name: site[path] for path in site if path.startswith(f"{LISTS}/")})
    for path in [*offering, MANIFEST, WORKER]:
        if not (out / path).exists() or (out / path).read_bytes() != site[path]:
            (out / path).write_bytes(site[path])


def setup(app):
    app.add_directive("keep", Keep)
    app.connect("build-finished", _write, priority=policy.LATE + 1)
