"""What the course says of itself: its version, and where errors are reported, for any page that asks.

A page writes ``{{ version }}`` and ``{{ corrections }}``; the foot of every page names the version, the licence and how
to cite, on paper in full. The address for reports is ``corrections`` in the ``html_context`` of ``_config.yml``; while
it is empty the text says so.
"""

from .. import __version__

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CREDIT = (  # as HTML, at the foot of what is printed
    f"From <cite>The VMO Question: an open course on the knee</cite>, version {__version__}, "
    f'<a href="{LICENCE}" rel="license">CC BY 4.0</a>. Cite it so, with the lesson and the day you read it; for a '
    "finding, cite the study itself. Education, not medical advice."
)
NOWHERE = (
    "No address for reports has been set in this copy; tell the person who gave you the course, with the section and "
    "the page of the paper."
)


def corrections(address):
    """Markdown that says where to report an error.

    Parameters
    ----------
    address : str
        A web address or an e-mail address, or empty.
    """
    if not address:
        return NOWHERE
    href = address if "://" in address else f"mailto:{address}"
    return f"Tell us at [{address}]({href}), with the section and the page of the paper."


def _context(app, pagename, templatename, context, doctree):
    context["vastus_version"] = __version__
    context["vastus_credit"] = CREDIT


def _substitute(app, config):
    said = {"version": __version__, "corrections": corrections(config.html_context["corrections"])}
    config.myst_substitutions = {**config.myst_substitutions, **said}


def setup(app):
    app.connect("config-inited", _substitute)  # later, the next build would take it for another setting than its own
    app.connect("html-page-context", _context)
