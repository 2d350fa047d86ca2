// When did the muscle start? The rules of `onsets.py` in the browser, held to it sample by sample.
//
// A rule learns what rest looks like from a baseline, ``[startMs, endMs]`` from the first sample, and gives the first
// moment after it that is unlike rest, in ms from the first sample; NaN where it finds none.

import { bandPass, linearEnvelope, ORDER, roundHalfEven, samplesIn, teagerKaiser as energyOf } from "./processing.js";

export const BASELINE_MS = [0, 500];

export function windowMean(channel, samplingHz, settings = {}) {
  const { thresholdSd = 3, windowMs = 25, lowPassHz = 50, baselineMs = BASELINE_MS, order = ORDER } = settings;
  const smooth = linearEnvelope(channel, samplingHz, lowPassHz, order);
  return firstWindowMean(smooth, samplingHz, { thresholdSd, windowMs, baselineMs });
}

export function held(channel, samplingHz, settings = {}) {
  const { thresholdSd = 3, holdMs = 25, lowPassHz = 50, baselineMs = BASELINE_MS, order = ORDER } = settings;
  const smooth = linearEnvelope(channel, samplingHz, lowPassHz, order);
  return firstHeld(smooth, samplingHz, { thresholdSd, holdMs, baselineMs });
}

export function teagerKaiser(channel, samplingHz, settings = {}) {
  const { thresholdSd = 3, holdMs = 25, baselineMs = BASELINE_MS, ...others } = settings;
  return firstHeld(energyEnvelope(channel, samplingHz, others), samplingHz, { thresholdSd, holdMs, baselineMs });
}

export function energyEnvelope(channel, samplingHz, { lowPassHz = 50, bandHz = [30, 300], order = ORDER } = {}) {
  return linearEnvelope(energyOf(bandPass(channel, samplingHz, ...bandHz, order)), samplingHz, lowPassHz, order);
}

export function firstWindowMean(smooth, samplingHz, { thresholdSd, windowMs, baselineMs }) {
  const { threshold, first } = thresholdOf(smooth, samplingHz, thresholdSd, windowMs, baselineMs);
  const window = samplesIn(windowMs, samplingHz);
  const total = totals(smooth, first, (value) => value);
  return firstMs(total, window, (sum) => sum > threshold * window, first, samplingHz);
}

export function firstHeld(smooth, samplingHz, { thresholdSd, holdMs, baselineMs }) {
  const { threshold, first } = thresholdOf(smooth, samplingHz, thresholdSd, holdMs, baselineMs);
  const hold = samplesIn(holdMs, samplingHz);
  const total = totals(smooth, first, (value) => (value > threshold ? 1 : 0));
  return firstMs(total, hold, (sum) => sum === hold, first, samplingHz);
}

/** Mean and SD of an envelope over the baseline. */
export function rest(smooth, samplingHz, baselineMs = BASELINE_MS) {
  const [start, end] = edges(samplingHz, baselineMs);
  const quiet = smooth.subarray(start, end);
  const mean = quiet.reduce((sum, value) => sum + value, 0) / quiet.length;
  const variance = quiet.reduce((sum, value) => sum + (value - mean) ** 2, 0) / quiet.length;
  return { mean, sd: Math.sqrt(variance) };
}

function edges(samplingHz, [startMs, endMs]) {
  return [startMs, endMs].map((edgeMs) => roundHalfEven((edgeMs * samplingHz) / 1000));
}

function thresholdOf(smooth, samplingHz, thresholdSd, windowMs, baselineMs) {
  const [start, end] = edges(samplingHz, baselineMs);
  if (!(0 <= start && start < end && end <= smooth.length - samplesIn(windowMs, samplingHz))) {
    const lengthMs = (1000 * smooth.length) / samplingHz;
    throw new RangeError(
      `baseline from ${baselineMs[0]} to ${baselineMs[1]} ms; expected it within the ${lengthMs} ms of the signal, ` +
        `with ${windowMs} ms left after it`,
    );
  }
  const { mean, sd } = rest(smooth, samplingHz, baselineMs);
  return { threshold: mean + thresholdSd * sd, first: end };
}

/** Running totals of a signal from a sample on; the first is 0. */
function totals(smooth, first, counted) {
  const total = new Float64Array(smooth.length - first + 1);
  for (let at = first; at < smooth.length; at++) total[at - first + 1] = total[at - first] + counted(smooth[at]);
  return total;
}

function firstMs(total, window, found, first, samplingHz) {
  for (let at = 0; at + window < total.length; at++) {
    if (found(total[at + window] - total[at])) return ((first + at) * 1000) / samplingHz;
  }
  return NaN;
}
