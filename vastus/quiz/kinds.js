/* The types of questions: how to read an answer from the form, put one back and judge it.

   A kind has
     fits(answer)       whether an answer is of its form
     read(item)         the answer as it stands: a list of names, or the typed text
     put(item, answer)  the form as it was with that answer, or as it came without one
     judge(item)        { missing, fields? } where there is no answer to judge yet: what to do, and where; else
                        { result, said?, count?, feedback?, rows?, trap? } with a result of record.js
     places(item)       where its marks belong, see marks.js
     wire(item)?        what the form needs beyond native inputs; it sends `input` when the answer has changed
   A row is { mark, text, feedback?, key? }; a key is feedback that tells the answer. All words come from the form.
   A case is none of these: it is answered step after step, see case.js. */

import { same } from "./record.js";

const inputs = (item) => [...item.querySelectorAll(`[name="${item.dataset.item}"]`)];
const answers = (item) => item.querySelector("details[data-answers]");
const reason = (row) => row.querySelector("[data-feedback]").textContent;
const otherwise = (item) => reason(answers(item).querySelector("[data-other]"));

export function options(choices, told) {
  return choices.map((input) => {
    const row = [...told.querySelectorAll("[data-option]")].find((li) => li.dataset.option === input.value);
    return {
      node: input.closest("label"),
      chosen: input.checked,
      right: row.dataset.correct === "true",
      text: row.querySelector("q").textContent,
      feedback: reason(row),
    };
  });
}

/* Questions with one thing to choose, or several */

const choice = {
  fits: Array.isArray,
  read: (item) => inputs(item).filter((input) => input.checked).map((input) => input.value),
  put(item, answer = []) {
    for (const input of inputs(item)) input.checked = answer.includes(input.value);
  },
  places: (item) => options(inputs(item), answers(item)),
};

const single = {
  ...choice,
  judge(item) {
    const chosen = options(inputs(item), answers(item)).find((option) => option.chosen);
    if (!chosen) return { missing: "Choose one answer, then press Check." };
    return { result: chosen.right ? "right" : "wrong", feedback: chosen.feedback };
  },
};

const multiple = {
  ...choice,
  judge(item) {
    const all = options(inputs(item), answers(item));
    if (!all.some((option) => option.chosen)) return { missing: "Choose at least one answer, then press Check." };
    const right = all.filter((option) => option.chosen && option.right).length;
    const wrong = all.filter((option) => option.chosen && !option.right).length;
    const missed = all.filter((option) => !option.chosen && option.right).length;
    const rows = all
      .filter((option) => option.chosen || option.right)
      .map(({ chosen, right: fits, text, feedback }) =>
        chosen ? { mark: fits ? "right" : "wrong", text, feedback } : { mark: "missed", text, key: feedback },
      );
    const result = verdict(right, wrong + missed);
    return { result, count: `${right} right, ${wrong} wrong, ${missed} missed`, rows };
  },
};

const predict = {
  ...choice,
  places: () => [],
  judge(item) {
    const chosen = options(inputs(item), answers(item)).find((option) => option.chosen);
    if (!chosen) return { missing: "Choose what you expect first." };
    return { result: "predicted", said: `“${chosen.text}”`, feedback: chosen.feedback };
  },
};

const label = {
  ...choice,
  put(item, answer) {
    choice.put(item, answer);
    markPart(item);
  },
  places: (item) =>
    inputs(item).map((input) => ({
      node: input.closest("label"),
      chosen: input.checked,
      right: input.value === answers(item).querySelector('[data-correct="true"]').dataset.option,
    })),
  judge(item) {
    const chosen = inputs(item).find((input) => input.checked);
    if (!chosen) return { missing: "Tap a part, then press Check." };
    const said = `You chose: ${chosen.dataset.name}`;
    const row = [...answers(item).querySelectorAll("[data-option]")].find((li) => li.dataset.option === chosen.value);
    if (!row) return { result: "wrong", said, feedback: otherwise(item) };
    if (row.dataset.correct === "true") return { result: "right", said, feedback: reason(row) };
    return { result: "wrong", said, feedback: reason(row), trap: chosen.value };
  },
  /* The parts are radio buttons; a tap on the drawing chooses one of them. */
  wire(item) {
    item.querySelector("svg").addEventListener("click", (event) => {
      const part = event.target.closest("[data-part], [data-for]");
      const input = inputs(item).find(({ value }) => value === (part?.dataset.part ?? part?.dataset.for));
      if (!input) return;
      input.checked = true;
      changed(input);
    });
    item.addEventListener("input", () => markPart(item));
  },
};

/* Draws the contour of the part chosen once more, on top of all, as anatomy.js does in the chapter's figure. */
function markPart(item) {
  const drawing = item.querySelector("svg");
  const id = inputs(item).find((input) => input.checked)?.value;
  for (const old of drawing.querySelectorAll("path.chosen")) old.remove();
  for (const label of drawing.querySelectorAll("[data-for]")) {
    label.classList.toggle("chosen", label.dataset.for === id);
  }
  const contours = ":scope > .outline, :scope > .line, :scope > .whole > .outline";
  for (const contour of drawing.querySelector(`[data-part="${id}"]`)?.querySelectorAll(contours) ?? []) {
    const copy = contour.cloneNode();
    copy.setAttribute("class", "chosen");
    drawing.querySelector(".labels").before(copy);
  }
}

/* Questions with something to type */

const typed = {
  fits: (answer) => typeof answer === "string",
  read: (item) => inputs(item)[0].value,
  put(item, answer = "") {
    inputs(item)[0].value = answer;
  },
  places(item) {
    const node = inputs(item)[0].closest("label");
    const answer = answers(item).querySelector("[data-answer] > [data-wanted]").textContent;
    return [{ node, chosen: true, right: this.judge(item).result === "right", answer }];
  },
};

const numeric = {
  ...typed,
  judge(item) {
    const text = typed.read(item).trim();
    const unit = item.querySelector("[data-unit]")?.textContent ?? "";
    const wanted = unit ? `a number in ${unit}` : "a number";
    if (text === "") return { missing: `Type ${wanted}, then press Check.`, fields: inputs(item) };
    const number = parseNumber(text, unit);
    if (number === null) {
      return { missing: `“${text}” is not ${wanted}. Type digits, such as 12.5 or 12,5.`, fields: inputs(item) };
    }
    const said = `You answered: ${text}${unit && !text.endsWith(unit) ? ` ${unit}` : ""}`;
    const answer = answers(item).querySelector("[data-answer]");
    if (meets(number, answer.dataset.answer, answer)) return { result: "right", said, feedback: reason(answer) };
    for (const trap of answers(item).querySelectorAll("[data-trap]")) {
      if (meets(number, trap.dataset.value, trap)) {
        return { result: "trap", said, feedback: reason(trap), trap: trap.dataset.trap };
      }
    }
    return { result: "wrong", said, feedback: otherwise(item) };
  },
};

/* A comma or a point for decimals, any minus sign, and the unit if the reader typed it; else null. */
function parseNumber(text, unit) {
  const bare = unit && text.endsWith(unit) ? text.slice(0, -unit.length).trim() : text;
  const plainText = bare.replace(/[\u2212\u2013]/, "-").replace(",", ".");
  const number = Number(plainText);
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plainText) && Number.isFinite(number) ? number : null;
}

/* Binary fractions put 11.95 a hair outside 12.15 ± 0.2; the border counts as inside. */
function meets(number, value, { dataset: { tolerance } }) {
  const hair = 1e-9 * Math.max(1, Math.abs(Number(value)));
  return Math.abs(number - Number(value)) <= Number(tolerance) + hair;
}

const short = {
  ...typed,
  judge(item) {
    const text = typed.read(item).trim();
    if (plain(text) === "") return { missing: "Type a word or two, then press Check.", fields: inputs(item) };
    const said = `You answered: “${text}”`;
    const has = (row) => [...row.querySelectorAll("q")].some((form) => plain(form.textContent) === plain(text));
    const answer = answers(item).querySelector("[data-answer]");
    if (has(answer)) return { result: "right", said, feedback: reason(answer) };
    const trap = [...answers(item).querySelectorAll("[data-trap]")].find(has);
    if (trap) return { result: "wrong", said, feedback: reason(trap), trap: trap.dataset.trap };
    return { result: "wrong", said, feedback: otherwise(item) };
  },
};

/* Left out wherever they stand: spaces, hyphens and dashes, quotation marks and apostrophes. */
const leftOut = /[\s\u00ad\u2010-\u2015"'`´\u2018-\u201f«»‹›-]+/g;
const atTheEdges = /^[.,;:!?…¿¡()[\]{}*]+|[.,;:!?…¿¡()[\]{}*]+$/g;

/* Case, spaces, hyphens and quotation marks do not count, nor does punctuation at either end. The same as `plain` of
   check.py; upper case first, for ß is ss. */
export function plain(text) {
  return text.toUpperCase().toLowerCase().replace(leftOut, "").replace(atTheEdges, "");
}

/* Questions with several things to put in their places */

const selects = (item) => [...item.querySelectorAll("select")];
const pairOf = (select) => select.closest("[data-pair]").dataset.pair;

const match = {
  fits: Array.isArray,
  read: (item) => selects(item).filter(({ value }) => value).map((select) => `${pairOf(select)}:${select.value}`),
  put(item, answer = []) {
    const chosen = Object.fromEntries(answer.map((pair) => pair.split(":")));
    for (const select of selects(item)) {
      select.value = chosen[pairOf(select)] ?? "";
      if (select.selectedIndex < 0) select.value = ""; // a choice the bank no longer has
    }
  },
  places: (item) =>
    selects(item).map((select) => {
      const { choice: wanted } = answers(item).querySelector(`[data-pair="${pairOf(select)}"]`).dataset;
      const answer = [...select.options].find(({ value }) => value === wanted).text;
      return { node: select.closest("label"), chosen: true, right: select.value === wanted, answer };
    }),
  judge(item) {
    const open = selects(item).filter(({ value }) => !value);
    if (open.length) return { missing: `Choose for every line first; ${open.length} still open.`, fields: open };
    const rows = selects(item).map((select) => {
      const told = answers(item).querySelector(`[data-pair="${pairOf(select)}"]`);
      const fits = told.dataset.choice === select.value;
      const line = select.closest("label").querySelector("span").textContent.replace(/\.$/, "");
      const text = `${line}: ${select.selectedOptions[0].text}`;
      return { mark: fits ? "fits" : "unfit", text, [fits ? "feedback" : "key"]: reason(told) };
    });
    return counted(rows, "fits", "fit");
  },
};

const steps = (item) => [...item.querySelectorAll("[data-order] > li")];
const idsOf = (rows) => rows.map((row) => row.dataset.step);

const order = {
  fits: Array.isArray,
  read: (item) => idsOf(steps(item)),
  put(item, answer) {
    const wanted = answer && same([...answer].sort(), idsOf(steps(item)).sort()) ? answer : shownFirst.get(item);
    const list = item.querySelector("[data-order]");
    list.append(...wanted.map((id) => list.querySelector(`[data-step="${id}"]`)));
    showEnds(item);
  },
  places(item) {
    const told = idsOf([...answers(item).querySelectorAll("[data-step]")]);
    return steps(item).map((node, place) => {
      const wanted = told.indexOf(node.dataset.step);
      return { node, chosen: true, right: wanted === place, answer: `place ${wanted + 1}` };
    });
  },
  judge(item) {
    if (same(order.read(item), shownFirst.get(item))) {
      return { missing: "Put the lines in order with the arrow buttons, then press Check." };
    }
    const told = [...answers(item).querySelectorAll("[data-step]")];
    const rows = steps(item).map((step, place) => {
      const fits = told[place].dataset.step === step.dataset.step;
      const own = told.find((row) => row.dataset.step === step.dataset.step);
      const text = step.querySelector("span").textContent;
      return { mark: fits ? "placed" : "misplaced", text, [fits ? "feedback" : "key"]: reason(own) };
    });
    return counted(rows, "placed", "in place");
  },
  wire(item) {
    shownFirst.set(item, order.read(item));
    for (const button of item.querySelectorAll("[data-move]")) {
      button.hidden = false;
      button.addEventListener("click", () => move(item, button));
    }
    showEnds(item);
  },
};

const shownFirst = new WeakMap(); // an item's steps as they came, which is never the right order

function move(item, button) {
  const step = button.closest("li");
  const up = button.dataset.move === "-1";
  const neighbour = up ? step.previousElementSibling : step.nextElementSibling;
  // The neighbour moves past the step, so the button pressed stays where it is in the document and keeps the focus.
  if (neighbour && up) step.after(neighbour);
  else if (neighbour) step.before(neighbour);
  const place = steps(item).indexOf(step) + 1;
  const text = step.querySelector("span").textContent;
  const where = neighbour ? `now ${place} of ${steps(item).length}` : `already ${up ? "first" : "last"}`;
  item.querySelector("[data-moved]").textContent = `“${text}”: ${where}.`;
  showEnds(item);
  if (neighbour) changed(step);
}

/* At its end of the list an arrow does nothing; it says so, but keeps the focus, which a disabled button would lose. */
function showEnds(item) {
  for (const button of item.querySelectorAll("[data-move]")) {
    const step = button.closest("li");
    const neighbour = button.dataset.move === "-1" ? step.previousElementSibling : step.nextElementSibling;
    button.setAttribute("aria-disabled", String(!neighbour));
  }
}

/* Judging, and telling the form */

function verdict(right, wrong) {
  if (wrong === 0) return "right";
  return right === 0 ? "wrong" : "partly";
}

function counted(rows, good, words) {
  const right = rows.filter(({ mark }) => mark === good).length;
  return { result: verdict(right, rows.length - right), count: `${right} of ${rows.length} ${words}`, rows };
}

function changed(node) {
  node.dispatchEvent(new Event("input", { bubbles: true }));
}

export const kinds = { single, multiple, "true-false": single, predict, label, numeric, short, match, order };
