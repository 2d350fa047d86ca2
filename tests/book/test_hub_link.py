"""Links into a class's JupyterHub: what the form makes of what is typed, and what a page without scripts says."""

import json
import subprocess
from urllib.parse import parse_qs, urlsplit

from vastus import contents
from vastus.book import hub_link
from vastus.places import place

SCRIPT = place("course") / "vastus" / "book" / "static" / "hub-link.js"
TYPED = [
    ("https://hub.example", "https://git.example/a/course"),
    (" https://hub.example/ ", "https://git.example/a/course.git/"),
    ("https://hub.example/jupyter/hub", "https://git.example/course.git"),
]


def links(page):
    code = f"""
    import {{ link }} from {json.dumps(SCRIPT.as_uri())};
    const typed = {json.dumps(TYPED)};
    const made = typed.map(([hub, repository]) => link({{ hub, repository, branch: "", page: {json.dumps(page)} }}));
    process.stdout.write(JSON.stringify(made));
    """
    done = subprocess.run(["node", "--input-type=module", "-e", code], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_link_says_what_nbgitpuller_asks_for_however_the_addresses_are_typed():
    made = links("chapters/cases/second-look.ipynb")
    ways = [urlsplit(link)._replace(query="").geturl() for link in made]
    assert ways == [
        "https://hub.example/hub/user-redirect/git-pull",
        "https://hub.example/hub/user-redirect/git-pull",
        "https://hub.example/jupyter/hub/user-redirect/git-pull",
    ]
    for link, (_, repository) in zip(made, TYPED, strict=True):
        assert parse_qs(urlsplit(link).query) == {
            "repo": [repository.rstrip("/")],
            "branch": ["main"],
            "targetpath": ["course"],
            "urlpath": ["lab/tree/course/chapters/cases/second-look.ipynb"],
        }


def test_the_form_offers_every_notebook_and_a_page_without_scripts_has_the_link_as_text():
    notebooks = [page for page in contents.pages() if contents.source(page).suffix == ".ipynb"]
    written = hub_link._html(notebooks)
    assert all(f'<option value="{page}.ipynb">' in written for page in notebooks)
    form, plain = written.split("</form>")
    assert "hidden" in form.split(">", 1)[0]
    asked = parse_qs(urlsplit(plain.split("https://", 1)[1].split("<")[0].replace("&amp;", "&")).query)
    assert set(asked) == {"repo", "branch", "targetpath", "urlpath"}
