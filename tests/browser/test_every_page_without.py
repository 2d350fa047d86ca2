"""Every page where no script runs, and every page opened as a file: whole, readable, and nothing that pretends to work.

Each is gone through in one test: what is asked is cheap, and a page that fails is named.
"""

from vastus import contents, explorers

PAGES = [*contents.pages(), *(f"embed/{name}" for name in explorers.names()), "handout/step-down"]
NARROWEST, LOWEST = 290, 190  # of the poster of two panels side by side; of a panel that has little to show

# What a reader meets: figures without a picture or a sentence, questions without a way to their answer, and what can
# be pressed though nothing follows: a link, a fold and a field to write in work by themselves, and a figure says it. A
# page opened as a file still runs the theme's own scripts.
AMISS = """([narrowest, lowest, scripts]) => {
  const amiss = [];
  const sees = (element) => element?.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  if (![...document.querySelectorAll("h1, figcaption")].some(sees)) amiss.push("no title");
  if (document.querySelector("main, body").innerText.length < 200) amiss.push("hardly a word");
  for (const figure of document.querySelectorAll("figure[data-explorer]")) {
    const poster = [...figure.querySelectorAll("[data-front] [data-poster]")].filter(sees);
    const box = poster[0]?.getBoundingClientRect();
    if (poster.length !== 1 || box.width < narrowest || box.height < lowest) amiss.push(`${figure.id}: no poster`);
    if (!sees(figure.querySelector("[data-sentence]"))) amiss.push(`${figure.id}: no sentence`);
    const why = [...figure.querySelectorAll("noscript p, [data-asleep]")].filter(sees);
    if (why.length !== 1 || !/controls rest/.test(why[0].innerText)) amiss.push(`${figure.id}: no reason why it rests`);
  }
  for (const question of document.querySelectorAll("fieldset[data-item]")) {
    if (!sees(question.querySelector("legend"))) amiss.push(`${question.dataset.item}: not to be read`);
    const answers = question.querySelector("[data-answers] > summary");
    if (!sees(answers)) amiss.push(`${question.dataset.item}: no way to its answer`);
  }
  for (const button of scripts ? [] : document.querySelectorAll("button:enabled, input[type=range]:enabled")) {
    const says = button.closest("figure[data-explorer]");
    if (sees(button) && !says) amiss.push(`does nothing: ${button.outerHTML.slice(0, 120)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) amiss.push("wider than the window");
  return amiss;
}"""


def hold(page, address_of, scripts):
    found = {}
    for name in PAGES:
        page.goto(address_of(name))
        if amiss := page.evaluate(AMISS, [NARROWEST, LOWEST, scripts]):
            found[name] = amiss
    assert found == {}


def test_without_scripts(scriptless, site):
    hold(scriptless, lambda name: f"{site}/{name}.html", scripts=False)


def test_opened_as_a_file(browser, book):
    context = browser.new_context()
    hold(context.new_page(), lambda name: (book / f"{name}.html").as_uri(), scripts=True)
    context.close()
