// A word of the glossary says what it means: under the pointer, at keyboard focus and at a tap.
//
// - The word is a link (a.vastus-term) to its entry; what it means stands at the end of the page, in a popover whose
//   text describes the link. Where a browser has no popovers the word stays that link.
// - Esc and a tap elsewhere close it, as with every "auto" popover; so do a pointer and a focus that go on. The pointer
//   may go into it.
// - A finger's tap shows the meaning, and the popover holds the link. A mouse and the keyboard have shown it before a
//   click or Enter, which follow the link.

import { placeBeside } from "./beside.js";

const SHOW_MS = 150;
const HIDE_MS = 250;

let waiting = 0;

function later(act, ms) {
  clearTimeout(waiting);
  waiting = setTimeout(act, ms);
}

/** Shows a meaning beside its word. */
function show(meaning, link) {
  clearTimeout(waiting);
  if (!meaning.matches(":popover-open")) meaning.showPopover();
  placeBeside(meaning, link);
}

function bring(link) {
  const meaning = document.getElementById(link.getAttribute("aria-describedby")).closest("[popover]");
  const hide = () => meaning.hidePopover();
  const isMouse = (event) => event.pointerType === "mouse";
  let tapped = false;
  link.addEventListener("pointerenter", (event) => isMouse(event) && later(() => show(meaning, link), SHOW_MS));
  meaning.addEventListener("pointerenter", () => clearTimeout(waiting));
  for (const part of [link, meaning]) {
    part.addEventListener("pointerleave", (event) => isMouse(event) && later(hide, HIDE_MS));
  }
  link.addEventListener("focusin", () => link.matches(":focus-visible") && show(meaning, link));
  link.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !meaning.contains(relatedTarget)) hide();
  });
  link.addEventListener("pointerdown", (event) => {
    tapped = !isMouse(event);
  });
  link.addEventListener("click", (event) => {
    const follows = !tapped || event.ctrlKey || event.metaKey || event.shiftKey;
    tapped = false;
    if (follows) return;
    event.preventDefault();
    show(meaning, link);
  });
}

if ("popover" in HTMLElement.prototype) document.querySelectorAll("a.vastus-term").forEach(bring);
