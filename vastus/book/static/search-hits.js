// What was searched for stands out on the page a search led to, and what it is folded away in opens.
//
// - Sphinx's search leaves its words in the browser's storage, or a link brings them (?highlight=…). Sphinx's own marking
//   takes every page of this theme for the search page, and does nothing.
// - The words are marked as a highlight of the browser's, which leaves the page's text alone: figures and forms draw
//   themselves anew and would lose a mark within. Esc takes the marks away.

import { openAround } from "./dropdowns.js";

const KEPT = "sphinx_highlight_terms";
const ASIDE = "figure, form, svg, script, style, [popover]";

/** The words that were searched for, once: the next page does not get them again. */
function searchedFor() {
  const address = new URL(location.href);
  const words = takeKept() || address.searchParams.get("highlight") || "";
  return words.toLowerCase().split(/\s+/).filter(Boolean);
}

function takeKept() {
  try {
    const words = localStorage.getItem(KEPT);
    localStorage.removeItem(KEPT);
    return words;
  } catch {
    return ""; // a browser that refuses its storage has kept nothing there
  }
}

function* hits(root, words) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (text.parentElement.closest(ASIDE)) continue;
    const content = text.data.toLowerCase();
    for (const word of words) {
      for (let at = content.indexOf(word); at >= 0; at = content.indexOf(word, at + word.length)) {
        const hit = document.createRange();
        hit.setStart(text, at);
        hit.setEnd(text, Math.min(at + word.length, text.length));
        yield hit;
      }
    }
  }
}

const article = document.querySelector(".bd-article");
const found = article ? [...hits(article, searchedFor())] : [];
for (const hit of found) openAround(hit.startContainer.parentElement);
if (found.length > 0 && window.Highlight) CSS.highlights.set("vastus-hit", new Highlight(...found));
if (found.length > 0 && !location.hash) found[0].startContainer.parentElement.scrollIntoView({ block: "center" });

addEventListener("keydown", (event) => event.key === "Escape" && CSS.highlights?.delete("vastus-hit"));
