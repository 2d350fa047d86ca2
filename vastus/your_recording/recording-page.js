// A reader's own recording: what they choose goes to the worker, what it finds comes back as pictures and tables.
//
// - `state` holds what has been found so far; each step that is done anew makes the later ones anew.
// - Cancelling while a file is read ends the worker. Later steps stop when asked, and what was found before stays.
// - Outlines are asked for once and kept until the numbers change, so that a window that is dragged only moves itself.

import { columnsOf, draw, drawDelays, makeDraggable } from "./recording-chart.js";
import { median, methodsSentence, numbers, shown } from "./recording-report.js";

const WORDS = { read: "Reading the file", choose: "Reading the channels", analyse: "Computing", meter: "Simulating" };
const MUSCLES = ["vm", "vl"];
const STEP_MS = 5;
const AROUND_MS = 1000;
const MARGIN = 0.12; // of a repetition, to either side of it in its pictures
const WIDE = matchMedia("(min-width: 56rem)");
const LARGEST_MB = 100;
const GAVE_UP = "The browser gave up; the file may need more memory than it has. Cut it, or use: vastus analyse FILE";
const TELL_EVERY = 10; // percent

class Stopped extends Error {}

function start(root) {
  const slot = (name) => root.querySelector(`[data-slot="${name}"]`);
  const field = (name) => root.querySelector(`[name="${name}"]`);
  let state = {};
  let worker = null;
  let waiting = new Map();
  let asked = 0;
  let kept = new Map();

  function work(task, given, transfer = []) {
    worker ??= listenTo(new Worker(new URL("./recording-worker.js", import.meta.url), { type: "module" }));
    const number = ++asked;
    return new Promise((done, failed) => {
      waiting.set(number, { done, failed, task });
      worker.postMessage({ number, task, given }, transfer);
      say();
    });
  }

  function listenTo(one) {
    one.addEventListener("message", ({ data: { number, progress, result, wrong, stopped } }) => {
      const task = waiting.get(number);
      if (!task) return;
      if (progress !== undefined) {
        task.progress = progress;
        return say();
      }
      waiting.delete(number);
      say();
      if (stopped) task.failed(new Stopped(task.words));
      else if (wrong) task.failed(new Error(wrong));
      else task.done(result);
    });
    one.addEventListener("error", () => {
      for (const { failed } of waiting.values()) failed(new Error(GAVE_UP));
      stop();
    });
    return one;
  }

  function stop() {
    worker?.terminate();
    worker = null;
    waiting = new Map();
    kept = new Map();
    say();
  }

  function say() {
    const first = [...waiting.values()].find(({ task }) => WORDS[task]);
    const done = first?.progress ?? 0;
    const percent = TELL_EVERY * Math.floor((100 * done) / TELL_EVERY); // a voice says each change
    const words = first ? `${WORDS[first.task]}${percent ? `, ${percent} percent` : ""} …` : "";
    if (slot("busy").textContent !== words) slot("busy").textContent = words;
    slot("done").value = done;
    for (const part of [slot("done"), root.querySelector("[data-cancel]")]) part.hidden = !first;
  }

  /** Have the worker leave what it does of these tasks; ``words`` are then shown. */
  function leave(tasks, words = "") {
    for (const [number, one] of waiting) {
      if (!tasks.includes(one.task)) continue;
      one.words = words;
      worker.postMessage({ unwanted: number });
    }
  }

  function cancel() {
    const tasks = [...waiting.values()].map(({ task }) => task);
    if (tasks.includes("read") || tasks.includes("choose")) {
      stop();
      state = {};
      slot("result").hidden = true;
      slot("wrong").textContent = "Cancelled. Choose a file to begin again.";
    } else {
      leave(["analyse", "meter"], "Cancelled.");
    }
  }

  /** Do a step, and show its fault where it has one. */
  async function tried(step) {
    slot("wrong").textContent = "";
    try {
      await step();
    } catch (fault) {
      slot("wrong").textContent = fault.message;
      if (fault instanceof Stopped && fault.message && state.found) showWindows();
    }
  }

  async function open(file) {
    slot("result").hidden = true;
    slot("rate").hidden = true;
    state = { file };
    await tried(async () => {
      const size = file.size / 1e6;
      if (size > LARGEST_MB) {
        throw new Error(
          `the file holds ${shown(size)} MB; this page takes up to ${LARGEST_MB}. Cut it, or use: vastus analyse FILE`,
        );
      }
      await readFile();
      slot("result").scrollIntoView();
    });
  }

  async function readFile() {
    const bytes = await state.file.arrayBuffer();
    const rateHz = Number(field("rate").value) || null;
    try {
      state.read = await work("read", { bytes, rateHz }, [bytes]);
    } catch (fault) {
      slot("rate").hidden = !fault.message.includes("say the rate");
      throw fault;
    }
    const { columns } = state.read;
    MUSCLES.forEach((muscle, at) => {
      const found = columns.findIndex((column) => column.muscle === muscle.toUpperCase());
      const options = columns.map(({ name }) => new Option(name, name));
      field(muscle).replaceChildren(...options);
      field(muscle).selectedIndex = found >= 0 ? found : Math.min(at, columns.length - 1);
    });
    slot("unit").hidden = columns.every(({ unit }) => unit);
    await choose();
  }

  async function choose() {
    const names = MUSCLES.map((muscle) => field(muscle).value);
    slot("result").hidden = false;
    slot("found").hidden = true;
    slot("notes").replaceChildren(...state.read.notes.map(line));
    if (names[0] === names[1]) throw new Error("VM and VL are the same column; choose two");
    state.chosen = await work("choose", { names, unit: field("unit").value });
    const said = [state.file.name, ...state.chosen.notes, `${shown(state.read.durationS, 1)} s`];
    slot("notes").replaceChildren(...said.filter(Boolean).map(line)); // the example has no name
    await analyse(null, null);
  }

  async function analyse(restMs, eventsMs) {
    leave(["analyse", "meter"]);
    state.found = await work("analyse", { restMs, eventsMs });
    kept = new Map();
    state.event = Math.min(state.event ?? 0, state.found.eventsMs.length - 1);
    state.meter = null;
    root.querySelector("[data-guess]").hidden = !restMs;
    slot("found").hidden = false;
    slot("phantom").toggleAttribute("hidden", true);
    slot("share").textContent = "";
    await showWindows();
    showOnsets();
    showMeasured();
    slot("methods").textContent = methodsSentence(report(), root.dataset.version);
  }

  function report() {
    const { samplingHz } = state.read;
    return { ...state.found, samplingHz, channels: state.chosen.channels, notes: state.chosen.notes };
  }

  /** Both windows as they were last computed. */
  function showWindows() {
    setRanges();
    return Promise.all([drawOverview(), drawStages()]);
  }

  function setRanges() {
    const endMs = 1000 * state.read.durationS;
    const [restFrom, restTo] = state.found.restMs;
    const [from, to] = state.found.eventsMs[state.event];
    setRange("rest_from", 0, endMs, restFrom);
    setRange("rest_to", 0, endMs, restTo);
    setRange("event_from", Math.max(0, from - AROUND_MS), to, from);
    setRange("event_to", from, Math.min(endMs, to + AROUND_MS), to);
  }

  function setRange(name, low, high, value) {
    const input = field(name);
    Object.assign(input, { min: Math.floor(low), max: Math.ceil(high), step: STEP_MS });
    input.value = value;
    tell(input);
  }

  function tell(input) {
    const words = `${shown(Number(input.value))} ms`;
    input.setAttribute("aria-valuetext", words);
    input.closest("label").querySelector("[data-value]").textContent = words;
  }

  async function drawOverview() {
    const svg = slot("overview");
    const toMs = 1000 * state.read.durationS;
    const channels = await outlines("envelope", svg, 0, toMs);
    const windows = [
      { kind: "rest", fromMs: Number(field("rest_from").value), toMs: Number(field("rest_to").value), move: moveRest },
      ...state.found.eventsMs.map(([from, to], at) => ({
        kind: at === state.event ? "chosen" : "event",
        fromMs: from,
        toMs: to,
      })),
    ];
    const many = `${state.found.eventsMs.length} repetitions`;
    draw(svg, { fromMs: 0, toMs, channels, windows, words: `Envelopes of VM and VL over ${shown(toMs / 1000, 1)} s, ${many}` });
  }

  async function drawStages() {
    const [from, to] = state.found.eventsMs[state.event];
    const chosen = root.querySelector("[name=stage]:checked").value;
    const many = state.found.eventsMs.length;
    slot("number").textContent = `Repetition ${state.event + 1} of ${many}`;
    for (const button of root.querySelectorAll("[data-turn]")) {
      button.disabled = state.event + Number(button.dataset.turn) < 0 || state.event + Number(button.dataset.turn) >= many;
    }
    for (const figure of root.querySelectorAll("[data-stage]")) {
      figure.hidden = !WIDE.matches && figure.dataset.stage !== chosen;
      if (figure.hidden) continue;
      const svg = figure.querySelector("svg");
      const margin = MARGIN * (to - from);
      const [fromMs, toMs] = [Math.max(0, from - margin), Math.min(1000 * state.read.durationS, to + margin)];
      const channels = await outlines(figure.dataset.stage, svg, fromMs, toMs);
      const windows = [
        {
          kind: "chosen",
          fromMs: Number(field("event_from").value),
          toMs: Number(field("event_to").value),
          move: moveEvent,
        },
      ];
      const [{ onsetsMs }] = state.found.rules;
      const marks = MUSCLES.map((muscle, at) => ({ muscle, ms: onsetsMs[at][state.event] }));
      const name = figure.querySelector("figcaption").textContent;
      draw(svg, { fromMs, toMs, channels, windows, marks, words: `${name}: VM and VL in repetition ${state.event + 1}` });
    }
  }

  async function outlines(stage, svg, fromMs, toMs) {
    const asks = { stage, fromMs, toMs, columns: columnsOf(svg) };
    const key = Object.values(asks).join();
    if (!kept.has(key)) kept.set(key, work("draw", asks));
    const found = await kept.get(key);
    return found.map((outline, at) => ({ ...outline, name: MUSCLES[at].toUpperCase() }));
  }

  function moveRest(fromMs, toMs) {
    moved("rest", fromMs, toMs);
    drawOverview();
  }

  function moveEvent(fromMs, toMs) {
    moved("event", fromMs, toMs);
    drawStages();
  }

  function moved(name, fromMs, toMs) {
    const [from, to] = [field(`${name}_from`), field(`${name}_to`)];
    const back = Math.max(0, from.min - fromMs) - Math.max(0, toMs - to.max); // a whole window stops at the end
    for (const [input, ms] of [[from, fromMs + back], [to, toMs + back]]) {
      input.value = ms;
      tell(input);
    }
  }

  function released() {
    const [restFrom, restTo, from, to] = ["rest_from", "rest_to", "event_from", "event_to"].map((name) =>
      Number(field(name).value),
    );
    if (restTo - restFrom < 50) return fail("Rest is shorter than 50 ms; expected a longer window.");
    if (to - from < 50) return fail("The repetition is shorter than 50 ms; expected a longer window.");
    const eventsMs = state.found.eventsMs.map((event, at) => (at === state.event ? [from, to] : event));
    tried(() => analyse([restFrom, restTo], eventsMs));
  }

  function fail(words) {
    slot("wrong").textContent = words;
  }

  function showOnsets() {
    const { rules } = state.found;
    const table = document.createElement("table");
    const head = table.createTHead().insertRow();
    for (const words of ["Rule", "VM", "VL", "VM after VL", "Median of all"]) head.append(cell("th", words, "col"));
    const body = table.createTBody();
    for (const { name, onsetsMs, verdicts, delaysMs } of rules) {
      const row = body.insertRow();
      row.append(cell("th", name, "row"));
      MUSCLES.forEach((_, at) => {
        const verdict = verdicts[at][state.event];
        const found = cell("td", verdict === "missed" ? "missed" : `${shown(onsetsMs[at][state.event])} ms`);
        if (verdict === "early") found.append(cell("small", "too early"));
        row.append(found);
      });
      const good = delaysMs.filter((delay) => !Number.isNaN(delay)).length;
      row.append(cell("td", Number.isNaN(delaysMs[state.event]) ? "–" : `${shown(delaysMs[state.event], 1)} ms`));
      row.append(cell("td", `${shown(median(delaysMs), 1)} ms (${good} of ${delaysMs.length})`));
    }
    const why = document.createElement("p");
    why.textContent = reasons(rules).join(" ");
    slot("onsets").replaceChildren(table, why);
  }

  function reasons(rules) {
    const all = rules.flatMap(({ verdicts }) => verdicts.flat());
    const loud = state.found.measured.some(({ snrDb, refused }) => refused || snrDb < 10);
    const words = [];
    if (all.includes("early")) {
      words.push("Too early: the rule fired long before either muscle stood clear of rest, on something in the rest.");
    }
    if (all.includes("missed")) {
      words.push("Missed: the signal never stayed above the line that the rule drew from your rest.");
    }
    if (words.length && loud) words.push("Your rest is nearly as loud as your activity.");
    return words;
  }

  function showMeasured() {
    slot("measured").textContent = state.found.measured
      .map((one, at) => {
        const name = MUSCLES[at].toUpperCase();
        if (one.refused) return `${name}: cannot be measured, ${one.refused}.`;
        const rise = `rises over ${one.rampMs} ms (${one.lowMs} to ${one.highMs})`;
        return `${name}: ${shown(one.snrDb, 1)} dB of signal to noise, ${rise}.`;
      })
      .join(" ");
    slot("meter").querySelector("[type=submit]").disabled = state.found.measured.some(({ refused }) => refused);
  }

  async function simulate() {
    const { name, delaysMs } = state.found.rules.find((one) => one.name === field("rule").value);
    const delayMs = median(delaysMs);
    if (Number.isNaN(delayMs)) throw new Error("this rule found no delay in the recording; choose another");
    const [equal, step] = [field("equal").checked, field("step").checked];
    let [vm, vl] = state.found.measured;
    if (equal) [vm, vl] = [vm, vl].map((one) => ({ ...one, snrDb: Math.min(vm.snrDb, vl.snrDb) }));
    if (step) [vm, vl] = [vm, vl].map((one) => ({ ...one, rampMs: 0 }));
    const { found, share } = await work("meter", { rule: name, delayMs, vm, vl, seed: 1 });
    const far = `${shown(Math.abs(delayMs), 1)} ms`;
    const which = delayMs >= 0 ? `A delay of VM of ${far} or more` : `A lead of VM of ${far} or more`;
    const lost = found.filter(Number.isNaN).length;
    slot("share").textContent =
      `${which} appears in ${Math.round(100 * share)} of 100 trials of muscles that start together.` +
      (lost ? ` In ${lost} of ${found.length} the rule missed a muscle.` : "");
    slot("phantom").toggleAttribute("hidden", false);
    drawDelays(slot("phantom"), found, delayMs, slot("share").textContent);
    state.meter = { rule: name, delayMs, trials: found.length, share, equal, step, found };
  }

  function save() {
    const text = numbers(report(), state.meter, root.dataset.version);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = "vm-vl-onsets.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
  }

  root.querySelector("[data-unscripted]").hidden = true;
  root.querySelector("[data-scripted]").hidden = false;
  const drop = root.querySelector("[data-drop]");
  field("file").addEventListener("click", ({ target }) => (target.value = "")); // the same file may be chosen again
  field("file").addEventListener("change", ({ target: { files } }) => files.length && open(files[0]));
  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.toggleAttribute("data-over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) open(event.dataTransfer.files[0]);
    });
  }
  root.querySelector("[data-example]").addEventListener("click", ({ currentTarget }) =>
    tried(async () => {
      const answer = await fetch(currentTarget.dataset.example);
      if (!answer.ok) throw new Error("the example could not be fetched; try again");
      await open(await answer.blob());
    }),
  );
  root.querySelector("[data-cancel]").addEventListener("click", cancel);
  root.querySelector("[data-guess]").addEventListener("click", () => tried(() => analyse(null, null)));
  field("rate").addEventListener("change", () => state.file && tried(readFile));
  slot("channels").addEventListener("change", () => tried(choose));
  for (const name of ["rest", "event"]) {
    slot(name).addEventListener("input", ({ target }) => {
      tell(target);
      if (name === "rest") drawOverview();
      else drawStages();
    });
    slot(name).addEventListener("change", released);
  }
  slot("tabs").addEventListener("change", drawStages);
  for (const button of root.querySelectorAll("[data-turn]")) {
    button.addEventListener("click", () => {
      state.event += Number(button.dataset.turn);
      showWindows();
      showOnsets();
    });
  }
  slot("meter").addEventListener("submit", (event) => {
    event.preventDefault();
    tried(simulate);
  });
  root.querySelector("[data-print]").addEventListener("click", () => window.print());
  root.querySelector("[data-numbers]").addEventListener("click", save);
  for (const form of root.querySelectorAll("form")) form.addEventListener("submit", (event) => event.preventDefault());
  for (const svg of [slot("overview"), ...root.querySelectorAll("[data-stage] svg")]) makeDraggable(svg, released);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (!state.found || innerWidth === width) return;
    width = innerWidth;
    drawOverview();
    drawStages();
    if (state.meter) drawDelays(slot("phantom"), state.meter.found, state.meter.delayMs, slot("share").textContent);
  });
}

function line(words) {
  const item = document.createElement("li");
  item.textContent = words;
  return item;
}

function cell(name, words, scope = null) {
  const one = document.createElement(name);
  one.textContent = words;
  if (scope) one.scope = scope;
  return one;
}

for (const root of document.querySelectorAll("[data-recording]")) start(root);
