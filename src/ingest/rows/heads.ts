import type { Names } from './names.ts';

/** The end of a head; the value of `bySubject` follows it. A line without `bySubject` leaves this out. */
export const BY_SUBJECT = ',"bySubject":';

/**
 * The head of a line is what stands between its time and the value of `bySubject`. All messages of one person in one
 * chat share it.
 */
export class LineHeads {
  readonly #names: Pick<Names, 'senders' | 'conversations'>;
  readonly #heads = new Map<number, Buffer>();
  /** The two heads used last: most talks are between two people. */
  #key = -1;
  #head: Buffer = Buffer.alloc(0);
  #keyBefore = -1;
  #headBefore: Buffer = Buffer.alloc(0);

  constructor(names: Pick<Names, 'senders' | 'conversations'>) {
    this.#names = names;
  }

  /** The head, as `"conversation":…,"sender":…,"direction":…,"bySubject":`. `way`: 0 not said, 1 sent, 2 received. */
  of(conversation: number, sender: number, way: number, minute: boolean): Buffer {
    const key = (conversation * 0x400000 + sender) * 6 + (minute ? 3 : 0) + way;
    if (key === this.#key) return this.#head;
    let head = key === this.#keyBefore ? this.#headBefore : this.#heads.get(key);
    if (!head) {
      const chat = this.#names.conversations[conversation];
      const text = JSON.stringify({
        precision: minute ? 'minute' : undefined,
        conversation: chat?.id ?? '',
        conversationName: chat?.name,
        group: chat?.group,
        sender: this.#names.senders[sender],
        direction: way === 0 ? undefined : way === 1 ? 'sent' : 'received',
      });
      head = Buffer.from(text.slice(1, -1) + BY_SUBJECT);
      this.#heads.set(key, head);
    }
    this.#keyBefore = this.#key;
    this.#headBefore = this.#head;
    this.#key = key;
    this.#head = head;
    return head;
  }
}
