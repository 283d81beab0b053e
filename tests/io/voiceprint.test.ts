import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { findSherpa, Voiceprinter } from '../../src/io/voiceprint.ts';

const folder = mkdtempSync(join(tmpdir(), 'persona-voiceprint-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A stand-in for sherpa-onnx-node with the same calls; `setUp` and `compute` are given as code. */
function standIn(name: string, setUp: string, compute: string): string {
  const file = join(folder, name);
  writeFileSync(
    file,
    `module.exports = { SpeakerEmbeddingExtractor: class {
      constructor({ model }) { ${setUp} }
      createStream() { return { acceptWaveform({ sampleRate, samples }) { this.samples = samples; this.rate = sampleRate; }, inputFinished() {} }; }
      compute(stream) { ${compute} }
    } };`,
  );
  return pathToFileURL(file).href;
}

describe('Voiceprinter', () => {
  test('asks a process of its own for embeddings', async () => {
    const module = standIn(
      'good.cjs',
      '',
      'return Float32Array.of(stream.rate, stream.samples.length, stream.samples[0])',
    );
    const printer = await Voiceprinter.open(module, 'model.onnx');
    const [one, two] = await Promise.all([printer.embed(Float32Array.of(0.5, 1)), printer.embed(new Float32Array(3))]);
    expect(one).toEqual([16_000, 2, 0.5]);
    expect(two).toEqual([16_000, 3, 0]);
    printer.close();
  });

  test('survives a model at which that process ends, as the real one does', async () => {
    const module = standIn('bad.cjs', 'process.exit(255)', '');
    await expect(Voiceprinter.open(module, 'wrong.onnx')).rejects.toMatchObject({ code: 'voiceprint-failed' });
  });

  test('fails what is asked when the process ends later, and all that is asked after', async () => {
    const printer = await Voiceprinter.open(standIn('later.cjs', '', 'process.exit(1)'), 'model.onnx');
    await expect(printer.embed(new Float32Array(3))).rejects.toMatchObject({ code: 'voiceprint-failed' });
    await expect(printer.embed(new Float32Array(3))).rejects.toMatchObject({ code: 'voiceprint-failed' });
    printer.close();
  });
});

test('findSherpa finds nothing where nothing is installed', () => {
  expect(findSherpa(folder)).toBeNull();
});
