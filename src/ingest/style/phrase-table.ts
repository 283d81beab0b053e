const FIRST_SLOTS = 1 << 15;
/** 24 bytes each, at most 50 MB; 8 bytes more where there is more than chat. */
const MAX_SLOTS = 1 << 21;
const FULL = 0.7;

type Columns = Pick<PhraseTable, 'counts' | 'others' | 'sessions' | 'last' | 'refs' | 'checks' | 'besideChat'>;

/** By slot, the uses that are not from chat, and the sessions that are posts and essays; at most 65,535. */
class BesideChat {
  readonly voice: Uint16Array;
  readonly post: Uint16Array;
  readonly essay: Uint16Array;
  readonly writtenSessions: Uint16Array;

  constructor(slots: number) {
    this.voice = new Uint16Array(slots);
    this.post = new Uint16Array(slots);
    this.essay = new Uint16Array(slots);
    this.writtenSessions = new Uint16Array(slots);
  }

  copy(columns: BesideChat, from: number, to: number): void {
    this.voice[to] = columns.voice[from] as number;
    this.post[to] = columns.post[from] as number;
    this.essay[to] = columns.essay[from] as number;
    this.writtenSessions[to] = columns.writtenSessions[from] as number;
  }

  clear(slot: number): void {
    this.voice[slot] = 0;
    this.post[slot] = 0;
    this.essay[slot] = 0;
    this.writtenSessions[slot] = 0;
  }
}

/**
 * Counters by the hash of a phrase, in columns of numbers: open addressing, linear probing, a fixed largest size. A
 * phrase is identified by 48 bits of hash; among a million phrases, two are mixed up once in 500 runs.
 */
export class PhraseTable {
  counts = new Uint32Array(FIRST_SLOTS);
  others = new Uint32Array(FIRST_SLOTS);
  sessions = new Uint16Array(FIRST_SLOTS);
  /** Session of the last use. */
  last = new Uint32Array(FIRST_SLOTS);
  /** Position of its text plus one; 0 for none. */
  refs = new Uint32Array(FIRST_SLOTS);
  /** Absent as long as everything is chat. */
  besideChat: BesideChat | undefined;
  used = 0;
  #slots = FIRST_SLOTS;
  #prints = new Uint32Array(FIRST_SLOTS);
  /** Bits of the hash that do not choose the slot. */
  checks = new Uint16Array(FIRST_SLOTS);

  get size(): number {
    return this.#slots;
  }

  get isFull(): boolean {
    return this.used > this.#slots * FULL;
  }

  needBesideChat(): BesideChat {
    this.besideChat ??= new BesideChat(this.#slots);
    return this.besideChat;
  }

  /**
   * The slot of a phrase by its two hashes. Where it has none: a new slot with `insert`, else -1. Throws RangeError when
   * the last slot but one is taken, since a search ends at a free one.
   */
  find(a: number, b: number, insert: boolean): number {
    const print = (a ^ (a >>> 15)) >>> 0 || 1;
    const check = (b ^ (b >>> 16)) & 0xffff;
    const mask = this.#slots - 1;
    let slot = home(print) & mask;
    for (;;) {
      const there = this.#prints[slot] as number;
      if (there === 0) break;
      if (there === print && this.checks[slot] === check) return slot;
      slot = (slot + 1) & mask;
    }
    if (!insert) return -1;
    if (this.used + 1 === this.#slots) throw new RangeError('the phrase table is full');
    this.#prints[slot] = print;
    this.checks[slot] = check;
    this.used++;
    return slot;
  }

  /**
   * Doubles the table. At its largest size it forgets instead: first what the subject used once at most and not in the
   * last `recent` sessions before `now`; then, if that is not enough, everything used once.
   */
  makeRoom(now: number, recent: number): void {
    if (this.#slots < MAX_SLOTS) {
      this.#grow(this.#slots * 2);
      return;
    }
    this.#forget((slot) => (this.counts[slot] as number) <= 1 && now - (this.last[slot] as number) >= recent);
    if (this.used > (MAX_SLOTS * FULL) / 2) this.#forget((slot) => (this.counts[slot] as number) <= 1);
    // If millions of phrases came twice, the texts are no speech. Phrases with a text of their own stay.
    if (this.isFull) this.#forget((slot) => this.refs[slot] === 0);
  }

  #grow(slots: number): void {
    const { counts, others, sessions, last, refs, checks, besideChat } = this;
    const before = { counts, others, sessions, last, refs, checks, besideChat };
    const prints = this.#prints;
    this.counts = new Uint32Array(slots);
    this.others = new Uint32Array(slots);
    this.sessions = new Uint16Array(slots);
    if (besideChat) this.besideChat = new BesideChat(slots);
    this.last = new Uint32Array(slots);
    this.refs = new Uint32Array(slots);
    this.#prints = new Uint32Array(slots);
    this.checks = new Uint16Array(slots);
    this.#slots = slots;
    for (let old = 0; old < prints.length; old++) {
      if (prints[old] === 0) continue;
      const slot = this.#free(prints[old] as number);
      this.#prints[slot] = prints[old] as number;
      this.#copy(before, old, slot);
    }
  }

  /** Done in place: a second table beside the first would take 50 MB more. */
  #forget(goes: (slot: number) => boolean): void {
    const mask = this.#slots - 1;
    // Nothing after an empty slot belongs before it, so each entry that stays moves back or not at all.
    const start = this.#prints.indexOf(0) + 1;
    for (let n = 0; n < this.#slots; n++) {
      const slot = (start + n) & mask;
      const print = this.#prints[slot] as number;
      if (print === 0) continue;
      const isGone = goes(slot);
      this.#prints[slot] = 0;
      if (isGone) {
        this.#clear(slot);
        this.used--;
        continue;
      }
      const to = this.#free(print);
      this.#prints[to] = print;
      if (to === slot) continue;
      this.#copy(this, slot, to);
      this.#clear(slot);
    }
  }

  /** The first free slot for an entry. */
  #free(print: number): number {
    const mask = this.#slots - 1;
    let slot = home(print) & mask;
    while (this.#prints[slot] !== 0) slot = (slot + 1) & mask;
    return slot;
  }

  #copy(columns: Columns, from: number, to: number): void {
    this.counts[to] = columns.counts[from] as number;
    this.others[to] = columns.others[from] as number;
    this.sessions[to] = columns.sessions[from] as number;
    this.last[to] = columns.last[from] as number;
    this.refs[to] = columns.refs[from] as number;
    this.checks[to] = columns.checks[from] as number;
    if (columns.besideChat) this.besideChat?.copy(columns.besideChat, from, to);
  }

  #clear(slot: number): void {
    this.counts[slot] = 0;
    this.others[slot] = 0;
    this.sessions[slot] = 0;
    this.last[slot] = 0;
    this.refs[slot] = 0;
    this.besideChat?.clear(slot);
  }
}

function home(print: number): number {
  const h = Math.imul(print ^ (print >>> 16), 0x85ebca6b);
  return h ^ (h >>> 13);
}
