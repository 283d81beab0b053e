/** Samples that came in blocks and are taken out as stretches; what lies before the last stretch is let go. */
export class SampleQueue {
  #blocks: Float32Array[] = [];
  /** Position of the first sample still held. */
  #start = 0;
  /** Position after the last one. */
  end = 0;

  push(block: Float32Array): void {
    if (block.length === 0) return;
    this.#blocks.push(block);
    this.end += block.length;
  }

  /** A copy of [from, to); what was let go or has not come yet is silence. */
  copy(from: number, to: number): Float32Array {
    const out = new Float32Array(Math.max(0, to - from));
    let at = this.#start;
    for (const block of this.#blocks) {
      if (at >= to) break;
      const first = Math.max(0, from - at);
      const last = Math.min(block.length, to - at);
      if (last > first) out.set(block.subarray(first, last), at + first - from);
      at += block.length;
    }
    return out;
  }

  /** The same for whoever asks last: a block that is just this stretch is handed over as it is. */
  take(from: number, to: number): Float32Array {
    const block = this.#blocks[0];
    const whole = this.#start === from && block?.length === to - from && block.byteLength === block.buffer.byteLength;
    return whole ? block : this.copy(from, to);
  }

  letGo(before: number): void {
    while (this.#blocks[0] && this.#start + this.#blocks[0].length <= before) {
      this.#start += this.#blocks.shift()!.length;
    }
  }
}
