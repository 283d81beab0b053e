import {
  add,
  assign,
  atLeast,
  code,
  get,
  I32,
  i32,
  mul,
  set,
  step,
  sub,
  V128,
  v,
  type WasmFunction,
  whileTrue,
} from '../../core/simd/wasm-writer.ts';
import { sigmoidOf, tanhOf } from './sigmoid.ts';

/** Recurrent layers: whole sequences in which each step's states are input of the next. */
export interface Cells {
  /**
   * `steps` LSTM steps: rows of 4·width gates (computed from the input, including biases) are completed by h ·
   * recurrent. `h` holds the states before, `out` receives the states of every step. `recurrent` is in panels of 32
   * columns (panels.ts), and `width` is a multiple of 8.
   */
  lstmRun(gates: number, recurrent: number, h: number, c: number, out: number, steps: number, width: number): void;
  /**
   * `steps` GRU steps, each for `rows` rows at once. Strides lead from row to row and from step to step; `hh` is
   * working memory for rows × 3·width floats.
   */
  gruRun(
    x: number,
    recurrent: number,
    bias: number,
    hh: number,
    h: number,
    out: number,
    rows: number,
    width: number,
    steps: number,
    xStride: number,
    xStep: number,
    hStride: number,
    outStride: number,
    outStep: number,
  ): void;
}

/** One LSTM step of `width` cells: gates i f g o follow one another in memory; c is updated, h written. */
export function lstm(): WasmFunction {
  const [gates, c, h, width, end, x, n, cell] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
  // Gate g of this step lies g·width floats after the first gate.
  const gate = (index: number) => code(get(gates), get(width), i32(4 * index), mul, add, v.load());
  return {
    name: 'lstm',
    parameters: [I32, I32, I32, I32],
    locals: [I32, V128, V128, V128],
    body: code(
      assign(end, get(gates), get(width), i32(4), mul, add),
      whileTrue(
        code(get(end), get(gates), sub, i32(1), atLeast),
        gate(1),
        sigmoidOf(x, n),
        get(c),
        v.load(),
        v.mul,
        gate(0),
        sigmoidOf(x, n),
        gate(2),
        tanhOf(x, n),
        v.mul,
        v.add,
        set(cell),
        get(c),
        get(cell),
        v.store(),
        get(h),
        gate(3),
        sigmoidOf(x, n),
        get(cell),
        tanhOf(x, n),
        v.mul,
        v.store(),
        step(gates, i32(16)),
        step(c, i32(16)),
        step(h, i32(16)),
      ),
    ),
  };
}

const PANEL_BYTES = 128; // 32 columns

export function lstmRun(): WasmFunction {
  const [gates, recurrent, h, c, out, steps, width, column] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
  const bytes = (times: number) => code(get(width), i32(4 * times), mul);
  const place = code(get(gates), get(column), add);
  return {
    name: 'lstmRun',
    parameters: Array.from({ length: 7 }, () => I32),
    locals: [I32],
    body: (call) =>
      whileTrue(
        code(get(steps), i32(1), atLeast),
        assign(column, i32(0)),
        whileTrue(
          code(bytes(4), get(column), sub, i32(1), atLeast),
          code(get(h), get(recurrent), get(column), get(width), mul, add, place, i32(1), get(width)),
          code(i32(PANEL_BYTES / 4), bytes(1), i32(PANEL_BYTES), bytes(4), place, i32(0), call('gemm')),
          step(column, i32(PANEL_BYTES)),
        ),
        code(get(gates), get(c), get(out), get(width), call('lstm')),
        assign(h, get(out)),
        step(out, bytes(1)),
        step(gates, bytes(4)),
        assign(steps, get(steps), i32(1), sub),
      ),
  };
}

/**
 * One GRU step for `rows` rows of `width` cells: x and hh hold gates r z n (hh with its biases); h holds the states
 * before, `out` those after.
 */
export function gru(): WasmFunction {
  const [x, hh, h, out, rows, width, xStride, hStride, outStride] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
  const [at, gate, reset, update, fresh, e, n] = [9, 10, 11, 12, 13, 14, 15] as const;
  const load = (base: number, index: number) =>
    code(get(base), get(at), add, get(gate), i32(index), mul, add, v.load());
  return {
    name: 'gru',
    parameters: Array.from({ length: 9 }, () => I32),
    locals: [I32, I32, V128, V128, V128, V128, V128],
    body: code(
      assign(gate, get(width), i32(4), mul),
      whileTrue(
        code(get(rows), i32(1), atLeast),
        assign(at, i32(0)),
        whileTrue(
          code(get(gate), get(at), sub, i32(1), atLeast),
          assign(reset, load(x, 0), load(hh, 0), v.add, sigmoidOf(e, n)),
          assign(update, load(x, 1), load(hh, 1), v.add, sigmoidOf(e, n)),
          assign(fresh, load(x, 2), load(hh, 2), get(reset), v.mul, v.add, tanhOf(e, n)),
          get(out),
          get(at),
          add,
          get(fresh),
          get(update),
          code(get(h), get(at), add, v.load()),
          get(fresh),
          v.sub,
          v.mul,
          v.add,
          v.store(),
          step(at, i32(16)),
        ),
        step(x, get(xStride)),
        step(hh, get(gate), i32(3), mul),
        step(h, get(hStride)),
        step(out, get(outStride)),
        assign(rows, get(rows), i32(1), sub),
      ),
    ),
  };
}

export function gruRun(): WasmFunction {
  const [x, recurrent, bias, hh, h, out, rows, width, steps] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
  const [xStride, xStep, hStride, outStride, outStep] = [9, 10, 11, 12, 13] as const;
  const gates = code(get(width), i32(3), mul);
  const gateBytes = code(get(width), i32(12), mul);
  return {
    name: 'gruRun',
    parameters: Array.from({ length: 14 }, () => I32),
    locals: [],
    body: (call) =>
      whileTrue(
        code(get(steps), i32(1), atLeast),
        code(get(h), get(recurrent), get(hh), get(rows), get(width), gates),
        code(get(hStride), gateBytes, gateBytes, get(bias), i32(0), call('gemm')),
        code(get(x), get(hh), get(h), get(out), get(rows), get(width)),
        code(get(xStride), get(hStride), get(outStride), call('gru')),
        assign(h, get(out)),
        assign(hStride, get(outStride)),
        step(x, get(xStep)),
        step(out, get(outStep)),
        assign(steps, get(steps), i32(1), sub),
      ),
  };
}
