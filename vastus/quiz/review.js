/* The rules of learning: when a question comes back, when an outcome is mastered, how sure against how right.

   - Pure functions; the time is always given to them. A "record" is as in record.js.
   - A question comes back after 1, 3, 7 and 21 days. A miss starts with 1 day, a first answer known at once with 3;
     each time it is known again when it comes back, the wait grows. What was known but guessed waits as long as before.
   - Days are the reader's: a question of Monday evening is back on Tuesday morning.
   - Only the first try at a question counts for mastery and calibration, whatever came later. */

import { WAITS_DAYS, SURENESS } from "./record.js";

export const MASTERY_SHARE = 0.8;
export const MASTERY_ITEMS = 3;

/* The queue's entry after a try: { level, at }, where WAITS_DAYS[level] says how long from `at`. */
export function rescheduled(review, { result, confidence, at }) {
  if (result !== "right") return { level: 0, at };
  // The second try just after a miss, or an early repetition, proves little.
  if (review && at < dueAt(review)) return review;
  const level = review?.level ?? 0;
  if (confidence === "guess") return { level, at };
  return { level: Math.min(level + 1, WAITS_DAYS.length - 1), at };
}

/* Midnight before the day on which a question comes back. */
export function dueAt({ level, at }) {
  const day = new Date(at);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() + WAITS_DAYS[level]);
  return day.getTime();
}

/* Whether a question once tried is to come back now. Answers of the first edition have no date: they are old. */
export function isDue(record, now) {
  return record.first !== undefined && (record.review === undefined || now >= dueAt(record.review));
}

/* Questions { chapter, … } in an order where neighbours come from different chapters as long as there are several. */
export function interleaved(questions) {
  const names = [...new Set(questions.map(({ chapter }) => chapter))];
  const chapters = names.map((name) => questions.filter(({ chapter }) => chapter === name));
  return questions.flatMap((_, turn) => chapters.flatMap((own) => own.slice(turn, turn + 1)));
}

/* What a session asks: questions { chapter, record } that are due, those due longest first; at most `size`. */
export function dueSession(questions, now, size) {
  const due = questions.filter(({ record }) => record && isDue(record, now));
  return interleaved(due.sort((a, b) => since(a.record) - since(b.record)).slice(0, size));
}

/* For who wants to practise before anything is due: the questions tried longest ago. */
export function oldestSession(questions, size) {
  const tried = questions.filter(({ record }) => record?.first);
  return interleaved(tried.sort((a, b) => lastTried(a.record) - lastTried(b.record)).slice(0, size));
}

const since = ({ review }) => (review ? dueAt(review) : 0);
const lastTried = ({ review, first }) => Math.max(review?.at ?? 0, first.at ?? 0);

/* Of the first tries at an outcome's questions: how many, how many right, and whether that is mastery. */
export function mastery(firsts) {
  const right = firsts.filter(({ result }) => result === "right").length;
  const mastered = firsts.length >= MASTERY_ITEMS && right / firsts.length >= MASTERY_SHARE;
  return { answered: firsts.length, right, mastered };
}

/* How right the reader was when a guess, fairly sure, certain: { guess: { answered, right }, … }. */
export function calibration(firsts) {
  return Object.fromEntries(
    SURENESS.map((name) => {
      const own = firsts.filter(({ confidence }) => confidence === name);
      return [name, { answered: own.length, right: own.filter(({ result }) => result === "right").length }];
    }),
  );
}

/* Certain, and not right at the first try. */
export const isSureButWrong = ({ first }) => first?.confidence === "certain" && first.result !== "right";
