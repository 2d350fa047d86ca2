/* What the reader's browser keeps: one key a question, so that two tabs never write over each other's answers.

     vastus.quiz.v2.<quiz>.<item>   a record as in record.js; <quiz> is the chapter, or a form that mixes chapters
     vastus.quiz.v1.<chapter>       the first edition's, all questions in one key; taken over where it is met
     vastus.read.v1.<page>          when the end of a page was first in sight; a lesson is <chapter>/<lesson>
     vastus.place.v1.<page>         { anchor, at }: how far the reader is on a page whose end was not in sight yet
     vastus.diary.v1                the diary of the exercise, as in record.js
     vastus.aside.v1.<key>          what stood under a key and could not be read; see below

   Nothing is thrown away for not being understood, since a later edition may have written it:

   - The first page that meets such a text sets it aside, whole, with who could not read it: nobody can where its shape
     is unknown, or a question that is of another type now, or another programme.
   - Each page looks whether it can read what is set aside, and brings it together with what was given since.
   - `waiting` counts what is still aside, so that a page can say how much that is.

   Times later than the device's clock come from a clock that was wrong, and would put off a review for years. They are
   taken down to now, when they are met and when they are written.

   A host that keeps answers elsewhere gives `bring` of quiz.js an object with the same `get`, `set` and `listen`. */

import { bounded, continued, diaryProblems, isObject, merged, problems, same } from "./record.js";

const PREFIX = "vastus.quiz.v2.";
const OLD_PREFIX = "vastus.quiz.v1.";
const READ_PREFIX = "vastus.read.v1.";
const PLACE_PREFIX = "vastus.place.v1.";
const DIARY_KEY = "vastus.diary.v1";
const ASIDE_PREFIX = "vastus.aside.v1.";

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

  /* Whether the browser keeps it; if not, it lasts until the page is left. */
  function writeText(key, text) {
    try {
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
      memory?.delete(key);
      return true;
    } catch {
      refused();
      memory.set(key, text);
      return false;
    }
  }

  /* What stands under the keys that begin so: [rest of the key, text]. */
  function texts(prefix) {
    let kept = [];
    try {
      kept = Object.keys(localStorage);
    } catch {
      refused();
    }
    return [...new Set([...kept, ...(memory?.keys() ?? [])])]
      .filter((key) => key.startsWith(prefix) && readText(key) !== null)
      .map((key) => [key.slice(prefix.length), readText(key)]);
  }

  /* The same, parsed; text that is no JSON is undefined. */
  const under = (prefix) => texts(prefix).map(([rest, text]) => [rest, parsed(text)]);

  function get(quiz, item) {
    const record = parsed(readText(`${PREFIX}${quiz}.${item}`) ?? "");
    return problems(record, item).length === 0 ? record : undefined;
  }

  function set(quiz, item, record) {
    const key = `${PREFIX}${quiz}.${item}`;
    if (readText(key) !== null && get(quiz, item) === undefined) setAside(key); // another tab runs a later edition
    return writeText(key, record === undefined ? null : JSON.stringify(bounded(record, Date.now())));
  }

  function diary() {
    const found = parsed(readText(DIARY_KEY) ?? "");
    return diaryProblems(found, "diary").length === 0 ? found : undefined;
  }

  function setDiary(kept) {
    return writeText(DIARY_KEY, kept === undefined ? null : JSON.stringify(bounded(kept, Date.now())));
  }

  /* The key is emptied first: in a full store there is no room for both. */
  function setAside(key, reader = "") {
    const text = readText(key);
    writeText(key, null);
    if (writeText(ASIDE_PREFIX + key, `${reader}\n${text}`)) return;
    memory.delete(ASIDE_PREFIX + key);
    writeText(key, text);
  }

  /* What is set aside: [key, who could not read it, text]. */
  function allAside() {
    return texts(ASIDE_PREFIX).map(([key, kept]) => {
      const end = kept.indexOf("\n");
      return [key, kept.slice(0, end), kept.slice(end + 1)];
    });
  }

  /* Gives back what this edition can read of what is set aside; `reader` is one who can say so of a sound shape. */
  function giveBack(wanted = () => true, reader = "") {
    for (const [key, unable, text] of allAside()) {
      if (!wanted(key) || (unable && (!reader || unable === reader))) continue;
      const found = parsed(text);
      if (key === DIARY_KEY && diaryProblems(found, "diary").length === 0) {
        const own = diary();
        const whole = own ? continued(own, found) : found;
        if (whole === undefined) continue;
        setDiary(whole);
      } else if (key.startsWith(PREFIX) && problems(found, key).length === 0) {
        const [quiz, item] = key.slice(PREFIX.length).split(".");
        const own = get(quiz, item);
        set(quiz, item, own ? merged(own, found) : found);
      } else continue;
      writeText(ASIDE_PREFIX + key, null);
    }
  }

  /* How many answers of a quiz, or of all, are set aside and were not given anew. */
  function waiting(quiz) {
    const counts = allAside().map(([key, , text]) => {
      const [of, item] = key.replace(/^vastus\.quiz\.v\d+\./, "").split(".");
      if (key === DIARY_KEY || (quiz && of !== quiz) || (item && get(of, item))) return 0;
      return item ? 1 : Math.max(1, Object.keys(parsed(text)?.items ?? {}).length);
    });
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /* The first edition showed the explanation after every check, and knew neither times nor reviews. */
  function takeOver() {
    for (const [chapter, old] of under(OLD_PREFIX)) {
      if (!isObject(old) || old.version !== 1 || !isObject(old.items)) {
        setAside(OLD_PREFIX + chapter);
        continue;
      }
      for (const [item, record] of Object.entries(old.items)) {
        const taken = record?.checked ? { ...record, opened: true } : record;
        const key = `${PREFIX}${chapter}.${item}`;
        if (readText(key) !== null) continue;
        writeText(key, JSON.stringify(taken));
        if (problems(taken, item).length) setAside(key);
      }
      writeText(OLD_PREFIX + chapter, null);
    }
  }

  function lookThrough() {
    giveBack();
    const now = Date.now();
    for (const [name, found] of under(PREFIX)) {
      if (problems(found, name).length) setAside(PREFIX + name);
      else if (!same(found, bounded(found, now))) writeText(PREFIX + name, JSON.stringify(bounded(found, now)));
    }
    takeOver();
    const own = diary();
    if (own && !same(own, bounded(own, now))) setDiary(own);
    else if (!own && readText(DIARY_KEY) !== null) setAside(DIARY_KEY);
    for (const [page, at] of under(READ_PREFIX)) if (at > now) writeText(READ_PREFIX + page, String(now));
    for (const [page, place] of under(PLACE_PREFIX)) {
      if (isPlace(place) && place.at > now) writeText(PLACE_PREFIX + page, JSON.stringify({ ...place, at: now }));
    }
  }

  addEventListener("storage", ({ key, newValue }) => {
    if (key?.startsWith(OLD_PREFIX) && newValue !== null) takeOver();
    if (key?.startsWith(ASIDE_PREFIX) && newValue !== null) giveBack();
    if (key?.startsWith(PREFIX)) {
      const [quiz, item] = key.slice(PREFIX.length).split(".");
      tell({ quiz, item });
    } else tell({});
  });
  lookThrough();

  return {
    get,
    set,
    waiting,
    setAside: (quiz, item, reader) => setAside(`${PREFIX}${quiz}.${item}`, reader),
    giveBack: (quiz, item, reader) => giveBack((key) => key === `${PREFIX}${quiz}.${item}`, reader),
    setDiaryAside: (reader) => setAside(DIARY_KEY, reader),
    giveDiaryBack: (reader) => giveBack((key) => key === DIARY_KEY, reader),
    isDiaryAside: () => readText(ASIDE_PREFIX + DIARY_KEY) !== null,
    /* All that is set aside, as a file carries it: { key: text }; without a text it is forgotten. */
    aside: () => Object.fromEntries(texts(ASIDE_PREFIX)),
    putAside(key, text) {
      writeText(ASIDE_PREFIX + key, text);
      giveBack();
    },
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
    markRead: (page, at) => writeText(READ_PREFIX + page, at === undefined ? null : String(Math.min(at, Date.now()))),
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

/* What a page says of answers that are set aside. */
export function asideWords(count) {
  const [were, they, come] = count === 1 ? ["answer was", "It is", "comes"] : ["answers were", "They are", "come"];
  const words = `${count} saved ${were} written by another version of this course and cannot be read by this one.`;
  return `${words} ${they} kept aside and ${come} back with a version that can.`;
}
