/* A case: a person's story in decisions. What follows from a choice is told at once, the next decision after it.

   - Only the decision under way is open; those behind it stand as they were taken, with what followed.
   - The record's answer is ["step:option", …]; the last may be "step:" while nothing is chosen. `decided` of them
     are taken. A case taken to its end is one try: right if every decision was, partly if some were.
   - One button leads through: Decide, Next, … and at the end, Start this case again; the first try stays the first.
   - `desk` is the form's side, see quiz.js: record(), change(edit), tried(answer, judged). */

import { copies, idOf, make, missing, settling, verdictLine } from "./feedback.js";
import { options } from "./kinds.js";
import { markPlaces } from "./marks.js";

export function bringCase(item, desk) {
  const steps = [...item.querySelectorAll("[data-step]")];
  const status = item.querySelector("[role=status]");
  const button = item.querySelector("[data-check]");
  const details = item.querySelector("[data-answers]");
  const decideLabel = button.textContent;

  const inputs = (step) => [...step.querySelectorAll("input")];
  const told = (step) => details.querySelector(`[data-told="${step.dataset.step}"]`);
  const consequence = (step) => step.querySelector("[data-consequence]");
  const judged = (step) => options(inputs(step), told(step)).find((option) => option.chosen);

  /* As far as the record fits the case as it is today. */
  function state() {
    const record = desk.record();
    const answer = Array.isArray(record.answer) ? record.answer : [];
    const fits = (pair, place) => {
      const [step, option] = pair.split(":");
      const known = (value) => inputs(steps[place]).some((input) => input.value === value);
      return steps[place]?.dataset.step === step && (known(option) || (option === "" && place === answer.length - 1));
    };
    const misfit = answer.findIndex((pair, place) => !fits(pair, place));
    const sound = misfit < 0 ? answer : answer.slice(0, misfit);
    const chosen = sound.filter((pair) => !pair.endsWith(":")).length;
    const decided = Math.min(record.decided ?? 0, chosen);
    return { answer: sound.length ? sound : [`${steps[0].dataset.step}:`], decided };
  }

  function outcome(step) {
    const { right, feedback } = judged(step);
    const line = verdictLine({ result: right ? "right" : "wrong" });
    return [line, make("p", feedback), ...copies(told(step), ":scope > :is([data-reasoning], [data-sources])")];
  }

  function conclusion() {
    const right = steps.filter((step) => judged(step).right).length;
    const result = right === steps.length ? "right" : right ? "partly" : "wrong";
    return { result, count: `${right} of ${steps.length} decisions` };
  }

  function ending() {
    const line = make("p", "", { ending: "" });
    line.append(make("strong", "The end of the case: "), `${conclusion().count} right.`);
    const link = conclusion().result === "right" ? [] : settling(item);
    return [line, ...copies(item, "[data-answers] > :is([data-explanation], [data-sources])"), ...link];
  }

  function draw() {
    const { answer, decided } = state();
    const over = decided === steps.length;
    steps.forEach((step, place) => {
      const [, option] = (answer[place] ?? ":").split(":");
      const decidedHere = place < decided;
      step.hidden = place >= answer.length;
      for (const input of inputs(step)) {
        input.checked = input.value === option;
        input.disabled = decidedHere;
      }
      markPlaces(step, options(inputs(step), told(step)), { tried: decidedHere, opened: decidedHere });
      const isLast = place === answer.length - 1;
      consequence(step).replaceChildren(...(decidedHere && !isLast ? outcome(step) : []));
    });
    const underWay = steps[answer.length - 1];
    const waiting = decided === answer.length;
    status.replaceChildren(...(waiting ? outcome(underWay) : []), ...(over ? ending() : []));
    button.textContent = over ? "Start this case again" : waiting ? "Next" : decideLabel;
    details.hidden = !desk.record().opened;
  }

  function choose() {
    const { answer, decided } = state();
    if (decided === answer.length) return;
    const step = steps[answer.length - 1];
    const chosen = inputs(step).find((input) => input.checked);
    status.replaceChildren();
    item.removeAttribute("aria-describedby");
    desk.change((record) => ({ ...record, answer: [...answer.slice(0, -1), `${step.dataset.step}:${chosen.value}`] }));
  }

  function press(event) {
    // The second click of a double click would skip what the first has brought.
    if (event.detail > 1) return;
    status.removeAttribute("aria-live");
    const { answer, decided } = state();
    if (decided === steps.length) startAgain();
    else if (decided === answer.length) goOn(answer);
    else decide(answer, decided);
  }

  function decide(answer, decided) {
    if (answer.at(-1).endsWith(":")) {
      status.replaceChildren(missing("Choose one answer, then press Decide."));
      item.setAttribute("aria-describedby", idOf(status));
      return;
    }
    if (decided + 1 < steps.length) desk.change((record) => ({ ...record, decided: decided + 1 }));
    else desk.tried(answer, conclusion(), { decided: decided + 1, opened: true });
    draw();
  }

  function goOn(answer) {
    const step = steps[answer.length];
    desk.change((record) => ({ ...record, answer: [...answer, `${step.dataset.step}:`] }));
    draw();
    lead(step);
  }

  function startAgain() {
    desk.change(({ first, review }) => ({ ...(first && { first }), ...(review && { review }) }));
    draw();
    lead(steps[0]);
  }

  /* The story goes on above the button, so the focus goes where it goes on. */
  function lead(step) {
    const place = step.querySelector("[data-place]");
    place.tabIndex = -1;
    place.focus();
  }

  function restore() {
    status.setAttribute("aria-live", "off");
    draw();
  }

  restore();
  item.addEventListener("input", choose);
  button.addEventListener("click", press);
  button.hidden = false;
  return restore;
}
