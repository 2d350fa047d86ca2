/* What is kept of a question: its shape, what is wrong with one that has another, and how two become one.

     record = {
       answer?      the answer as it stands in the form, checked or not
       confidence?  guess | fairly | certain: chosen, not yet used by a check
       checked?     the last try of the round
       opened?      true once the explanation may be seen
       decided?     a case: how many of the decisions in its answer are taken
       first?       the first try of all; nothing changes it
       review?      { level, at }: the queue for review, see review.js
     }
     try = { answer, result, trap?, confidence?, at? }

     diary = { start, pain_rule, answers: [{ pain, sorer, at? }, …] }: names of the programme, and each week's answers

   An answer is a text, or a list of names. Times are milliseconds since 1970; tries of the first edition have none. */

export const RESULTS = ["right", "partly", "wrong", "trap", "predicted"];
export const SURENESS = ["guess", "fairly", "certain"];
export const WAITS_DAYS = [1, 3, 7, 21];
const MOST_PAIN = 10;
const LATEST_MS = 8.64e15; // a date can be no later

export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

const isText = (value) => typeof value === "string";
const isCount = (value) => Number.isInteger(value) && value >= 0;
export const isDate = (value) => isCount(value) && value <= LATEST_MS;
const oneOf = (names) => [(value) => names.includes(value), `one of ${names.join(", ")}`];

const ANSWER = [(value) => isText(value) || (Array.isArray(value) && value.every(isText)), "a text or a list of texts"];
const TIME = [isDate, "milliseconds since 1970"];
const REQUIRED = true;

const TRY = {
  answer: [...ANSWER, REQUIRED],
  result: [...oneOf(RESULTS), REQUIRED],
  trap: [isText, "a text"],
  confidence: oneOf(SURENESS),
  at: TIME,
};
const REVIEW = {
  level: [(value) => isCount(value) && value < WAITS_DAYS.length, `0 to ${WAITS_DAYS.length - 1}`, REQUIRED],
  at: [...TIME, REQUIRED],
};
const RECORD = {
  answer: ANSWER,
  confidence: oneOf(SURENESS),
  checked: TRY,
  opened: [(value) => value === true, "true"],
  decided: [isCount, "a whole number"],
  first: TRY,
  review: REVIEW,
};

const isWeek = (week) =>
  isObject(week) &&
  isCount(week.pain) &&
  week.pain <= MOST_PAIN &&
  typeof week.sorer === "boolean" &&
  (week.at === undefined || isDate(week.at));
const WEEKS = [(value) => Array.isArray(value) && value.every(isWeek), `weeks with pain 0 to ${MOST_PAIN} and sorer`];
const DIARY = {
  start: [isText, "a text", REQUIRED],
  pain_rule: [isText, "a text", REQUIRED],
  answers: [...WEEKS, REQUIRED],
};

/* What is wrong with a diary, as `problems`. */
export const diaryProblems = (diary, where) => problems(diary, where, DIARY);

/* What is wrong with a record, a sentence each with its place; nothing if it is sound. */
export function problems(record, where, shape = RECORD) {
  if (!isObject(record)) return [`${where}: found ${shown(record)}, expected an object`];
  const found = [];
  // A field not known here may be a later edition's, open in another tab; it is left alone.
  for (const [name, rule] of Object.entries(shape)) {
    const value = record[name];
    if (isObject(rule)) {
      if (value !== undefined) found.push(...problems(value, `${where}, ${name}`, rule));
      continue;
    }
    const [fits, expected, required] = rule;
    if (value === undefined ? required : !fits(value)) {
      found.push(`${where}, ${name}: found ${shown(value)}, expected ${expected}`);
    }
  }
  return found;
}

export const shown = (value) => (value === undefined ? "nothing" : JSON.stringify(value).slice(0, 60));

/* A record or a diary with no time later than `now`. */
export function bounded(kept, now) {
  if (Array.isArray(kept)) return kept.map((part) => bounded(part, now));
  if (!isObject(kept)) return kept;
  const clocked = (name, value) => (name === "at" && value > now ? now : bounded(value, now));
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, clocked(name, value)]));
}

/* Of two records of a question: the older first try, the later of everything else. */
export function merged(own, other) {
  const [earlier, later] = timeOf(other.checked) > timeOf(own.checked) ? [own, other] : [other, own];
  const whole = { ...earlier, ...later };
  const tries = [own.first, other.first].filter(Boolean);
  if (tries.length) whole.first = tries.reduce((a, b) => (timeOf(b) < timeOf(a) ? b : a));
  const reviews = [own.review, other.review].filter(Boolean);
  if (reviews.length) whole.review = reviews.reduce((a, b) => (timeOf(b) > timeOf(a) ? b : a));
  return whole;
}

/* Of two diaries the one that goes on where the other ends; none if they are two different ones. */
export function continued(own, other) {
  const goesOn = (longer, shorter) =>
    same([longer.start, longer.pain_rule], [shorter.start, shorter.pain_rule]) &&
    same(longer.answers.slice(0, shorter.answers.length).map(untimed), shorter.answers.map(untimed));
  if (goesOn(own, other)) return own;
  return goesOn(other, own) ? other : undefined;
}

const untimed = ({ pain, sorer }) => [pain, sorer];

// A try without a time is one of the first edition's, so it is the older.
const timeOf = (thing) => thing?.at ?? 0;
