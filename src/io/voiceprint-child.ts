/**
 * A process of its own for sherpa-onnx-node: its C++ side calls exit() over a model that it does not accept, which must
 * not end our process. voiceprint.ts starts it with the places of the package and the model.
 */
interface Extractor {
  createStream(): { acceptWaveform(sound: { sampleRate: number; samples: Float32Array }): void; inputFinished(): void };
  compute(stream: unknown, external: boolean): Float32Array;
}
interface Sherpa {
  SpeakerEmbeddingExtractor: new (config: { model: string; numThreads: number; debug: boolean }) => Extractor;
}

const [, , module, model] = process.argv as [string, string, string, string];
const loaded = (await import(module)) as Sherpa & { default?: Sherpa };
const { SpeakerEmbeddingExtractor } = loaded.default ?? loaded;
const extractor = new SpeakerEmbeddingExtractor({ model, numThreads: 1, debug: false });

process.on('message', ({ id, samples }: { id: number; samples: Float32Array }) => {
  const stream = extractor.createStream();
  stream.acceptWaveform({ sampleRate: 16_000, samples });
  stream.inputFinished();
  process.send?.({ id, print: [...extractor.compute(stream, false)] });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
