/** Made signals with known answers, and small tools for them. Random numbers are seeded: same test, same signal. */

export function sine(hertz: number, seconds: number, sampleRate: number, amplitude = 1): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * sampleRate) },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hertz * i) / sampleRate),
  );
}

/** Uniform numbers in -1..1 (mulberry32). */
export function randomness(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

export function noise(seconds: number, sampleRate: number, amplitude = 1, seed = 1): Float32Array {
  const random = randomness(seed);
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, () => amplitude * random());
}

export function silence(seconds: number, sampleRate: number): Float32Array {
  return new Float32Array(Math.round(seconds * sampleRate));
}

export function join(...parts: Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function add(...parts: Float32Array[]): Float32Array {
  const whole = new Float32Array(Math.max(...parts.map((part) => part.length)));
  for (const part of parts) for (let i = 0; i < part.length; i++) whole[i]! += part[i]!;
  return whole;
}

export function scaled(samples: Float32Array, by: number): Float32Array {
  return samples.map((x) => x * by);
}

/** Linear gain of a level in dB. */
export function gain(db: number): number {
  return 10 ** (db / 20);
}

/**
 * Something with the outline of speech: a buzz of many harmonics whose pitch wanders, four syllables a second with
 * a rise and a fall of their own, a hiss after every third one.
 */
export function babbleVoice(seconds: number, sampleRate: number, pitch = 120, seed = 7): Float32Array {
  const random = randomness(seed);
  const out = new Float32Array(Math.round(seconds * sampleRate));
  let phase = 0;
  for (let i = 0; i < out.length; i++) {
    const t = i / sampleRate;
    const inSyllable = (t * 4) % 1;
    const syllable = Math.floor(t * 4);
    const outline = Math.min(1, inSyllable * 12) * (inSyllable < 0.55 ? 1 : Math.exp(-(inSyllable - 0.55) * 60));
    phase += (pitch * (1 + 0.15 * Math.sin(t * 3.1) + 0.05 * Math.sin(t * 11))) / sampleRate;
    let buzz = 0;
    for (let k = 1; k <= 20 && pitch * k < sampleRate / 2.5; k++) buzz += Math.sin(2 * Math.PI * k * phase) / k ** 1.2;
    const hiss = syllable % 3 === 0 && inSyllable > 0.6 && inSyllable < 0.9 ? 0.1 * random() : 0;
    out[i] = 0.25 * outline * buzz + hiss;
  }
  return out;
}
