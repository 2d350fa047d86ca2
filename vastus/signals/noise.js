// Made surface EMG: the model of `surface_emg.py`, with a generator of its own.
//
// NumPy's generator is not carried over, so the trials are others; the spectrum, the sizes and the rise are the same.

const LOW_CORNER_HZ = 50;
const HIGH_CORNER_HZ = 110;
const AMPLIFIER_BAND_HZ = [20, 450];

/** Normal random numbers from a seed, the same on every device: xoshiro128** and the polar method. */
export function normalNumbers(seed) {
  const state = new Uint32Array(4);
  for (let at = 0; at < 4; at++) state[at] = mixed((seed + (at + 1) * 0x9e3779b9) >>> 0);
  const turned = (value, by) => (value << by) | (value >>> (32 - by));
  const uniform = () => {
    const result = Math.imul(turned(Math.imul(state[1], 5), 7), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = turned(state[3], 11);
    return (result + 0.5) / 4294967296;
  };
  let spare = null;
  return () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (;;) {
      const [x, y] = [2 * uniform() - 1, 2 * uniform() - 1];
      const size = x * x + y * y;
      if (size >= 1 || size === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(size)) / size);
      spare = y * factor;
      return x * factor;
    }
  };
}

/** Gaussian noise with the spectrum of surface EMG and an RMS of 1. */
export function muscleNoise(samples, samplingHz, normal) {
  return shaped(samples, samplingHz, normal, (hz) => {
    const rise = hz / Math.hypot(hz, LOW_CORNER_HZ);
    return (rise * HIGH_CORNER_HZ ** 2) / (hz ** 2 + HIGH_CORNER_HZ ** 2);
  });
}

/** Gaussian noise, white within the band of the amplifier, with an RMS of 1. */
export function amplifierNoise(samples, samplingHz, normal) {
  const [low, high] = AMPLIFIER_BAND_HZ;
  return shaped(samples, samplingHz, normal, (hz) => (hz >= low && hz <= high ? 1 : 0));
}

/** Noise with a given spectrum: drawn in frequencies on the next power of two, and cut to length. */
function shaped(samples, samplingHz, normal, size) {
  const length = 2 ** Math.ceil(Math.log2(samples));
  const [re, im] = [new Float64Array(length), new Float64Array(length)];
  let power = 0;
  for (let at = 1; at < length / 2; at++) {
    const weight = size((at * samplingHz) / length);
    power += 2 * weight ** 2;
    re[at] = weight * normal();
    im[at] = weight * normal();
    re[length - at] = re[at];
    im[length - at] = -im[at];
  }
  transformed(re, im);
  const scale = 1 / Math.sqrt(power);
  return re.subarray(0, samples).map((value) => (value * scale) / Math.SQRT2);
}

/** Fourier transform in place, unscaled; the length is a power of two. */
function transformed(re, im) {
  const length = re.length;
  for (let at = 1, other = 0; at < length; at++) {
    let bit = length >> 1;
    for (; other & bit; bit >>= 1) other ^= bit;
    other ^= bit;
    if (at < other) {
      [re[at], re[other]] = [re[other], re[at]];
      [im[at], im[other]] = [im[other], im[at]];
    }
  }
  for (let half = 1; half < length; half *= 2) {
    const [stepRe, stepIm] = [Math.cos(Math.PI / half), Math.sin(Math.PI / half)];
    for (let start = 0; start < length; start += 2 * half) {
      let [turnRe, turnIm] = [1, 0];
      for (let at = start; at < start + half; at++) {
        const far = at + half;
        const movedRe = re[far] * turnRe - im[far] * turnIm;
        const movedIm = re[far] * turnIm + im[far] * turnRe;
        re[far] = re[at] - movedRe;
        im[far] = im[at] - movedIm;
        re[at] += movedRe;
        im[at] += movedIm;
        [turnRe, turnIm] = [turnRe * stepRe - turnIm * stepIm, turnRe * stepIm + turnIm * stepRe];
      }
    }
  }
}

function mixed(value) {
  let z = value;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}
