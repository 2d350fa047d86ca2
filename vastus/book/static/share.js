// An explorer's state in the address, and on the way to others: a link, or the code of a frame.
//
// - The address follows the controls without filling the history; a reload keeps the state.
// - A link of the text (a[data-set]) sets its figure in sight, where that is on this page; it is an ordinary link else.
// - Where a browser allows it, a figure can be shown on the whole screen, for a class; Escape leaves.

import { asked, written } from "./address.js";
import { atRest } from "./at-rest.js";
import { copy } from "./copy.js";

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
  let state;
  const rest = atRest(SETTLED_MS, () => {
    try {
      history.replaceState(history.state, "", written(location.href, figure.dataset.explorer, controls, state));
    } catch {
      // a frame without an address of its own has none to keep
    }
  });
  return (positions) => {
    state = positions;
    rest.ask();
  };
}

/** The code of a frame that shows a page. */
export function frameCode(address, title) {
  const [src, named] = [address, title].map((text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;"));
  return `<iframe src="${src}" title="${named}" width="100%" height="760" loading="lazy" allow="fullscreen"></iframe>`;
}

/** Show the share part of a figure, where it has one, or hide it. */
export function letShare(figure, shown) {
  for (const share of figure.querySelectorAll("[data-share]")) share.hidden = !shown;
}

/** Lets the share part of a figure copy the link to its present state and the code that embeds it, and fill the screen. */
export function bringShare(figure, controls, positions) {
  const share = figure.querySelector("[data-share]");
  if (!share) return;
  const { explorer, embed } = figure.dataset;
  const texts = {
    link: () => written(location.href, explorer, controls, positions()),
    embed: () => {
      const address = written(new URL(embed, location.href).href, explorer, controls, positions());
      return frameCode(address, figure.querySelector("figcaption").textContent);
    },
  };
  const status = share.querySelector("[role=status]");
  for (const button of share.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", () => {
      const field = share.querySelector(`[data-copied="${button.dataset.copy}"]`);
      field.value = texts[button.dataset.copy]();
      field.hidden = false;
      copy(field.value, () => field.select(), status);
    });
  }
  const whole = share.querySelector("[data-whole]");
  whole.hidden = !document.fullscreenEnabled;
  whole.addEventListener("click", () => {
    if (document.fullscreenElement === figure) document.exitFullscreen();
    else figure.requestFullscreen();
  });
  figure.addEventListener("fullscreenchange", () => {
    const [open, closed] = whole.querySelectorAll("span");
    const is = document.fullscreenElement === figure;
    [open.hidden, closed.hidden] = [is, !is];
    document.documentElement.toggleAttribute("data-whole", is);
  });
}
