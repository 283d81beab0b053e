/**
 * Writes small WebAssembly modules: instructions as arrays of bytes, functions with parameters and locals, one memory
 * that comes from outside. It has only what our kernels need. Opcodes: https://webassembly.github.io/spec/core/
 */
export type Code = readonly number[];

export const I32 = 0x7f;
export const F32 = 0x7d;
export const V128 = 0x7b;
type ValueType = typeof I32 | typeof F32 | typeof V128;

export interface WasmFunction {
  name: string;
  parameters: readonly ValueType[];
  locals: readonly ValueType[];
  body: Code | ((call: (name: string) => Code) => Code);
}

/** LEB128, as WebAssembly writes unsigned numbers. */
const unsigned = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest ? low | 0x80 : low);
  } while (rest);
  return bytes;
};

const signed = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const last = (rest === 0 && !(low & 0x40)) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(last ? low : low | 0x80);
    if (last) return bytes;
  }
};

const simd = (opcode: number, ...rest: number[]): Code => [0xfd, ...unsigned(opcode), ...rest];
const float = (value: number): number[] => [...new Uint8Array(Float32Array.of(value).buffer)];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const i32 = (value: number): Code => [0x41, ...signed(value)];
export const add: Code = [0x6a];
export const sub: Code = [0x6b];
export const mul: Code = [0x6c];
export const atLeast: Code = [0x4e]; // i32.ge_s
export const shiftRight: Code = [0x76]; // unsigned

/** Loads and stores take an address from the stack, and a fixed offset in bytes. */
export const v = {
  load: (offset = 0): Code => simd(0, 2, ...unsigned(offset)),
  loadSplat: (offset = 0): Code => simd(9, 2, ...unsigned(offset)),
  store: (offset = 0): Code => simd(11, 2, ...unsigned(offset)),
  splat: simd(19),
  constant: (value: number): Code => simd(12, ...[0, 1, 2, 3].flatMap(() => float(value))),
  integer: (value: number): Code =>
    simd(12, ...[0, 1, 2, 3].flatMap(() => [...new Uint8Array(Int32Array.of(value).buffer)])),
  add: simd(228),
  sub: simd(229),
  mul: simd(230),
  div: simd(231),
  min: simd(232),
  max: simd(233),
  /**
   * b < a ? b : a, and a < b ? b : a. Each is one instruction; `min` and `max` take seven because they also distinguish
   * -0 from 0.
   */
  lesser: simd(234),
  greater: simd(235),
  nearest: simd(106),
  toInteger: simd(248),
  addInteger: simd(174),
  shiftLeft: simd(171),
  sqrt: simd(227),
  /** Picks four of the eight floats of two vectors, by number. */
  pick: (...floats: [number, number, number, number]): Code =>
    simd(13, ...floats.flatMap((n) => [4 * n, 4 * n + 1, 4 * n + 2, 4 * n + 3])),
  /** An integer in all four places, as floats. */
  splatInteger: [0xb2, ...simd(19)] as Code,
} as const;

export const code = (...parts: readonly Code[]): Code => parts.flat();
export const assign = (local: number, ...value: readonly Code[]): Code => [...value.flat(), ...set(local)];
/** local += amount */
export const step = (local: number, ...amount: readonly Code[]): Code => assign(local, get(local), ...amount, add);
/** Repeats while the condition, which leaves 0 or 1, holds; it is checked before each round. */
export const whileTrue = (condition: Code, ...body: readonly Code[]): Code => [
  ...[0x02, 0x40, 0x03, 0x40], // block loop
  ...condition,
  ...[0x45, 0x0d, 1], // i32.eqz, br_if out of the block
  ...body.flat(),
  ...[0x0c, 0, 0x0b, 0x0b], // br to the loop, end end
];
/** Ends `whileTrue` if the condition holds. Use it directly in its body, not in anything nested there. */
export const leaveIf = (...condition: readonly Code[]): Code => [...condition.flat(), 0x0d, 1];

const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const text = (name: string): Code => [...unsigned(name.length), ...new TextEncoder().encode(name)];

/** The module's bytes. Its memory is imported as `env.memory`. */
export function wasmModule(functions: readonly WasmFunction[]): Uint8Array {
  const types = functions.map(({ parameters }) => [0x60, ...list(parameters.map((type) => [type])), 0]);
  const call = (name: string): Code => [0x10, ...unsigned(functions.findIndex((each) => each.name === name))];
  const bodies = functions.map(({ locals, body }) => {
    const instructions = typeof body === 'function' ? body(call) : body;
    const whole = [...list(locals.map((type) => [1, type])), ...instructions, 0x0b];
    return [...unsigned(whole.length), ...whole];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(types)),
    ...section(2, list([[...text('env'), ...text('memory'), 2, 0, 1]])),
    ...section(3, list(functions.map((_, i) => unsigned(i)))),
    ...section(7, list(functions.map(({ name }, i) => [...text(name), 0, ...unsigned(i)]))),
    ...section(10, list(bodies)),
  ]);
}
