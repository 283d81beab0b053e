import {
  add,
  assign,
  atLeast,
  type Code,
  code,
  F32,
  get,
  I32,
  i32,
  mul,
  step,
  sub,
  V128,
  v,
  type WasmFunction,
  whileTrue,
} from '../../core/simd/wasm-writer.ts';
import { sigmoidOf, tanhOf } from './sigmoid.ts';

/** The operations between the products. Addresses and strides are in bytes. */
export interface Layers {
  /** 16 channels, 3 × 3, each channel by itself: rows a b c of `count` + 2 points each; 9 × 16 weights. */
  depthwise(a: number, b: number, c: number, weights: number, bias: number, out: number, count: number): void;
  /**
   * `count` points of 16 channels: the even channels come from `half` (8 channels, each times its weight), the odd ones
   * are the upper 8 channels of `passed`.
   */
  interleave(half: number, weights: number, passed: number, out: number, count: number): void;
  /** Mean square of each of 8 channels over `count` points. */
  levels(values: number, out: number, count: number): void;
  /** In place, `rows` rows of `width` numbers (a multiple of 4): mean 0, deviation 1, then weight and bias of each. */
  norm(values: number, weights: number, bias: number, rows: number, width: number, epsilon: number): void;
  /** a += b, a *= b. Here and below, `count` is in floats; up to three more floats are touched. */
  add(a: number, b: number, count: number): void;
  multiply(a: number, b: number, count: number): void;
  /** In place. */
  prelu(address: number, count: number, slope: number): void;
  relu(address: number, count: number): void;
  root(address: number, count: number): void;
  sigmoid(address: number, count: number): void;
  tanh(address: number, count: number): void;
}

const CHANNEL_BYTES = 64; // 16 floats

export function depthwise(): WasmFunction {
  const [a, b, c, weights, bias, out, count] = [0, 1, 2, 3, 4, 5, 6] as const;
  const sum = 7;
  const vector = (j: number) =>
    code(
      assign(sum, get(bias), v.load(16 * j)),
      ...[a, b, c].flatMap((row, i) =>
        [0, 1, 2].map((k) =>
          assign(
            sum,
            get(sum),
            get(row),
            v.load(k * CHANNEL_BYTES + 16 * j),
            get(weights),
            v.load((3 * i + k) * CHANNEL_BYTES + 16 * j),
            v.mul,
            v.add,
          ),
        ),
      ),
      get(out),
      get(sum),
      v.store(16 * j),
    );
  return {
    name: 'depthwise',
    parameters: Array.from({ length: 7 }, () => I32),
    locals: [V128],
    body: whileTrue(
      code(get(count), i32(1), atLeast),
      ...[0, 1, 2, 3].map(vector),
      ...[a, b, c, out].map((pointer) => step(pointer, i32(CHANNEL_BYTES))),
      assign(count, get(count), i32(1), sub),
    ),
  };
}

export function interleave(): WasmFunction {
  const [half, weights, passed, out, count] = [0, 1, 2, 3, 4] as const;
  const [w0, w1, mine, other] = [5, 6, 7, 8] as const;
  const pair = (weight: number, j: number) =>
    code(
      assign(mine, get(half), v.load(16 * j), get(weight), v.mul),
      assign(other, get(passed), v.load(32 + 16 * j)),
      code(get(out), get(mine), get(other), v.pick(0, 4, 1, 5), v.store(32 * j)),
      code(get(out), get(mine), get(other), v.pick(2, 6, 3, 7), v.store(32 * j + 16)),
    );
  return {
    name: 'interleave',
    parameters: [I32, I32, I32, I32, I32],
    locals: [V128, V128, V128, V128],
    body: code(
      assign(w0, get(weights), v.load()),
      assign(w1, get(weights), v.load(16)),
      whileTrue(
        code(get(count), i32(1), atLeast),
        pair(w0, 0),
        pair(w1, 1),
        step(half, i32(CHANNEL_BYTES / 2)),
        step(passed, i32(CHANNEL_BYTES)),
        step(out, i32(CHANNEL_BYTES)),
        assign(count, get(count), i32(1), sub),
      ),
    ),
  };
}

export function levels(): WasmFunction {
  const [values, out, count] = [0, 1, 2] as const;
  const [s0, s1, x, scale] = [3, 4, 5, 6] as const;
  const gather = (sum: number, j: number) =>
    code(assign(x, get(values), v.load(16 * j)), assign(sum, get(sum), get(x), get(x), v.mul, v.add));
  return {
    name: 'levels',
    parameters: [I32, I32, I32],
    locals: [V128, V128, V128, V128],
    body: code(
      assign(scale, v.constant(1), get(count), v.splatInteger, v.div),
      whileTrue(
        code(get(count), i32(1), atLeast),
        gather(s0, 0),
        gather(s1, 1),
        step(values, i32(CHANNEL_BYTES / 2)),
        assign(count, get(count), i32(1), sub),
      ),
      code(get(out), get(s0), get(scale), v.mul, v.store()),
      code(get(out), get(s1), get(scale), v.mul, v.store(16)),
    ),
  };
}

/** The sum of a vector's four floats in all four places. */
function across(x: number): Code {
  const turned = (...places: [number, number, number, number]) =>
    assign(x, get(x), get(x), get(x), v.pick(...places), v.add);
  return code(turned(2, 3, 0, 1), turned(1, 0, 3, 2));
}

export function norm(): WasmFunction {
  const [values, weights, bias, rows, width, epsilon] = [0, 1, 2, 3, 4, 5] as const;
  const [at, end, sum, mean, x, size] = [6, 7, 8, 9, 10, 11] as const;
  const overRow = (...body: Code[]) =>
    code(assign(at, i32(0)), whileTrue(code(get(end), get(at), sub, i32(1), atLeast), ...body, step(at, i32(16))));
  const here = (base: number) => code(get(base), get(at), add);
  return {
    name: 'norm',
    parameters: [I32, I32, I32, I32, I32, F32],
    locals: [I32, I32, V128, V128, V128, V128],
    body: code(
      assign(end, get(width), i32(4), mul),
      assign(size, get(width), v.splatInteger),
      whileTrue(
        code(get(rows), i32(1), atLeast),
        assign(sum, v.constant(0)),
        overRow(assign(sum, get(sum), here(values), v.load(), v.add)),
        across(sum),
        assign(mean, get(sum), get(size), v.div),
        assign(sum, v.constant(0)),
        overRow(
          assign(x, here(values), v.load(), get(mean), v.sub),
          assign(sum, get(sum), get(x), get(x), v.mul, v.add),
        ),
        across(sum),
        // 1 / deviation.
        assign(sum, v.constant(1), get(sum), get(size), v.div, get(epsilon), v.splat, v.add, v.sqrt, v.div),
        overRow(
          here(values),
          code(here(values), v.load(), get(mean), v.sub, get(sum), v.mul),
          code(here(weights), v.load(), v.mul, here(bias), v.load(), v.add),
          v.store(),
        ),
        step(values, get(end)),
        assign(rows, get(rows), i32(1), sub),
      ),
    ),
  };
}

/** a = a ∘ b, four at a time. */
function pairwise(name: string, operation: Code): WasmFunction {
  const [a, b, count] = [0, 1, 2] as const;
  return {
    name,
    parameters: [I32, I32, I32],
    locals: [],
    body: whileTrue(
      code(get(count), i32(1), atLeast),
      code(get(a), get(a), v.load(), get(b), v.load(), operation, v.store()),
      step(a, i32(16)),
      step(b, i32(16)),
      assign(count, get(count), i32(4), sub),
    ),
  };
}

/**
 * Four floats at a time, in place. `value` finds the number in local 2 (3 and 4 are free) and leaves the new number.
 */
function inPlace(name: string, value: Code, extra: readonly (typeof F32)[] = []): WasmFunction {
  const [address, count] = [0, 1] as const;
  const shift = extra.length;
  return {
    name,
    parameters: [I32, I32, ...extra],
    locals: [V128, V128, V128],
    body: whileTrue(
      code(get(count), i32(1), atLeast),
      assign(2 + shift, get(address), v.load()),
      get(address),
      value,
      v.store(),
      step(address, i32(16)),
      assign(count, get(count), i32(4), sub),
    ),
  };
}

export function pointwise(): WasmFunction[] {
  const zero = v.constant(0);
  // max(x, 0) + slope · min(x, 0); the slope is parameter 2, so the number lies in local 3.
  const prelu = code(get(3), zero, v.max, get(3), zero, v.min, get(2), v.splat, v.mul, v.add);
  return [
    pairwise('add', v.add),
    pairwise('multiply', v.mul),
    inPlace('prelu', prelu, [F32]),
    inPlace('relu', code(get(2), zero, v.max)),
    inPlace('root', code(get(2), v.sqrt)),
    inPlace('sigmoid', code(get(2), sigmoidOf(3, 4))),
    inPlace('tanh', code(get(2), tanhOf(3, 4))),
  ];
}
