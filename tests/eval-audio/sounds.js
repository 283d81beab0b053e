/** Noises, music, rooms and levels for made scenes. Seeded: the same scene always, on every machine. */

import { fft } from '../../dist/audio/measures/fft.js';

export const RATE = 24_000;

/** Uniform numbers in -1..1 (mulberry32). */
export function randomness(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

/** Near enough to a normal distribution: the sum of six. */
function normal(random) {
  let sum = 0;
  for (let i = 0; i < 6; i++) sum += random();
  return sum / Math.SQRT2;
}

export const NOISES = {
  white: (length, random) => Float32Array.from({ length }, () => normal(random)),
  /** Six poles by Paul Kellet: -3 dB an octave. */
  pink(length, random) {
    let a = 0;
    let b = 0;
    let c = 0;
    return Float32Array.from({ length }, () => {
      const w = normal(random);
      a = 0.99765 * a + w * 0.099046;
      b = 0.963 * b + w * 0.2965164;
      c = 0.57 * c + w * 1.0526913;
      return a + b + c + w * 0.1848;
    });
  },
  /** Wind and traffic: -6 dB an octave. */
  rumble(length, random) {
    let level = 0;
    return Float32Array.from({ length }, () => {
      level = 0.995 * level + 0.1 * normal(random);
      return level;
    });
  },
  hum: (length, random) =>
    Float32Array.from({ length }, (_, i) => {
      const turn = (2 * Math.PI * 50 * i) / RATE;
      return Math.sin(turn) + 0.5 * Math.sin(3 * turn) + 0.2 * Math.sin(5 * turn) + 0.02 * normal(random);
    }),
};

/** Broken chords with a decay, two notes at a time; the root wanders. */
export function music(length, random) {
  const out = new Float32Array(length);
  const step = Math.round(RATE * 0.42);
  const scale = [0, 4, 7, 12, 5, 9, 12, 16, 7, 11, 14, 19];
  for (let at = 0, k = 0; at < length; at += step, k++) {
    const root = 196 * 2 ** ((((k >> 2) * 5) % 12) / 12);
    for (const offset of [scale[k % 12], scale[(k * 5 + 3) % 12] - 12]) {
      const hertz = root * 2 ** (offset / 12);
      const force = 0.8 + 0.2 * random();
      for (let i = 0; i < 2 * step && at + i < length; i++) {
        const t = i / RATE;
        let tone = 0;
        for (let h = 1; h < 6; h++) tone += Math.sin(2 * Math.PI * hertz * h * t) / h ** 1.5;
        out[at + i] += force * tone * Math.exp(-2.5 * t) * Math.min(1, i / 120);
      }
    }
  }
  return out;
}

/** A door that slams, 0.1 s: hiss that dies away by 60 dB. */
export function bang(random) {
  return Float32Array.from(
    { length: Math.round(0.13 * RATE) },
    (_, i) => 0.4 * normal(random) * Math.exp((-53 * i) / RATE),
  );
}

/** Direct sound, then a decaying tail: `rt60` seconds for 60 dB, direct over reverberant in dB. */
export function inRoom(samples, rt60, directDb, random) {
  const tail = Float32Array.from({ length: Math.round(rt60 * RATE) }, (_, i) =>
    i < 0.004 * RATE ? 0 : normal(random) * 10 ** ((-3 * i) / RATE / rt60),
  );
  const gain = Math.sqrt(1 / power(tail) / tail.length / 10 ** (directDb / 10));
  const wet = convolve(samples, tail);
  return samples.map((x, i) => x + gain * wet[i]);
}

/** By one long transform: conj(F(conj(F(x)·F(h)))) / n. */
function convolve(samples, tail) {
  const n = 2 ** Math.ceil(Math.log2(samples.length + tail.length));
  const [xr, xi, hr, hi] = Array.from({ length: 4 }, () => new Float64Array(n));
  xr.set(samples);
  hr.set(tail);
  fft(xr, xi);
  fft(hr, hi);
  for (let i = 0; i < n; i++) {
    const real = xr[i] * hr[i] - xi[i] * hi[i];
    xi[i] = -(xr[i] * hi[i] + xi[i] * hr[i]);
    xr[i] = real;
  }
  fft(xr, xi);
  return Float32Array.from(samples, (_, i) => xr[i] / n);
}

/** 300–3400 Hz and 8 kHz, as a telephone has it: windowed sinc of 201 taps. */
export function telephone(samples) {
  const taps = 201;
  const sinc = (hertz, k) =>
    k === 0 ? (2 * hertz) / RATE : Math.sin((2 * Math.PI * hertz * k) / RATE) / (Math.PI * k);
  const kernel = Float32Array.from({ length: taps }, (_, i) => {
    const k = i - (taps - 1) / 2;
    return (sinc(3400, k) - sinc(300, k)) * (0.54 + 0.46 * Math.cos((2 * Math.PI * k) / taps));
  });
  const out = new Float32Array(samples.length);
  for (let i = 0; i < out.length; i++) {
    for (let k = 0; k < taps; k++) out[i] += kernel[k] * (samples[i + k - (taps - 1) / 2] ?? 0);
  }
  return out;
}

export function power(samples, from = 0, to = samples.length) {
  let sum = 0;
  for (let i = from; i < to; i++) sum += samples[i] * samples[i];
  return to > from ? sum / (to - from) : 0;
}

export const FRAME = RATE / 100;

/** Which 10 ms frames hold speech, of a clean signal: within 40 dB of its loudest ones, gaps of 100 ms closed. */
export function activity(clean) {
  const active = audible(clean, 1e-4);
  for (let i = 0, last = -1000; i < active.length; i++) {
    if (!active[i]) continue;
    if (i - last <= 10) active.fill(1, Math.max(0, last), i);
    last = i;
  }
  return active;
}

/** Which 10 ms frames come within a share of the power of the loudest ones. */
export function audible(clean, share) {
  const frames = Math.floor(clean.length / FRAME);
  const levels = Float64Array.from({ length: frames }, (_, i) => power(clean, i * FRAME, (i + 1) * FRAME));
  const loud = Float64Array.from(levels).sort()[Math.floor(0.98 * frames)] ?? 0;
  return Uint8Array.from(levels, (level) => (loud > 0 && level > loud * share ? 1 : 0));
}

/** Mean square over the active frames only. */
export function activePower(clean) {
  const active = activity(clean);
  let sum = 0;
  let count = 0;
  for (let i = 0; i < active.length; i++) {
    if (!active[i]) continue;
    sum += power(clean, i * FRAME, (i + 1) * FRAME);
    count++;
  }
  return count ? sum / count : 0;
}
