/* One question of a form, all types but the case: choose, say how sure, check, try again, see the answer.

   - Choosing stores the answer and nothing else. Only Check judges it, or Enter in a field to type in.
   - A first try that is not right gets its reason and the hint; the answer comes after the second, or on demand.
   - `desk` is the form's side, see quiz.js: record(), change(edit), tried(answer, judged). */

import { described, hinted, idOf, leaveOutTold, missing } from "./feedback.js";
import { kinds } from "./kinds.js";
import { markPlaces } from "./marks.js";
import { same } from "./record.js";

export function bringQuestion(item, desk) {
  const kind = kinds[item.dataset.type];
  const status = item.querySelector("[role=status]");
  const check = item.querySelector("[data-check]");
  const show = item.querySelector("[data-show]");
  const confidence = item.querySelector("[data-confidence]");
  const details = item.querySelector("[data-answers]");
  const sureness = [...(confidence?.querySelectorAll("input") ?? [])];
  let faulty = []; // the fields described by the status

  function complain({ missing: words, fields }) {
    status.append(missing(words));
    // A set of options is described as a whole, a field by itself.
    faulty = fields ?? [item];
    for (const field of faulty) {
      field.setAttribute("aria-describedby", idOf(status));
      if (fields) field.setAttribute("aria-invalid", "true");
    }
  }

  /* Takes the verdict away, which is of another answer. Hint and link stay while the reader thinks. */
  function silence() {
    for (const part of [...status.children]) if (!("hinted" in part.dataset || "settled" in part.dataset)) part.remove();
    tellApart(false);
    for (const field of faulty) {
      field.removeAttribute("aria-describedby");
      field.removeAttribute("aria-invalid");
    }
    faulty = [];
  }

  /* Marks what was answered in place, and leaves out of the details what the status says by now. */
  function tellApart(tried) {
    const opened = Boolean(desk.record().opened);
    markPlaces(item, kind.places(item), { tried, opened });
    leaveOutTold(details, status);
    details.hidden = !opened || !details.querySelector("li:not([data-told-above])");
  }

  function showControls({ checked, opened }) {
    if (!show) return;
    show.hidden = !checked || Boolean(opened);
    confidence.hidden = checked !== undefined;
  }

  function restore() {
    const record = desk.record();
    kind.put(item, record.answer);
    for (const input of sureness) input.checked = input.value === record.confidence;
    silence();
    // A reader coming back is not to hear every old verdict read out.
    status.setAttribute("aria-live", "off");
    status.replaceChildren();
    showControls(record);
    if (!record.checked) return;
    const judged = kind.judge(item);
    if (!judged.missing && same(record.checked.answer, kind.read(item))) {
      status.append(...described(item, judged, record.opened));
      tellApart(true);
    } else if (!record.opened) {
      status.append(...hinted(item));
    }
  }

  function choose(event) {
    if (confidence?.contains(event.target)) {
      desk.change((record) => ({ ...record, confidence: event.target.value }));
      return;
    }
    desk.change((record) => ({ ...record, answer: kind.read(item) }));
    silence();
  }

  function judge() {
    const judged = kind.judge(item);
    status.removeAttribute("aria-live");
    silence();
    if (judged.missing) {
      complain(judged);
      return;
    }
    const answer = kind.read(item);
    const { checked, opened } = desk.record();
    // Check pressed twice is one try.
    if (!same(checked?.answer, answer)) {
      const over = ["right", "predicted"].includes(judged.result) || checked !== undefined;
      desk.tried(answer, judged, over || opened ? { opened: true } : {});
    }
    const record = desk.record();
    showControls(record);
    status.replaceChildren(...described(item, judged, record.opened));
    tellApart(true);
  }

  function showAnswer() {
    desk.change((record) => ({ ...record, opened: true }));
    restore();
    details.open = true;
    // The button is gone; what it asked for is next.
    if (details.hidden) status.tabIndex = -1;
    (details.hidden ? status : details.querySelector("summary")).focus();
  }

  kind.wire?.(item);
  restore();
  item.addEventListener("input", choose);
  check.addEventListener("click", judge);
  item.addEventListener("keydown", (event) => {
    const isTyped = event.target.matches("input[type=text]");
    if (event.key === "Enter" && isTyped && !event.isComposing) judge(); // composing, Enter only ends the word
  });
  check.hidden = false;
  show?.addEventListener("click", showAnswer);
  return restore;
}
