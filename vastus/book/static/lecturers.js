// The page for lecturers: texts and codes to copy, with the address at which the course is read here.
//
// - The build knows that address only where the course's settings say it. Where they do not, it is this page's own.
// - What is copied is what stands there, so it can be read before and selected by hand.
// - A link to a lesson in its list opens it.

import { copy } from "./copy.js";
import { frameCode } from "./share.js";

for (const link of document.querySelectorAll("a[data-address]")) link.textContent = link.href;
for (const field of document.querySelectorAll("textarea[data-frame]")) {
  field.value = frameCode(new URL(field.dataset.frame, location.href).href, field.dataset.title);
}

/** The paragraphs of an element as they are pasted, or the value of a field. */
function textOf(copied) {
  if (copied.matches("textarea")) return copied.value;
  return [...copied.children].map((paragraph) => paragraph.textContent).join("\n\n");
}

function select(copied) {
  if (copied.matches("textarea")) copied.select();
  else getSelection().selectAllChildren(copied);
}

for (const button of document.querySelectorAll("[data-copies]")) {
  const line = button.parentElement;
  const copied = line.previousElementSibling;
  button.hidden = false;
  button.addEventListener("click", () => copy(textOf(copied), () => select(copied), line.querySelector("[role=status]")));
}

function openAsked() {
  const asked = document.getElementById(location.hash.slice(1));
  if (!asked?.matches(".vastus-assignment")) return;
  asked.open = true;
  asked.scrollIntoView();
}
addEventListener("hashchange", openAsked);
openAsked();
