import type { NetworkBench } from './kernels.ts';

/** Columns of a table that lie side by side in memory. */
const PANEL = 32;
/**
 * Rows of a panel that are processed at once: 20 KB, which leaves room in the first-level cache for the data that
 * passes by.
 */
const DEEPEST = 160;
const F = 4; // bytes

/** A table [rows][columns] as [columns][rows]. */
export function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  return values.map((_, n) => values[(n % rows) * columns + Math.floor(n / rows)]!);
}

/**
 * The table [ins][outs] of a large product as panels of 32 columns, one after another in memory: each panel stays in
 * the first-level cache while all rows pass, and is read from end to end. `lstmRun` also needs its table in this form.
 * `outs` is a multiple of 8.
 */
export function inPanels(weights: Float32Array, ins: number, outs: number): Float32Array {
  const out = new Float32Array(weights.length);
  let at = 0;
  for (let first = 0; first < outs; first += PANEL) {
    const width = Math.min(PANEL, outs - first);
    for (let i = 0; i < ins; i++, at += width) {
      out.set(weights.subarray(i * outs + first, i * outs + first + width), at);
    }
  }
  return out;
}

/** C[rows×outs] = bias + A[rows×ins] · a table in panels. Strides in bytes. */
export function panelProduct(
  { run }: NetworkBench,
  a: number,
  table: number,
  c: number,
  rows: number,
  ins: number,
  outs: number,
  aStride: number,
  cStride: number,
  bias: number,
): void {
  const depth = Math.ceil(ins / Math.ceil(ins / DEEPEST));
  for (let first = 0; first < outs; first += PANEL) {
    const width = Math.min(PANEL, outs - first);
    const [panel, to] = [table + first * ins * F, c + first * F];
    for (let i = 0; i < ins; i += depth) {
      const [start, startStride] = i === 0 ? [bias + first * F, 0] : [to, cStride];
      const here = Math.min(depth, ins - i);
      run.gemm(
        a + i * F,
        panel + i * width * F,
        to,
        rows,
        here,
        width,
        aStride,
        width * F,
        cStride,
        start,
        startStride,
      );
    }
  }
}
