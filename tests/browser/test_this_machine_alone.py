"""The browser of the tests reaches no other machine, and a page that tries is found out."""

import pytest


@pytest.mark.parametrize("address", ["http://example.org/a.png", "http://192.0.2.1/a.png"], ids=["name", "number"])
def test_a_request_to_another_machine_is_noted_and_fails(page, site, trouble, address):
    page.goto(f"{site}/embed/phantom_delay.html")
    failed = "async address => { try { await fetch(address, { mode: 'no-cors' }); } catch (error) { return true; } }"
    assert page.evaluate(failed, address)
    assert f"request to another machine: {address}" in trouble
    trouble.clear()
