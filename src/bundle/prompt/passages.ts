import { tokenWeight } from '../tokens.ts';
import { meanVector, styleVector, typicality } from './typicality.ts';

/** A paragraph up to this many tokens is one passage; a longer one is split at the ends of its sentences. */
const PASSAGE = 200;
const GAP = '\n\n……\n\n';

interface Passage {
  text: string;
  /** Which paragraph it lies in. */
  paragraph: number;
}

/**
 * Parts of a long text, at most `room` tokens: the lead and the most typical passages, in their order in the text, with
 * marks where something is left out. Null when not even one passage fits.
 */
export function excerpt(text: string, room: number): string | null {
  const passages = passagesOf(text);
  // A mark, or the end of a paragraph, may follow any of them.
  const weights = passages.map((passage) => tokenWeight(passage.text + GAP));
  let left = room - tokenWeight(GAP);
  if (!weights.some((weight) => weight <= left)) return null;
  const vectors = passages.map((passage) => styleVector([passage.text]));
  const mean = meanVector(vectors);
  const ranked = vectors
    .map((vector, i) => ({ i, value: i === 0 ? 2 : typicality(vector, mean) }))
    .sort((a, b) => b.value - a.value || a.i - b.i);
  const keep = new Set<number>();
  for (const { i } of ranked) {
    const weight = weights[i] ?? 0;
    if (weight > left) continue;
    left -= weight;
    keep.add(i);
  }
  return joined(passages, keep);
}

function joined(passages: readonly Passage[], keep: ReadonlySet<number>): string {
  let text = '';
  let last = -1;
  for (const [i, passage] of passages.entries()) {
    if (!keep.has(i)) continue;
    if (last < i - 1) text += text ? GAP : GAP.trimStart();
    else if (last >= 0) text += passages[last]?.paragraph === passage.paragraph ? '' : '\n\n';
    text += passage.text;
    last = i;
  }
  return last < passages.length - 1 ? text + GAP.trimEnd() : text;
}

function passagesOf(text: string): Passage[] {
  return text
    .split(/\n+/u)
    .filter((paragraph) => paragraph.trim())
    .flatMap((paragraph, i) => parts(paragraph).map((part) => ({ text: part, paragraph: i })));
}

/** With the quotes and brackets that it closes; more of them than these are no end of a sentence. */
const SENTENCE_END = /(?<=[。！？!?…；]["”’」』）)]{0,8}|[.;]["”’)]{0,8}\s{1,8})/u;

/** Sentences in runs of up to PASSAGE tokens; a sentence without an end is split there. */
function parts(paragraph: string): string[] {
  if (tokenWeight(paragraph) <= PASSAGE) return [paragraph];
  const found: string[] = [];
  let part = '';
  let weight = 0;
  for (const piece of paragraph.split(SENTENCE_END).flatMap(bits)) {
    const more = tokenWeight(piece);
    if (part && weight + more > PASSAGE) {
      found.push(part);
      part = '';
      weight = 0;
    }
    part += piece;
    weight += more;
  }
  return [...found, part];
}

function bits(sentence: string): string[] {
  if (tokenWeight(sentence) <= PASSAGE) return [sentence];
  const characters = [...sentence];
  return Array.from({ length: Math.ceil(characters.length / PASSAGE) }, (_, i) =>
    characters.slice(i * PASSAGE, (i + 1) * PASSAGE).join(''),
  );
}
