/* A chapter's quiz in a learning system that speaks SCORM 1.2.

   - The form and the modules that judge it are the page's own. This one keeps the answers in the learning system
     instead of the browser, and reports there: every try as an interaction, the score, the status.
   - The score is the share of questions right at the first try. It changes with no later try; so there is no Clear.
   - The status is incomplete until every question has had its first try, then passed or failed.
   - Where the learning system only lets somebody look, to try the quiz out or at an attempt that is over, nothing is
     reported or kept.
   - Without a learning system the quiz works as on the page, keeps its answers in the browser, and says so. */

import { bring } from "./quiz.js";
import { codec, namesOf } from "./suspend.js";

const OUTSIDE = "No learning system was found: nothing is reported, and your answers stay in this browser.";
const REFUSED = "The learning system did not take your last answer. It may be missing when you come back.";
const LOOKING = "You are looking at this quiz: nothing you answer now is reported or kept.";
const UNREADABLE = "Your earlier answers belong to another edition of this quiz and could not be brought back.";

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const RESULTS = { right: "correct", partly: "wrong", wrong: "wrong", trap: "wrong" };

const main = document.querySelector("main");
const form = main.querySelector("form");
const items = [...form.querySelectorAll("[data-item]")];
const shown = new Map(items.map((item) => [item.dataset.item, namesOf(item)])); // before the reader moves anything

/* The learning system offers itself as `API` on a window around this one, or around the one that opened it. */
function findApi(start) {
  for (let frame = start; frame; frame = frame.parent === frame ? null : frame.parent) {
    try {
      if (frame.API) return frame.API;
    } catch {
      // A window of another origin; one around it may be the learning system's all the same.
    }
  }
  return null;
}

function connect(api) {
  const begun = Date.now();
  const { encode, decode } = codec(form);
  const listeners = new Set();
  let open = true;

  const get = (name) => String(api.LMSGetValue(name) ?? "");
  const set = (name, value) => String(api.LMSSetValue(name, String(value))) === "true";
  const commit = () => open && String(api.LMSCommit("")) === "true";
  const looking = ["browse", "review"].includes(get("cmi.core.lesson_mode"));
  const tell = (notice) => listeners.forEach((heard) => heard({ notice }));

  const kept = get("cmi.suspend_data");
  const found = kept ? decode(kept) : new Map();
  const records = found ?? new Map();
  const firsts = () => items.map((item) => records.get(item.dataset.item)?.first?.result);

  const store = {
    get: (quiz, item) => records.get(item),
    set(quiz, item, record) {
      if (record === undefined) records.delete(item);
      else records.set(item, record);
      if (open && !looking && !set("cmi.suspend_data", encode(records))) tell(REFUSED);
    },
    listen(heard) {
      listeners.add(heard);
      if (!found) heard({ notice: UNREADABLE });
      if (looking) heard({ notice: LOOKING });
      return () => listeners.delete(heard);
    },
  };

  function report({ detail }) {
    const results = firsts();
    const right = results.filter((result) => result === "right").length;
    const percent = Math.round((100 * right) / items.length);
    const passed = percent >= Number(main.dataset.passPercent);
    const done = results.every(Boolean);
    const taken = [
      set("cmi.core.score.min", 0),
      set("cmi.core.score.max", 100),
      set("cmi.core.score.raw", percent),
      set("cmi.core.lesson_status", done ? (passed ? "passed" : "failed") : "incomplete"),
      interaction(detail),
      commit(),
    ];
    if (taken.includes(false)) tell(REFUSED);
  }

  /* Some learning systems keep no interactions; that loses no answer, so the reader is not told. */
  function interaction({ item, type, answer, result, at, latency_ms }) {
    const count = get("cmi.interactions._count");
    if (!/^\d+$/.test(count)) return true;
    const name = `cmi.interactions.${count}`;
    const [kind, response] = responses[type](answer, shown.get(item));
    return [
      set(`${name}.id`, item),
      set(`${name}.type`, kind),
      set(`${name}.time`, clock(new Date(at))),
      set(`${name}.weighting`, 1),
      set(`${name}.student_response`, response.slice(0, 255)),
      set(`${name}.result`, RESULTS[result]),
      set(`${name}.latency`, span(latency_ms)),
    ].every(Boolean);
  }

  function leave() {
    if (!open) return;
    if (!looking) {
      set("cmi.core.session_time", span(Date.now() - begun));
      // A quiz that is done is left for good: the next visit may be a new attempt.
      set("cmi.core.exit", firsts().every(Boolean) ? "" : "suspend");
      commit();
    }
    open = false;
    api.LMSFinish("");
  }

  if (!looking && ["not attempted", ""].includes(get("cmi.core.lesson_status"))) {
    set("cmi.core.lesson_status", "incomplete");
    commit();
  }
  addEventListener("pagehide", leave);
  if (!looking) {
    form.addEventListener("vastus:answer", report);
    document.addEventListener("visibilitychange", () => document.hidden && commit());
  }
  // A page brought back whole by the browser has said goodbye already.
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  return store;
}

/* How SCORM 1.2 writes an answer: options by letter in the order of the form, steps and pairs likewise. */
const letter = (name, names) => LETTERS[names.indexOf(name)] ?? "";
const letters = (answer, names) => answer.map((name) => letter(name, names)).join(",");
const chosen = (answer, names) => ["choice", letters(answer, names)];

const responses = {
  single: chosen,
  multiple: chosen,
  label: chosen,
  "true-false": ([value]) => ["true-false", value[0]],
  numeric(answer) {
    const digits = answer.replace(/[\u2212\u2013]/, "-").replace(",", ".").match(/[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?/i);
    return ["numeric", String(Number(digits[0]))];
  },
  short: (answer) => ["fill-in", answer],
  match(answer, names) {
    const lines = [...new Set(names.map((name) => name.split(":")[0]))];
    const choices = [...new Set(names.map((name) => name.split(":")[1]))].filter(Boolean);
    const pairs = answer.map((name) => name.split(":"));
    return ["matching", pairs.map(([line, choice]) => `${letter(line, lines)}.${letter(choice, choices)}`).join(",")];
  },
  order: (answer, names) => ["sequencing", letters(answer, names)],
  case: (answer) => ["performance", answer.join(",")],
};

const two = (number) => String(number).padStart(2, "0");
const clock = (date) => [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");

function span(ms) {
  const seconds = ms / 1000;
  const whole = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${String(whole[0]).padStart(4, "0")}:${two(whole[1])}:${(seconds % 60).toFixed(2).padStart(5, "0")}`;
}

const api = findApi(window) ?? (window.opener && findApi(window.opener));
const store = api && String(api.LMSInitialize("")) === "true" ? connect(api) : undefined;
if (store) form.querySelector("[data-clear]")?.remove();
for (const print of form.querySelectorAll("[data-print]")) print.remove(); // a frame prints badly
bring(form, store && { store });
if (!store) form.querySelector("[data-notice]").textContent = OUTSIDE;
