"""Which pages a change makes stale: those that show it are read again, all others are left as they are.

- A part of a page that is not the author's own text says what it rests on (`note`). The next build compares.
- Every citation on a page rests on its source: the label is printed there.
- What is done to every page alike, such as its template, is a setting of Sphinx, which then does all pages again.
- Every page shows the titles of all, in its sidebar and its links onwards: with another one, all are written again.
"""

from . import rests_on


def note(env, things):
    """Have the page that is being read read again once one of ``things``, as `rests_on.on` gives them, is another."""
    _noted(env).setdefault(env.docname, {}).update(things)


def _noted(env):
    if not hasattr(env, "vastus_rests_on"):
        env.vastus_rests_on = {}
    return env.vastus_rests_on


def _outdated(app, env, added, changed, removed):
    return [page for page, things in _noted(env).items() if not rests_on.holds(things)]


def _forget(app, env, page):
    _noted(env).pop(page, None)


def _merge(app, env, pages, other):
    _noted(env).update({page: things for page, things in _noted(other).items() if page in pages})


def _note_citations(app, doctree):
    cited = [ref for ref in app.env.get_domain("cite").citation_refs if ref.docname == app.env.docname]
    sources = sorted({f"source {target.key}" for ref in cited for target in ref.targets})
    note(app.env, {source: rests_on.fingerprint(source) for source in sources})


def _all_if_titles_changed(app, env):
    contents = {page: title.astext() for page, title in env.titles.items()}, dict(env.toctree_includes)
    before, env.vastus_contents = getattr(env, "vastus_contents", None), contents
    return [] if before == contents else env.found_docs


def setup(app):
    templates = rests_on.PACKAGE / "book" / "templates"
    reads = rests_on.on(
        "vastus.book.bibliography", "vastus.book.typography", also=["file vastus/book/mime_renderer.py"]
    )
    writes = rests_on.on("vastus.book.mathematics", *templates.iterdir(), also=["file vastus/book/page.py"])
    app.add_config_value("vastus_reads", rests_on.digest(str(reads)), "env")
    app.add_config_value("vastus_writes", rests_on.digest(str(writes)), "html")
    app.connect("env-get-outdated", _outdated)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
    app.connect("doctree-read", _note_citations)
    app.connect("env-updated", _all_if_titles_changed)
