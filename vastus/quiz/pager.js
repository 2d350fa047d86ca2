/* One question at a time, where the window is narrow: back, next, and which of how many.

   - This marks the questions that stand aside; quiz.css leaves those out on a narrow screen alone. So a wide window
     and paper show all, and so does a page whose script never comes.
   - A form opens with the first question that has not been checked. A link to a question brings it forward. */

import { make } from "./feedback.js";

/* The id in the address, which may be cut within a letter's code. */
function askedFor() {
  const id = location.hash.slice(1);
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

export function bringPager(form, items, isChecked) {
  if (items.length < 2) return;
  // A group and no landmark: a page may have several forms.
  const pager = make("div", "", { pager: "" });
  pager.setAttribute("role", "group");
  pager.setAttribute("aria-label", "Questions");
  const [back, next] = Object.entries({ Back: -1, Next: 1 }).map(([words, by]) => {
    const button = make("button", words);
    button.type = "button";
    button.addEventListener("click", () => go(by));
    return button;
  });
  const where = make("span", "", { where: "" });
  pager.append(back, where, next);
  items.at(-1).after(pager);
  const legends = items.map((item) => item.querySelector("legend"));
  legends.forEach((legend, place) => {
    legend.tabIndex = -1;
    legend.dataset.nth = `Question ${place + 1} of ${items.length}`;
  });
  let shown;

  function show(place) {
    shown = place;
    items.forEach((item, other) => item.toggleAttribute("data-aside", other !== place));
    where.textContent = `${place + 1} of ${items.length}`;
    back.disabled = place === 0;
    next.disabled = place === items.length - 1;
  }

  function go(by) {
    if (!items[shown + by]) return;
    show(shown + by);
    // What has the focus is read out, and scrolled to.
    legends[shown].focus();
  }

  function bringForward() {
    const target = document.getElementById(askedFor());
    const place = target ? items.findIndex((item) => item.contains(target)) : -1;
    if (place < 0 || place === shown) return;
    show(place);
    items[place].scrollIntoView();
  }

  const open = items.findIndex((item) => !isChecked(item));
  show(Math.max(open, 0));
  form.dataset.paged = "true";
  bringForward();
  addEventListener("hashchange", bringForward);
}
