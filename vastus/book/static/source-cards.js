// A number of the text opens the card of its source: who was studied, how, and what it is cited for.
//
// - The numbers are links (a.vastus-cite__number) to the entries of the references. Where a browser has no popovers, or
//   the cards cannot be fetched, they stay that; so does a click that asks for another tab.
// - All cards lie in one file, asked for at the first tap and not before. One popover serves them all.
// - The card takes the focus and gives it back. Esc, the button, a tap elsewhere and Tab past its end close it.
// - Numbers that stand together share a card: its buttons go from one source to the next.

import { placeBeside } from "./beside.js";

const UNSTATED = "not stated in what we read";
const NOBODY = /^nobody\b/;
const GAP_PX = 12;
const isSheet = () => matchMedia("(max-width: 40rem)").matches; // as citations.css has it

let fetched;

/** All cards, fetched once; a failure is not kept, so that the next tap tries again. */
async function cards() {
  // its address stays, so a copy kept from before is asked after
  const file = new URL("../cards/source-cards.json", import.meta.url);
  fetched ??= fetch(file, { cache: "no-cache" }).then((answer) => {
    if (!answer.ok) throw new Error(`cards of sources: ${answer.status}`);
    return answer.json();
  });
  try {
    return await fetched;
  } catch (problem) {
    fetched = undefined;
    throw problem;
  }
}

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

function link(href, words, isElsewhere) {
  const made = element("a", "", words);
  made.href = href;
  if (isElsewhere) Object.assign(made, { target: "_blank", rel: "noopener" });
  return made;
}

/** Who was studied and how many, in a line; of what is no study, only what it is. */
function studied({ people, number }) {
  if (people && NOBODY.test(people)) return number ? `${people}; ${number}` : people;
  if (people) return `${people}; ${number ?? `how many is ${UNSTATED}`}`;
  return number ?? UNSTATED;
}

function facts(card) {
  const list = element("dl", "");
  const told = {
    "Who was studied": studied(card),
    Design: card.design ?? UNSTATED,
    "Cited here for": card.cited_for,
    "How far we read it": card.read.replace("Read: ", ""),
    Mind: card.note?.replace("Note: ", ""),
  };
  for (const [name, text] of Object.entries(told)) {
    if (text) list.append(element("dt", "", name), element("dd", "", text.charAt(0).toUpperCase() + text.slice(1)));
  }
  return list;
}

const popover = element("div", "vastus-source");
popover.popover = "auto";
popover.id = "source-card";
popover.setAttribute("role", "dialog");
popover.setAttribute("aria-labelledby", "source-card-label");

/** The buttons for the other numbers that stand with this one. */
function switches(shown, all) {
  const numbers = [...shown.parentElement.querySelectorAll("a.vastus-cite__number")];
  const row = element("div", "vastus-source__numbers");
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "Sources cited together");
  for (const number of numbers) {
    const button = element("button", "", number.textContent);
    button.type = "button";
    button.setAttribute("aria-label", number.getAttribute("aria-label"));
    if (number === shown) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => {
      fill(number, all);
      popover.querySelector("[aria-current]").focus();
    });
    row.append(button);
  }
  return numbers.length > 1 ? [row] : [];
}

function fill(number, all) {
  const card = all[number.dataset.source];
  const label = element("p", "vastus-source__label", card.label);
  label.id = "source-card-label";
  label.tabIndex = -1;
  const close = element("button", "vastus-source__close");
  close.type = "button";
  close.setAttribute("aria-label", "Close");
  close.addEventListener("click", () => popover.hidePopover());
  const authors = `${card.authors ? `${card.authors} ` : ""}(${card.year})${card.venue ? `. ${card.venue}` : ""}`;
  const ways = element("p", "vastus-source__ways");
  if (card.url) ways.append(link(card.url, "The work itself", true));
  ways.append(link(number.href, "In the references"));
  popover.replaceChildren(
    element("div", "vastus-source__head", label, close),
    ...switches(number, all),
    element("p", "vastus-source__title", card.title),
    element("p", "vastus-source__authors", authors),
    facts(card),
    ways,
  );
}

async function open(number) {
  let all;
  try {
    all = await cards();
  } catch {
    location.href = number.href;
    return;
  }
  fill(number, all);
  number.focus(); // whence the popover takes it, and where it gives it back
  if (!popover.matches(":popover-open")) popover.showPopover();
  placeBeside(popover, number);
  popover.scrollTop = 0;
  const covered = number.getBoundingClientRect().bottom + GAP_PX - popover.getBoundingClientRect().top;
  if (isSheet() && covered > 0) scrollBy({ top: covered, behavior: "instant" });
  popover.querySelector("#source-card-label").focus({ preventScroll: true });
}

popover.addEventListener("keydown", (event) => {
  if (event.key !== "Tab") return;
  const stops = [...popover.querySelectorAll("a, button")];
  const isFirst = document.activeElement === stops[0] || document.activeElement.id === "source-card-label";
  if (event.shiftKey ? isFirst : document.activeElement === stops.at(-1)) popover.hidePopover(); // Tab goes on from the number
});

function isPlain(event) {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

if ("popover" in HTMLElement.prototype) {
  document.body.append(popover);
  for (const number of document.querySelectorAll("a.vastus-cite__number")) {
    number.setAttribute("aria-haspopup", "dialog");
  }
  document.addEventListener("click", (event) => {
    const number = event.target.closest?.("a.vastus-cite__number");
    if (!number || !isPlain(event)) return;
    event.preventDefault();
    open(number);
  });
}
