import { expect, test } from 'vitest';
import { type CleanRecordingDeps, cleanRecording, type KeptWindow } from '../../src/audio/clean-recording.ts';
import { VAD_STEP } from '../../src/audio/engines.ts';
import { ANALYSIS_RATE, type Sound } from '../../src/core/sound.ts';
import { printOf } from './print-of.ts';
import { babbleVoice } from './signals.ts';

const voice = babbleVoice(200, ANALYSIS_RATE);

function soundOf(samples: Float32Array): Sound {
  return {
    facts: { codec: 'pcm_s16le', container: 'wav', sampleRate: ANALYSIS_RATE, channels: 1, tracks: 1, declared: null },
    sampleRate: ANALYSIS_RATE,
    truncated: () => false,
    blocks: {
      async *[Symbol.asyncIterator]() {
        for (let at = 0; at < samples.length; at += ANALYSIS_RATE) {
          const block = samples.slice(at, at + ANALYSIS_RATE);
          yield { native: block, analysis: block.slice() };
        }
      },
    },
  };
}

const deps = (before: KeptWindow[], starts: number[]): CleanRecordingDeps => ({
  listen: async (part, warmUp) => new Float32Array(Math.ceil(part.length / VAD_STEP) - warmUp).fill(0.5),
  clean: async ({ start }) => {
    starts.push(start);
    return [];
  },
  embed: null,
  store: { windows: async () => before, keep: async () => {}, samples: async () => new Float32Array() },
  gate: { enter: async () => {}, leave: () => {} },
  ahead: 1,
  signal: new AbortController().signal,
  progress: () => {},
});

test('the print tells of a recording from end to end, also where an earlier run was stopped in the midst of it', async () => {
  const how = { denoise: 'auto', voices: false, shared: false } as const;
  const starts: number[] = [];
  const { heard } = await cleanRecording(soundOf(voice), how, deps([], starts));
  expect(starts.length).toBeGreaterThan(2);
  expect(heard.print).toBe(printOf(voice));
  const before = [{ steps: starts[1]! / VAD_STEP, pieces: [], lengths: [] }];
  const later: number[] = [];
  const resumed = await cleanRecording(soundOf(voice), how, deps(before, later));
  expect(later).toEqual(starts.slice(1));
  expect(resumed.heard.print).toBe(heard.print);
});
