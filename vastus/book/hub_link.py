"""The directive ``{hub_link}``: the form that makes links into a class's JupyterHub, and the same as plain text."""

from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .. import contents
from ..quiz.export import plain
from . import rests_on, stale

PLAIN = (
    "https://YOUR-HUB/hub/user-redirect/git-pull?repo=REPOSITORY&branch=main&targetpath=course"
    "&urlpath=lab/tree/course/{page}.ipynb"
)


class HubLink(SphinxDirective):
    def run(self):
        notebooks = [page for page in contents.pages() if contents.source(page).suffix == ".ipynb"]
        titles = [f"title {contents.name(page)}" for page in notebooks]
        stale.note(self.env, rests_on.on(__name__, also=[f"file {contents.FILE}", *titles]))
        return [nodes.raw("", _html(notebooks), format="html")]


def _html(notebooks):
    options = "\n".join(
        f'<option value="{page}.ipynb">{escape(plain.title(contents.name(page)))}</option>' for page in notebooks
    )
    pattern = PLAIN.format(page=next(page for page in notebooks if page.count("/") == 2))
    return f"""
<form class="vastus-hub" data-hub hidden autocomplete="off">
<label>Your hub’s address <input name="hub" type="url" placeholder="https://hub.example" spellcheck="false"></label>
<label>The repository’s address
<input name="repository" type="url" placeholder="https://git.example/course" spellcheck="false"></label>
<label>Branch <input name="branch" value="main" spellcheck="false"></label>
<label>Opens on <select name="page">
{options}
</select></label>
<label>The link for your class <input name="made" readonly></label>
<button disabled>Copy the link</button>
<p role="status"></p>
</form>
<p>As plain text, with your own words in the place of the capitals:</p>
<pre class="vastus-hub-plain" tabindex="0">{escape(pattern)}</pre>
"""


def setup(app):
    app.add_directive("hub_link", HubLink)
