import { type Distribution, UNSURE_BELOW } from '../../core/style.ts';

/** The values 0 to 63 have a bin each; above, there are twelve bins an octave, up to 2^20. */
const EXACT = 64;
const PER_OCTAVE = 12;
const BINS = EXACT + PER_OCTAVE * 14;

/** Counts of a quantity in a fixed number of bins, for quantiles without keeping the values. */
export class Histogram {
  readonly #bins = new Uint32Array(BINS);
  n = 0;
  sum = 0;
  sumOfSquares = 0;

  /** A value of 0 or more. */
  add(value: number): void {
    const bin =
      value < EXACT ? Math.floor(value) : Math.min(BINS - 1, EXACT + Math.floor(PER_OCTAVE * Math.log2(value / EXACT)));
    this.#bins[bin] = (this.#bins[bin] as number) + 1;
    this.n++;
    this.sum += value;
    this.sumOfSquares += value * value;
  }

  merge(other: Histogram): void {
    for (let bin = 0; bin < BINS; bin++) this.#bins[bin] = (this.#bins[bin] as number) + (other.#bins[bin] as number);
    this.n += other.n;
    this.sum += other.sum;
    this.sumOfSquares += other.sumOfSquares;
  }

  mean(): number {
    return this.n ? this.sum / this.n : 0;
  }

  variance(): number {
    return this.n ? Math.max(0, this.sumOfSquares / this.n - this.mean() ** 2) : 0;
  }

  /** The value at or below which that share of the values lies. */
  quantile(share: number): number {
    let left = Math.max(1, Math.ceil(share * this.n));
    for (let bin = 0; bin < BINS; bin++) {
      left -= this.#bins[bin] as number;
      if (left <= 0) return bin < EXACT ? bin : Math.round(EXACT * 2 ** ((bin - EXACT + 0.5) / PER_OCTAVE));
    }
    return 0;
  }

  distribution(): Distribution {
    const [p10 = 0, p25 = 0, p50 = 0, p75 = 0, p90 = 0] = [0.1, 0.25, 0.5, 0.75, 0.9].map((share) =>
      this.quantile(share),
    );
    const found: Distribution = { n: this.n, mean: fourDigits(this.mean()), p10, p25, p50, p75, p90 };
    if (this.n < UNSURE_BELOW) found.unsure = true;
    return found;
  }
}

/** Four digits are all that matters, and they are the same on every machine. */
export function fourDigits(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  return Number(value.toPrecision(4));
}
