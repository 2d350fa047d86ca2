/* Brings a quiz form to life, in Jupyter through anywidget and on the page through host.js.

   - The form, with answers and feedback in each item's <details>, is written by html.py. This module
     judges, shows and remembers; every text it shows is taken from the form with textContent.
   - `kinds` says for each type of item how to read an answer, put one back and judge it.
   - `openStore` keeps answers in localStorage, one key a chapter:
       vastus.quiz.v1.<chapter> = {version: 1, items: {<id>: {answer, checked, first}}}
     answer: ids of the chosen options, or the typed text. checked, first: {answer, result} of the last and
     the first check; result is right, partly, trap, wrong or predicted.
   - Each check sends a bubbling `vastus:answer` with {chapter, item, answer, result, first}. */

const VERSION = 1;

/* Small helpers */

function make(tag, text, data = {}) {
  const node = document.createElement(tag);
  node.textContent = text;
  Object.assign(node.dataset, data);
  return node;
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/* What the reader's browser keeps */

const isAnswer = (value) =>
  typeof value === "string" || (Array.isArray(value) && value.every((id) => typeof id === "string"));

/* `fits(id, answer)` says whether an item takes answers of that form: a list or a text. */
function isRecord(id, record, fits) {
  const isTry = (value) =>
    value === undefined || (isObject(value) && fits(id, value.answer) && typeof value.result === "string");
  return isObject(record) && fits(id, record.answer) && isTry(record.checked) && isTry(record.first);
}

function openStore(chapter, fits, notify) {
  const key = `vastus.quiz.v${VERSION}.${chapter}`;
  let memory = null; // the answers, once the browser has refused to keep them

  function refused(items) {
    memory = items;
    notify("This browser does not let the page keep answers. They last until you leave the page.");
    return items;
  }

  function read() {
    if (memory) return memory;
    let text;
    try {
      text = localStorage.getItem(key);
    } catch {
      return refused({});
    }
    if (text === null) return {};
    let stored;
    try {
      stored = JSON.parse(text);
    } catch {
      stored = null;
    }
    if (!isObject(stored) || stored.version !== VERSION || !isObject(stored.items)) {
      notify("Saved answers of this chapter could not be read, so they were reset.");
      write({});
      return memory ?? {};
    }
    const entries = Object.entries(stored.items);
    const sound = entries.filter(([id, record]) => isRecord(id, record, fits));
    if (sound.length < entries.length) {
      notify(`${plural(entries.length - sound.length, "saved answer")} could not be read and had to be reset.`);
      write(Object.fromEntries(sound));
    }
    return Object.fromEntries(sound);
  }

  function write(items) {
    if (memory) {
      memory = items;
      return;
    }
    try {
      localStorage.setItem(key, JSON.stringify({ version: VERSION, items }));
    } catch {
      refused(items);
    }
  }

  return {
    read,
    // Other forms and other tabs write the same key, so what is there is read again before each write.
    change(edit) {
      const items = read();
      edit(items);
      write(items);
    },
  };
}

/* The types of items: read an answer, put it back, judge it */

const inputs = (item) => [...item.querySelectorAll("input")];
const reason = (row) => row.querySelector("[data-feedback]").textContent;

function options(item) {
  return inputs(item).map((input) => {
    const row = [...item.querySelectorAll("[data-option]")].find((li) => li.dataset.option === input.value);
    return {
      chosen: input.checked,
      correct: row.dataset.correct === "true",
      text: row.querySelector("q").textContent,
      feedback: reason(row),
    };
  });
}

const choice = {
  fits: Array.isArray,
  read: (item) => inputs(item).filter((input) => input.checked).map((input) => input.value),
  put(item, answer) {
    for (const input of inputs(item)) input.checked = answer.includes(input.value); // "" includes no id
  },
};

const kinds = {
  single: {
    ...choice,
    judge(item) {
      const chosen = options(item).find((option) => option.chosen);
      if (!chosen) return { missing: "Choose one answer, then press Check." };
      const result = chosen.correct ? "right" : "wrong";
      return { result, said: `You chose: “${chosen.text}”`, feedback: chosen.feedback };
    },
  },

  multiple: {
    ...choice,
    judge(item) {
      const all = options(item);
      if (!all.some((option) => option.chosen)) return { missing: "Choose at least one answer, then press Check." };
      const right = all.filter((option) => option.chosen && option.correct).length;
      const wrong = all.filter((option) => option.chosen && !option.correct).length;
      const missed = all.filter((option) => !option.chosen && option.correct).length;
      let result = "partly";
      if (right === 0) result = "wrong";
      else if (wrong === 0 && missed === 0) result = "right";
      const rows = all
        .filter((option) => option.chosen || option.correct)
        .map((option) => ({ ...option, mark: !option.chosen ? "missed" : option.correct ? "right" : "wrong" }));
      return { result, count: `${right} right, ${wrong} wrong, ${missed} missed`, rows };
    },
  },

  numeric: {
    fits: (answer) => typeof answer === "string",
    read: (item) => inputs(item)[0].value,
    put(item, answer) {
      inputs(item)[0].value = answer;
    },
    judge(item) {
      const typed = inputs(item)[0].value.trim();
      const unit = item.querySelector("[data-unit]")?.textContent ?? "";
      const wanted = unit ? `a number in ${unit}` : "a number";
      if (typed === "") return { missing: `Type ${wanted}, then press Check.` };
      const number = parseNumber(typed, unit);
      if (number === null) {
        return { missing: `“${typed}” is not ${wanted}. Type digits, such as 12.5 or 12,5.`, unreadable: true };
      }
      const said = `You answered: ${typed}${unit && !typed.endsWith(unit) ? ` ${unit}` : ""}`;
      const answer = item.querySelector("[data-answer]");
      if (meets(number, answer.dataset.answer, answer)) return { result: "right", said, feedback: reason(answer) };
      for (const trap of item.querySelectorAll("[data-trap]")) {
        if (meets(number, trap.dataset.value, trap)) {
          return { result: "trap", said, feedback: reason(trap), trap: trap.dataset.trap };
        }
      }
      return { result: "wrong", said, feedback: reason(item.querySelector("[data-other]")) };
    },
  },

  label: {
    ...choice,
    put(item, answer) {
      choice.put(item, answer);
      markPart(item);
    },
    judge(item) {
      const chosen = inputs(item).find((input) => input.checked);
      if (!chosen) return { missing: "Tap a part, then press Check." };
      const said = `You chose: ${chosen.dataset.name}`;
      const row = [...item.querySelectorAll("[data-option]")].find((li) => li.dataset.option === chosen.value);
      if (!row) return { result: "wrong", said, feedback: reason(item.querySelector("[data-other]")) };
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
        input.dispatchEvent(new Event("input", { bubbles: true }));
      });
      item.addEventListener("input", () => markPart(item));
    },
  },

  predict: {
    ...choice,
    judge(item) {
      const chosen = options(item).find((option) => option.chosen);
      if (!chosen) return { missing: "Choose what you expect first." };
      return { result: "predicted", said: `“${chosen.text}”`, feedback: chosen.feedback };
    },
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

/* A comma or a point for decimals, any minus sign, and the unit if the reader typed it; else null. */
function parseNumber(typed, unit) {
  const bare = unit && typed.endsWith(unit) ? typed.slice(0, -unit.length).trim() : typed;
  const plain = bare.replace(/[\u2212\u2013]/, "-").replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) && Number.isFinite(Number(plain)) ? Number(plain) : null;
}

/* Binary fractions put 11.95 a hair outside 12.15 ± 0.2; the border counts as inside. */
function meets(number, value, { dataset: { tolerance } }) {
  const hair = 1e-9 * Math.max(1, Math.abs(Number(value)));
  return Math.abs(number - Number(value)) <= Number(tolerance) + hair;
}

/* What the reader is told */

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
};

function symbol(text) {
  const node = make("span", text, { symbol: "" });
  node.setAttribute("aria-hidden", "true");
  return node;
}

function describe(item, { result, said, count, feedback, rows = [] }) {
  const [sign, word] = verdicts[result];
  const verdict = make("p", "", { verdict: result });
  verdict.append(symbol(sign), " ", make("strong", word));
  if (count) verdict.append(`: ${count}.`);
  else if (result === "predicted") verdict.append(`: ${said}`);
  else verdict.append(". ", make("span", said, { said: "" }));
  const parts = [verdict];

  if (feedback) parts.push(make("p", feedback));
  if (rows.length) {
    const list = document.createElement("ul");
    for (const row of rows) {
      const line = make("li", "", { mark: row.mark });
      const [rowSign, rowWord] = marks[row.mark];
      const words = document.createElement("span");
      words.append(make("strong", rowWord), ` “${row.text}” `, make("span", row.feedback, { feedback: "" }));
      line.append(symbol(rowSign), " ", words);
      list.append(line);
    }
    parts.push(list);
  }
  // The explanation and the links to its sources stand in the <details> already.
  for (const part of item.querySelectorAll("details > [data-explanation], details > [data-sources]")) {
    parts.push(part.cloneNode(true));
  }
  return parts;
}

/* One form */

function bring(form) {
  if (form.dataset.ready) return;
  const chapter = form.dataset.quiz;
  const notice = form.querySelector("[data-notice]");
  const notify = (text) => {
    notice.textContent = text;
  };
  const items = [...form.querySelectorAll("fieldset[data-item]")];
  const clear = form.querySelector("[data-clear]");
  const clearLabel = clear.textContent;
  let cleared = null; // what Clear took away, until the next check

  const kind = (item) => kinds[item.dataset.type];
  const fits = (id, answer) => {
    const own = items.find((item) => item.dataset.item === id);
    // The other items of the chapter stand in other forms, of which nothing is known here.
    return isAnswer(answer) && (!own || kind(own).fits(answer));
  };
  const store = openStore(chapter, fits, notify);
  const status = (item) => item.querySelector("[role=status]");

  function silence(item) {
    status(item).replaceChildren();
    for (const input of inputs(item)) input.removeAttribute("aria-invalid");
  }

  function restore(item, record) {
    kind(item).put(item, record?.answer ?? "");
    silence(item);
    item.querySelector("details").hidden = !record?.checked;
    if (record?.checked && same(record.checked.answer, kind(item).read(item))) {
      const judged = kind(item).judge(item);
      // A reader coming back is not to hear every old verdict read out.
      status(item).setAttribute("aria-live", "off");
      if (!judged.missing) status(item).replaceChildren(...describe(item, judged));
    }
  }

  function choose(item) {
    silence(item);
    const answer = kind(item).read(item);
    store.change((records) => {
      records[item.dataset.item] = { ...records[item.dataset.item], answer };
    });
  }

  function check(item) {
    const judged = kind(item).judge(item);
    status(item).removeAttribute("aria-live");
    silence(item);
    if (judged.missing) {
      const line = make("p", "", { verdict: "missing" });
      line.append(symbol("!"), " ", judged.missing);
      status(item).append(line);
      if (judged.unreadable) inputs(item)[0].setAttribute("aria-invalid", "true");
      return;
    }
    const id = item.dataset.item;
    const answer = kind(item).read(item);
    const checked = { answer, result: judged.result, ...(judged.trap && { trap: judged.trap }) };
    let first;
    store.change((records) => {
      first = records[id]?.first === undefined;
      records[id] = { answer, checked, first: records[id]?.first ?? checked };
    });
    cleared = null;
    clear.textContent = clearLabel;
    status(item).append(...describe(item, judged));
    item.querySelector("details").hidden = false;
    showProgress();
    item.dispatchEvent(
      new CustomEvent("vastus:answer", { bubbles: true, detail: { chapter, item: id, ...checked, first } }),
    );
  }

  function showProgress() {
    const records = store.read();
    const scored = items.filter((item) => item.dataset.type !== "predict");
    const answered = items.filter((item) => records[item.dataset.item]?.checked).length;
    const right = scored.filter((item) => records[item.dataset.item]?.first?.result === "right").length;
    form.querySelector("[data-progress]").textContent = scored.length
      ? `${answered} of ${items.length} answered, ${right} right at the first try`
      : `${answered} of ${items.length} predicted, not scored`;
  }

  /* One press clears, the next brings all back: a slip costs nothing, and nobody has to confirm. */
  function clearOrUndo() {
    const ids = items.map((item) => item.dataset.item);
    if (cleared) {
      const back = cleared;
      store.change((records) => Object.assign(records, { ...back, ...records }));
      cleared = null;
      notify("Your answers are back.");
    } else {
      store.change((records) => {
        const own = ids.filter((id) => id in records);
        cleared = own.length ? Object.fromEntries(own.map((id) => [id, records[id]])) : null;
        for (const id of own) delete records[id];
      });
      notify(cleared ? `${plural(Object.keys(cleared).length, "answer")} cleared.` : "There are no answers to clear.");
    }
    clear.textContent = cleared ? "Undo: bring my answers back" : clearLabel;
    const records = store.read();
    for (const item of items) restore(item, records[item.dataset.item]);
    showProgress();
  }

  const records = store.read();
  for (const item of items) {
    restore(item, records[item.dataset.item]);
    kind(item).wire?.(item);
    item.addEventListener("input", () => choose(item));
    const button = item.querySelector("[data-check]");
    button.addEventListener("click", () => check(item));
    button.hidden = false;
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", clearOrUndo);
  clear.hidden = false;
  showProgress();
  form.dataset.ready = "true";
}

function render({ model, el }) {
  const html = model.get("html");
  if (html) {
    // Written by html.py, which escapes all that comes from the bank.
    el.innerHTML = html;
    // Without this JupyterLab takes the arrow keys to walk from cell to cell. It matches its shortcuts from the
    // focused element upwards, so each element that can have the focus must say it, not only the cell's output.
    for (const node of el.querySelectorAll("input, button, summary, a")) node.dataset.lmSuppressShortcuts = "true";
  }
  bring(el.matches("form[data-quiz]") ? el : el.querySelector("form[data-quiz]"));
}

export default { render };
