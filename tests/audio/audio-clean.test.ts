import { beforeEach, describe, expect, test } from 'vitest';
import { type AudioCleanDeps, audioClean, type Earlier } from '../../src/audio/audio-clean.ts';
import type { CleanPiece, Window } from '../../src/audio/clean-window.ts';
import type { Input, Memory, Settings, Store } from '../../src/audio/hearing.ts';
import { balanceOf, duplicateBalance } from '../../src/audio/ledger.ts';
import { levelOf } from '../../src/audio/level.ts';
import { supersede } from '../../src/audio/results.ts';
import type { VoiceMarks } from '../../src/audio/stages/check-speaker.ts';
import { type DecodeFault, type Sound, Undecodable } from '../../src/core/sound.ts';
import type { Segment } from '../../src/core/types.ts';
import { add, babbleVoice, noise, scaled, sine } from './signals.ts';

const RATE = 16_000;

/** A file of the test's world: what it holds, and whose voice. */
interface Made extends Input {
  bytes: string;
  samples: Float32Array | DecodeFault;
  voice?: 'subject' | 'other';
}

let made: Map<string, Made>;
let memories: Map<string, Memory>;
let clips: Map<string, Float32Array>;
let cleaned: number;

beforeEach(() => {
  made = new Map();
  memories = new Map();
  clips = new Map();
  cleaned = 0;
});

function file(name: string, samples: Made['samples'], over: Partial<Made> = {}): Made {
  const input: Made = { file: name, item: null, transcript: null, bytes: name, samples, ...over };
  made.set(name, input);
  return input;
}

function soundOf(samples: Float32Array): Sound {
  return {
    facts: { codec: 'pcm_s16le', container: 'wav', sampleRate: RATE, channels: 1, tracks: 1, declared: null },
    sampleRate: RATE,
    truncated: () => false,
    blocks: {
      async *[Symbol.asyncIterator]() {
        yield { native: samples, analysis: samples };
      },
    },
  };
}

const markOf: Record<'subject' | 'other', VoiceMarks> = {
  subject: { stats: [null], prints: [[1, 0.05]] },
  other: { stats: [null], prints: [[0, 1]] },
};

/** Finds one piece of two seconds from 0.5 s on; noisy when the sound is soft. */
async function clean(window: Window, voice: Made['voice']): Promise<CleanPiece[]> {
  cleaned++;
  const samples = window.native.slice(0.5 * RATE, 2.5 * RATE);
  if (samples.every((x) => x === 0)) return [];
  const good = Math.max(...samples) > 0.05;
  const piece: CleanPiece = {
    start: window.start + 0.5 * RATE,
    end: window.start + 2.5 * RATE,
    grade: good ? 'A' : 'C',
    faults: good ? [] : ['noisy'],
    labels: [],
    measures: { snrDb: 30 },
    denoised: false,
    marks: window.voices && good ? markOf[voice ?? 'subject'] : null,
    level: good ? levelOf({ samples, sampleRate: RATE, start: 0 }) : null,
    samples: good ? samples : null,
  };
  return [piece];
}

function deps(over: Partial<AudioCleanDeps<Made>> = {}): AudioCleanDeps<Made> {
  let current: Made['voice'];
  return {
    fetch: async (input) => ({
      sha256: input.bytes,
      open: async () => {
        if (typeof input.samples === 'string') throw new Undecodable(input.samples);
        current = input.voice;
        return soundOf(input.samples);
      },
      release: async () => {},
    }),
    store: (sha256, settings) => store(`${sha256} ${JSON.stringify(settings)}`),
    listen: async () => new Float32Array(),
    clean: (window) => clean(window, current),
    embed: null,
    enrolled: () => {},
    gate: { enter: async () => {}, leave: () => {} },
    ahead: 1,
    abreast: 1,
    clips: {
      has: async (id, samples, fewer) => {
        const length = clips.get(id)?.length ?? -1;
        return length <= samples && length >= samples - fewer;
      },
      write: async (id, samples) => {
        clips.set(id, samples);
      },
    },
    emit: () => {},
    signal: new AbortController().signal,
    ...over,
  };
}

function store(key: string): Store {
  return {
    load: async () => memories.get(key) ?? null,
    // As it would come back from a file.
    save: async (memory) => {
      memories.set(key, JSON.parse(JSON.stringify(memory)) as Memory);
    },
    windows: async () => [],
    keep: async () => {},
    samples: async () => new Float32Array(),
    dropWindows: async () => {},
  };
}

const SETTINGS: Settings = { denoise: 'auto', denoiser: 'gtcrn', scorer: null, voices: null };
/** No two of the same length: the melody of a made voice is always the same. */
const voice = (seed: number) => babbleVoice(3.5 + seed / 2, RATE, 90 + 9 * seed, seed);

describe('audioClean', () => {
  test('keeps clean speech at its level, names the rest, and accounts for every second', async () => {
    const inputs = [
      file('good.wav', scaled(voice(1), 0.3), { item: 'msg-1', transcript: '路上堵车' }),
      file('noisy.wav', noise(3, RATE, 0.01)),
      file('silent.wav', new Float32Array(2 * RATE)),
      file('mute.mp4', 'no-sound-track'),
    ];
    const { segments, rejected, recordings } = await audioClean(inputs, [], SETTINGS, deps());
    expect(segments).toMatchObject([
      {
        source: { file: 'good.wav', item: 'msg-1' },
        start: 0.5,
        end: 2.5,
        grade: 'A',
        speaker: { by: 'chat' },
        transcript: '路上堵车',
      },
    ]);
    expect(rejected.map(({ source, reason, why }) => [source.file, reason, why])).toEqual([
      ['noisy.wav', 'noisy', undefined],
      ['silent.wav', 'no-speech', undefined],
      ['mute.mp4', 'undecodable', 'no-sound-track'],
    ]);
    // Seconds without speech are the ledger's `notSpeech`, so no rejected line has them.
    expect(rejected.map(({ seconds }) => seconds)).toEqual([2, 0, 0]);
    expect(recordings.map(({ seconds }) => [seconds.in, seconds.kept.A, seconds.notSpeech])).toEqual([
      [4, 2, 2],
      [3, 0, 1],
      [2, 0, 2],
      [0, 0, 0],
    ]);
    const [clip] = [...clips.values()];
    expect(20 * Math.log10(Math.max(...clip!.map(Math.abs)))).toBeLessThanOrEqual(-3);
  });

  test('remembers: a second run hears nothing and gives the same', async () => {
    const inputs = [file('a.wav', voice(1)), file('b.wav', voice(2))];
    const first = await audioClean(inputs, [], SETTINGS, deps());
    const written = new Map(clips);
    expect(cleaned).toBe(2);
    expect(await audioClean(inputs, [], SETTINGS, deps())).toEqual(first);
    expect(cleaned).toBe(2);
    expect(clips).toEqual(written);
  });

  test('hears once what speaks up to the end at a rate that is no multiple of 16 kHz', async () => {
    const rate = 44_100;
    // One sample of 44.1 kHz that 16 kHz cannot tell: the piece would end after the recording.
    let length = 2 * rate;
    while (Math.round((Math.round((length * RATE) / rate) * rate) / RATE) <= length) length++;
    const native = sine(300, 3, rate, 0.3).subarray(0, length);
    const analysis = sine(300, 3, RATE, 0.3).subarray(0, Math.round((length * RATE) / rate));
    const blocks = {
      async *[Symbol.asyncIterator]() {
        yield { native, analysis };
      },
    };
    const sound = { ...soundOf(native), sampleRate: rate, blocks };
    const toTheEnd = async (window: Window): Promise<CleanPiece[]> => {
      cleaned++;
      const [piece] = await clean({ ...window, native: sine(300, 3, RATE, 0.3) }, undefined);
      cleaned--;
      const samples = window.native.slice();
      return [{ ...piece!, start: 0, end: window.analysis.length, samples }];
    };
    const input = file('a.wav', native);
    const fetch = async () => ({ sha256: 'a', open: async () => sound, release: async () => {} });
    const { segments } = await audioClean([input], [], SETTINGS, deps({ fetch, clean: toTheEnd }));
    expect(segments).toHaveLength(1);
    expect(cleaned).toBe(1);
  });

  test('hears again what lost its clip, to the same clip', async () => {
    const inputs = [file('a.wav', voice(1))];
    await audioClean(inputs, [], SETTINGS, deps());
    const before = new Map(clips);
    clips.clear();
    await audioClean(inputs, [], SETTINGS, deps());
    expect(cleaned).toBe(2);
    expect(clips).toEqual(before);
  });

  test('counts the same bytes and the same sound once, and says whose copy it is', async () => {
    const inputs = [
      file('one.wav', voice(1)),
      file('same-bytes.wav', voice(1), { bytes: 'one.wav' }),
      file('same-sound.wav', add(voice(1), noise(4, RATE, 0.0005))),
      file('other.wav', voice(9)),
    ];
    const { segments, rejected } = await audioClean(inputs, [], SETTINGS, deps());
    expect(segments.map(({ source }) => source.file)).toEqual(['one.wav', 'other.wav']);
    expect(rejected.map(({ source, reason, why }) => [source.file, reason, why])).toEqual([
      ['same-bytes.wav', 'duplicate', 'one.wav'],
      ['same-sound.wav', 'duplicate', 'one.wav'],
    ]);
  });

  test('bytes that one name holds out of reach are heard under the other', async () => {
    const gone = file('gone.silk', 'not-there', { bytes: 'same' });
    const there = file('there.silk', voice(1), { bytes: 'same' });
    for (const inputs of [
      [gone, there],
      [there, gone],
    ]) {
      memories.clear();
      const { segments } = await audioClean(inputs, [gone], { ...SETTINGS, voices: 'campplus' }, deps());
      expect(segments.map(({ source }) => source.file)).toContain('there.silk');
    }
  });

  test('a message of somebody else gives nothing, nor does a better copy of it; its seconds are theirs', async () => {
    const inputs = [
      file('copy.wav', add(voice(1), noise(4, RATE, 0.0005))),
      file('theirs.amr', voice(1), { byOther: true }),
      file('other.wav', voice(9)),
    ];
    const { segments, rejected, recordings } = await audioClean(inputs, [], SETTINGS, deps());
    expect(segments.map(({ source }) => source.file)).toEqual(['other.wav']);
    expect(rejected).toMatchObject([
      { source: { file: 'copy.wav' }, reason: 'duplicate', why: 'theirs.amr' },
      { source: { file: 'theirs.amr' }, reason: 'other-speaker', speaker: { by: 'chat' } },
    ]);
    expect(recordings[1]!.seconds).toMatchObject({ in: 4, rejected: { 'other-speaker': 2 }, notSpeech: 2 });
  });

  test('of a recording of which only the memory is left no clip is promised; its copy stands in for it', async () => {
    const message = file('message.silk', voice(1), { item: 'msg-7' });
    const copy = file('copy.wav', add(voice(1), noise(4, RATE, 0.0005)));
    const sources = async () =>
      (await audioClean([message, copy], [], SETTINGS, deps())).segments.map(({ source }) => source.file);
    expect(await sources()).toEqual(['message.silk']);
    message.samples = 'not-there';
    expect(await sources()).toEqual(['message.silk']);
    clips.clear();
    expect(await sources()).toEqual(['copy.wav']);
    expect(clips.size).toBe(1);
  });

  test('of copies the one that is a message is kept, with its sender and its words', async () => {
    const message = { bytes: 'video.wav', item: 'msg-7', transcript: '路上堵车' };
    const inputs = [file('video.wav', voice(1)), file('message.silk', voice(1), message)];
    const { segments, rejected } = await audioClean(inputs, [], SETTINGS, deps());
    expect(segments).toMatchObject([
      { source: { file: 'message.silk' }, speaker: { by: 'chat' }, transcript: '路上堵车' },
    ]);
    expect(rejected).toMatchObject([{ source: { file: 'video.wav' }, reason: 'duplicate', why: 'message.silk' }]);
  });

  test('the words of a message that was cut off are not those of its clip', async () => {
    const message = { item: 'msg-7', transcript: '路上堵车，晚点到家' };
    const transcriptOf = async (over: Partial<Made>, truncated = false) => {
      const input = file('a.silk', voice(1), { ...message, ...over, bytes: JSON.stringify([over, truncated]) });
      const sound = { ...soundOf(voice(1)), truncated: () => truncated };
      const fetch = async () => ({ sha256: input.bytes, open: async () => sound, release: async () => {} });
      return (await audioClean([input], [], SETTINGS, deps({ fetch }))).segments[0]!.transcript;
    };
    expect(await transcriptOf({})).toBe(message.transcript);
    expect(await transcriptOf({ seconds: 5 })).toBe(message.transcript);
    expect(await transcriptOf({ seconds: 8 })).toBeNull();
    expect(await transcriptOf({}, true)).toBeNull();
  });

  describe('beside what an earlier run left', () => {
    async function earlierOf(input: Made): Promise<Earlier> {
      const { peaks, recordings } = await audioClean([input], [], SETTINGS, deps());
      const { file, item, sha256 } = recordings[0]!;
      return { file, item, sha256: sha256!, heard: peaks.get(file)!.likeness! };
    }
    const copy = () => add(voice(1), noise(4, RATE, 0.0005));

    test('a copy counts no more, and the earlier one stays', async () => {
      const earlier = [await earlierOf(file('old.wav', voice(1)))];
      const result = await audioClean([file('new.wav', copy())], [], SETTINGS, deps({ earlier }));
      expect(result.segments).toEqual([]);
      expect(result.rejected).toMatchObject([{ source: { file: 'new.wav' }, reason: 'duplicate', why: 'old.wav' }]);
      expect(result.superseded.size).toBe(0);
    });

    test('a better copy takes its place', async () => {
      const earlier = [await earlierOf(file('old.amr', voice(1)))];
      earlier[0]!.heard!.facts.codec = 'amr_nb';
      const result = await audioClean([file('new.wav', copy())], [], SETTINGS, deps({ earlier }));
      expect(result.segments).toMatchObject([{ source: { file: 'new.wav' } }]);
      expect([...result.superseded]).toEqual([['old.amr', 'new.wav']]);
    });

    test('a message takes the place of a recording that could not say whose voice it is', async () => {
      const earlier = [await earlierOf(file('video.wav', voice(1)))];
      const message = file('message.silk', copy(), { item: 'msg-7' });
      const result = await audioClean([message], [], SETTINGS, deps({ earlier }));
      expect(result.segments).toMatchObject([{ source: { item: 'msg-7' }, speaker: { by: 'chat' } }]);
      expect([...result.superseded]).toEqual([['video.wav', 'message.silk']]);
    });

    test('a recording never takes the place of a message, though its copy is better', async () => {
      const earlier = [await earlierOf(file('message.amr', voice(1), { item: 'msg-7' }))];
      earlier[0]!.heard!.facts.codec = 'amr_nb';
      const result = await audioClean([file('video.wav', copy())], [], SETTINGS, deps({ earlier }));
      expect(result.segments).toEqual([]);
      expect(result.rejected).toMatchObject([{ reason: 'duplicate', why: 'message.amr' }]);
      expect(result.superseded.size).toBe(0);
    });

    test('the same bytes are a copy of a message, also of one of which no more is known', async () => {
      const earlier = [{ ...(await earlierOf(file('message.silk', voice(1), { item: 'msg-7' }))), heard: null }];
      const same = file('copy.silk', voice(1), { bytes: 'message.silk' });
      const result = await audioClean([same], [], SETTINGS, deps({ earlier }));
      expect(result.segments).toEqual([]);
      expect(result.rejected).toMatchObject([{ reason: 'duplicate', why: 'message.silk' }]);
    });

    test('a copy counts no more while the earlier one is out of reach', async () => {
      const old = file('old.wav', voice(1));
      const earlier = [await earlierOf(old)];
      memories.clear();
      old.samples = 'not-there';
      const result = await audioClean([old, file('new.wav', copy())], [], SETTINGS, deps({ earlier }));
      expect(result.segments).toEqual([]);
      expect(result.rejected).toMatchObject([{ reason: 'undecodable' }, { reason: 'duplicate', why: 'old.wav' }]);
    });

    test('a copy of a message of somebody else is not taken', async () => {
      const theirs = file('theirs.amr', voice(1), { byOther: true });
      const earlier = [{ ...(await earlierOf(theirs)), byOther: true as const }];
      const result = await audioClean([file('new.wav', copy())], [], SETTINGS, deps({ earlier }));
      expect(result.rejected).toMatchObject([{ reason: 'duplicate', why: 'theirs.amr' }]);
    });

    test('the same bytes under another name are a copy, or the earlier file moved', async () => {
      const earlier = [await earlierOf(file('a.wav', voice(1)))];
      const renamed = file('b.wav', voice(1), { bytes: 'a.wav' });
      const copied = await audioClean([renamed], [], SETTINGS, deps({ earlier }));
      expect(copied.rejected).toMatchObject([{ source: { file: 'b.wav' }, reason: 'duplicate', why: 'a.wav' }]);
      const gone = [{ ...earlier[0]!, isGone: true }];
      const moved = await audioClean([renamed], [], SETTINGS, deps({ earlier: gone }));
      expect(moved.segments).toMatchObject([{ source: { file: 'b.wav' } }]);
      expect(moved.superseded.size).toBe(0);
    });
  });

  test('what a better copy supersedes keeps its seconds, as a duplicate, and loses its clips', () => {
    const source = { file: 'old.amr', sha256: 'x', item: null };
    const old = { ...source, gainDb: 2, seconds: balanceOf(10, [{ start: 1, end: 4, fate: 'A' }]), segments: 1 };
    const copy = { file: 'b.mp3', sha256: 'y', item: null, duplicateOf: 'old.amr', seconds: duplicateBalance(10) };
    const copied = { ...copy, fault: 'duplicate' as const, segments: 0 };
    const { fault: reason, duplicateOf: why } = copied;
    const line = { source: { ...source, file: 'b.mp3' }, start: 0, end: 10, seconds: 10, reason, why };
    const rejected = [{ ...line, measures: {}, speaker: null }];
    const before = { segments: [{ source } as Segment], rejected, recordings: [old, copied] };
    const after = supersede(before, new Map([['old.amr', 'new.wav']]));
    expect(after.segments).toEqual([]);
    expect(after.rejected).toMatchObject([
      { source: { file: 'b.mp3' }, why: 'new.wav' },
      { source, seconds: 10, reason: 'duplicate', why: 'new.wav' },
    ]);
    expect(JSON.stringify(after.recordings)).toBe(
      JSON.stringify([
        { ...source, fault: 'duplicate', duplicateOf: 'new.wav', seconds: duplicateBalance(10) },
        { ...copied, duplicateOf: 'new.wav' },
      ]),
    );
  });

  test('gives one segment the same name whatever else is in the run', async () => {
    const a = file('a.wav', voice(1));
    const alone = await audioClean([a], [], SETTINGS, deps());
    memories.clear();
    const among = await audioClean([file('b.wav', voice(2)), a], [], SETTINGS, deps());
    expect(among.segments.find(({ source }) => source.file === 'a.wav')!.id).toBe(alone.segments[0]!.id);
    const otherwise = await audioClean([a], [], { ...SETTINGS, denoise: 'never', denoiser: null }, deps());
    expect(otherwise.segments[0]!.id).not.toBe(alone.segments[0]!.id);
  });

  test('knows the subject by recordings of theirs alone, and keeps no one else', async () => {
    const known = [1, 2, 3].map((seed) => file(`known-${seed}.wav`, voice(seed)));
    const inputs = [file('subject.wav', voice(11)), file('guest.wav', voice(12), { voice: 'other' })];
    let by: string | null = null;
    const result = await audioClean(
      inputs,
      known,
      { ...SETTINGS, voices: 'campplus' },
      deps({
        enrolled: (how) => {
          by = how;
        },
      }),
    );
    expect(by).toBe('voiceprint');
    expect(result.segments).toMatchObject([
      { source: { file: 'subject.wav' }, speaker: { by: 'voiceprint', score: expect.closeTo(1, 2) } },
    ]);
    expect(result.rejected).toMatchObject([{ source: { file: 'guest.wav' }, reason: 'other-speaker' }]);
    // What only lends its voice is no part of the result, and nothing of a stranger is written.
    expect(result.recordings).toHaveLength(2);
    expect([...clips.keys()]).toEqual(result.segments.map(({ id }) => id));
  });

  test('where voices are compared others may speak in every recording but a message', async () => {
    const shared: [string, boolean][] = [];
    const message = file('message.wav', voice(1), { item: 'msg-1' });
    const named = file('named.wav', voice(2));
    const run = async (voices: string | null) => {
      shared.length = 0;
      const cleaning = (window: Window) => {
        shared.push([window.native === message.samples ? 'message' : 'named', window.shared]);
        return clean(window, 'subject');
      };
      const { segments } = await audioClean([message, named], [], { ...SETTINGS, voices }, deps({ clean: cleaning }));
      return segments.map(({ id }) => id);
    };
    const alone = await run(null);
    expect(shared).toEqual([
      ['message', false],
      ['named', false],
    ]);
    const compared = await run('statistics');
    expect(shared).toEqual([
      ['message', false],
      ['named', true],
    ]);
    // Other ends, other clips.
    expect(compared[0]).toBe(alone[0]);
    expect(compared[1]).not.toBe(alone[1]);
  });

  test('known recordings that are too little are told before anything is heard', async () => {
    const enrolled = (by: unknown) => {
      if (by === null) throw new Error('too little');
    };
    const known = [file('short.wav', voice(1))];
    const inputs = [file('a.wav', voice(2))];
    await expect(audioClean(inputs, known, { ...SETTINGS, voices: 'x' }, deps({ enrolled }))).rejects.toThrow(
      'too little',
    );
    expect(clips.size).toBe(0);
  });

  test('one gain for all of a recording: soft and loud stay as they were', async () => {
    const two = new Float32Array(4 * RATE);
    two.set(sine(300, 2, RATE, 0.2), 0.5 * RATE);
    await audioClean([file('a.wav', two)], [], SETTINGS, deps());
    const { gain, heard } = [...memories.values()][0]!;
    const clip = [...clips.values()][0]!;
    expect(clip[RATE]! / two[1.5 * RATE]!).toBeCloseTo(gain!, 5);
    expect(heard.pieces).toHaveLength(1);
  });

  test('ends when the user stops it, without writing more', async () => {
    const abort = new AbortController();
    const inputs = [file('a.wav', voice(1)), file('b.wav', voice(2))];
    const stopping = deps({ signal: abort.signal });
    const work = audioClean(inputs, [], SETTINGS, {
      ...stopping,
      clean: async (window) => {
        abort.abort();
        return stopping.clean(window);
      },
    });
    await expect(work).rejects.toThrow(/abort/u);
    expect(clips.size).toBe(0);
  });

  test('a fault of ours is no fault of the recording', async () => {
    const clean = () => Promise.reject(new TypeError('ours'));
    await expect(audioClean([file('a.wav', voice(1))], [], SETTINGS, deps({ clean }))).rejects.toThrow(TypeError);
  });
});
