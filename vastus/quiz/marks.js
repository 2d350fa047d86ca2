/* Marks in place: what was chosen is marked ✓ or ✗ where it stands, and what is right once it may be seen.

   - A place is { node, chosen, right, answer? }: the row of an answer; `answer` says in words what belongs there.
   - The sign is for the eye; a screen reader hears words that belong to the row's own label. */

import { make, symbol } from "./feedback.js";

const SAID = { right: "✓", wrong: "✗", answer: "✓" };
const HEARD = { right: "your answer, right", wrong: "your answer, not right", answer: "the right answer" };

/* Marks the places of one question anew: `tried`, a verdict stands on what is chosen; `opened`, the answer is shown. */
export function markPlaces(within, places, { tried, opened }) {
  for (const old of within.querySelectorAll("[data-marks]")) old.remove();
  for (const row of within.querySelectorAll("[data-row]")) delete row.dataset.row;
  for (const { node, chosen, right, answer } of places) {
    const judged = [];
    if (tried && chosen) judged.push(mark(right ? "right" : "wrong"));
    if (opened && !(right ? chosen : !answer)) judged.push(mark("answer", answer));
    if (judged.length) put(node, judged);
  }
}

function mark(judged, answer) {
  const sign = make("span", "", { judged });
  sign.append(symbol(SAID[judged]), make("span", `, ${HEARD[judged]}${answer ? ":" : ""}`, { unseen: "" }));
  if (answer) sign.append(` ${answer}`);
  return sign;
}

function put(node, judged) {
  const marks = make("span", "", { marks: "" });
  marks.append(...judged);
  node.dataset.row = judged[0].dataset.judged;
  const text = node.querySelector(":scope > span");
  // Beside the words of an option or a step; after a field or a select, which stand behind theirs.
  if (text && !node.querySelector("select, [type=text]")) text.after(marks);
  else node.append(marks);
}
