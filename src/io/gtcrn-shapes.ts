import type { Linear } from './gtcrn-weights.ts';
import type { NetworkBench } from './nn/kernels.ts';

/** Frames (16 ms) that go through each layer together. */
export const T = 64;
export const F = 4; // bytes
/** Bins that are used as they are; the upper 192 become 64 bands. */
export const LOW = 65;
export const BANDS = 64;
export const POINTS = LOW + BANDS; // 129
export const WIDE = 65; // after the first stride
export const NARROW = 33; // after the second
export const C = 16; // channels
export const GATES = 3 * C;
/**
 * Points for which a frame has room at each width: its own, and zeros on either side so that every point has
 * neighbours. Each width is twice the one below it, so that a product over every second row runs through all frames at
 * once. The product also fills rows that are not points; `clearBetween` sets these to zero again.
 */
export const ROW = NARROW + 2; // 35
export const WIDE_ROW = 2 * ROW; // 70
export const POINT_ROW = 4 * ROW; // 140

export interface Product {
  weights: number;
  bias: number;
}

export const put = (bench: NetworkBench, { weights, bias }: Linear): Product => ({
  weights: bench.put(weights),
  bias: bench.put(bias),
});

/** Zeroes the rows `from` to `to` of every frame of `row` rows of 16 channels; `to` may reach into the next frame. */
export function clearBetween(
  bench: NetworkBench,
  address: number,
  row: number,
  from: number,
  to: number,
  count: number,
): void {
  const values = bench.view(address, (count * row + to - row) * C);
  for (let t = 0; t < count; t++) values.fill(0, (t * row + from) * C, (t * row + to) * C);
}

/**
 * Two groups of [taps·8][8] as one product [taps·16][16]: the zeros between the groups cost less than a second call.
 */
export function bothGroups(groups: readonly Linear[]): Linear {
  const taps = groups[0]!.weights.length / 64;
  const weights = new Float32Array(taps * C * C);
  groups.forEach((group, g) => {
    for (let n = 0; n < group.weights.length; n++) {
      const [k, i, o] = [n >> 6, (n >> 3) & 7, n & 7];
      weights[(k * C + g * 8 + i) * C + g * 8 + o] = group.weights[n]!;
    }
  });
  return { weights, bias: Float32Array.from(groups.flatMap(({ bias }) => [...bias])) };
}
