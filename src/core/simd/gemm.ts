import {
  add,
  assign,
  atLeast,
  type Code,
  code,
  get,
  I32,
  i32,
  leaveIf,
  mul,
  step,
  sub,
  V128,
  v,
  type WasmFunction,
  whileTrue,
} from './wasm-writer.ts';

export interface Gemm {
  /**
   * C[m×n] = start + A[m×k]·B[k×n]; n is a multiple of 8. Rows of `start` advance by `startStride`, which is 0 for a
   * bias. Addresses and strides are in bytes.
   */
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
}

/** Vectors of one row that are loaded together. */
const AT_ONCE = 4;

/** A block of `rows` × `vectors`·4 of the product; locals hold its place. */
function gemmBlock(rows: number, vectors: number, at: GemmLocals): Code {
  const accumulator = (r: number, j: number) => at.accumulators + r * vectors + j;
  const perRow = (body: (r: number) => Code) => Array.from({ length: rows }, (_, r) => body(r)).flat();
  const perVector = (body: (j: number) => Code) => Array.from({ length: vectors }, (_, j) => body(j)).flat();
  const down = (base: number, stride: number, r: number) =>
    r === 0 ? get(base) : code(get(base), get(stride), i32(r), mul, add);
  /** For step k of four: what its vectors `from` to `to` add. */
  const part = (k: number, from: number, to: number) => {
    const vectorsHere = Array.from({ length: to - from }, (_, j) => from + j);
    return code(
      vectorsHere.flatMap((j) => assign(at.loaded + j, get(at.pointer), v.load(16 * j))),
      perRow((r) =>
        code(
          from > 0 ? code() : assign(at.factor, get(at.rowPointers + r), v.loadSplat(4 * k)),
          vectorsHere.flatMap((j) =>
            assign(accumulator(r, j), get(accumulator(r, j)), get(at.factor), get(at.loaded + j), v.mul, v.add),
          ),
        ),
      ),
    );
  };
  // V8 moves all loads of a straight piece of code to its head and then runs out of registers, but it moves no load
  // across a branch. So each step ends by asking whether it was the last. Eight vectors are split by a branch that
  // always goes the same way: no address is below 0. Measured: straight code takes half as long again for single rows,
  // and a tenth longer for four rows.
  const along = (k: number) => [
    part(k, 0, Math.min(vectors, AT_ONCE)),
    vectors > AT_ONCE ? leaveIf(i32(0), get(at.pointer), atLeast) : code(),
    vectors > AT_ONCE ? part(k, AT_ONCE, vectors) : code(),
    step(at.pointer, get(at.bStride)),
  ];
  const onlyUpTo = (k: number) => leaveIf(i32(k), get(at.left), atLeast);
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
      ...along(0),
      ...[1, 2, 3].flatMap((k) => [onlyUpTo(k), ...along(k)]),
      perRow((r) => step(at.rowPointers + r, i32(16))),
      assign(at.left, get(at.left), i32(4), sub),
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

/** The matrix product with the parameters of `Gemm.gemm`, for a module. */
export function gemm(): WasmFunction {
  const [a, b, c, m, k, n, aStride, bStride, cStride, start, startStride] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const [column, left, pointer, rowPointers] = [11, 12, 13, 14];
  const [factor, loaded, accumulators] = [18, 19, 27];
  // a, c and start serve as the addresses of the current row.
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
