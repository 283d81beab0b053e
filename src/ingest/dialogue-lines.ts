import type { Dialogue } from '../core/types.ts';
import { ContextTurn } from './turns.ts';

const FIRST_CAPACITY = 1 << 16;

/**
 * Lines of dialogues.jsonl as bytes. A turn stands in up to eight contexts: JSON.stringify would encode it eight times,
 * this copies the bytes of its one encoding.
 */
export class DialogueLines {
  #line: Buffer = Buffer.allocUnsafe(FIRST_CAPACITY);
  #length = 0;

  /** The line, its end included; valid until the next call. Exactly what JSON.stringify writes, parsed back. */
  line(dialogue: Dialogue): Uint8Array {
    const { id, conversation, start, context, ...rest } = dialogue;
    this.#length = 0;
    this.#text(
      `{"id":${JSON.stringify(id)},"conversation":${JSON.stringify(conversation)},"start":${JSON.stringify(start)},"context":[`,
    );
    for (let i = 0; i < context.length; i++) {
      if (i > 0) this.#text(',');
      const turn = context[i] as ContextTurn;
      if (turn instanceof ContextTurn) this.#bytes(turn.bytes());
      else this.#text(JSON.stringify(turn));
    }
    this.#text(`],${JSON.stringify(rest).slice(1)}\n`);
    return this.#line.subarray(0, this.#length);
  }

  #text(text: string): void {
    this.#reserve(3 * text.length);
    this.#length += this.#line.write(text, this.#length);
  }

  #bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#line.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#line.length) return;
    const bigger = Buffer.allocUnsafe(2 * (this.#length + size));
    this.#line.copy(bigger, 0, 0, this.#length);
    this.#line = bigger;
  }
}
