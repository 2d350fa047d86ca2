"""The form that makes links into a class's JupyterHub, worked by keyboard; what it makes of what is typed is Node's."""

import pytest
from loopback import serve
from playwright.sync_api import expect

from vastus import contents
from vastus.book import hub_link
from vastus.places import place


@pytest.fixture
def form(page, tmp_path):
    for name in ("hub-link.js", "copy.js"):
        script = place("course") / "vastus" / "book" / "static" / name
        (tmp_path / name).write_bytes(script.read_bytes())
    body = hub_link._html([page for page in contents.pages() if contents.source(page).suffix == ".ipynb"])
    head = '<!doctype html><meta charset="utf-8"><title>Hub</title>'
    page_html = f'{head}{body}<script type="module" src="hub-link.js"></script>'
    (tmp_path / "index.html").write_text(page_html, encoding="utf-8")
    with serve(tmp_path) as address:
        page.goto(address)
        yield page.locator("form[data-hub]")


def test_a_link_stands_there_once_both_addresses_are_typed_and_can_be_copied(form):
    made, copy = form.get_by_label("The link for your class"), form.get_by_role("button")
    form.get_by_label("Your hub’s address").fill("https://hub.example")
    expect(made).to_have_value("")
    expect(copy).to_be_disabled()
    form.get_by_label("The repository’s address").fill("no address")
    expect(made).to_have_value("")
    form.get_by_label("The repository’s address").fill("https://git.example/course")
    form.get_by_label("Opens on").select_option("chapters/cases/second-look.ipynb")
    expect(made).to_have_value(
        "https://hub.example/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgit.example%2Fcourse"
        "&branch=main&targetpath=course&urlpath=lab%2Ftree%2Fcourse%2Fchapters%2Fcases%2Fsecond-look.ipynb"
    )
    # a tab that others used before may be refused the clipboard of the machine
    form.page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    form.get_by_label("The repository’s address").press("Enter")
    expect(form.get_by_role("status")).to_have_text("Copied.")
    assert form.page.evaluate("copied") == made.input_value()
