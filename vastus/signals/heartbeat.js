// A heart in the trace: the steps and bounds of `heartbeat.py`, in words there, held to it.

import { bandPass, roundHalfEven, samplesIn } from "./processing.js";

const BAND_HZ = [10, 40];
const SLOWEST_HZ = 100;
const [SHORTEST_S, LONGEST_S] = [4, 120];
const TOGETHER_MS = 20;
const [HALF_MS, AROUND_MS] = [60, 300];
const SHARP = 4;
const ALIKE = 0.8;
const FASTEST_MS = 500;
const PERIODS_MS = Array.from({ length: 186 }, (_, number) => FASTEST_MS + 5 * number);
const BEATS = 5;
const [UNEVEN, EVEN_SHARE] = [0.15, 0.8];

/** Beats a minute of a heart that both channels hold; null if they hold none. */
export function perMinute(emg, samplingHz) {
  if (samplingHz < SLOWEST_HZ || emg[0].length < SHORTEST_S * samplingHz) return null;
  const end = roundHalfEven(LONGEST_S * samplingHz);
  const narrow = emg.map((channel) => bandPass(channel.subarray(0, end), samplingHz, ...BAND_HZ));
  const peaks = sharpPeaks(narrow, samplingHz);
  if (peaks.length < BEATS) return null;
  const beats = alike(narrow, peaks, samplesIn(HALF_MS, samplingHz));
  const gapsMs = beats.slice(1).map((at, number) => ((at - beats[number]) * 1000) / samplingHz);
  if (beats.length < BEATS) return null;
  let best = [];
  for (const periodMs of PERIODS_MS) {
    const fits = gapsMs.flatMap((ms) => {
      const periods = Math.max(1, Math.floor(ms / periodMs + 0.5));
      return Math.abs(ms - periods * periodMs) <= UNEVEN * periodMs ? [ms / periods] : [];
    });
    if (fits.length >= best.length) best = fits; // the slowest: half of it would fit as well
  }
  return best.length >= EVEN_SHARE * gapsMs.length ? 60_000 / median(best) : null;
}

function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Samples at which both channels peak together, each far above what surrounds it. */
function sharpPeaks(narrow, samplingHz) {
  const [together, half, around, apart] = [TOGETHER_MS, HALF_MS, AROUND_MS, FASTEST_MS / 2].map((ms) =>
    samplesIn(ms, samplingHz),
  );
  const scales = narrow.map((channel) => rms(channel));
  const size = narrow[0].map((value, at) => Math.abs(value) / scales[0] + Math.abs(narrow[1][at]) / scales[1]);
  const middle = size.reduce((sum, value) => sum + value, 0) / size.length;
  const peaks = [];
  for (let at = around; at < size.length - around; at++) {
    if (!(size[at] > size[at - 1] && size[at] >= size[at + 1] && size[at] > middle)) continue;
    if (size[at] < highest(size.subarray(Math.max(0, at - apart), at + apart + 1))) continue;
    const sharp = narrow.every((channel) => {
      const near = highest(channel.subarray(at - together, at + together + 1));
      const [before, after] = [channel.subarray(at - around, at - half), channel.subarray(at + half + 1, at + around + 1)];
      const beside = Math.sqrt((before.length * rms(before) ** 2 + after.length * rms(after) ** 2) / (before.length + after.length));
      return near >= SHARP * beside;
    });
    if (sharp) peaks.push(at);
  }
  return peaks;
}

/** The peaks of one shape in both channels: the largest set that is like one of them. */
function alike(narrow, peaks, half) {
  const shapes = peaks.map((at) =>
    narrow.map((channel) => {
      const shape = channel.slice(at - half, at + half + 1);
      const norm = Math.sqrt(shape.length) * rms(shape);
      return shape.map((value) => value / norm);
    }),
  );
  const like = (one, other) =>
    one.every((shape, channel) => shape.reduce((sum, value, at) => sum + value * other[channel][at], 0) >= ALIKE);
  const sets = shapes.map((one) => peaks.filter((_, number) => like(one, shapes[number])));
  return sets.reduce((best, set) => (set.length > best.length ? set : best));
}

function rms(channel) {
  return Math.sqrt(channel.reduce((sum, value) => sum + value ** 2, 0) / channel.length);
}

function highest(channel) {
  return channel.reduce((best, value) => Math.max(best, Math.abs(value)), 0);
}
