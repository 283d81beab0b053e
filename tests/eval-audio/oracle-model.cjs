/** The package that the stand-in for a speaker model puts in the place of sherpa-onnx-node; see oracle.js. */
const { readFileSync } = require('node:fs');

/** 20 ms at 16 kHz, as in the truth. */
const FRAME = 320;
const SIZE = 64;
/** What is softer than the loudest by this much says nothing about where a sound comes from. */
const RANGE = 30; // dB
/** Below this likeness of outlines it was not found. */
const FOUND = 0.6;
/** Prints of one voice differ: their cosines come to about 0.75 for long pieces, 0.6 for two seconds. */
const BLUR = 0.55;

class SpeakerEmbeddingExtractor {
  constructor({ model }) {
    this.scenes = JSON.parse(readFileSync(model, 'utf8')).map(({ mine, theirs, other }) => ({
      mine,
      theirs,
      other,
      outline: outlineOf(mine.map((level, i) => Math.max(level, theirs[i]))),
    }));
  }

  createStream() {
    return {
      acceptWaveform({ samples }) {
        this.samples = samples;
      },
      inputFinished() {},
    };
  }

  compute({ samples }) {
    const place = this.find(outlineOf(levelsOf(samples)));
    if (!place) return blurred(voice('nobody'), `${samples.length}`, 1);
    const { scene, at, length } = place;
    const energy = (levels) => levels.slice(at, at + length).reduce((sum, level) => sum + 10 ** (level / 10), 0);
    const [mine, theirs] = [energy(scene.mine), energy(scene.theirs)];
    const weight = Math.sqrt(mine / (mine + theirs + 1e-12));
    const rest = Math.sqrt(theirs / (mine + theirs + 1e-12));
    const subject = voice('the subject');
    const other = voice(scene.other);
    const print = subject.map((x, i) => weight * x + rest * other[i]);
    return blurred(print, `${this.scenes.indexOf(scene)} ${at} ${length}`, BLUR + 0.6 / (length / 50));
  }

  /** Where in all scenes this outline fits best. */
  find(outline) {
    const length = outline.length;
    let best = null;
    const wanted = normal(outline);
    for (const scene of this.scenes) {
      for (let at = 0; at + length <= scene.outline.length; at++) {
        let dot = 0;
        let sum = 0;
        let squares = 0;
        for (let i = 0; i < length; i++) {
          const x = scene.outline[at + i];
          dot += x * wanted[i];
          sum += x;
          squares += x * x;
        }
        const spread = Math.sqrt(Math.max(1e-9, squares - (sum * sum) / length));
        if (dot / spread > (best?.likeness ?? FOUND)) best = { scene, at, length, likeness: dot / spread };
      }
    }
    return best;
  }
}

function levelsOf(samples) {
  return Array.from({ length: Math.floor(samples.length / FRAME) }, (_, n) => {
    let sum = 0;
    for (let i = n * FRAME; i < (n + 1) * FRAME; i++) sum += samples[i] * samples[i];
    return 10 * Math.log10(sum / FRAME + 1e-12);
  });
}

function outlineOf(levels) {
  const floor = levels.reduce((most, level) => Math.max(most, level), -120) - RANGE;
  return Float64Array.from(levels, (level) => Math.max(floor, level) - floor);
}

function normal(values) {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const size = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0)) || 1;
  return values.map((x) => (x - mean) / size);
}

/** A direction of its own for every name; two are nearly square to each other. */
function voice(name) {
  const random = randomness(name);
  const print = Float64Array.from({ length: SIZE }, () => random());
  const size = Math.hypot(...print);
  return print.map((x) => x / size);
}

function blurred(print, name, by) {
  const noise = voice(`blur ${name}`);
  return Float32Array.from(print, (x, i) => x + by * noise[i]);
}

/** Uniform in -1..1, seeded by a text. */
function randomness(text) {
  let state = 7;
  for (const char of text) state = (Math.imul(state, 31) + char.codePointAt(0)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

module.exports = { SpeakerEmbeddingExtractor };
