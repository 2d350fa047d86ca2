// Two channels of a file, what is wrong with them, and the onsets of each repetition: the steps of `recording.py`.
//
// A channel is a Float64Array, all times are in ms from the first sample, and what is not found is NaN.

import { perMinute } from "./heartbeat.js";
import { short } from "./lab_export.js";
import * as onsets from "./onsets.js";
import { bandPass, linearEnvelope, roundHalfEven, samplesIn } from "./processing.js";
import { atOnce } from "./steps.js";

const BAND_HZ = [20, 450];
const HIGHEST = 0.45;
const BRIDGED_MS = 10;
const [CLIPPED, CLIPPED_SAMPLES] = [0.002, 10];
const HUM = 10;
const MAINS_HZ = [50, 60];
const HEART = "both channels hold a sharp, even beat, as of a heart (ECG)";
const RESTS_MS = [500, 250, 100];
const LOUDER = 2;
const BURST_HZ = 6;
const STANDS_OUT = 1.5;
const BURST = 0.3;
const HELD = 0.7;
const [SHORTEST_MS, MERGED_MS, BEFORE_MS] = [80, 100, 500];
const EARLY_MS = 200;
export const TO_UV = { V: 1e6, mV: 1e3, "µV": 1 };
export const RULES = {
  "3 SD held for 25 ms, 50 Hz": { find: "held", thresholdSd: 3, holdMs: 25, lowPassHz: 50, citekey: "cowan2001" },
  "5 SD, mean of 25 ms, 15 Hz": {
    find: "windowMean",
    thresholdSd: 5,
    windowMs: 25,
    lowPassHz: 15,
    citekey: "brindle2003",
  },
  "Teager-Kaiser, 3 SD held for 25 ms, 50 Hz": {
    find: "teagerKaiser",
    thresholdSd: 3,
    holdMs: 25,
    lowPassHz: 50,
    citekey: "solnik2008",
  },
};

export class RecordingError extends Error {}

/** Two channels of an export: ``{ channels, unit, emg, samplingHz, startS, notes }``; ``wanted`` names both columns. */
export function chosen(exported, wanted = null) {
  const names = exported.columns.map(({ name }) => name);
  let places = ["VM", "VL"].map((muscle) => exported.columns.findIndex((column) => column.muscle === muscle));
  if (wanted) {
    places = wanted.map((name) => names.indexOf(name));
  } else if (places.includes(-1)) {
    throw new RecordingError(`no column says VM and VL; say which of these they are: ${names.join(", ")}`);
  }
  const columns = places.map((at) => exported.columns[at]);
  const scales = columns.map(({ unit }) => TO_UV[unit]);
  const known = scales.every(Boolean);
  const scaled = places.map((at, number) => exported.values[at].map((value) => value * (known ? scales[number] : 1)));
  const { emg, notes: holes } = whole(scaled, exported.samplingHz, exported.firstRow);
  const notes = [units(columns), ...holes];
  columns.forEach(({ name }, at) => {
    if (emg[at].every((value) => value === emg[at][0])) {
      throw new RecordingError(`column ${name} holds one value throughout; its channel was dead`);
    }
    notes.push(...faults(name, emg[at], exported.samplingHz));
  });
  const beats = perMinute(emg, exported.samplingHz);
  if (beats) notes.push(`${HEART} (${beats.toFixed(0)} a minute): an onset may be one of its beats`);
  return {
    channels: columns.map(({ name }) => name),
    unit: known ? "µV" : "",
    emg,
    samplingHz: exported.samplingHz,
    startS: exported.startS,
    notes: [...exported.notes, ...notes],
  };
}

/** Band-pass, rest and repetitions unless they are given, and the onsets by each rule. */
export function analyse(own, givenRestMs = null, givenEventsMs = null) {
  return atOnce(analysing(own, givenRestMs, givenEventsMs));
}

/** `analyse` step by step; ``envelopes`` are the smooth ones in which repetitions were looked for. */
export function* analysing({ emg, samplingHz }, givenRestMs = null, givenEventsMs = null) {
  const rules = Object.entries(RULES);
  const steps = emg.length * (rules.length + 2); // each filters each channel once
  let step = 0;
  const bandHz = [BAND_HZ[0], Math.min(BAND_HZ[1], HIGHEST * samplingHz)];
  const banded = [];
  for (const channel of emg) {
    try {
      banded.push(bandPass(channel, samplingHz, ...bandHz));
    } catch (wrong) {
      throw new RecordingError(`${emg[0].length} samples at ${short(samplingHz)} Hz: ${wrong.message}`);
    }
    yield ++step / steps;
  }
  const restMs = givenRestMs ?? restOf(banded, samplingHz);
  const envelopes = [];
  for (const channel of banded) {
    envelopes.push(linearEnvelope(channel, samplingHz, BURST_HZ));
    yield ++step / steps;
  }
  const { envelope, rest, burst } = both(envelopes, samplingHz, restMs);
  const eventsMs = givenEventsMs ?? eventsOf(envelope, rest, burst, samplingHz);
  if (!eventsMs.length) {
    throw new RecordingError("nothing stands out from rest; move the window of rest, or choose other channels");
  }
  const onsetsMs = {};
  for (const [name, rule] of rules) {
    onsetsMs[name] = [];
    for (const channel of banded) {
      onsetsMs[name].push(onsetsOf(channel, samplingHz, restMs, eventsMs, rule));
      yield ++step / steps;
    }
  }
  const burstsMs = eventsMs.map((eventMs) => burstOf(envelope, burst, samplingHz, eventMs));
  return { banded, envelopes, restMs, eventsMs, burstsMs, onsetsMs, bandHz };
}

/** ``""``, ``"missed"`` or ``"early"`` for each onset of a rule, by channel. */
export function verdicts({ onsetsMs, burstsMs }, rule) {
  return onsetsMs[rule].map((found) =>
    found.map((ms, event) => (Number.isNaN(ms) ? "missed" : ms < burstsMs[event] - EARLY_MS ? "early" : "")),
  );
}

/** VM after VL in each event; NaN where either onset is missed or early. */
export function delays(analysis, rule) {
  const [vm, vl] = analysis.onsetsMs[rule];
  const [ofVm, ofVl] = verdicts(analysis, rule);
  return vm.map((ms, event) => (ofVm[event] || ofVl[event] ? NaN : ms - vl[event]));
}

/** The samples of a channel within a window. */
export function within(channel, samplingHz, [fromMs, toMs]) {
  return channel.subarray(...edges(samplingHz, [fromMs, toMs]));
}

function edges(samplingHz, windowMs) {
  return windowMs.map((edgeMs) => roundHalfEven((edgeMs * samplingHz) / 1000));
}

function units(columns) {
  const [vm, vl] = columns.map(({ unit }) => unit || "a unit not said");
  return vm === vl ? `VM and VL in ${vm}` : `VM in ${vm}, VL in ${vl}`;
}

/** The channels without holes, and what became of them. */
function whole(emg, samplingHz, firstRow) {
  const { length } = emg[0];
  const isHole = (at) => emg.some((channel) => Number.isNaN(channel[at]));
  const runs = [];
  for (let at = 0; at < length; at++) {
    if (!isHole(at)) continue;
    const start = at;
    while (at < length && isHole(at)) at++;
    runs.push([start, at]);
  }
  if (!runs.length) return { emg, notes: [] };
  const longest = samplesIn(BRIDGED_MS, samplingHz);
  const isShort = ([start, end]) => end - start <= longest && start > 0 && end < length;
  const [bridged, long] = [runs.filter(isShort), runs.filter((run) => !isShort(run))];
  const notes = [];
  let filled = emg;
  if (bridged.length) {
    notes.push(`${bridged.length} short holes bridged, the first at row ${firstRow + bridged[0][0]}`);
    filled = emg.map((channel) => channel.slice());
    for (const channel of filled) {
      for (const [start, end] of bridged) {
        const [from, to] = [channel[start - 1], channel[end]];
        for (let at = start; at < end; at++) channel[at] = from + ((to - from) * (at - start + 1)) / (end - start + 1);
      }
    }
  }
  if (long.length) {
    const ends = [0, ...long.flat(), length];
    const parts = ends.flatMap((edge, at) => (at % 2 ? [] : [[edge, ends[at + 1]]]));
    const [start, end] = parts.reduce((best, part) => (part[1] - part[0] > best[1] - best[0] ? part : best));
    if (end - start < 3) throw new RecordingError("hardly a row in which both channels have a value");
    notes.push(`values are missing from row ${firstRow + long[0][0]} on: the longest whole part is used`);
    filled = filled.map((channel) => channel.slice(start, end));
  }
  return { emg: filled, notes };
}

/** Words for a channel that is clipped or holds mains hum. */
function faults(name, channel, samplingHz) {
  const notes = [];
  const [low, high] = [channel.reduce((one, value) => Math.min(one, value)), channel.reduce((one, value) => Math.max(one, value))];
  const atEnds = channel.filter((value) => value === low || value === high).length;
  if (atEnds > CLIPPED * channel.length && atEnds >= CLIPPED_SAMPLES) {
    const percent = Number(((100 * atEnds) / channel.length).toPrecision(2));
    notes.push(`${name} is clipped in ${percent} percent of its samples`);
  }
  const size = Math.min(channel.length, roundHalfEven(4 * samplingHz));
  const part = channel.subarray(0, size);
  const middle = part.reduce((sum, value) => sum + value, 0) / size;
  for (const mainsHz of MAINS_HZ) {
    if (mainsHz >= samplingHz / 2) continue;
    const [at, near] = [[], []];
    for (let bin = Math.floor(((mainsHz - 10) * size) / samplingHz); bin <= ((mainsHz + 10) * size) / samplingHz; bin++) {
      const off = Math.abs((bin * samplingHz) / size - mainsHz);
      if (off <= 0.5) at.push(powerAt(part, middle, bin));
      else if (off > 2 && off <= 10) near.push(powerAt(part, middle, bin));
    }
    if (at.length && near.length && Math.max(...at) > HUM ** 2 * percentile(near, 50)) {
      notes.push(`${name} holds hum of ${mainsHz} Hz`);
    }
  }
  return notes;
}

/** Power of one frequency, ``bin`` turns over the whole stretch (Goertzel's way). */
function powerAt(part, middle, bin) {
  const turn = 2 * Math.cos((2 * Math.PI * bin) / part.length);
  let [one, two] = [0, 0];
  for (const value of part) [one, two] = [value - middle + turn * one - two, one];
  return one ** 2 + two ** 2 - turn * one * two;
}

function quietest(emg, samplingHz, lengthMs) {
  const length = samplesIn(lengthMs, samplingHz);
  const samples = emg[0].length;
  const powers = emg.map((channel) => channel.reduce((sum, value) => sum + value ** 2, 0) / samples);
  const total = new Float64Array(samples + 1);
  for (let at = 0; at < samples; at++) {
    const power = emg.reduce((sum, channel, number) => sum + channel[at] ** 2 / powers[number], 0) / emg.length;
    total[at + 1] = total[at] + power;
  }
  let best = 0;
  for (let start = 0; start + length <= samples; start++) {
    if (total[start + length] - total[start] < total[best + length] - total[best]) best = start;
  }
  const ms = 1000 / samplingHz;
  return { windowMs: [best * ms, (best + length) * ms], power: (total[best + length] - total[best]) / length };
}

/** The quietest stretch: the longest that is hardly louder than the shortest. */
function restOf(banded, samplingHz) {
  const durationMs = (1000 * banded[0].length) / samplingHz;
  const found = RESTS_MS.filter((lengthMs) => lengthMs <= durationMs / 2).map((ms) => quietest(banded, samplingHz, ms));
  if (!found.length) throw new RecordingError(`${durationMs.toFixed(0)} ms long; expected a recording of 200 ms or more`);
  return found.find(({ power }) => power <= LOUDER * found[found.length - 1].power).windowMs;
}

/** Smooth envelope of both muscles together, each counting alike; its level at rest and where a burst begins. */
function both(envelopes, samplingHz, restMs) {
  const tops = envelopes.map((envelope) => percentile(envelope, 95));
  const envelope = envelopes[0].map((_, at) => (envelopes[0][at] / tops[0] + envelopes[1][at] / tops[1]) / 2);
  const quiet = envelope.subarray(...edges(samplingHz, restMs));
  const rest = quiet.reduce((sum, value) => sum + value, 0) / quiet.length;
  const top = percentile(envelope, 95);
  return { envelope, rest, burst: top > STANDS_OUT * rest ? rest + BURST * (top - rest) : Infinity };
}

/** When an event's burst begins: where the envelope is above the line at last for good before its end. */
function burstOf(envelope, burst, samplingHz, eventMs) {
  const [start, end] = edges(samplingHz, eventMs);
  let first = end;
  while (first > start && envelope[first - 1] > burst) first--;
  const none = envelope.subarray(start, end).every((value) => value <= burst);
  return none ? NaN : (first * 1000) / samplingHz;
}

/** The repetitions: bursts of both muscles together, each with what comes before it. */
function eventsOf(envelope, rest, burst, samplingHz) {
  const toMs = 1000 / samplingHz;
  const bursts = [];
  for (let at = 0; at < envelope.length; at++) {
    if (!(envelope[at] > burst)) continue;
    const start = at;
    while (at < envelope.length && envelope[at] > burst) at++;
    const before = bursts[bursts.length - 1];
    if (before && (start - before[1]) * toMs < MERGED_MS) before[1] = at;
    else bursts.push([start, at]);
  }
  return bursts.flatMap(([start, end], number) => {
    if ((end - start) * toMs < SHORTEST_MS || start === 0) return [];
    const begin = Math.max(number ? bursts[number - 1][1] : 0, start - roundHalfEven(BEFORE_MS / toMs));
    const part = envelope.subarray(start, end);
    const peak = part.reduce((highest, value) => Math.max(highest, value), -Infinity);
    let held = part.length;
    while (part[held - 1] < rest + HELD * (peak - rest)) held--;
    return [[begin * toMs, (start + held) * toMs]];
  });
}

/** Onsets of a channel by one rule: rest is learnt from the window of rest, once for all events. */
function onsetsOf(channel, samplingHz, restMs, eventsMs, rule) {
  const { find, lowPassHz } = rule;
  const smooth = find === "teagerKaiser" ? onsets.energyEnvelope : linearEnvelope;
  const first = find === "windowMean" ? onsets.firstWindowMean : onsets.firstHeld;
  const envelope = smooth(channel, samplingHz, find === "teagerKaiser" ? { lowPassHz } : lowPassHz);
  const rest = within(envelope, samplingHz, restMs);
  const baselineMs = [0, (rest.length * 1000) / samplingHz];
  return eventsMs.map((eventMs) => {
    const event = within(envelope, samplingHz, eventMs);
    const joined = new Float64Array(rest.length + event.length);
    joined.set(rest);
    joined.set(event, rest.length);
    const startMs = (edges(samplingHz, eventMs)[0] * 1000) / samplingHz;
    try {
      return first(joined, samplingHz, { ...rule, baselineMs }) - baselineMs[1] + startMs;
    } catch {
      return NaN; // shorter than the rule's own window
    }
  });
}

/** As NumPy has it: between two values, in proportion. */
function percentile(values, percent) {
  const sorted = Float64Array.from(values).sort();
  const place = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}
