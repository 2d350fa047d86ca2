// An explorer's state in the address, and on the way to others: a link, or the code of a frame.
//
// - The address follows the controls without filling the history; a reload keeps the state.
// - A link of the text (a[data-set]) sets its figure in sight, where that is on this page; it is an ordinary link else.
// - Copying falls back to selecting the text, where a browser does not let a page write to the clipboard.

import { asked, written } from "./address.js";

const SETTLED_MS = 300;

/** Whether the page's address asks for a state of this figure. */
export function isAsked(figure) {
  return [...new URL(location.href).searchParams.keys()].some((key) => key.startsWith(`${figure.dataset.explorer}.`));
}

/** What an address asks of a figure: { positions, problems }. */
export function askedOf(figure, controls, url) {
  return asked(url, figure.dataset.explorer, controls);
}

/** Keeps the page's address at the state of a figure; call it with each new state. */
export function follower(figure, controls) {
  let waiting = 0;
  return (positions) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      try {
        history.replaceState(history.state, "", written(location.href, figure.dataset.explorer, controls, positions));
      } catch {
        // a frame without an address of its own has none to keep
      }
    }, SETTLED_MS);
  };
}

/** Lets the share part of a figure copy the link to its present state, and the code that embeds it. */
export function bringShare(figure, controls, positions) {
  const share = figure.querySelector("[data-share]");
  if (!share) return;
  const { explorer, embed } = figure.dataset;
  const texts = {
    link: () => written(location.href, explorer, controls, positions()),
    embed: () => {
      const address = written(new URL(embed, location.href).href, explorer, controls, positions());
      const title = figure.querySelector("figcaption").textContent.replaceAll('"', "&quot;");
      return `<iframe src="${address.replaceAll("&", "&amp;")}" title="${title}" width="100%" height="760" loading="lazy"></iframe>`;
    },
  };
  const status = share.querySelector("[role=status]");
  for (const button of share.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const field = share.querySelector(`[data-copied="${button.dataset.copy}"]`);
      field.value = texts[button.dataset.copy]();
      field.hidden = false;
      try {
        await navigator.clipboard.writeText(field.value);
        status.textContent = "Copied.";
      } catch {
        field.select();
        status.textContent = "Selected: copy it with your device's own command.";
      }
    });
  }
  share.hidden = false;
}
