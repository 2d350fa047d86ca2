"""A screen reader within the browser: it walks a part of a page and notes what it says."""

import fetched

MOST_STEPS = 400
# what only says where a paragraph or an unnamed box begins and ends, a row before its cells, and what noscript holds
BOXES = "paragraph|form|group|superscript|strong|emphasis|term|code|rowgroup|definition|status|alert"
SILENT = rf"^({BOXES})$|^(end of|end,|row,|<p)"
WALK = """async (part, most) => {
  const heard = [];
  for (let step = 0; step < most; step += 1) {
    await virtual.next();
    if (virtual.activeNode === part) break;
    heard.push(await virtual.lastSpokenPhrase());
  }
  return heard;
}"""


def start(part):
    """Start the reader at a part of a page, a locator; scripts of the page then know it as ``virtual``."""
    script = fetched.npm("@guidepup/virtual-screen-reader@0.33.0") / "lib" / "esm" / "index.browser.js"
    # by route, since a strict page runs no script that is put into it
    part.page.route("**/screen-reader.js", lambda route: route.fulfill(path=script, content_type="text/javascript"))
    part.evaluate("""async (part) => {
        window.virtual = (await import(new URL("screen-reader.js", location.href))).virtual;
        await virtual.start({ container: part });
    }""")


def walk(part, most=MOST_STEPS):
    """What is said on the way through a part, a phrase each."""
    return part.evaluate(WALK, most)
