"""The course in Firefox and WebKit: every explorer, a lesson, its quiz, the movement, a recording, and no network.

What a browser of another make may do otherwise is tried here: drawing, keys, storage, workers, modules. What a page
says is held to what Python computes, as in the tests with Chromium.
"""

import re

import pytest
from engines import ARROW_RIGHT
from loopback import PUBLIC, serve

from vastus import explorers
from vastus.book import shown

LESSON = "chapters/vmo-controversy/is-it-late.html"
QUESTION = "vmo-two-labs"
ALIVE = "return [...document.querySelectorAll('form[data-quiz]')].every(f => f.dataset.ready === 'true')"
# a hand moves until the figure has come alive
DRAWN = """
  dispatchEvent(new Event('pointermove'));
  return document.querySelector('figure[data-explorer]').dataset.ready === 'true';
"""
TROUBLE = """
  window.trouble = [];
  addEventListener('error', (event) => trouble.push(event.message));
  addEventListener('unhandledrejection', (event) => trouble.push(String(event.reason)));
  document.addEventListener('securitypolicyviolation', (event) => trouble.push(event.violatedDirective));
"""
# Sets one control as a hand would; one that rests stays as it is.
SET = """
  const [name, position, value] = %s;
  const inputs = [...document.querySelectorAll(`figure[data-explorer] [name="${name}"]`)];
  const input = inputs[0].type === 'radio' ? inputs.find((one) => one.value === String(value)) : inputs[0];
  if (input.ariaDisabled === 'true' || input.getAttribute('aria-disabled') === 'true') return false;
  if (input.type === 'radio') input.checked = true;
  else if (input.type === 'checkbox') input.checked = value;
  else input.value = String(input.type === 'range' ? position : value);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  return true;
"""
SAYS = "return document.querySelector('figure[data-explorer] %s').textContent"
LINES = "return [...document.querySelectorAll('[data-plot] svg path')].map((path) => path.getAttribute('d')).join()"


def text_of(value):
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)


@pytest.mark.parametrize("name", explorers.names())
def test_an_explorer_draws_and_follows_each_of_its_controls(engine, site, name):
    explorer = explorers.load(name)
    engine.open(f"{site}/embed/{name}.html")
    engine.run(TROUBLE)
    engine.until(DRAWN)
    assert engine.run(LINES)
    state = explorer.state(**shown.pages()[name][1])
    for control in explorer.controls:
        value = next(value for value in reversed(control.values) if value != state[control.name])
        wanted = f"['{control.name}', {control.values.index(value)}, {text_of(value)}]"
        if not engine.run(SET % wanted):
            continue
        state |= {control.name: value} | {name: explorer.state()[name] for name in getattr(control, "resets", ())}
        said = explorer.at(state).plain
        assert engine.run(SAYS % "[data-headline]") == said["headline"], control.name
        assert engine.run(SAYS % "[data-sentence]") == said["reading"], control.name
    assert engine.run("return trouble") == []


def test_a_lesson_answers_taps_moves_its_picture_and_keeps_an_answer_through_a_reload(engine, site):
    engine.open(f"{site}/{LESSON}")
    engine.run(TROUBLE)
    engine.until(ALIVE)
    link = "a[data-set='pooled_differences']"
    engine.click(link)
    engine.until("return document.querySelector('[data-explorer=pooled_differences]').dataset.ready === 'true'")
    engine.until("return document.querySelector('[data-explorer=pooled_differences] [name=compare_sizes]').checked")
    engine.run("document.querySelector('details:not([open]) > summary').click()")
    assert engine.run("return document.querySelector('details[open]') !== null")
    item = f"fieldset[data-item='{QUESTION}']"
    engine.run(f'document.querySelector("{item}").hidden = false')
    engine.run(f'document.querySelector("{item} input[type=radio]").click()')
    engine.run(f'document.querySelector("{item} [data-check]").click()')
    said = engine.until(f'return document.querySelector("{item} [role=status]").textContent')
    assert engine.run("return trouble") == []
    engine.open(f"{site}/{LESSON}")
    engine.until(ALIVE)
    assert engine.run(f'return document.querySelector("{item} input[type=radio]").checked')
    assert engine.until(f'return document.querySelector("{item} [role=status]").textContent') == said


def test_keys_move_a_slider_and_the_address_follows(engine, site):
    engine.open(f"{site}/embed/phantom_delay.html")
    engine.until(DRAWN)
    slider = "figure[data-explorer] input[type=range]"
    before = engine.run(f"return document.querySelector('{slider}').value"), engine.run(LINES)
    engine.press(slider, ARROW_RIGHT)
    engine.until(f"return document.querySelector('{slider}').value !== '{before[0]}'")
    assert engine.until(LINES) != before[1]
    engine.until("return location.search.includes('phantom_delay.')")


def test_the_step_down_plays_once_through_and_rests_at_its_end(engine, site):
    engine.open(f"{site}/embed/step_down.html")
    engine.until("return document.querySelector('figure[data-movement]').dataset.ready === 'true'")
    engine.click("figure[data-movement] [data-play]")
    time = "document.querySelector('figure[data-movement] [name=time]')"
    engine.until(f"return Number({time}.value) > 5")
    engine.until(f"return {time}.value === {time}.max")


def test_a_recording_is_read_and_judged_in_a_worker(engine, site):
    engine.open(f"{site}/chapters/your-recording.html")
    engine.until("return document.querySelector('[data-example]:not([disabled])') !== null")
    engine.click("[data-example]")
    notes = engine.until("return document.querySelector('[data-slot=notes]').textContent.includes('Hz from the times')")
    assert notes
    cells = "[...document.querySelectorAll('[data-slot=onsets] tbody td')].map((cell) => cell.textContent)"
    assert re.search(r"\d ms", " ".join(engine.until(f"return {cells}")))


def test_what_was_visited_opens_when_the_server_is_gone(engine, pytestconfig):
    with serve(pytestconfig.getoption("--book")) as address:
        public = address.replace("127.0.0.1", PUBLIC)
        engine.open(f"{public}/{LESSON}")
        engine.until("return navigator.serviceWorker?.controller != null")
        engine.open(f"{public}/{LESSON}")
        engine.until(ALIVE)
    engine.open(f"{public}/{LESSON}")
    engine.until(ALIVE)
    assert engine.run("return document.querySelector('h1').textContent").startswith("Is the VMO late?")
