// Puts in what jupyterlab-myst does not know: names for citekeys, and the card to take away.

const CITATION = '.jp-Notebook .cite-group [title="Citation Not Found"]';
const DIRECTIVE = ".jp-Notebook details.myst-exercise";
const NAMES = { takeaway: "To take away", lessons: "The lessons", still: "A picture" };
const WORDS = {
  lessons: "They are the notebooks in the folder beside this one that has its name.",
  still: "The lesson that belongs to it shows it, and lets you move it.",
};

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function link(citekey, sources) {
  const [label, url] = sources[citekey] ?? [citekey, ""];
  return url ? `<a href="${escaped(url)}" target="_blank" rel="noopener">${escaped(label)}</a>` : escaped(label);
}

/** A card's Markdown as HTML: the little that cards hold. */
function html(markdown, sources) {
  const inline = escaped(markdown)
    .replace(/\{cite:[pt]\}`([^`]+)`/g, (_, keys) => keys.split(",").map((key) => link(key.trim(), sources)).join("; "))
    .replace(/\{term\}`([^`&]*[^`&\s])[^`]*`/g, "$1")
    .replace(/\[([^\]]+)\]\([^)]+\)/g, "$1")
    .replace(/\*\*(.+?)\*\*/gs, "<strong>$1</strong>")
    .replace(/\*(.+?)\*/gs, "<em>$1</em>");
  return inline
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join("");
}

function replace(node, name, content) {
  const instead = document.createElement(name);
  instead.innerHTML = content;
  node.after(instead);
  node.style.display = "none";
}

function mend(sources) {
  for (const citation of document.querySelectorAll(CITATION)) {
    const citekey = citation.textContent.trim();
    if (citation.style.display !== "none" && citekey in sources) replace(citation, "span", link(citekey, sources));
  }
  for (const directive of document.querySelectorAll(DIRECTIVE)) {
    const title = directive.querySelector(".myst-exercise-title");
    const name = title?.querySelector("code")?.textContent;
    if (!(name in NAMES) || title.style.display === "none") continue;
    const body = directive.querySelector(".myst-exercise-body");
    replace(title, "strong", NAMES[name]);
    replace(body, "div", html(WORDS[name] ?? body.textContent, sources));
    directive.querySelector(".myst-exercise-header-icon").style.display = "none";
    Object.assign(title.parentElement.style, { background: "none", paddingInline: "1rem" });
    body.nextSibling.className = body.className;
    directive.open = true;
  }
}

function initialize({ model }) {
  let waiting = 0;
  const soon = () => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      mend(model.get("sources"));
    });
  };
  const watching = new MutationObserver(soon);
  watching.observe(document.body, { subtree: true, childList: true });
  soon();
  return () => {
    watching.disconnect();
    cancelAnimationFrame(waiting);
  };
}

export default { initialize };
