/* What the reader's browser keeps: one key a question, so that two tabs never write over each other's answers.

     vastus.quiz.v2.<quiz>.<item>   a record as in record.js; <quiz> is the chapter, or a form that mixes chapters
     vastus.quiz.v1.<chapter>       the first edition's, all questions in one key; taken over where it is met
     vastus.read.v1.<page>          when the end of a page was first in sight; a lesson is <chapter>/<lesson>
     vastus.place.v1.<page>         { anchor, at }: how far the reader is on a page whose end was not in sight yet
     vastus.diary.v1                the diary of the exercise, as in record.js

   A host that keeps answers elsewhere gives `bring` of quiz.js an object with the same `get`, `set` and `listen`. */

import { diaryProblems, isObject, problems } from "./record.js";

const PREFIX = "vastus.quiz.v2.";
const OLD_PREFIX = "vastus.quiz.v1.";
const READ_PREFIX = "vastus.read.v1.";
const PLACE_PREFIX = "vastus.place.v1.";
const DIARY_KEY = "vastus.diary.v1";

const REFUSED = "This browser does not let the page keep answers. They last until you leave the page.";

let shared;

/* The store of this page; every form on it has the same one. */
export function browserStore() {
  shared ??= openStore();
  return shared;
}

function openStore() {
  const listeners = new Set();
  let notice = null; // the last one, for forms that come to life after it was due
  let memory = null; // keys and texts, once the browser has refused to keep them

  function tell(news) {
    notice = news.notice ?? notice;
    for (const heard of listeners) heard(news);
  }

  function refused() {
    if (memory) return;
    memory = new Map();
    tell({ notice: REFUSED });
  }

  function readText(key) {
    if (memory?.has(key)) return memory.get(key);
    try {
      return localStorage.getItem(key);
    } catch {
      refused();
      return null;
    }
  }

  function writeText(key, text) {
    try {
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
      memory?.delete(key);
    } catch {
      refused();
      memory.set(key, text);
    }
  }

  /* What stands under the keys that begin so: [rest of the key, parsed text]. Text that is no JSON is undefined. */
  function under(prefix) {
    let kept = [];
    try {
      kept = Object.keys(localStorage);
    } catch {
      refused();
    }
    return [...new Set([...kept, ...(memory?.keys() ?? [])])]
      .filter((key) => key.startsWith(prefix) && readText(key) !== null)
      .map((key) => [key.slice(prefix.length), parsed(readText(key))]);
  }

  function get(quiz, item) {
    const text = readText(`${PREFIX}${quiz}.${item}`);
    if (text === null) return undefined;
    const record = parsed(text);
    if (problems(record, item).length === 0) return record;
    set(quiz, item, undefined);
    tell({ notice: lost(1) });
    return undefined;
  }

  function set(quiz, item, record) {
    writeText(`${PREFIX}${quiz}.${item}`, record === undefined ? null : JSON.stringify(record));
  }

  function diary() {
    const text = readText(DIARY_KEY);
    if (text === null) return undefined;
    const found = parsed(text);
    if (diaryProblems(found, "diary").length === 0) return found;
    setDiary(undefined);
    tell({ notice: "The saved diary could not be read and had to be reset." });
    return undefined;
  }

  function setDiary(kept) {
    writeText(DIARY_KEY, kept === undefined ? null : JSON.stringify(kept));
  }

  /* The first edition showed the explanation after every check, and knew neither times nor reviews. */
  function takeOver() {
    for (const [chapter, old] of under(OLD_PREFIX)) {
      if (!isObject(old) || old.version !== 1 || !isObject(old.items)) {
        tell({ notice: "Saved answers of a chapter could not be read, so they were reset." });
      } else {
        let unsound = 0;
        for (const [item, record] of Object.entries(old.items)) {
          const taken = record?.checked ? { ...record, opened: true } : record;
          if (problems(taken, item).length) unsound += 1;
          else if (get(chapter, item) === undefined) set(chapter, item, taken);
        }
        if (unsound) tell({ notice: lost(unsound) });
      }
      writeText(OLD_PREFIX + chapter, null);
    }
  }

  addEventListener("storage", ({ key, newValue }) => {
    if (key?.startsWith(OLD_PREFIX) && newValue !== null) takeOver();
    if (key?.startsWith(PREFIX)) {
      const [quiz, item] = key.slice(PREFIX.length).split(".");
      tell({ quiz, item });
    } else tell({});
  });
  takeOver();

  return {
    get,
    set,
    /* `heard` gets { notice }, a sentence for the reader, or { quiz, item } that another tab has changed; without
       them, all may have changed. Gives a function that ends the listening. */
    listen(heard) {
      listeners.add(heard);
      if (notice) heard({ notice });
      return () => listeners.delete(heard);
    },
    /* Every record: { quiz, item, record }. */
    all() {
      return under(PREFIX)
        .map(([name]) => name.split("."))
        .map(([quiz, item]) => ({ quiz, item, record: get(quiz, item) }))
        .filter(({ record }) => record);
    },
    /* Pages whose end was in sight, with the time of the first: { page: ms }. */
    readPages: () => Object.fromEntries(under(READ_PREFIX).filter(([, at]) => Number.isInteger(at))),
    /* Pages the reader left half way, the last one first: [{ page, anchor, at }]. */
    places: () =>
      under(PLACE_PREFIX)
        .filter(([, place]) => isPlace(place))
        .map(([page, place]) => ({ page, ...place }))
        .sort((a, b) => b.at - a.at),
    setPlace: (page, place) => writeText(PLACE_PREFIX + page, place === undefined ? null : JSON.stringify(place)),
    diary,
    setDiary,
    markRead: (page, at) => writeText(READ_PREFIX + page, at === undefined ? null : String(at)),
  };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isPlace = (place) => isObject(place) && typeof place.anchor === "string" && Number.isInteger(place.at);

const lost = (count) => `${count} saved answer${count === 1 ? "" : "s"} could not be read and had to be reset.`;
