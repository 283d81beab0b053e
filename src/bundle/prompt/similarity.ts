/** Character 2- and 3-grams of a text, folded so that width, case and long laughter do not count. */
export function grams(text: string): Map<string, number> {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/(.)\1{3,}/gu, '$1$1$1');
  const characters = [...folded];
  const counts = new Map<string, number>();
  for (const size of [2, 3]) {
    for (let at = 0; at + size <= characters.length; at++) {
      const gram = characters.slice(at, at + size).join('');
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
  }
  // A text of one character has no grams; it must still be like itself.
  if (!counts.size && folded) counts.set(folded, 1);
  return counts;
}

/** Texts that share at least this much of their grams say the same: 好，路上慢点，9点前到 and 好，路上慢点，8点前到. */
const REPEATS = 0.8;

/**
 * Texts that are unlike each other. It weighs all grams alike, which the index below does not, so that a sentence said
 * every day with another number in it counts once.
 */
export class Repetitions {
  readonly #kept: ReadonlyMap<string, number>[] = [];

  /** Keeps a text; false, and not kept, if it repeats an earlier one. */
  add(text: string): boolean {
    const theirs = grams(
      text
        .replace(/\d+/gu, '0')
        .replace(/[\p{P}\s]+/gu, ' ')
        .trim(),
    );
    if (this.#kept.some((kept) => inCommon(kept, theirs) >= REPEATS)) return false;
    this.#kept.push(theirs);
    return true;
  }
}

/** Share of grams that both texts have (Dice coefficient): 0..1. */
function inCommon(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  for (const gram of a.keys()) if (b.has(gram)) shared++;
  return (2 * shared) / (a.size + b.size || 1);
}

/** A gram in more than this share of all texts does not distinguish them; leaving it out keeps the index small. */
const COMMON = 0.2;

/**
 * Cosine similarity (tf-idf of grams) of every text to a growing set of chosen texts. `choose` updates each text's
 * highest similarity to any text chosen so far, as greedy MMR needs it; it costs one pass over shared grams.
 */
export class SimilarityIndex {
  readonly #vectors: Map<string, number>[];
  readonly #postings = new Map<string, [text: number, weight: number][]>();
  /** Highest similarity of each text to a chosen one, 0..1. */
  readonly toChosen: Float64Array;

  constructor(texts: readonly string[]) {
    const all = texts.map(grams);
    const documents = new Map<string, number>();
    for (const counts of all) for (const gram of counts.keys()) documents.set(gram, (documents.get(gram) ?? 0) + 1);
    const n = texts.length;
    this.toChosen = new Float64Array(n);
    this.#vectors = all.map((counts, text) => {
      const weights = new Map<string, number>();
      for (const [gram, count] of counts) {
        const df = documents.get(gram) ?? 1;
        if (n > 20 && df > n * COMMON) continue;
        weights.set(gram, (1 + Math.log(count)) * Math.log(1 + n / df));
      }
      const length = Math.hypot(...weights.values()) || 1;
      for (const [gram, weight] of weights) {
        const unit = weight / length;
        weights.set(gram, unit);
        const list = this.#postings.get(gram);
        if (list) list.push([text, unit]);
        else this.#postings.set(gram, [[text, unit]]);
      }
      return weights;
    });
  }

  choose(text: number): void {
    const dots = new Map<number, number>();
    for (const [gram, weight] of this.#vectors[text] ?? []) {
      for (const [other, theirs] of this.#postings.get(gram) ?? []) {
        dots.set(other, (dots.get(other) ?? 0) + weight * theirs);
      }
    }
    for (const [other, dot] of dots) this.toChosen[other] = Math.max(this.toChosen[other] ?? 0, Math.min(1, dot));
    this.toChosen[text] = 1;
  }
}

/** A text at least this similar to a chosen one counts as the same and is never chosen beside it. */
const SAME = 0.92;

/** Greedy maximal marginal relevance: weighs relevance against likeness to chosen texts. Higher: more relevance. */
const LAMBDA = 0.7;

export interface MmrOptions {
  /** 0..1, one per text. */
  relevance: readonly number[];
  texts: readonly string[];
  /** What a text costs; the gain is divided by the root of the cost, so that short and long texts can both win. */
  cost: readonly number[];
  /** Whether this text may still be taken, by quotas and the rest of the budget. */
  allowed(text: number): boolean;
  /** Called when it is taken. */
  taken(text: number): void;
  /** Called when no text is allowed; returns true when it has loosened the rules, so that another look is worth it. */
  loosen?(): boolean;
}

/** Indexes of the chosen texts, in the order of choice. Ties go to the earlier text, so pass the texts sorted by id. */
export function mmr({ relevance, texts, cost, allowed, taken, loosen }: MmrOptions): number[] {
  const index = new SimilarityIndex(texts);
  const open = new Set(texts.keys());
  const chosen: number[] = [];
  const said = new Repetitions();
  for (;;) {
    let best = -1;
    let bestGain = Number.NEGATIVE_INFINITY;
    for (const text of open) {
      const likeness = index.toChosen[text] ?? 0;
      if (likeness >= SAME) {
        open.delete(text);
        continue;
      }
      const value = LAMBDA * (relevance[text] ?? 0) - (1 - LAMBDA) * likeness;
      // A negative value must not look better because the text is costly.
      const gain = value > 0 ? value / Math.sqrt(cost[text] || 1) : value;
      // `allows` is asked last: it is the expensive check.
      if (gain > bestGain && allowed(text)) {
        best = text;
        bestGain = gain;
      }
    }
    if (best < 0) {
      if (loosen?.()) continue;
      return chosen;
    }
    open.delete(best);
    if (!said.add(texts[best] ?? '')) continue;
    chosen.push(best);
    index.choose(best);
    taken(best);
  }
}
