// The rules of a style that can meet what pages name, by PurgeCSS. Asked by theme_style.py: the package's folder is the
// argument, what is given comes as JSON, and the style goes out.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const need = createRequire(join(process.argv[2], "package.json"));
const { PurgeCSS } = need("purgecss");
const postcss = need("postcss");

const given = JSON.parse(readFileSync(0, "utf8"));

/** The icons' font is not served: what only its letters need goes. */
function withoutIconFont(root) {
  root.walkAtRules("font-face", (rule) => rule.toString().includes("Font Awesome") && rule.remove());
  root.walkDecls((decl) => {
    if (/Font Awesome|var\(--fa-/.test(decl.value) || /^--(fa-|pst-icon-)/.test(decl.prop)) decl.remove();
  });
  root.walkRules(/^(\.fa-[\w-]+:before,?)+$/, (rule) => rule.remove());
}

/** Custom properties that nothing reads, until there are none: one may be read by another alone. */
function withoutUnreadProperties(root) {
  for (let left = -1; left !== 0; ) {
    const read = new Set(given.used);
    root.walkDecls(({ value }) => value.match(/--[\w-]+/g)?.forEach((name) => read.add(name)));
    left = 0;
    root.walkDecls(/^--/, (decl) => {
      if (read.has(decl.prop)) return;
      decl.remove();
      left += 1;
    });
  }
}

function withoutEmpty(root) {
  root.walkComments((comment) => comment.remove());
  root.walkRules((rule) => rule.nodes.length === 0 && rule.remove());
  root.walkAtRules((rule) => rule.nodes?.length === 0 && rule.remove());
}

const root = postcss.parse(given.css);
withoutIconFont(root);
const [{ css }] = await new PurgeCSS().purge({
  content: [{ raw: "given", extension: "given" }],
  extractors: [
    {
      extensions: ["given"],
      extractor: () => ({
        tags: given.tags,
        classes: given.classes,
        ids: given.ids,
        attributes: { names: given.attributes, values: given.values },
        undetermined: [],
      }),
    },
  ],
  css: [{ raw: root.toString() }],
  keyframes: true,
});
const kept = postcss.parse(css);
withoutUnreadProperties(kept);
withoutEmpty(kept);
process.stdout.write(kept.toString());
