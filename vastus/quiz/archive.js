/* The reader's answers as a file: written to be kept or carried to another browser, and read back.

     { course, format: 1, version, name?, saved, read: { <page>: ms }, answers: { <quiz>: { <item>: record } }, diary?,
       aside?: { <key>: text } }

   - A file is taken as a whole or not at all: all that is wrong with it is told, with its place.
   - Taking one in merges: nothing here is lost, and of two first tries the older stays the first.
   - A name is there for who hands the file in to a lecturer; it is not kept anywhere else.
   - What this edition cannot read and has set aside goes along as it is, for one that can.
   - A diary that goes on where the one here ends takes its place; one that tells otherwise stays in the file. */

import { continued, diaryProblems, isDate, isObject, merged, problems, same, shown } from "./record.js";

const COURSE = "The VMO Question";
const FORMAT = 1;
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const ASIDE = /^vastus\.(quiz|diary)\.v\d+(\.[a-z0-9-]+)*$/;
const PAGE = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)?$/; // a lesson stands in its chapter

export function archive(store, version, now, name = "") {
  const answers = {};
  for (const { quiz, item, record } of store.all()) (answers[quiz] ??= {})[item] = record;
  const saved = new Date(now).toISOString();
  const diary = store.diary();
  const aside = store.aside();
  const head = { course: COURSE, format: FORMAT, version, ...(name && { name }), saved };
  const more = { ...(diary && { diary }), ...(Object.keys(aside).length && { aside }) };
  return { ...head, read: store.readPages(), answers, ...more };
}

/* What a text holds: { archive }, or { wrong: sentences }. */
export function parseArchive(text) {
  let found;
  try {
    found = JSON.parse(text);
  } catch (error) {
    return { wrong: [`the file is no JSON (${error.message}), expected one that was saved on this page`] };
  }
  const wrong = archiveProblems(found);
  return wrong.length ? { wrong } : { archive: found };
}

function archiveProblems(found) {
  if (!isObject(found)) return [`the file: found ${shown(found)}, expected what was saved on this page`];
  const wrong = [];
  const demand = (fits, where, value, expected) => {
    if (!fits) wrong.push(`${where}: found ${shown(value)}, expected ${expected}`);
    return fits;
  };
  demand(found.course === COURSE, "course", found.course, `"${COURSE}"`);
  demand(found.format === FORMAT, "format", found.format, FORMAT);
  demand(found.name === undefined || typeof found.name === "string", "name", found.name, "a text");
  if (demand(isObject(found.read), "read", found.read, "pages with times")) {
    for (const [page, at] of Object.entries(found.read)) {
      demand(PAGE.test(page), "read", page, "the name of a page");
      demand(isDate(at), `read, ${page}`, at, "milliseconds since 1970");
    }
  }
  if (demand(isObject(found.answers), "answers", found.answers, "chapters with answers")) {
    for (const [quiz, items] of Object.entries(found.answers)) {
      demand(NAME.test(quiz), "answers", quiz, "the name of a chapter");
      if (!demand(isObject(items), `answers, ${quiz}`, items, "questions with records")) continue;
      for (const [item, record] of Object.entries(items)) {
        demand(NAME.test(item), `answers, ${quiz}`, item, "the name of a question");
        wrong.push(...problems(record, `answers, ${quiz}, ${item}`));
      }
    }
  }
  if (found.diary !== undefined) wrong.push(...diaryProblems(found.diary, "diary"));
  if (found.aside !== undefined && demand(isObject(found.aside), "aside", found.aside, "keys with texts")) {
    for (const [key, text] of Object.entries(found.aside)) {
      demand(ASIDE.test(key), "aside", key, "a key of this course");
      demand(typeof text === "string", `aside, ${key}`, text, "a text");
    }
  }
  return wrong;
}

/* Takes an archive in; gives how many answers were new here, changed what was here, and were here already, and how many
   of them the browser does not keep; and of its diary, where it has one, whether it was taken, known or another than the
   reader's own. */
export function takeIn(store, { read, answers, diary, aside = {} }) {
  const counts = { added: 0, changed: 0, known: 0, unkept: 0 };
  for (const [quiz, items] of Object.entries(answers)) {
    for (const [item, record] of Object.entries(items)) {
      const own = store.get(quiz, item);
      const whole = own ? merged(own, record) : record;
      counts[!own ? "added" : same(sorted(own), sorted(whole)) ? "known" : "changed"] += 1;
      if (!store.set(quiz, item, whole)) counts.unkept += 1;
    }
  }
  const own = store.readPages();
  for (const [page, at] of Object.entries(read)) store.markRead(page, Math.min(at, own[page] ?? at));
  for (const [key, text] of Object.entries(aside)) store.putAside(key, text);
  return diary ? { ...counts, diary: takeDiary(store, diary) } : counts;
}

function takeDiary(store, diary) {
  const own = store.diary();
  const whole = own ? continued(own, diary) : diary;
  if (whole === undefined) return "another";
  if (whole === own) return "known";
  store.setDiary(whole);
  return "taken";
}

const sorted = (record) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
