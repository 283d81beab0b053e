import { noise } from './signals.ts';

/** A voice with formants of its own: a buzz through three resonances, four syllables a second. */
function voice(seconds: number, pitch: number, formants: readonly number[], seed: number): Float32Array {
  const rate = 16_000;
  const out = new Float32Array(seconds * rate);
  const random = noise(seconds, rate, 1, seed);
  const state = formants.map(() => [0, 0]);
  let phase = 0;
  for (let i = 0; i < out.length; i++) {
    const t = i / rate + 0.37 * seed;
    phase += (pitch * (1 + 0.1 * Math.sin(2.7 * t))) / rate;
    const pulse = phase >= 1 ? 1 : 0;
    phase -= pulse;
    const vowel = 1 + 0.12 * Math.sin(2 * Math.PI * 2 * t);
    let x = pulse + 0.002 * random[i]!;
    formants.forEach((hertz, f) => {
      const r = Math.exp((-Math.PI * (60 + 40 * f)) / rate);
      const y = x + 2 * r * Math.cos((2 * Math.PI * hertz * vowel) / rate) * state[f]![0]! - r * r * state[f]![1]!;
      state[f] = [y, state[f]![0]!];
      x = y * (1 - r);
    });
    out[i] = x * Math.max(0.02, Math.min(1, 1.5 * Math.sin(2 * Math.PI * 4 * t) + 0.6));
  }
  return out;
}

export const father = (seconds: number, seed: number) => voice(seconds, 110, [600, 1300, 2500], seed);
export const daughter = (seconds: number, seed: number) => voice(seconds, 215, [780, 1750, 3100], seed);
