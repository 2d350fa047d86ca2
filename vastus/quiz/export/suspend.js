/* A form's records as text of at most 4,096 characters: all the room SCORM 1.2 gives a page to come back to.

   - The names an answer may hold are read from the form and counted; an answer is a row of one-letter numbers.
     Typed text is written as in an address. Plain ASCII throughout.
   - A question is `answer,last check,first try,rest`, questions are parted by "|". A check or try is a letter for its
     result, and its answer if that is another than the one before.
   - What is not needed to go on is left out: how sure, which trap, when.
   - If all that is too long, typed texts go, the longest first, and then all answers but the results of first tries.
   - In front stands a mark of the form itself: text of another edition of the quiz is not read. */

export const LIMIT = 4096;

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const LETTERS = { right: "r", partly: "p", wrong: "w", trap: "t", predicted: "n" };
const RESULTS = Object.fromEntries(Object.entries(LETTERS).map(([result, letter]) => [letter, result]));
const LONGEST_TEXTS = [LIMIT, 400, 200, 100, 50, 25, 12, 0];
const LOST = "="; // never a sign of typed text, which is written as in an address

/* The names an answer to this question may hold, in the form's order; null where it is typed. */
export function namesOf(item) {
  const { item: id, type } = item.dataset;
  const values = (within, name) => [...within.querySelectorAll(`input[name="${name}"]`)].map(({ value }) => value);
  switch (type) {
    case "numeric":
    case "short":
      return null;
    case "match":
      return [...item.querySelectorAll("[data-pair]")].flatMap((row) =>
        [...row.querySelectorAll("option")].map(({ value }) => `${row.dataset.pair}:${value}`),
      );
    case "order":
      return [...item.querySelectorAll("[data-order] > [data-step]")].map((row) => row.dataset.step);
    case "case":
      return [...item.querySelectorAll("[data-step]")].flatMap((row) =>
        ["", ...values(row, `${id}-${row.dataset.step}`)].map((value) => `${row.dataset.step}:${value}`),
      );
    default:
      return values(item, id);
  }
}

/* How this form's records are written and read. It has to be made before the form comes to life and changes. */
export function codec(form) {
  const names = new Map([...form.querySelectorAll("[data-item]")].map((item) => [item.dataset.item, namesOf(item)]));
  const edition = fingerprint(JSON.stringify([...names]));

  function encode(records) {
    const written = (longest) =>
      [edition, ...[...names].map(([id, own]) => recordText(records.get(id), own, longest))].join("|").replace(/\|+$/, "");
    for (const longest of LONGEST_TEXTS) {
      const text = written(longest);
      if (text.length <= LIMIT) return text;
    }
    const text = written(-1);
    return text.length <= LIMIT ? text : edition;
  }

  /* The records by question, or null for text that is not this form's. */
  function decode(text) {
    const [mark, ...parts] = text.split("|");
    if (mark !== edition || parts.length > names.size) return null;
    const records = new Map();
    try {
      [...names].forEach(([id, own], place) => {
        if (parts[place]) records.set(id, readRecord(parts[place], own));
      });
    } catch {
      return null;
    }
    return records;
  }

  return { encode, decode };
}

function recordText(record, names, longest) {
  if (!record) return "";
  const { answer, checked, first, opened, decided } = record;
  const answerNow = answerText(answer, names, longest);
  const lastCheck = tryText(checked, answerNow, names, longest);
  // A check whose answer had to be left out cannot be shown again; that there was a first try is never left out.
  const checkNow = lastCheck.endsWith(LOST) ? "" : lastCheck;
  const rest = longest < 0 ? "" : (opened ? "o" : "") + (decided ?? "");
  const firstTry = tryText(first, checked ? answerText(checked.answer, names, longest) : answerNow, names, longest);
  return [answerNow === LOST ? "" : answerNow, checkNow, firstTry, rest].join(",").replace(/,+$/, "");
}

function tryText(tried, before, names, longest) {
  if (!tried) return "";
  const answer = answerText(tried.answer, names, longest);
  return LETTERS[tried.result] + (answer === before && answer !== LOST ? "" : answer);
}

function answerText(answer, names, longest) {
  if (answer === undefined) return "";
  if (longest < 0) return LOST;
  if (names === null) {
    const text = encodeURIComponent(answer.replace(/\p{Surrogate}/gu, ""));
    return text.length > longest ? LOST : `~${text}`;
  }
  const places = answer.map((name) => names.indexOf(name));
  return places.includes(-1) ? LOST : `.${places.map((place) => sign(place, names)).join("")}`;
}

const width = (names) => (names.length > SIGNS.length ? 2 : 1);

function sign(place, names) {
  const low = SIGNS[place % SIGNS.length];
  return width(names) === 2 ? SIGNS[Math.floor(place / SIGNS.length)] + low : low;
}

function readRecord(text, names) {
  const [answerNow = "", lastCheck = "", firstTry = "", rest = ""] = text.split(",");
  const answer = readAnswer(answerNow, names);
  const checked = readTry(lastCheck, answer, names);
  const first = readTry(firstTry, checked?.answer ?? answer, names);
  const decided = rest.replace("o", "");
  return {
    ...(answer !== undefined && { answer }),
    ...(checked && { checked }),
    ...(first && { first }),
    ...(rest.startsWith("o") && { opened: true }),
    ...(decided && { decided: Number(decided) }),
  };
}

function readTry(text, before, names) {
  if (!text) return undefined;
  const result = RESULTS[text[0]];
  if (!result) throw new Error(`no result ${text[0]}`);
  return { answer: (text.length > 1 ? readAnswer(text.slice(1), names) : before) ?? nothing(names), result };
}

const nothing = (names) => (names === null ? "" : []);

function readAnswer(text, names) {
  if (text === "") return undefined;
  if (text === LOST) return nothing(names);
  if (names === null) return decodeURIComponent(text.slice(1));
  const signs = text.slice(1).match(width(names) === 2 ? /../g : /./g) ?? [];
  return signs.map((own) => {
    const place = [...own].reduce((sum, letter) => sum * SIGNS.length + SIGNS.indexOf(letter), 0);
    if (!(place in names)) throw new Error(`no name at ${own}`);
    return names[place];
  });
}

/* FNV-1a, 32 bits. */
function fingerprint(text) {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193) >>> 0;
  return hash.toString(36);
}
