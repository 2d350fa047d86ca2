// Links of the text that set a figure in sight, a[data-set], and the way back to them.
//
// - A link that is opened elsewhere, in a new tab or with a key held, is left to the browser.
// - On a phone the figure is often screens away: while it is in sight and the link is not, a button leads back.

/** Have links set the figures that ``figureOf`` finds by their names; ``set`` is told the figure and the link's address. */
export function bringSetLinks(figureOf, set) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-set]");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const figure = figureOf(link.dataset.set);
    if (!figure) return;
    event.preventDefault();
    set(figure, link.href);
    offerBack(link, figure);
  });
}

let leave = () => {};

function offerBack(link, figure) {
  leave();
  const back = document.createElement("button");
  back.type = "button";
  back.className = "vastus-back";
  back.textContent = "Back to the text";
  back.hidden = true;
  let reached = false;
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (target === link) back.hidden = isIntersecting;
      else if (isIntersecting) reached = true;
      else if (reached) leave(); // the reader went on
    }
  });
  leave = () => {
    seen.disconnect();
    back.remove();
  };
  back.addEventListener("click", () => {
    leave();
    link.scrollIntoView({ block: "center" });
    link.focus({ preventScroll: true });
  });
  document.body.append(back);
  seen.observe(link);
  seen.observe(figure);
}
