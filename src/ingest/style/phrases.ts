import type { StyleSource } from '../../core/style.ts';
import { PhraseTable } from './phrase-table.ts';
import { type Run, Tokenizer } from './tokens.ts';

/** Chat and voice messages, or posts and essays: a person's habits differ between the two. */
export type Register = 'talk' | 'written';
const registerOf = (source: StyleSource): Register => (source === 'post' || source === 'essay' ? 'written' : 'talk');

/** A phrase that came back: it was seen in enough sessions to be worth storing its text. */
export interface Phrase {
  text: string;
  /** In characters and Latin words. */
  tokens: number;
  /** Uses in the register that was asked for. */
  count: number;
  sessions: number;
  /** Uses in all registers. */
  uses: Record<StyleSource, number>;
  others: number;
  items: Record<Register, string[]>;
  /** Up to two pieces of text in which it stood, with its position, to check its borders against those of words. */
  samples: { text: string; at: number }[];
  /** Uses at the head and at the end of a run, and one bit for every 32nd of the tokens seen beside it. */
  heads: number;
  tails: number;
  before: number;
  behind: number;
  /** Uses since its text was stored; heads and tails are shares of these. */
  seen: number;
}

/** Methods 4.6: phrases of 2 to 8 tokens, at least three times in at least three sessions. */
const LONGEST = 8;
export const LEAST_SESSIONS = 3;
/**
 * With more bubbles than this a catch-phrase must be used more than three times: one more session for each time this
 * many.
 */
const BUBBLES_A_SESSION = 20_000;
/** This many different phrases are all counted; after that only those whose beginning was seen before. */
const EXACT_UNTIL = 700_000;
/** At most this many texts are kept; each one costs about 400 bytes. */
const MAX_PHRASES = 50_000;
/** After this many sessions without a use, a phrase may be forgotten. */
const RECENT = 500;
const ITEMS = 5;
const SAMPLES = 2;
const SAMPLE_CHARS = 48;

/**
 * Counts all phrases of the subject in a table of limited size. It holds hashes and counters, and a text only for a
 * phrase that came back in several sessions. The partners' uses are counted beside them.
 */
export class PhraseCounter {
  readonly #phrases: Phrase[] = [];
  /** Tokens of the subject, by register, and of the others. */
  readonly own: Record<Register, number> = { talk: 0, written: 0 };
  theirs = 0;
  /** There were too many different phrases to count every use: counts are lower bounds. */
  sampled = false;
  readonly #table = new PhraseTable();
  readonly #tokens = new Tokenizer();
  #bubbles = 0;
  #text = '';
  #item = '';
  #session = 0;
  #source: StyleSource = 'chat';
  #register: Register = 'talk';
  #least = LEAST_SESSIONS;
  readonly #ownRun = (run: Run) => this.#countOwn(run);
  readonly #theirRun = (run: Run) => this.#countTheirs(run);

  /** Counts a bubble of the subject. `session`: any number but 0, rising, another one for every session. */
  add(text: string, item: string, session: number, source: StyleSource): void {
    this.#text = text;
    this.#item = item;
    this.#session = session;
    this.#source = source;
    this.#register = registerOf(source);
    this.#bubbles++;
    this.#least = LEAST_SESSIONS + Math.floor(this.#bubbles / BUBBLES_A_SESSION);
    this.own[this.#register] += this.#tokens.read(text, this.#ownRun);
  }

  addOthers(text: string): void {
    this.theirs += this.#tokens.read(text, this.#theirRun);
  }

  /** The phrases that came back, with their present counts in a register. */
  result(register: Register): readonly Phrase[] {
    const { size, refs, counts, sessions, others, besideChat } = this.#table;
    const of = (column: 'voice' | 'post' | 'essay' | 'writtenSessions', slot: number) =>
      besideChat?.[column][slot] ?? 0;
    for (let slot = 0; slot < size; slot++) {
      const phrase = this.#phrases[(refs[slot] as number) - 1];
      if (!phrase) continue;
      const uses = { voice: of('voice', slot), post: of('post', slot), essay: of('essay', slot) };
      const written = uses.post + uses.essay;
      const talk = (counts[slot] as number) - written;
      phrase.uses = { chat: talk - uses.voice, ...uses };
      phrase.count = register === 'talk' ? talk : written;
      const writings = of('writtenSessions', slot);
      phrase.sessions = register === 'talk' ? (sessions[slot] as number) - writings : writings;
      phrase.others = others[slot] as number;
    }
    return this.#phrases;
  }

  #countOwn(run: Run): void {
    this.#makeRoom();
    const table = this.#table;
    const { hashes, length } = run;
    const session = this.#session;
    const besideChat = this.#source === 'chat' ? undefined : table.needBesideChat();
    const inSource = this.#source === 'chat' ? undefined : besideChat?.[this.#source];
    const writtenSessions = this.#register === 'written' ? besideChat?.writtenSessions : undefined;
    for (let from = 0; from < length; from++) {
      let a = SEED_A;
      let b = SEED_B;
      const most = Math.min(LONGEST, length - from);
      const repeated = repeatedFrom(run, from);
      const parts = from > 0 && hashes[from - 1] === hashes[from] ? repeated : repeated - 1;
      for (let n = 1; n <= most; n++) {
        const token = hashes[from + n - 1] as number;
        a = mixA(a, token);
        b = mixB(b, token);
        if (n === 1 ? !isLatin(token) : n <= parts) continue;
        const slot = table.find(a, b, true);
        const seen = (table.counts[slot] as number) + 1;
        table.counts[slot] = seen;
        if (inSource !== undefined) addOne(inSource, slot);
        if (seen === 1 || table.last[slot] !== session) {
          table.last[slot] = session;
          const sessions = addOne(table.sessions, slot);
          if (writtenSessions !== undefined) addOne(writtenSessions, slot);
          if (sessions >= this.#least && table.refs[slot] === 0) this.#keep(slot, run, from, n);
        }
        const ref = table.refs[slot] as number;
        if (ref > 0) this.#meet(this.#phrases[ref - 1] as Phrase, run, from, n);
        if (seen === 1 && this.sampled) break;
      }
    }
  }

  #countTheirs(run: Run): void {
    this.#makeRoom();
    const table = this.#table;
    const { hashes, length } = run;
    const insert = table.used < EXACT_UNTIL && !this.sampled;
    for (let from = 0; from < length; from++) {
      let a = SEED_A;
      let b = SEED_B;
      const most = Math.min(LONGEST, length - from);
      const repeated = repeatedFrom(run, from);
      const parts = from > 0 && hashes[from - 1] === hashes[from] ? repeated : repeated - 1;
      for (let n = 1; n <= most; n++) {
        const token = hashes[from + n - 1] as number;
        a = mixA(a, token);
        b = mixB(b, token);
        if (n === 1 ? !isLatin(token) : n <= parts) continue;
        const slot = table.find(a, b, insert);
        if (slot < 0) {
          // The subject may have said 好好 only in 好好好的, where it counts for nothing, and 好好的 for something.
          if (n > 1 && n === repeated) continue;
          // If the subject never used these words in this order, no phrase that begins with them is the subject's.
          break;
        }
        table.others[slot] = (table.others[slot] as number) + 1;
      }
    }
  }

  /** Called for every run, not for every text: a memoir has more new phrases than a small table has free slots. */
  #makeRoom(): void {
    const table = this.#table;
    if (!table.isFull) return;
    if (table.used >= EXACT_UNTIL) this.sampled = true;
    table.makeRoom(this.#session, RECENT);
  }

  #keep(slot: number, run: Run, from: number, n: number): void {
    if (this.#phrases.length >= MAX_PHRASES) return;
    const text = this.#text.slice(run.starts[from], run.ends[from + n - 1]).toLowerCase();
    const counts = { count: 0, sessions: 0, others: 0, heads: 0, tails: 0, before: 0, behind: 0, seen: 0 };
    const uses = { chat: 0, voice: 0, post: 0, essay: 0 };
    const items = { talk: [], written: [] };
    this.#table.refs[slot] = this.#phrases.push({ text, tokens: n, uses, items, samples: [], ...counts });
  }

  #meet(phrase: Phrase, run: Run, from: number, n: number): void {
    phrase.seen++;
    if (from === 0) phrase.heads++;
    else phrase.before |= 1 << ((run.hashes[from - 1] as number) & 31);
    if (from + n === run.length) phrase.tails++;
    else phrase.behind |= 1 << ((run.hashes[from + n] as number) & 31);
    const { samples, seen } = phrase;
    const items = phrase.items[this.#register];
    // The first uses, then ever rarer ones, so that they lie far apart in time.
    if (items.length < ITEMS && (items.length < 2 || (seen & (seen - 1)) === 0) && items.at(-1) !== this.#item)
      items.push(this.#item);
    if (samples.length < SAMPLES && (seen === 1 || seen === 4)) {
      const at = run.starts[from] as number;
      const start = Math.max(run.starts[0] as number, at - SAMPLE_CHARS / 2);
      const end = Math.min(run.ends[run.length - 1] as number, at + SAMPLE_CHARS / 2);
      samples.push({ text: this.#text.slice(start, end), at: at - start });
    }
  }
}

/**
 * How many equal tokens stand here in a row, up to one more than a phrase can have. In 好好好 nobody says 好好: its parts are
 * no phrases. A single Latin word is said each time.
 */
function repeatedFrom({ hashes, length }: Run, from: number): number {
  const token = hashes[from];
  const end = Math.min(length, from + LONGEST + 1);
  let at = from + 1;
  while (at < end && hashes[at] === token) at++;
  return at - from;
}

/** Adds one, up to the largest value of the column. */
function addOne(column: Uint16Array, slot: number): number {
  const value = Math.min(0xffff, (column[slot] as number) + 1);
  column[slot] = value;
  return value;
}

const SEED_A = 0x9e3779b9 | 0;
const SEED_B = 0x7f4a7c15;
/** The hash of a Latin word has bit 16 set; the code of a character is below that. */
const isLatin = (token: number): boolean => token < 0 || token > 0xffff;

function mixA(hash: number, token: number): number {
  const h = Math.imul(hash ^ token, 0xcc9e2d51);
  return (h << 15) | (h >>> 17);
}

function mixB(hash: number, token: number): number {
  const h = Math.imul(hash + token, 0x1b873593);
  return (h << 13) ^ (h >>> 11);
}
