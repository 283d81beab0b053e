/** The finest bucket is 10 ms at 16 kHz … */
const FINEST = 160;
/** … and there are never more than this many: enough for a picture three screens wide. */
const MOST = 4096;

/**
 * The outline of a recording for a picture: the largest |sample| of each of at most 4096 equal stretches, 0 to 255.
 * Samples are handed over in blocks of any size; only their order counts. Buckets double when there are too many, so
 * that six hours take no more room than six seconds.
 */
export class Peaks {
  #bucket = FINEST;
  #peaks: number[] = [];
  #filled = 0;
  #peak = 0;
  #total = 0;

  add(samples16k: Float32Array): void {
    this.#total += samples16k.length;
    for (let i = 0; i < samples16k.length; i++) {
      const size = Math.abs(samples16k[i]!);
      if (size > this.#peak) this.#peak = size;
      if (++this.#filled === this.#bucket) this.#close();
    }
  }

  #close(): void {
    this.#peaks.push(this.#peak);
    this.#filled = 0;
    this.#peak = 0;
    if (this.#peaks.length < MOST) return;
    this.#peaks = Array.from({ length: MOST / 2 }, (_, i) => Math.max(this.#peaks[2 * i]!, this.#peaks[2 * i + 1]!));
    this.#bucket *= 2;
  }

  /** The last bucket may be a part of one. */
  bytes(): Uint8Array {
    const all = this.#filled > 0 ? [...this.#peaks, this.#peak] : this.#peaks;
    return Uint8Array.from(all, (peak) => Math.round(255 * Math.min(1, peak)));
  }

  /** How many buckets the whole is long; the last may be a fraction. */
  get length(): number {
    return this.#total / this.#bucket;
  }
}
