/* What the reader is told after a try, as elements. A sign and a word carry each verdict, never colour alone. */

const verdicts = {
  right: ["✓", "Right"],
  partly: ["◐", "Partly right"],
  wrong: ["✗", "Not right"],
  trap: ["✗", "Not right, but a number many reach"],
  predicted: ["→", "You predicted"],
};

const marks = {
  right: ["✓", "Chosen, and right:"],
  wrong: ["✗", "Chosen, but wrong:"],
  missed: ["○", "Missed:"],
  fits: ["✓", "Fits:"],
  unfit: ["✗", "Does not fit:"],
  placed: ["✓", "In its place:"],
  misplaced: ["✗", "Not in its place:"],
};

export function make(tag, text, data = {}) {
  const node = document.createElement(tag);
  node.textContent = text;
  Object.assign(node.dataset, data);
  return node;
}

export function symbol(text) {
  const node = make("span", text, { symbol: "" });
  node.setAttribute("aria-hidden", "true");
  return node;
}

let serial = 0;

/* An id for what is described by something: the form itself has none, since it may stand on a page twice. */
export function idOf(node) {
  node.id ||= `quiz-told-${(serial += 1)}`;
  return node.id;
}

/* What is missing before there is an answer to judge. */
export function missing(words) {
  const line = make("p", "", { verdict: "missing" });
  line.append(symbol("!"), " ", words);
  return line;
}

/* Verdict and reasons; the answer only if it is `opened`, else the hint. */
export function described(item, judged, opened) {
  const rows = judged.rows?.filter((row) => opened || row.mark !== "missed") ?? [];
  const parts = [verdictLine(judged)];
  if (judged.feedback) parts.push(make("p", judged.feedback, { feedback: "" }));
  if (rows.length) parts.push(rowList(rows, opened));
  if (opened) parts.push(...copies(item, "[data-answers] > :is([data-explanation], [data-sources])"));
  else parts.push(...hinted(item));
  if (!["right", "predicted"].includes(judged.result)) parts.push(...settling(item));
  return parts;
}

/* The link to what settles the question, where the host knows one. */
export const settling = (item) => copies(item, "[data-answers] > [data-settled]");

/* A reason stands once: what the status says is left out of the details, and their name says what is left in them. */
export function leaveOutTold(details, status) {
  const said = new Set([...status.querySelectorAll("[data-feedback]")].map((node) => node.textContent));
  const summary = details.querySelector("summary");
  summary.dataset.whole ??= summary.textContent;
  summary.textContent = said.size ? "The other answers" : summary.dataset.whole;
  for (const row of details.querySelectorAll("li")) {
    row.toggleAttribute("data-told-above", said.has(row.querySelector("[data-feedback]").textContent));
  }
  for (const part of ["explanation", "sources", "settled"]) {
    const told = status.querySelector(`[data-${part}]`) !== null;
    for (const own of details.querySelectorAll(`:scope > [data-${part}]`)) own.toggleAttribute("data-told-above", told);
  }
}

/* The hint, where the question has one. */
export function hinted(item) {
  const text = item.querySelector("[data-hint] > p")?.textContent;
  if (!text) return [];
  const line = make("p", "", { hinted: "" });
  line.append(make("strong", "Hint:"), ` ${text}`);
  return [line];
}

/* Parts of the <details> once more: what they say stands in the page once, links to sources included. */
export function copies(item, selector) {
  const parts = [...item.querySelectorAll(selector)].map((part) => part.cloneNode(true));
  for (const part of parts) part.removeAttribute("data-told-above");
  return parts;
}

export function verdictLine({ result, said, count }) {
  const [sign, word] = verdicts[result];
  const line = make("p", "", { verdict: result });
  line.append(symbol(sign), " ", make("strong", word));
  if (count) line.append(`: ${count}.`);
  else if (result === "predicted") line.append(`: ${said}`);
  else line.append(".");
  if (said && result !== "predicted") line.append(" ", make("span", said, { said: "" }));
  return line;
}

function rowList(rows, opened) {
  const list = document.createElement("ul");
  for (const { mark, text, feedback, key } of rows) {
    const [sign, word] = marks[mark];
    const line = make("li", "", { mark });
    const words = document.createElement("span");
    words.append(make("strong", word), ` “${text}” `);
    const said = feedback ?? (opened ? key : undefined);
    if (said) words.append(make("span", said, { feedback: "" }));
    line.append(symbol(sign), " ", words);
    list.append(line);
  }
  return list;
}
