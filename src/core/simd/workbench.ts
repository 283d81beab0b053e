import { type WasmFunction, wasmModule } from './wasm-writer.ts';

const PAGE = 65_536;

/** Kernels on a memory of their own: tables and buffers are reserved once and stay where they are. */
export class Workbench<Kernels> {
  readonly run: Kernels;
  readonly #memory: WebAssembly.Memory;
  #end = 64; // address 0 stays free: it would look like no address

  /** The module has a few kilobytes, so it is compiled synchronously. */
  constructor(functions: readonly WasmFunction[]) {
    this.#memory = new WebAssembly.Memory({ initial: 1 });
    const module = new WebAssembly.Module(wasmModule(functions));
    const { exports } = new WebAssembly.Instance(module, { env: { memory: this.#memory } });
    this.run = exports as unknown as Kernels;
  }

  /** Reserves room for floats, zeroed, on a 16-byte boundary; gives its address. */
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

  /** The floats at an address. Valid until the next `reserve`, which may move the memory. */
  view(address: number, floats: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, floats);
  }
}
