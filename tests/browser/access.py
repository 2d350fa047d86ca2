"""axe on a page: in full, or for colours alone where the same page was met in full in another guise."""

from axe_playwright_python.sync_playwright import Axe

# axe's preload asks for the style sheets' imports at a wrong address; of what passed it would make a selector for each
# element, which takes as long as the looking
BOTH = {"preload": False, "resultTypes": ["violations"]}
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], **BOTH}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, **BOTH}


def hold_to_axe(page, options=WCAG):
    """Fail with a readable report if axe finds anything."""
    results = Axe().run(page, options=options)
    assert results.violations_count == 0, results.generate_report()
