import { GatedBlock } from './gtcrn-block.ts';
import { LowerLayers } from './gtcrn-lower.ts';
import { RecurrentStage } from './gtcrn-recurrent.ts';
import { C, ROW, T } from './gtcrn-shapes.ts';
import { UpperLayers } from './gtcrn-upper.ts';
import { type GtcrnWeights, gtcrnWeights } from './gtcrn-weights.ts';
import { type NetworkBench, networkBench } from './nn/kernels.ts';
import { BINS, FRAME, frames, HALF_OVERLAP, overlapAdd, spectra } from './nn/stft.ts';

/**
 * The GTCRN denoiser at 16 kHz. A network of small layers over 33 bands: two convolutions in, three gated blocks, two
 * recurrent stages (along the bands, then along time), and the same layers in reverse out to a complex mask. Every
 * layer runs over 64 frames at once. Points are stored channel by channel ([frame][band][16]), so that a convolution
 * over neighbouring bands is one matrix product over overlapping rows.
 */
export class Gtcrn {
  readonly #net: Network;
  readonly #spectrum = new Float32Array(T * 2 * BINS);
  readonly #rows = new Float32Array(T * FRAME);

  private constructor(net: Network) {
    this.#net = net;
  }

  static async load(): Promise<Gtcrn> {
    return new Gtcrn(new Network(networkBench(), await gtcrnWeights()));
  }

  /** Denoises a whole stretch, starting from silence; no delay, same length. */
  denoise(samples: Float32Array): Float32Array {
    const out = new Float32Array(samples.length);
    const total = Math.ceil(samples.length / HALF_OVERLAP.hop) + 1;
    this.#net.reset();
    for (let first = 0; first < total; first += T) {
      const count = Math.min(T, total - first);
      spectra(samples, first, count, this.#spectrum, HALF_OVERLAP);
      this.#net.mask(this.#spectrum, count);
      frames(this.#spectrum, count, this.#rows);
      overlapAdd(this.#rows, first, count, out, HALF_OVERLAP);
    }
    return out;
  }
}

class Network {
  readonly #bench: NetworkBench;
  readonly #lower: LowerLayers;
  readonly #encoder: [GatedBlock, GatedBlock, GatedBlock];
  readonly #recurrent: [RecurrentStage, RecurrentStage];
  readonly #decoder: [GatedBlock, GatedBlock, GatedBlock];
  readonly #upper: UpperLayers;

  constructor(bench: NetworkBench, w: GtcrnWeights) {
    const block = (weights: GtcrnWeights['encoder'][number] | undefined) => new GatedBlock(bench, weights!);
    const stage = (weights: GtcrnWeights['recurrent'][number] | undefined) => new RecurrentStage(bench, weights!);
    this.#bench = bench;
    this.#lower = new LowerLayers(bench, w);
    this.#encoder = [block(w.encoder[0]), block(w.encoder[1]), block(w.encoder[2])];
    this.#recurrent = [stage(w.recurrent[0]), stage(w.recurrent[1])];
    this.#decoder = [block(w.decoder[0]), block(w.decoder[1]), block(w.decoder[2])];
    this.#upper = new UpperLayers(bench, w);
  }

  /** Clears the memory of what was heard before. */
  reset(): void {
    for (const part of [...this.#encoder, ...this.#recurrent, ...this.#decoder]) part.reset();
  }

  /** Denoises `count` rows of spectra in place. */
  mask(spectrum: Float32Array, count: number): void {
    const lower = this.#lower;
    const [one, two, three] = this.#encoder;
    const [along, again] = this.#recurrent;
    const [four, five, six] = this.#decoder;
    lower.run(spectrum, count);
    one.run(lower.narrow, count);
    two.run(one.out, count);
    three.run(two.out, count);
    along.run(three.out, count);
    again.run(along.out, count);
    // Each stage of the decoder also sees the output of its counterpart in the encoder.
    four.run(this.#sum(again.out, three.out, count), count);
    five.run(this.#sum(four.out, two.out, count), count);
    six.run(this.#sum(five.out, one.out, count), count);
    this.#upper.run(this.#sum(six.out, lower.narrow, count), lower.wide, spectrum, count);
  }

  #sum(to: number, from: number, count: number): number {
    this.#bench.run.add(to, from, count * ROW * C);
    return to;
  }
}
