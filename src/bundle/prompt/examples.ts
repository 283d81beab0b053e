import { sessionOf } from '../../core/hold-out.ts';
import type { Dialogue } from '../../core/types.ts';
import { PLACEHOLDER } from '../../parse/privacy/placeholder.ts';
import { tokenWeight } from '../tokens.ts';
import { type Example, exampleLine } from './example.ts';
import { isManner, OTHER, sceneOf } from './scenes.ts';
import { mmr } from './similarity.ts';
import { meanVector, styleVector, typicality } from './typicality.ts';

export interface ExampleOptions {
  /** Tokens of all chosen lines of examples.jsonl. */
  budget: number;
  /** Years after which a dialogue counts half; 0: all count the same. */
  halfLife: number;
  /** The person's own phrases and their weights, compared with other people; from `style.json`, empty without it. */
  distinctive: ReadonlyMap<string, number>;
}

/** Characters of an answer that says something and that a prompt has room for. */
const REPLY_LENGTH = [2, 120] as const;
/** Characters of a good question: neither a bare 嗯 nor a letter. */
const QUESTION_LENGTH = [4, 80] as const;
/** Most of the examples that one scene, and one partner, may take. */
const SCENE_SHARE = 0.2;
const PARTNER_SHARE = 0.5;
/** Below this budget (tokens) a session gives one example: its later answers mostly repeat the context of the first. */
const ROOMY = 8_000;
/** First one example of every situation, then each within its share, then any until the budget is used up. */
const QUOTAS = ['one-of-each', 'shares', 'none'] as const;
type Quotas = (typeof QUOTAS)[number];
/** MMR looks at every candidate for every choice: more candidates than this are thinned first, by year and partner. */
const POOL = 4_000;
/** A text of nothing but labels of media, emoji codes and masks. */
const ONLY_PLACEHOLDERS = /^(?:\[[^\]]{1,12}\]\s*)+$/u;

/**
 * Few-shot dialogues within a budget: typical of the person, unlike each other, from every kind of situation. Greedy
 * MMR over a weighted score with quotas; the same dialogues give the same choice.
 */
export function selectExamples(dialogues: readonly Dialogue[], options: ExampleOptions): Example[] {
  const candidates = thin(dialogues.filter(isCandidate), POOL).map(toExample);
  if (!candidates.length) return [];
  const mean = meanVector(candidates.map(({ reply }) => styleVector(reply)));
  const newest = Math.max(...candidates.map(({ start }) => Date.parse(start) || 0));
  const relevance = candidates.map((example) => score(example, mean, newest, options));
  const weights = candidates.map((example) => tokenWeight(exampleLine(example)));
  let left = options.budget;
  const each = options.budget > ROOMY ? Number.POSITIVE_INFINITY : 1;
  const used = {
    session: new Map<string, number>(),
    scene: new Map<string, number>(),
    partner: new Map<string, number>(),
    all: 0,
  };
  const partners = new Set(candidates.map(({ conversation }) => conversation)).size;
  let quotas: Quotas = 'one-of-each';
  const within = (map: Map<string, number>, key: string, share: number) =>
    (map.get(key) ?? 0) + 1 <= Math.max(1, Math.ceil((used.all + 1) * share));
  const chosen = mmr({
    relevance,
    texts: candidates.map(({ reply }) => reply.join('\n')),
    cost: weights,
    allowed: (at) => {
      const { scene, conversation, session } = candidates[at] as Example;
      if ((weights[at] ?? 0) > left || (used.session.get(session) ?? 0) >= each) return false;
      if (quotas === 'one-of-each') return !used.scene.has(scene);
      if (quotas === 'none') return true;
      return (
        (scene === OTHER || within(used.scene, scene, SCENE_SHARE)) &&
        (partners < 2 || within(used.partner, conversation, PARTNER_SHARE))
      );
    },
    taken: (at) => {
      const { scene, conversation, session } = candidates[at] as Example;
      left -= weights[at] ?? 0;
      used.all++;
      for (const [map, key] of [
        [used.session, session],
        [used.scene, scene],
        [used.partner, conversation],
      ] as const) {
        map.set(key, (map.get(key) ?? 0) + 1);
      }
    },
    loosen: () => {
      const next = QUOTAS[QUOTAS.indexOf(quotas) + 1];
      if (!next) return false;
      quotas = next;
      return true;
    },
  });
  return chosen.map((at) => candidates[at] as Example);
}

function isCandidate(dialogue: Dialogue): boolean {
  const length = [...dialogue.reply].length;
  return (
    length >= REPLY_LENGTH[0] &&
    length <= REPLY_LENGTH[1] &&
    dialogue.context.some(({ role, text }) => role === 'other' && text.trim() !== '') &&
    !dialogue.flags?.includes('copied') &&
    !ONLY_PLACEHOLDERS.test(dialogue.reply) &&
    !ONLY_PLACEHOLDERS.test(dialogue.context.at(-1)?.text ?? '') &&
    (dialogue.reply.match(PLACEHOLDER)?.length ?? 0) <= 1 &&
    dialogue.items.length > 0
  );
}

/** Turns of context that an example needs to make sense. */
const CONTEXT_TURNS = 4;

function toExample(dialogue: Dialogue): Example {
  const context = dialogue.context.slice(-CONTEXT_TURNS);
  const reply = dialogue.bubbles?.length ? [...dialogue.bubbles] : [dialogue.reply];
  const question = context
    .filter(({ role }) => role === 'other')
    .map(({ text }) => text)
    .join('\n');
  const said = sceneOf(dialogue.reply, question);
  const scene = said === OTHER ? sceneOf(question) : said;
  const { id, conversation, start, items } = dialogue;
  const session = sessionOf(dialogue);
  const example: Example = { id, conversation, session, start, scene, context, reply, items, tokens: 0 };
  example.tokens = Math.ceil(tokenWeight(renderLine(example)));
  return example;
}

/** What a model is shown of an example. */
export const renderLine = (example: Example): string =>
  `${JSON.stringify({ context: example.context, reply: example.reply })}\n`;

/**
 * Every pair of year and partner gives its share, spread over its time, so that the start of a file does not decide.
 */
function thin(dialogues: Dialogue[], most: number): Dialogue[] {
  const sorted = dialogues.sort((a, b) => (a.id < b.id ? -1 : 1));
  if (sorted.length <= most) return sorted;
  const groups = new Map<string, Dialogue[]>();
  for (const dialogue of sorted) {
    const key = `${dialogue.start.slice(0, 4)}\n${dialogue.conversation}`;
    const group = groups.get(key);
    if (group) group.push(dialogue);
    else groups.set(key, [dialogue]);
  }
  const each = most / sorted.length;
  return [...groups.values()].flatMap((group) => {
    const keep = Math.max(1, Math.floor(group.length * each));
    return group.filter(
      (_, i) => Math.floor((i * keep) / group.length) !== Math.floor(((i - 1) * keep) / group.length),
    );
  });
}

/** Shares of the score: how typical, how distinctive, how good the question, how recent, how telling of the person. */
const WEIGHTS = { typical: 0.35, distinctive: 0.25, context: 0.2, recent: 0.1, telling: 0.1 };
const YEAR_MS = 365.25 * 86_400_000;

function score(example: Example, mean: readonly number[], newest: number, options: ExampleOptions): number {
  const question = example.context.findLast(({ role }) => role === 'other')?.text ?? '';
  const length = [...question].length;
  const age = Math.max(0, newest - (Date.parse(example.start) || newest)) / YEAR_MS;
  const recent = options.halfLife > 0 ? 0.5 ** (age / options.halfLife) : 1;
  const asked = length >= QUESTION_LENGTH[0] && length <= QUESTION_LENGTH[1] ? 1 : 0.4;
  return (
    WEIGHTS.typical * typicality(styleVector(example.reply), mean) +
    WEIGHTS.distinctive * distinctiveness(example.reply.join('\n'), options.distinctive) +
    WEIGHTS.context * asked +
    WEIGHTS.recent * recent +
    WEIGHTS.telling * (isManner(example.scene) ? 1 : 0)
  );
}

/** Sum of the weights of the person's own phrases in a text, squeezed into 0..1. */
function distinctiveness(text: string, phrases: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [phrase, weight] of phrases) if (text.includes(phrase)) sum += weight;
  return sum / (1 + sum);
}
