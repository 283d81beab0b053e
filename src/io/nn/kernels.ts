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
  set,
  step,
  sub,
  V128,
  v,
  type WasmFunction,
  wasmModule,
  whileTrue,
} from './wasm-writer.ts';

/**
 * The inner loops of small speech networks on four floats at a time. A general runtime (onnxruntime-web, measured: 66 × real
 * time for Silero, 0.6 s to start, 400 MB) spends its time elsewhere. Addresses and strides are in bytes.
 */
export interface Kernels {
  /** C[m×n] = start + A[m×k]·B[k×n]; n a multiple of 8; `start` rows advance by `startStride`: 0 for a bias. */
  gemm(
    a: number,
    b: number,
    c: number,
    m: number,
    k: number,
    n: number,
    aStride: number,
    bStride: number,
    cStride: number,
    start: number,
    startStride: number,
  ): void;
  /** One LSTM step of `width` cells: gates i f g o lie behind one another, c and h are updated. */
  lstm(gates: number, c: number, h: number, width: number): void;
  /**
   * One GRU step for `rows` rows of `width` cells: x and hh hold gates r z n, `gate` bytes apart (hh with its biases);
   * h is updated.
   */
  gru(
    x: number,
    hh: number,
    h: number,
    rows: number,
    width: number,
    gate: number,
    xStride: number,
    hhStride: number,
    hStride: number,
  ): void;
  /** 16 channels, 3 × 3, each channel for itself: rows a b c of `count` + 2 points each; 9 × 16 weights. */
  depthwise(a: number, b: number, c: number, weights: number, bias: number, out: number, count: number): void;
  /** In place; `count` a multiple of 4. */
  prelu(address: number, count: number, slope: number): void;
  relu(address: number, count: number): void;
  sigmoid(address: number, count: number): void;
}

/** e^x for x in [-87, 88], to float precision (Cephes expf): 2^n · p(r), x = n·ln2 + r. Takes and leaves local `x`; uses `n`. */
function exponential(x: number, n: number): Code {
  const horner = [1.987_569_1e-4, 1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 0.166_666_65, 0.5];
  return code(
    assign(x, get(x), v.constant(-87), v.max, v.constant(88), v.min),
    assign(n, get(x), v.constant(Math.LOG2E), v.mul, v.nearest),
    assign(x, get(x), get(n), v.constant(0.693_359_375), v.mul, v.sub),
    assign(x, get(x), get(n), v.constant(-2.121_944_4e-4), v.mul, v.sub),
    ...horner.map((c, i) => (i === 0 ? v.constant(c) : code(get(x), v.mul, v.constant(c), v.add))),
    // (p·x + 1)·x + 1
    get(x),
    v.mul,
    v.constant(1),
    v.add,
    get(x),
    v.mul,
    v.constant(1),
    v.add,
    get(n),
    v.toInteger,
    v.integer(127),
    v.addInteger,
    i32(23),
    v.shiftLeft,
    v.mul,
    set(x),
  );
}

/** 1 / (1 + e^-x) of what is on the stack, left on the stack. */
function sigmoidOf(x: number, n: number): Code {
  return code(v.constant(-1), v.mul, set(x), exponential(x, n), v.constant(1), get(x), v.constant(1), v.add, v.div);
}

/** 2 / (1 + e^-2x) − 1 */
function tanhOf(x: number, n: number): Code {
  return code(v.constant(2), v.mul, sigmoidOf(x, n), v.constant(2), v.mul, v.constant(1), v.sub);
}

/** A block of `rows` × `vectors`·4 of the product; its place is in locals. */
function gemmBlock(rows: number, vectors: number, at: GemmLocals): Code {
  const accumulator = (r: number, j: number) => at.accumulators + r * vectors + j;
  const perRow = (body: (r: number) => Code) => Array.from({ length: rows }, (_, r) => body(r)).flat();
  const perVector = (body: (j: number) => Code) => Array.from({ length: vectors }, (_, j) => body(j)).flat();
  const down = (base: number, stride: number, r: number) =>
    r === 0 ? get(base) : code(get(base), get(stride), i32(r), mul, add);
  return code(
    perRow((r) => assign(at.rowPointers + r, down(at.aRow, at.aStride, r))),
    assign(at.pointer, get(at.startRow), get(at.column), add),
    perRow((r) =>
      code(
        perVector((j) => assign(accumulator(r, j), get(at.pointer), v.load(16 * j))),
        step(at.pointer, get(at.startStride)),
      ),
    ),
    assign(at.pointer, get(at.b), get(at.column), add),
    assign(at.left, get(at.k)),
    whileTrue(
      code(get(at.left), i32(1), atLeast),
      perVector((j) => assign(at.loaded + j, get(at.pointer), v.load(16 * j))),
      perRow((r) =>
        code(
          assign(at.factor, get(at.rowPointers + r), v.loadSplat()),
          step(at.rowPointers + r, i32(4)),
          perVector((j) =>
            assign(accumulator(r, j), get(accumulator(r, j)), get(at.factor), get(at.loaded + j), v.mul, v.add),
          ),
        ),
      ),
      step(at.pointer, get(at.bStride)),
      assign(at.left, get(at.left), i32(1), sub),
    ),
    assign(at.pointer, get(at.cRow), get(at.column), add),
    perRow((r) =>
      code(
        perVector((j) => code(get(at.pointer), get(accumulator(r, j)), v.store(16 * j))),
        step(at.pointer, get(at.cStride)),
      ),
    ),
    step(at.column, i32(16 * vectors)),
  );
}

interface GemmLocals {
  b: number;
  k: number;
  aStride: number;
  bStride: number;
  cStride: number;
  startStride: number;
  aRow: number;
  cRow: number;
  startRow: number;
  column: number;
  left: number;
  pointer: number;
  rowPointers: number;
  factor: number;
  loaded: number;
  accumulators: number;
}

function gemm(): WasmFunction {
  const [a, b, c, m, k, n, aStride, bStride, cStride, start, startStride] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const [column, left, pointer, rowPointers] = [11, 12, 13, 14];
  const [factor, loaded, accumulators] = [18, 19, 27];
  // a, c and start serve as the places of the row in work.
  const at = { b, k, aStride, bStride, cStride, startStride, aRow: a, cRow: c, startRow: start } as GemmLocals;
  Object.assign(at, { column, left, pointer, rowPointers, factor, loaded, accumulators });
  const bytes = code(get(n!), i32(4), mul);
  const rowsOf = (rows: number, ...blocks: Code[]) =>
    whileTrue(
      code(get(m!), i32(rows), atLeast),
      assign(column!, i32(0)),
      ...blocks,
      step(a!, get(aStride!), i32(rows), mul),
      step(c!, get(cStride!), i32(rows), mul),
      step(start!, get(startStride!), i32(rows), mul),
      assign(m!, get(m!), i32(rows), sub),
    );
  const across = (rows: number, vectors: number) =>
    whileTrue(code(bytes, get(column!), sub, i32(16 * vectors), atLeast), gemmBlock(rows, vectors, at));
  return {
    name: 'gemm',
    parameters: Array.from({ length: 11 }, () => I32),
    locals: [
      ...Array.from({ length: 7 }, () => I32),
      ...Array.from({ length: 17 }, () => V128),
    ] as WasmFunction['locals'],
    body: code(rowsOf(4, across(4, 2)), rowsOf(1, across(1, 8), across(1, 2))),
  };
}

function lstm(): WasmFunction {
  const [gates, c, h, width, end, x, n, cell] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
  // Gate g of this step lies g·width floats behind the first.
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

function gru(): WasmFunction {
  const [x, hh, h, rows, width, gate, xStride, hhStride, hStride] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
  const [at, reset, update, fresh, e, n] = [9, 10, 11, 12, 13, 14] as const;
  const load = (base: number, index: number) =>
    code(get(base), get(at), add, get(gate), i32(index), mul, add, v.load());
  return {
    name: 'gru',
    parameters: Array.from({ length: 9 }, () => I32),
    locals: [I32, V128, V128, V128, V128, V128],
    body: whileTrue(
      code(get(rows), i32(1), atLeast),
      assign(at, i32(0)),
      whileTrue(
        code(get(width), i32(4), mul, get(at), sub, i32(1), atLeast),
        assign(reset, load(x, 0), load(hh, 0), v.add, sigmoidOf(e, n)),
        assign(update, load(x, 1), load(hh, 1), v.add, sigmoidOf(e, n)),
        assign(fresh, load(x, 2), load(hh, 2), get(reset), v.mul, v.add, tanhOf(e, n)),
        get(h),
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
      step(hh, get(hhStride)),
      step(h, get(hStride)),
      assign(rows, get(rows), i32(1), sub),
    ),
  };
}

const CHANNEL_BYTES = 64; // 16 floats

function depthwise(): WasmFunction {
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

/** Four at a time, in place. `value` finds the number in local 2 (3 and 4 are free) and leaves the new one. */
function pointwise(name: string, value: Code, extra: readonly (typeof F32)[] = []): WasmFunction {
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

function allFunctions(): WasmFunction[] {
  const zero = v.constant(0);
  // max(x, 0) + slope · min(x, 0); the slope is parameter 2, so the number lies in local 3.
  const prelu = code(get(3), zero, v.max, get(3), zero, v.min, get(2), v.splat, v.mul, v.add);
  return [
    gemm(),
    lstm(),
    gru(),
    depthwise(),
    pointwise('prelu', prelu, [F32]),
    pointwise('relu', code(get(2), zero, v.max)),
    pointwise('sigmoid', code(get(2), sigmoidOf(3, 4))),
  ];
}

const PAGE = 65_536;

/** Kernels on a memory of their own: weights and buffers are reserved once and stay where they are. */
export class Workbench {
  readonly run: Kernels;
  readonly #memory: WebAssembly.Memory;
  #end = 64; // address 0 stays free: it would look like none

  private constructor(run: Kernels, memory: WebAssembly.Memory) {
    this.run = run;
    this.#memory = memory;
  }

  static async open(): Promise<Workbench> {
    const memory = new WebAssembly.Memory({ initial: 16 });
    const { instance } = await WebAssembly.instantiate(wasmModule(allFunctions()), { env: { memory } });
    return new Workbench(instance.exports as unknown as Kernels, memory);
  }

  /** Room for floats, zeroed, on a 16-byte boundary. */
  reserve(floats: number): number {
    const address = this.#end;
    this.#end += Math.ceil(floats / 4) * 16;
    const missing = this.#end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    return address;
  }

  put(values: ArrayLike<number>): number {
    const address = this.reserve(values.length);
    this.view(address, values.length).set(values);
    return address;
  }

  /** The floats there. Good until the next `reserve`, which may move the memory. */
  view(address: number, floats: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, floats);
  }
}
