// The phantom meter of `phantom_meter.py` in the browser: the measuring is held to it number by number, the counting
// within what two draws of trials differ by. See there for what it does and where it refuses.

import { amplifierNoise, muscleNoise, normalNumbers } from "./noise.js";
import { bandPass, ORDER, roundHalfEven, samplesIn } from "./processing.js";
import { atOnce } from "./steps.js";

const BIN_MS = 5;
const RISES_MS = Array.from({ length: 81 }, (_, number) => 5 * number);
const HELD_MS = 100;
const SMEAR_MS = 50;
const QUIETEST_DB = 3;
const WIDEST_MS = 80;
const REFUTED = 3.841;
export const TRIALS = 400;

// of a trial
const SAMPLING_HZ = 2000;
const ONSET_MS = 1000;
const DURATION_MS = 1600;

export class NotMeasured extends Error {}

/** Noise ratio and rise of one channel, from band-passed events and rest: ``{ snrDb, rampMs, lowMs, highMs }``. */
export function measured(events, rest, samplingHz, bandHz = [20, 450], order = ORDER) {
  return atOnce(measuring(events, rest, samplingHz, bandHz, order));
}

/** `measured` step by step, one an event. */
export function* measuring(events, rest, samplingHz, bandHz, order = ORDER) {
  const restPower = binned(rest, samplingHz);
  const quiet = mean(restPower);
  if (restPower.length < 20 || !(quiet > 0)) {
    throw new NotMeasured(`rest of ${restPower.length * BIN_MS} ms; expected 100 ms or more of a live channel`);
  }
  const shapes = shapesOf(samplingHz, bandHz, order);
  const likelihood = new Float64Array(shapes.length);
  const muscle = new Float64Array(shapes.length);
  const heldPower = [];
  for (const [at, event] of events.entries()) {
    yield at / events.length;
    const eventPower = binned(event, samplingHz);
    heldPower.push(...eventPower.slice(-Math.round(HELD_MS / BIN_MS)));
    fit(eventPower, quiet, shapes, (number, logLikelihood, power) => {
      likelihood[number] += logLikelihood;
      muscle[number] += power / events.length;
    });
  }
  const best = largest(likelihood);
  if (!Number.isFinite(likelihood[best])) {
    throw new NotMeasured(`an event is shorter than ${HELD_MS + 2 * SMEAR_MS} ms; move its edges`);
  }
  const snrDb = muscle[best] > 0 ? 10 * Math.log10(muscle[best] / quiet) : -Infinity;
  if (snrDb < QUIETEST_DB) {
    throw new NotMeasured(`activity is ${snrDb.toFixed(0)} dB above rest; expected ${QUIETEST_DB} dB or more`);
  }
  const draws = Math.min(freeSquares(restPower), freeSquares(heldPower));
  const open = RISES_MS.filter((_, number) => draws * (likelihood[best] - likelihood[number]) <= REFUTED);
  const [lowMs, highMs] = [open[0], open[open.length - 1]];
  if (highMs - lowMs > WIDEST_MS) {
    throw new NotMeasured(`the rise lies anywhere between ${lowMs} and ${highMs} ms; more repetitions would tell`);
  }
  return { snrDb, rampMs: RISES_MS[best], lowMs, highMs };
}

/**
 * Delays that a rule finds between muscles that start together, one trial after the other; NaN where it missed one.
 * ``vm`` and ``vl`` are ``{ snrDb, rampMs }``; ``find(channel, samplingHz)`` gives ms.
 */
export function* simulated(vm, vl, find, { seed = 1, trials = TRIALS } = {}) {
  const normal = normalNumbers(seed);
  for (let trial = 0; trial < trials; trial++) {
    const [vlMs, vmMs] = [vl, vm].map((muscle) => find(trialOf(muscle, normal), SAMPLING_HZ));
    yield vmMs - vlMs;
  }
}

/** Share of the trials with a delay at least as late as ``delayMs``, or as early if that is below 0. */
export function shareBeyond(delaysMs, delayMs) {
  const side = delayMs >= 0 ? 1 : -1;
  const found = delaysMs.filter((one) => !Number.isNaN(one));
  return found.filter((one) => side * one >= side * delayMs).length / found.length;
}

function trialOf({ snrDb, rampMs }, normal) {
  const samples = roundHalfEven((DURATION_MS * SAMPLING_HZ) / 1000);
  const [muscle, noise] = [muscleNoise, amplifierNoise].map((made) => made(samples, SAMPLING_HZ, normal));
  const size = 10 ** (-snrDb / 20);
  return muscle.map((value, at) => {
    const sinceMs = (at * 1000) / SAMPLING_HZ - ONSET_MS;
    const active = rampMs ? Math.min(Math.max(sinceMs / rampMs, 0), 1) : Number(sinceMs > 0);
    return active * value + size * noise[at];
  });
}

function binned(channel, samplingHz) {
  const size = samplesIn(BIN_MS, samplingHz);
  return Float64Array.from({ length: Math.floor(channel.length / size) }, (_, bin) => {
    let sum = 0;
    for (let at = bin * size; at < (bin + 1) * size; at++) sum += channel[at] ** 2;
    return sum / size;
  });
}

const keptShapes = new Map(); // both channels of a recording, and each turn of its windows, ask for the same

function shapesOf(samplingHz, bandHz, order) {
  const key = [samplingHz, ...bandHz, order].join();
  if (!keptShapes.has(key)) keptShapes.set(key, computedShapes(samplingHz, bandHz, order));
  return keptShapes.get(key);
}

/** For each rise the muscle's power, bin by bin, from ``SMEAR_MS`` before its start to as long after its end. */
function computedShapes(samplingHz, bandHz, order) {
  const size = samplesIn(BIN_MS, samplingHz);
  const margin = Math.round(SMEAR_MS / BIN_MS) * size;
  const impulse = new Float64Array(18 * margin + 1);
  impulse[9 * margin] = 1;
  const answer = bandPass(impulse, samplingHz, ...bandHz, order).slice(8 * margin, 10 * margin + 1);
  const squared = answer.map((value) => value ** 2);
  const total = squared.reduce((sum, value) => sum + value, 0);
  const smear = squared.map((value) => value / total);
  return RISES_MS.map((riseMs) => {
    const rise = Math.round(riseMs / BIN_MS) * size;
    const power = Float64Array.from({ length: rise + 4 * margin }, (_, at) => {
      const since = at - 2 * margin + 0.5;
      return rise ? Math.min(Math.max(since / rise, 0), 1) ** 2 : Number(since > 0);
    });
    const bins = Math.floor((power.length - smear.length + 1) / size);
    return Float64Array.from({ length: bins }, (_, bin) => {
      let sum = 0;
      for (let at = bin * size; at < (bin + 1) * size; at++) {
        for (let by = 0; by < smear.length; by++) sum += power[at + by] * smear[smear.length - 1 - by];
      }
      return sum / size;
    });
  });
}

/** Tells for each shape the largest log likelihood over all starts, and the power of the muscle there. */
function fit(power, quiet, shapes, tell) {
  const total = new Float64Array(power.length + 1);
  power.forEach((value, bin) => (total[bin + 1] = total[bin] + value));
  const held = Math.round(HELD_MS / BIN_MS);
  shapes.forEach((shape, number) => {
    let [best, grownThere] = [-Infinity, 0];
    for (let start = 0; start + shape.length + held <= power.length; start++) {
      const after = power.length - start - shape.length;
      const full = (total[power.length] - total[start + shape.length]) / after;
      const grown = Math.max(full - quiet, 0);
      let likelihood = -(total[start] / quiet + start * Math.log(quiet)) - after * (1 + Math.log(full));
      for (let bin = 0; bin < shape.length; bin++) {
        const expected = quiet + grown * shape[bin];
        likelihood -= Math.log(expected) + power[start + bin] / expected;
      }
      if (likelihood > best) [best, grownThere] = [likelihood, grown];
    }
    tell(number, best / 2, grownThere);
  });
}

/** Independent squares in a bin, from how the bins scatter. */
function freeSquares(power) {
  const middle = mean(power);
  const squares = power.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return (2 * middle ** 2 * (power.length - 1)) / squares;
}

function largest(values) {
  return values.reduce((best, value, at) => (value > values[best] ? at : best), 0);
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
