import {
  activePower,
  activity,
  bang,
  FRAME,
  inRoom,
  music,
  NOISES,
  power,
  RATE,
  randomness,
  telephone,
} from './sounds.js';

const SNRS = [30, 20, 15, 10, 5, 0];

/**
 * Scenes for one subject. Each: { name, kind, mix, clean, others, other }: what is recorded, the subject alone in it,
 * everybody else alone in it, all of one length, and who that is. `kind` groups scenes in the table; `keep`: the goal counts
 * its seconds as clean.
 */
export function scenesOf(subject, others, seed) {
  const random = randomness(seed);
  const scenes = [];
  const add = (name, kind, keep, { mix, clean, others: rest, other = '' }) =>
    scenes.push({
      name: `${subject.id}-${name}`,
      kind,
      keep,
      mix,
      clean,
      others: rest ?? new Float32Array(mix.length),
      other,
    });

  const alone = () => level(timeline(take(subject, 4, random), random).track);
  const clean = alone();
  add('clean', 'clean', true, { mix: clean, clean });
  for (const [noise, make] of Object.entries(NOISES)) {
    for (const snr of SNRS) {
      const speech = alone();
      const mix = mixed(speech, make(speech.length, random), snr);
      add(`${noise}-${snr}dB`, `noise ${snr} dB`, snr >= 20, { mix, clean: speech });
    }
  }
  for (const snr of [20, 10, 0]) {
    const speech = alone();
    add(`music-${snr}dB`, `music ${snr} dB`, false, {
      mix: mixed(speech, music(speech.length, random), snr),
      clean: speech,
    });
  }
  for (const [n, other] of others.slice(0, 2).entries()) {
    const turns = interleaved(take(subject, 3, random), take(other, 3, random), random);
    add(`turns-${n}`, 'turns of two', false, {
      mix: sum(turns.a, turns.b),
      clean: turns.a,
      others: turns.b,
      other: other.id,
    });
    const speech = alone();
    const rest = scaledTo(fitted(level(timeline(take(other, 4, random), random).track), speech.length), speech, 0);
    add(`overlap-${n}`, 'overlap of two', false, {
      mix: sum(speech, rest),
      clean: speech,
      others: rest,
      other: other.id,
    });
  }
  for (const [rt60, direct] of [
    [0.25, 6],
    [0.5, 0],
    [1, -3],
  ]) {
    const speech = alone();
    add(`room-${rt60}s`, `room ${rt60} s`, false, { mix: inRoom(speech, rt60, direct, random), clean: speech });
  }
  for (const share of [0.5, 0.2]) {
    const speech = alone();
    const peak = speech.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    add(`clipped-${share}`, 'clipped', false, {
      mix: speech.map((x) => Math.max(-share * peak, Math.min(share * peak, x))),
      clean: speech,
    });
  }
  // What a telephone cuts off is not there to be found: the truth is what it lets through.
  const phone = telephone(alone());
  add('phone', 'phone band', true, { mix: phone, clean: phone });
  const nothing = new Float32Array(12 * RATE);
  add('silence', 'no speech', false, { mix: nothing, clean: nothing });
  for (const [noise, make] of Object.entries(NOISES)) {
    add(`only-${noise}`, 'no speech', false, { mix: atPower(make(12 * RATE, random), 1e-3), clean: nothing });
  }
  add('only-music', 'no speech', false, { mix: atPower(music(12 * RATE, random), 4e-3), clean: nothing });
  for (const other of others.slice(0, 2)) {
    for (const pause of [0.15, 0.3, 0.5]) {
      const turns = interleaved(
        take(subject, 5, random).map(bare),
        take(other, 5, random).map(bare),
        random,
        () => pause,
      );
      add(`quick-${pause}s-${other.id.replaceAll('/', '-')}`, QUICK_TURNS, false, {
        mix: sum(turns.a, turns.b),
        clean: turns.a,
        others: turns.b,
        other: other.id,
      });
    }
  }
  for (const db of [-20, -26]) {
    const { track, places } = timeline(take(subject, 6, random).map(bare), random, () => 0.7);
    const speech = level(track);
    const soft = speech.map((x, i) => (i < places[3][0] - 0.3 * RATE ? x : x * 10 ** (db / 20)));
    const floor = atPower(NOISES.white(soft.length, random), 4e-10);
    add(`soft${db}dB`, 'soft beside loud', true, { mix: sum(soft, floor), clean: soft });
  }
  const { track, places } = timeline(take(subject, 6, random).map(bare), random);
  const speech = level(track);
  const bangs = new Float32Array(speech.length);
  for (const [, end] of places) bangs.set(bang(random).subarray(0, bangs.length - end), end + Math.round(0.3 * RATE));
  add('bangs', 'noise of bangs', true, { mix: sum(speech, bangs), clean: speech });
  return scenes;
}

/** The kind of scene in which two people hardly wait for each other. */
export const QUICK_TURNS = 'quick turns of two';

/** A clip without the silence around it. */
function bare(clip) {
  const active = activity(clip);
  return clip.subarray(active.indexOf(1) * FRAME, (active.lastIndexOf(1) + 1) * FRAME);
}

/** Some clips of a speaker alone, with pauses: what a family would hand over as “this is the one”. */
export function enrolment({ known }) {
  return level(timeline(known, randomness(99)).track);
}

/** Clips in an order of their own each time, so that no two scenes hold the same sound at the same place. */
function take({ clips }, count, random) {
  const order = clips.map((clip) => ({ clip, rank: random() })).sort((a, b) => a.rank - b.rank);
  return Array.from({ length: count }, (_, i) => order[i % order.length].clip);
}

/** Clips one after another, so many seconds of silence around each; 0.4 to 2 unless told. */
function timeline(clips, random, seconds = () => 1.2 + 0.8 * random()) {
  const gap = () => Math.round(seconds() * RATE);
  const gaps = clips.map(gap);
  const track = new Float32Array(clips.reduce((total, clip, i) => total + clip.length + gaps[i], gap()));
  let at = gaps[0];
  const places = clips.map((clip, i) => {
    track.set(clip, at);
    const place = [at, at + clip.length];
    at += clip.length + (gaps[i + 1] ?? 0);
    return place;
  });
  return { track, places };
}

/** Two people by turns, 0.7 s and more between them unless told. */
function interleaved(a, b, random, seconds) {
  const turns = a.flatMap((clip, i) => [clip, b[i]]);
  const { track, places } = timeline(turns, random, seconds);
  const tracks = [new Float32Array(track.length), new Float32Array(track.length)];
  for (const [i, clip] of turns.entries()) tracks[i % 2].set(clip, places[i][0]);
  const [mine, theirs] = tracks;
  const loud = level(mine);
  return { a: loud, b: scaledTo(theirs, loud, 0) };
}

const sum = (a, b) => a.map((x, i) => x + b[i]);

/** Speech at -24 dB: loud enough for 16 bits, with room for what is added. */
function level(track) {
  const gain = Math.sqrt(10 ** -2.4 / Math.max(1e-12, activePower(track)));
  const peak = track.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return track.map((x) => x * Math.min(gain, 0.7 / Math.max(1e-9, peak)));
}

function atPower(track, wanted) {
  const gain = Math.sqrt(wanted / Math.max(1e-12, power(track)));
  return track.map((x) => Math.max(-1, Math.min(1, x * gain)));
}

/** Speech over what is added, in dB, by the speech's active level. */
function mixed(speech, noise, snr) {
  return sum(speech, atPower(noise, activePower(speech) / 10 ** (snr / 10)));
}

function scaledTo(track, reference, db) {
  const gain = Math.sqrt(activePower(reference) / Math.max(1e-12, activePower(track)) / 10 ** (db / 10));
  return track.map((x) => x * gain);
}

function fitted(track, length) {
  const out = new Float32Array(length);
  out.set(track.subarray(0, length));
  return out;
}
