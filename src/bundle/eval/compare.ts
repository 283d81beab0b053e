import { COMPARED_WORDS, endOf, laughterOf, particlesOf } from './features.ts';

/** One answer, as bubbles. */
export type Answer = readonly string[];

/** How far a set of answers is from the person's own; 0 means no difference. Each figure has its own unit. */
export interface Distance {
  /** Wasserstein distance of bubble lengths, in characters. */
  length: number;
  /** Difference between the mean numbers of bubbles in a turn. */
  bubbles: number;
  /** Jensen-Shannon divergence in bits, 0 to 1. */
  particles: number;
  laughter: number;
  punctuation: number;
  /** Burrows's delta of function words: mean difference in standard deviations of the person's own answers. */
  functionWords: number;
  /** Share of the answers' 3-grams that occur in the person's own words. */
  grams: number;
}

export interface AnswerFigures {
  answers: number;
  medianLength: number;
  bubblesPerTurn: number;
  /** Per 100 bubbles. */
  particles: number;
  laughter: number;
  /** Share of bubbles without a mark at the end. */
  bareEnds: number;
}

export function figuresOf(answers: readonly Answer[]): AnswerFigures {
  const bubbles = answers.flat();
  const n = bubbles.length || 1;
  const lengths = bubbles.map(lengthOf).sort((a, b) => a - b);
  return {
    answers: answers.length,
    medianLength: lengths[Math.floor(lengths.length / 2)] ?? 0,
    bubblesPerTurn: bubbles.length / (answers.length || 1),
    particles: (bubbles.flatMap(particlesOf).length / n) * 100,
    laughter: (bubbles.flatMap(laughterOf).length / n) * 100,
    bareEnds: bubbles.filter((text) => endOf(text) === 'none').length / n,
  };
}

/** `own`: all that the bundle knows of the person's words, for the overlap. */
export function distance(his: readonly Answer[], made: readonly Answer[], own: ReadonlySet<string>): Distance {
  const [a, b] = [his.flat(), made.flat()];
  const [mine, theirs] = [figuresOf(his), figuresOf(made)];
  return {
    length: wasserstein(a.map(lengthOf), b.map(lengthOf)),
    bubbles: Math.abs(mine.bubblesPerTurn - theirs.bubblesPerTurn),
    particles: divergence(a, b, particlesOf),
    laughter: divergence(a, b, laughterOf),
    punctuation: divergence(a, b, (text) => [endOf(text)]),
    functionWords: burrows(a, b),
    grams: overlap(b, own),
  };
}

const lengthOf = (text: string) => [...text].length;

/** Area between two cumulative distributions of whole numbers. */
export function wasserstein(a: readonly number[], b: readonly number[]): number {
  if (!a.length || !b.length) return 0;
  const most = [a, b].flat().reduce((most, value) => Math.max(most, value), 0);
  const counts = (list: readonly number[]) => {
    const at = new Float64Array(most + 1);
    for (const value of list) at[value] = (at[value] ?? 0) + 1 / list.length;
    return at;
  };
  const [x, y] = [counts(a), counts(b)];
  let [sum, between] = [0, 0];
  for (let value = 0; value <= most; value++) {
    between += (x[value] ?? 0) - (y[value] ?? 0);
    sum += Math.abs(between);
  }
  return sum;
}

/** Jensen-Shannon divergence (base 2) of the forms of bubbles; a bubble without any form counts as one form too. */
function divergence(a: readonly string[], b: readonly string[], formsOf: (text: string) => string[]): number {
  return jensenShannon(sharesOf(a, formsOf), sharesOf(b, formsOf));
}

function sharesOf(texts: readonly string[], formsOf: (text: string) => string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const forms = formsOf(text);
    for (const form of forms.length ? forms : ['']) counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  const sum = [...counts.values()].reduce((total, count) => total + count, 0) || 1;
  return new Map([...counts].map(([form, count]) => [form, count / sum]));
}

/** Jensen-Shannon divergence in bits of two distributions, given as the share of each form. */
export function jensenShannon(p: ReadonlyMap<string, number>, q: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const form of new Set([...p.keys(), ...q.keys()])) {
    const [x, y] = [p.get(form) ?? 0, q.get(form) ?? 0];
    const middle = (x + y) / 2;
    if (x > 0) sum += (x * Math.log2(x / middle)) / 2;
    if (y > 0) sum += (y * Math.log2(y / middle)) / 2;
  }
  return Math.max(0, sum);
}

/** The person's own answers are cut into this many parts, to see how much their use of a word varies. */
const PARTS = 10;

/** Burrows's delta on rates per 100 characters, scaled by how much a word's rate varies in the person's own answers. */
function burrows(his: readonly string[], made: readonly string[]): number {
  const rate = (texts: readonly string[], word: string) => {
    const all = texts.join('\n').toLowerCase();
    return ((all.split(word).length - 1) / (all.length || 1)) * 100;
  };
  const parts = Array.from({ length: PARTS }, (_, i) => his.filter((__, at) => at % PARTS === i)).filter(
    (p) => p.length,
  );
  const deltas = COMPARED_WORDS.filter((word) => /\p{Script=Han}/u.test(word)).flatMap((word) => {
    const rates = parts.map((part) => rate(part, word));
    const mean = rates.reduce((sum, value) => sum + value, 0) / (rates.length || 1);
    const deviation = Math.sqrt(rates.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (rates.length || 1));
    return deviation > 0 ? [Math.abs(rate(his, word) - rate(made, word)) / deviation] : [];
  });
  return deltas.length ? deltas.reduce((sum, value) => sum + value, 0) / deltas.length : 0;
}

const pieces = (text: string, size: number): string[] => {
  const characters = [...text.replace(/\s+/gu, '')];
  return Array.from({ length: Math.max(0, characters.length - size + 1) }, (_, at) =>
    characters.slice(at, at + size).join(''),
  );
};

export const gramsOf = (texts: Iterable<string>): Set<string> => {
  const grams = new Set<string>();
  for (const text of texts) for (const gram of pieces(text, 3)) grams.add(gram);
  return grams;
};

function overlap(texts: readonly string[], own: ReadonlySet<string>): number {
  const grams = texts.flatMap((text) => pieces(text, 3));
  return grams.length ? grams.filter((gram) => own.has(gram)).length / grams.length : 0;
}

/** An answer that shares this many characters in a row copies; it does not merely speak in the person's manner. */
export const COPIED_FROM = 7;

/** Answers that copy a stretch of the prompt's words, unless the person says that phrase again and again. */
export function copiedAnswers(
  answers: readonly Answer[],
  source: readonly string[],
  phrases: ReadonlySet<string>,
): number {
  const bare = (text: string) => text.replace(/\s+/gu, '');
  const known = [...phrases].map(bare);
  const stretches = new Set(source.flatMap((text) => pieces(text, COPIED_FROM)));
  return answers.filter((answer) =>
    answer
      .flatMap((text) => pieces(text, COPIED_FROM))
      .some((piece) => stretches.has(piece) && !known.some((phrase) => phrase.includes(piece))),
  ).length;
}
