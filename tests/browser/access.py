"""axe on a page: in full, or for colours alone where the same page was met in full in another guise."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults

# axe's preload asks for the style sheets' imports at a wrong address; of what passed it would make a selector for each
# element, which takes as long as the looking
BOTH = {"preload": False, "resultTypes": ["violations"]}
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], **BOTH}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, **BOTH}

# Contrast takes most of axe's time, and is the same for all letters of one colour and size on the same grounds: the
# first of each kind stands for them. What is placed over something else is of the kind that its class says.
RUN = """async (options) => {
  const grounds = new Map([[null, ""]]);
  const groundsOf = (element) => {
    if (!grounds.has(element)) {
      const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode, position } = getComputedStyle(element);
      const placed = ["static", "relative"].includes(position) ? "" : element.className || element.localName;
      const own = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode, placed].join();
      const below = groundsOf(element.parentElement);
      grounds.set(element, own === "rgba(0, 0, 0, 0),none,1,none,normal," ? below : `${below}|${own}`);
    }
    return grounds.get(element);
  };
  const first = new Map();
  for (const element of document.querySelectorAll("body, body *")) {
    const words = [...element.childNodes].some(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim());
    if (!(words || element.matches("input, select, textarea")) || !element.checkVisibility()) continue;
    const { color, fill, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    const kind = [color, fill, fontSize, fontWeight, textShadow, groundsOf(element)].join();
    if (!first.has(kind)) first.set(kind, element);
  }
  for (const element of first.values()) element.dataset.firstOfItsKind = "";
  axe.configure({ rules: [{ id: "color-contrast", selector: "[data-first-of-its-kind]" }] });
  const found = await axe.run(options);
  for (const element of first.values()) delete element.dataset.firstOfItsKind;
  return found;
}"""


def hold_to_axe(page, options=WCAG):
    """Fail with a readable report if axe finds anything."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE_SCRIPT)
    results = AxeResults(page.evaluate(RUN, options))
    assert results.violations_count == 0, results.generate_report()
