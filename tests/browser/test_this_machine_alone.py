"""The browser of the tests reaches no other machine, and a page that tries, or breaks its policy, is found out."""

import pytest

BROUGHT = """() => {
    document.body.insertAdjacentHTML("beforeend", "<p style='color: red' onclick='alert()'></p>");
    document.head.append(Object.assign(document.createElement("script"), { text: "alert()" }));
    document.head.append(Object.assign(document.createElement("style"), { textContent: "b { color: red }" }));
    const image = new Image();
    image.src = "http://example.org/a.png";
    document.body.append(image);
    setTimeout("alert()");
}"""


@pytest.mark.parametrize("address", ["http://example.org/a.png", "http://192.0.2.1/a.png"], ids=["name", "number"])
def test_a_request_to_another_machine_is_noted_and_fails(page, quiz_site, trouble, address):
    page.goto(quiz_site)  # a page without a policy, which would not even try
    failed = "async address => { try { await fetch(address, { mode: 'no-cors' }); } catch (error) { return true; } }"
    assert page.evaluate(failed, address)
    assert f"request to another machine: {address}" in trouble
    trouble.clear()


def test_what_breaks_the_policy_of_a_page_is_stopped_and_noted(page, site, trouble):
    page.goto(f"{site}/chapters/about.html")
    page.on("dialog", lambda dialog: trouble.append(f"ran: {dialog.message}"))
    page.evaluate(BROUGHT)
    page.wait_for_timeout(200)
    assert page.locator("body > p").last.evaluate("element => getComputedStyle(element).color") != "rgb(255, 0, 0)"
    broken = [line for line in trouble if "Content Security Policy" in line]
    assert len(broken) == 6, trouble
    assert not [line for line in trouble if line.startswith("ran")]
    trouble.clear()
