// Reads and computes away from the page, so that it stays smooth: one task at a time, each answered by its number.

import { ExportError, read } from "./lab_export.js";
import { lowPass, rectify } from "./processing.js";
import { held, teagerKaiser, windowMean } from "./onsets.js";
import { measured, NotMeasured, shareBeyond, simulated, TRIALS } from "./phantom_meter.js";
import { analyse, chosen, delays, RecordingError, RULES, TO_UV, verdicts, within } from "./recording.js";

const ENVELOPE_HZ = 6;
const TRIALS_AT_ONCE = 20;
const FIND = { held, windowMean, teagerKaiser };
let exported;
let own;
let analysis;
let stages;

const TASKS = {
  read({ bytes, rateHz }) {
    exported = read(new Uint8Array(bytes), rateHz);
    const { columns, samplingHz, notes, values } = exported;
    return { columns, samplingHz, notes, durationS: values[0].length / samplingHz };
  },

  choose({ names, unit }) {
    const columns = exported.columns.map((column) => ({ ...column, unit: column.unit in TO_UV ? column.unit : unit }));
    own = chosen({ ...exported, columns }, names);
    return { notes: own.notes, unit: own.unit, channels: own.channels };
  },

  analyse({ restMs, eventsMs }) {
    analysis = analyse(own, restMs, eventsMs);
    const { samplingHz } = own;
    const rectified = analysis.banded.map(rectify);
    const envelope = rectified.map((channel) => lowPass(channel, samplingHz, ENVELOPE_HZ));
    stages = { raw: own.emg, banded: analysis.banded, rectified, envelope };
    const rules = Object.keys(RULES).map((name) => ({
      name,
      onsetsMs: analysis.onsetsMs[name],
      verdicts: verdicts(analysis, name),
      delaysMs: delays(analysis, name),
    }));
    const { eventsMs: found, burstsMs, bandHz } = analysis;
    return { restMs: analysis.restMs, eventsMs: found, burstsMs, bandHz, rules, measured: measuredChannels() };
  },

  draw({ stage, fromMs, toMs, columns }) {
    return stages[stage].map((channel) => outline(within(channel, own.samplingHz, [fromMs, toMs]), columns));
  },

  async meter({ rule, delayMs, vm, vl, seed }, tell) {
    const { find, ...settings } = RULES[rule];
    const found = [];
    const trials = simulated(vm, vl, (channel, hz) => FIND[find](channel, hz, settings), { seed });
    for (const trialMs of trials) {
      found.push(trialMs);
      if (found.length % TRIALS_AT_ONCE) continue;
      tell(found.length / TRIALS);
      await new Promise((done) => setTimeout(done));
    }
    return { found, share: shareBeyond(found, delayMs) };
  },
};

/** What each channel says of its noise and its rise, or why it says nothing. */
function measuredChannels() {
  const { samplingHz } = own;
  return analysis.banded.map((channel) => {
    const events = analysis.eventsMs.map((eventMs) => within(channel, samplingHz, eventMs));
    try {
      return measured(events, within(channel, samplingHz, analysis.restMs), samplingHz, analysis.bandHz);
    } catch (refused) {
      if (!(refused instanceof NotMeasured)) throw refused;
      return { refused: refused.message };
    }
  });
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

self.addEventListener("message", async ({ data: { number, task, given } }) => {
  try {
    const result = await TASKS[task](given, (progress) => self.postMessage({ number, progress }));
    self.postMessage({ number, result });
  } catch (wrong) {
    const expected = wrong instanceof ExportError || wrong instanceof RecordingError;
    self.postMessage({ number, wrong: expected ? wrong.message : `This file could not be computed (${wrong.message}).` });
  }
});
