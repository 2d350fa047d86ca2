// From a raw channel to something one can read: `processing.py` in the browser, held to it number by number.
//
// - A channel is a Float64Array; every function gives a new one.
// - Butterworth filters are built as SciPy builds them: the analogue prototype's poles, moved to the band, carried over
//   by the bilinear transform, and run as a cascade of second-order sections.
// - Every filter runs forwards and backwards over the channel, which is lengthened at both ends by its own mirror
//   image, and starts in the state it would have reached had the first value stood there for ever.

export const ORDER = 4;

export function bandPass(channel, samplingHz, lowHz = 20, highHz = 450, order = ORDER) {
  if (!(0 < lowHz && lowHz < highHz && highHz < samplingHz / 2)) {
    throw new RangeError(`band from ${lowHz} to ${highHz} Hz; expected 0 < low < high < ${samplingHz / 2} Hz`);
  }
  return bothWays(bandPassSections(order, lowHz, highHz, samplingHz), channel);
}

export function lowPass(channel, samplingHz, lowPassHz, order = ORDER) {
  if (!(0 < lowPassHz && lowPassHz < samplingHz / 2)) {
    throw new RangeError(`low-pass at ${lowPassHz} Hz; expected above 0 and below ${samplingHz / 2} Hz`);
  }
  return bothWays(lowPassSections(order, lowPassHz, samplingHz), channel);
}

export function notch(channel, samplingHz, mainsHz = 50, quality = 30) {
  const middle = (2 * Math.PI * mainsHz) / samplingHz;
  const gain = 1 / (1 + Math.tan(middle / quality / 2));
  const swing = -2 * Math.cos(middle) * gain;
  return bothWays([{ b: [gain, swing, gain], a: [1, swing, 2 * gain - 1] }], channel);
}

export function rectify(channel) {
  return channel.map(Math.abs);
}

export function linearEnvelope(channel, samplingHz, lowPassHz = 6, order = ORDER) {
  return lowPass(rectify(channel), samplingHz, lowPassHz, order);
}

export function teagerKaiser(channel) {
  const energy = new Float64Array(channel.length);
  for (let at = 1; at < channel.length - 1; at++) energy[at] = channel[at] ** 2 - channel[at - 1] * channel[at + 1];
  energy[0] = energy[1];
  energy[energy.length - 1] = energy[energy.length - 2];
  return energy;
}

export function samplesIn(lengthMs, samplingHz) {
  return Math.max(1, roundHalfEven((lengthMs * samplingHz) / 1000));
}

/** As Python rounds: a half goes to the even neighbour. */
export function roundHalfEven(value) {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 ? below + 1 : below;
}

// Filters

function lowPassSections(order, cornerHz, samplingHz) {
  const corner = warped(cornerHz, samplingHz);
  const moved = prototype(order).map((pole) => ({ poles: [scaled(pole, corner)], real: pole.im === 0 }));
  const sections = moved.map(({ poles: [pole], real }) =>
    real ? { a: denominator(bilinear(pole)), b: [1, 1, 0] } : { a: denominator(bilinear(pole), true), b: [1, 2, 1] },
  );
  return withGain(sections, [1, 0]);
}

function bandPassSections(order, lowHz, highHz, samplingHz) {
  const [low, high] = [warped(lowHz, samplingHz), warped(highHz, samplingHz)];
  const middle = low * high;
  const sections = prototype(order).flatMap((pole) => {
    const half = scaled(pole, (high - low) / 2);
    const root = squareRoot({ re: half.re ** 2 - half.im ** 2 - middle, im: 2 * half.re * half.im });
    const both = [sum(half, root), sum(half, scaled(root, -1))].map(bilinear);
    const b = [1, 0, -1];
    if (pole.im !== 0) return both.map((one) => ({ a: denominator(one, true), b }));
    return [{ a: both[0].im === 0 ? product(both) : denominator(both[0], true), b }];
  });
  // where the filter lets everything through: the middle of the band, as the digital filter sees it
  const angle = 2 * Math.atan(Math.sqrt(middle) / 4);
  return withGain(sections, [Math.cos(angle), Math.sin(angle)]);
}

/** The corner that the bilinear transform turns into the one that is meant; SciPy's sampling rate is 2 there. */
function warped(hz, samplingHz) {
  return 4 * Math.tan((Math.PI * hz) / samplingHz);
}

/** Poles of the analogue low-pass at 1, one of each conjugate pair. */
function prototype(order) {
  const poles = [];
  for (let m = order - 1; m >= 0; m -= 2) {
    const angle = (Math.PI * m) / (2 * order);
    poles.push({ re: -Math.cos(angle), im: m ? Math.sin(angle) : 0 });
  }
  return poles;
}

function scaled({ re, im }, by) {
  return { re: re * by, im: im * by };
}

function sum(one, other) {
  return { re: one.re + other.re, im: one.im + other.im };
}

function squareRoot({ re, im }) {
  const size = Math.hypot(re, im);
  const root = Math.sqrt((size + Math.abs(re)) / 2);
  if (root === 0) return { re: 0, im: 0 };
  const other = Math.abs(im) / (2 * root);
  const sign = im < 0 ? -1 : 1;
  return re >= 0 ? { re: root, im: sign * other } : { re: other, im: sign * root };
}

function bilinear({ re, im }) {
  const below = (4 - re) ** 2 + im ** 2;
  return { re: (16 - re ** 2 - im ** 2) / below, im: (8 * im) / below };
}

function denominator(pole, withConjugate = false) {
  return withConjugate ? [1, -2 * pole.re, pole.re ** 2 + pole.im ** 2] : [1, -pole.re, 0];
}

function product([one, other]) {
  return [1, -(one.re + other.re), one.re * other.re];
}

/** Sections that together leave the frequency at ``[cos, sin]`` of its angle as large as it was. */
function withGain(sections, [cos, sin]) {
  const size = ([c0, c1, c2]) => {
    const [cos2, sin2] = [cos ** 2 - sin ** 2, 2 * cos * sin];
    return Math.hypot(c0 + c1 * cos + c2 * cos2, c1 * sin + c2 * sin2);
  };
  return sections.map(({ a, b }) => {
    const gain = size(a) / size(b);
    return { a, b: b.map((value) => value * gain) };
  });
}

function bothWays(sections, channel) {
  const zeros = (name) => sections.filter((section) => section[name][2] === 0).length;
  const taps = 2 * sections.length + 1 - Math.min(zeros("a"), zeros("b"));
  const edge = 3 * taps;
  if (channel.length <= edge) {
    throw new RangeError(`${channel.length} samples; expected more than ${edge}, which the filter needs`);
  }
  const signal = mirrored(channel, edge);
  oneWay(sections, signal);
  signal.reverse();
  oneWay(sections, signal);
  signal.reverse();
  return signal.slice(edge, edge + channel.length);
}

/** The channel with ``edge`` samples more at each end: its beginning and its end, turned about their last value. */
function mirrored(channel, edge) {
  const { length } = channel;
  const signal = new Float64Array(length + 2 * edge);
  signal.set(channel, edge);
  for (let at = 1; at <= edge; at++) {
    signal[edge - at] = 2 * channel[0] - channel[at];
    signal[edge + length - 1 + at] = 2 * channel[length - 1] - channel[length - 1 - at];
  }
  return signal;
}

/** Filter a signal in its place, section after section. */
function oneWay(sections, signal) {
  for (const { a, b } of sections) {
    const [b0, b1, b2] = b;
    const [, a1, a2] = a;
    const gain = (b0 + b1 + b2) / (1 + a1 + a2);
    let z1 = (gain - b0) * signal[0];
    let z2 = (b2 - a2 * gain) * signal[0];
    for (let at = 0; at < signal.length; at++) {
      const value = signal[at];
      const filtered = b0 * value + z1;
      z1 = b1 * value - a1 * filtered + z2;
      z2 = b2 * value - a2 * filtered;
      signal[at] = filtered;
    }
  }
}
