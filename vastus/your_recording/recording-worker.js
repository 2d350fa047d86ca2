// Reads and computes away from the page, so that it stays smooth: one task after the other, each answered by its number.
//
// - Long work says how far it is and rests now and then, to hear whether the page still wants it.
// - What a picture asks for does not wait: it is drawn from the last analysis that was finished.

import { ExportError, read } from "./lab_export.js";
import { rectify } from "./processing.js";
import { held, teagerKaiser, windowMean } from "./onsets.js";
import { measuring, NotMeasured, shareBeyond, simulated, TRIALS } from "./phantom_meter.js";
import { analysing, chosen, delays, RecordingError, RULES, TO_UV, verdicts, within } from "./recording.js";
import { part } from "./steps.js";

const WITHOUT_REST_MS = 50;
const FILTERED = 0.2; // of an analysis; then each channel is measured, which takes longer
const FIND = { held, windowMean, teagerKaiser };
const unwanted = new Set();
let queue = Promise.resolve();
let exported;
let own;
let analysis;

class Stopped extends Error {}

const TASKS = {
  *read({ bytes, rateHz }, tell) {
    exported = read(new Uint8Array(bytes), rateHz, null, tell);
    const { columns, samplingHz, notes, values } = exported;
    return { columns, samplingHz, notes, durationS: values[0].length / samplingHz };
  },

  *choose({ names, unit }) {
    const columns = exported.columns.map((column) => ({ ...column, unit: column.unit in TO_UV ? column.unit : unit }));
    own = chosen({ ...exported, columns }, names);
    return { notes: own.notes, unit: own.unit, channels: own.channels };
  },

  *analyse({ restMs, eventsMs }) {
    const found = yield* part(analysing(own, restMs, eventsMs), 0, FILTERED);
    const measured = [];
    for (const [at, channel] of found.banded.entries()) {
      const half = (1 - FILTERED) / 2;
      measured.push(yield* part(measuredOrNot(channel, found), FILTERED + at * half, FILTERED + (at + 1) * half));
    }
    analysis = found;
    const rules = Object.keys(RULES).map((name) => ({
      name,
      onsetsMs: analysis.onsetsMs[name],
      verdicts: verdicts(analysis, name),
      delaysMs: delays(analysis, name),
    }));
    const { restMs: rest, eventsMs: events, burstsMs, bandHz } = analysis;
    return { restMs: rest, eventsMs: events, burstsMs, bandHz, rules, measured };
  },

  *draw({ stage, fromMs, toMs, columns }) {
    const { banded, envelopes } = analysis;
    const channels = { raw: own.emg, banded, rectified: banded, envelope: envelopes }[stage];
    return channels.map((channel) => {
      const shown = within(channel, own.samplingHz, [fromMs, toMs]);
      return outline(stage === "rectified" ? rectify(shown) : shown, columns);
    });
  },

  *meter({ rule, delayMs, vm, vl, seed }) {
    const { find, ...settings } = RULES[rule];
    const found = [];
    for (const trialMs of simulated(vm, vl, (channel, hz) => FIND[find](channel, hz, settings), { seed })) {
      found.push(trialMs);
      yield found.length / TRIALS;
    }
    return { found, share: shareBeyond(found, delayMs) };
  },
};

/** What a channel says of its noise and its rise, or why it says nothing. */
function* measuredOrNot(channel, { eventsMs, restMs, bandHz }) {
  const { samplingHz } = own;
  const events = eventsMs.map((eventMs) => within(channel, samplingHz, eventMs));
  try {
    return yield* measuring(events, within(channel, samplingHz, restMs), samplingHz, bandHz);
  } catch (refused) {
    if (!(refused instanceof NotMeasured)) throw refused;
    return { refused: refused.message };
  }
}

/** The lowest and highest value in each of so many columns of a picture. */
function outline(channel, columns) {
  const size = channel.length / columns;
  const low = new Float32Array(columns);
  const high = new Float32Array(columns);
  for (let column = 0; column < columns; column++) {
    const start = Math.min(Math.floor(column * size), channel.length - 1);
    const end = Math.max(start + 1, Math.floor((column + 1) * size));
    low[column] = high[column] = channel[start];
    for (let at = start; at < end; at++) {
      low[column] = Math.min(low[column], channel[at]);
      high[column] = Math.max(high[column], channel[at]);
    }
  }
  return { low, high };
}

async function carryOut({ number, task, given }) {
  try {
    self.postMessage({ number, result: await paced(number, task, given) });
  } catch (wrong) {
    if (wrong instanceof Stopped) return self.postMessage({ number, stopped: true });
    const expected = wrong instanceof ExportError || wrong instanceof RecordingError;
    self.postMessage({ number, wrong: expected ? wrong.message : `This file could not be computed (${wrong.message}).` });
  }
}

/** The result of a task, with rests in which a message can arrive. */
async function paced(number, task, given) {
  const tell = (progress) => self.postMessage({ number, progress });
  const steps = TASKS[task](given, tell);
  let rested = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - rested < WITHOUT_REST_MS) continue;
    tell(value);
    await new Promise((go) => setTimeout(go));
    if (unwanted.delete(number)) throw new Stopped();
    rested = performance.now();
  }
}

self.addEventListener("message", ({ data }) => {
  if (data.unwanted) unwanted.add(data.unwanted);
  else if (data.task === "draw") carryOut(data);
  else queue = queue.then(() => carryOut(data));
});
