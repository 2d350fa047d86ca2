// What is folded away (details.sd-dropdown, details.vastus-sources) opens for whoever is led into it, and on paper.
//
// - For a link: to this page, within it, and one that sets a figure which lies in a dropdown.
// - For a word that was searched for, by search-hits.js.
// - On paper all is open, and as it was again after. Browsers that know ::details-content need no script for that.
// - What is found by the browser's own search opens by the browser. Answers of a quiz are no dropdowns: they stay shut.

const FOLDED = "details.sd-dropdown, details.vastus-sources";

/** Opens every dropdown around a node; says whether one had been shut. */
export function openAround(node) {
  let opened = false;
  for (let folded = node?.closest(FOLDED); folded; folded = folded.parentElement.closest(FOLDED)) {
    opened ||= !folded.open;
    folded.open = true;
  }
  return opened;
}

function openForAddress() {
  const target = document.querySelector(":target");
  if (openAround(target)) target.scrollIntoView();
}

addEventListener("hashchange", openForAddress);
addEventListener("load", openForAddress);

addEventListener(
  "click",
  ({ target }) => {
    const link = target.closest?.("a[href*='#']");
    if (!link) return;
    if (link.dataset.set) openAround(document.getElementById(link.dataset.set));
    else if (link.hash && link.href === location.href) openForAddress(); // the address stays: no hashchange
  },
  { capture: true }, // before what the link does, which measures the figure
);

let shut = [];
addEventListener("beforeprint", () => {
  shut = [...document.querySelectorAll(FOLDED)].filter((folded) => !folded.open);
  for (const folded of shut) folded.open = true;
});
addEventListener("afterprint", () => {
  for (const folded of shut) folded.open = false;
  shut = [];
});
