/* Prints one part of the page alone. A quiz is printed as clean questions, or with the key: each answer opened.

   quiz.css does what a style can do, under form[data-printing=questions|key]. Here is done what a style cannot: the
   <details> are opened, steps the reader has put in order go back to the order they came in, and everything around the
   part is marked to be left out. */

import { kinds } from "./kinds.js";

export function offerPrint(form) {
  for (const button of form.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => printForm(form, button.dataset.print));
  }
}

function printForm(form, what) {
  const closed = what === "key" ? [...form.querySelectorAll("[data-answers]:not([open])")] : [];
  const ordered = [...form.querySelectorAll("[data-type=order]")].map((item) => [item, kinds.order.read(item)]);
  form.dataset.printing = what;
  form.dataset.title = document.title;
  for (const details of closed) details.open = true;
  for (const [item] of ordered) kinds.order.put(item);
  printAlone(form, () => {
    delete form.dataset.printing;
    delete form.dataset.title;
    for (const details of closed) details.open = false;
    for (const [item, answer] of ordered) kinds.order.put(item, answer);
  });
}

/* Prints `part` without what stands around it; `after` is called when the printer has it. */
export function printAlone(part, after = () => {}) {
  const left = [];
  for (let node = part; node !== document.body; node = node.parentElement) {
    left.push(...[...node.parentElement.children].filter((other) => other !== node));
  }
  for (const node of left) node.dataset.notPrinted = "";
  addEventListener(
    "afterprint",
    () => {
      for (const node of left) delete node.dataset.notPrinted;
      after();
    },
    { once: true },
  );
  print();
}
