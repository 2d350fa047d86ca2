/* Brings a quiz form to life, in Jupyter through anywidget and on the page through host.js.

   - The form, with answers and feedback in each item's <details>, is written by html.py. The modules here judge,
     show and remember; every text they show is taken from the form with textContent.
   - question.js knows the question on the page, kinds.js its types, case.js the case, feedback.js what is said,
     marks.js what is marked in place; pager.js shows one question at a time on a phone.
   - record.js says what is kept of a question, store.js where, review.js when it comes back.
   - A form of several chapters keeps its round under its own name, so it starts blank whatever the chapters' forms
     hold; what was learnt, the first try and the queue for review, is kept under the question's chapter.
   - Each try sends a bubbling `vastus:answer` with { quiz, chapter, item, type, answer, result, trap, confidence, at,
     first, latency_ms }.
   - A host with a store of its own calls `bring(form, { store })`; see store.js for what a store is. */

import { bringCase } from "./case.js";
import { kinds } from "./kinds.js";
import { bringPager } from "./pager.js";
import { bringQuestion } from "./question.js";
import { rescheduled } from "./review.js";
import { asideWords, browserStore } from "./store.js";

export function bring(form, { store = browserStore() } = {}) {
  const quiz = form.dataset.quiz;
  const items = [...form.querySelectorAll("fieldset[data-item]")];
  const ids = items.map((item) => item.dataset.item);
  const clear = form.querySelector("[data-clear]");
  const clearLabel = clear?.textContent;
  const restored = new Map(); // how to draw each item anew
  let cleared = null; // what Clear took away, until the next try
  let lastTry = Date.now();

  function notify(text) {
    const notice = form.querySelector("[data-notice]");
    if (notice) notice.textContent = text;
  }

  /* Another form, or another tab, may have written since; so what is there is read again before each write. */
  function change(name, id, edit) {
    store.set(name, id, edit(store.get(name, id) ?? {}));
  }

  function desk(item) {
    const { item: id, chapter, type } = item.dataset;
    return {
      record() {
        const record = store.get(quiz, id);
        const kind = kinds[type];
        if (!record || !kind || [record, record.checked, record.first].every((part) => fits(kind, part?.answer))) {
          return record ?? {};
        }
        if (store.setAside) store.setAside(quiz, id, type);
        else store.set(quiz, id, undefined);
        return {};
      },
      change: (edit) => change(quiz, id, edit),
      tried(answer, { result, trap }, outcome) {
        const { confidence } = store.get(quiz, id) ?? {};
        const first = store.get(chapter, id)?.first === undefined;
        const at = Date.now();
        const tried = { answer, result, ...(trap && { trap }), ...(confidence && { confidence }), at };
        change(quiz, id, (record) => {
          const round = { ...record, answer, checked: tried, first: record.first ?? tried, ...outcome };
          delete round.confidence;
          return round;
        });
        change(chapter, id, (record) => ({
          ...record,
          first: record.first ?? tried,
          ...(result !== "predicted" && { review: rescheduled(record.review, tried) }),
        }));
        cleared = null;
        if (clear) clear.textContent = clearLabel;
        showProgress();
        const detail = { quiz, chapter, item: id, type, ...tried, first, latency_ms: at - lastTry };
        lastTry = at;
        item.dispatchEvent(new CustomEvent("vastus:answer", { bubbles: true, detail }));
      },
    };
  }

  function showProgress() {
    const line = form.querySelector("[data-progress]");
    if (!line) return;
    const firsts = items.map((item) => store.get(quiz, item.dataset.item)?.first);
    const answered = firsts.filter(Boolean).length;
    const right = firsts.filter((first) => first?.result === "right").length;
    line.textContent = items.every((item) => item.dataset.type === "predict")
      ? `${answered} of ${items.length} predicted, not scored`
      : `${answered} of ${items.length} answered, ${right} right at the first try`;
  }

  /* One press clears, the next brings all back: a slip costs nothing, and nobody has to confirm. */
  function clearOrUndo() {
    if (cleared) {
      for (const [id, record] of cleared) if (store.get(quiz, id) === undefined) store.set(quiz, id, record);
      cleared = null;
      notify("Your answers are back.");
    } else {
      const own = ids.map((id) => [id, store.get(quiz, id)]).filter(([, record]) => record);
      for (const [id] of own) store.set(quiz, id, undefined);
      cleared = own.length ? own : null;
      notify(cleared ? `${own.length} answer${own.length === 1 ? "" : "s"} cleared.` : "There are no answers to clear.");
    }
    clear.textContent = cleared ? "Undo: bring my answers back" : clearLabel;
    for (const restore of restored.values()) restore();
    showProgress();
  }

  const stop = store.listen?.((news) => {
    if (news.notice) {
      notify(news.notice);
      return;
    }
    for (const [id, restore] of restored) {
      const isOwn = news.item === undefined || (news.item === id && news.quiz === quiz);
      // What the reader is at is not changed under their hands.
      if (isOwn && !items[ids.indexOf(id)].contains(document.activeElement)) restore();
    }
    showProgress();
  });
  for (const item of items) {
    const enliven = item.dataset.type === "case" ? bringCase : bringQuestion;
    store.giveBack?.(quiz, item.dataset.item, item.dataset.type);
    restored.set(item.dataset.item, enliven(item, desk(item)));
  }
  bringPager(form, items, (item) => store.get(quiz, item.dataset.item)?.checked !== undefined);
  form.addEventListener("submit", (event) => event.preventDefault());
  clear?.addEventListener("click", clearOrUndo);
  if (clear) clear.hidden = false;
  const aside = store.waiting?.(quiz);
  if (aside) notify(asideWords(aside));
  showProgress();
  form.dataset.ready = "true";
  return stop;
}

const fits = (kind, answer) => answer === undefined || kind.fits(answer);

function render({ model, el }) {
  const html = model.get("html");
  // Written by html.py, which escapes all that comes from the bank.
  if (html) el.innerHTML = html;
  const form = el.matches("form[data-quiz]") ? el : el.querySelector("form[data-quiz]");
  const stop = form.dataset.ready ? undefined : bring(form);
  // Without this JupyterLab takes the arrow keys to walk from cell to cell. It matches its shortcuts from the
  // focused element upwards, so each element that can have the focus must say it, not only the cell's output.
  const focusable = form.querySelectorAll("input, select, button, summary, a, legend, [role=status], [data-place]");
  if (html) for (const node of focusable) node.dataset.lmSuppressShortcuts = "true";
  return stop;
}

export default { render };
