import type { Dialogue, Item, Lang } from '../../core/types.ts';
import { expressionClaims } from '../prompt/expression.ts';
import type { Claim } from '../prompt/profile.ts';

/** A claim of the prompt about how the person writes, looked for in words that the prompt has not seen. */
export interface Seen {
  claim: string;
  /** Null: these words cannot decide it. */
  seen: boolean | null;
}

export interface Coverage {
  seen: number;
  /** Claims that these words can decide. */
  told: number;
  claims: Seen[];
  messages: number;
}

/** With fewer held-out messages nothing can be said about habits. */
export const FEWEST_MESSAGES = 20;
/** Only the first forms of a claim are frequent enough to be looked for in a tenth of the words. */
const FORMS = 4;

/** How many expression claims can be seen again. Null with too few held-out messages. */
export function styleCoverage(claims: readonly Claim[], dialogues: readonly Dialogue[], lang: Lang): Coverage | null {
  const messages = dialogues.flatMap(itemsOf);
  if (messages.length < FEWEST_MESSAGES) return null;
  const again = new Map([...expressionClaims(messages, dialogues, lang)].map((claim) => [claim.id, claim]));
  const text = messages.map((item) => item.text).join('\n');
  const looked = claims
    .filter(({ layer }) => layer === 'expression')
    .map((claim): Seen => ({ claim: claim.id, seen: isSeen(claim, again.get(claim.id), text, messages.length) }));
  const told = looked.filter(({ seen }) => seen !== null);
  return { seen: told.filter(({ seen }) => seen).length, told: told.length, claims: looked, messages: messages.length };
}

/** The bubbles as messages, since claims are made from items. */
const itemsOf = ({ bubbles, reply, items, start, conversation }: Dialogue): Item[] =>
  (bubbles ?? [reply]).map((text, i) => ({
    id: `${items[0] ?? ''} ${i}`,
    kind: 'message',
    type: 'text',
    time: start,
    conversation,
    sender: { name: '' },
    bySubject: true,
    text,
    source: { format: '', file: '', record: 0 },
  }));

/** Claims whose figure is a share or a size. Seen if the held-out figure differs by no more than its chance error. */
const SHARES: Record<string, string> = {
  'expression.end-punctuation': 'none',
  'expression.bubbles-per-turn': 'several',
  'expression.emoji': 'share',
  'expression.questions': 'share',
  'expression.short-answers': 'share',
};

function isSeen(claim: Claim, again: Claim | undefined, text: string, n: number): boolean | null {
  const { id, figures = {} } = claim;
  const share = SHARES[id];
  if (share) {
    const before = figures[share];
    const now = again?.figures?.[share];
    if (before === undefined || now === undefined) return null;
    return Math.abs(now - before) <= 0.03 + 2 * Math.sqrt((before * (1 - before)) / n);
  }
  if (id === 'expression.bubble-length') {
    const { median = 0, p25 = 0, p75 = 0 } = figures;
    const now = again?.figures?.median;
    return now === undefined ? null : Math.abs(now - median) <= Math.max(1, (p75 - p25) / 2);
  }
  // These words do not show how soon an answer comes, nor how essays are written.
  if (id === 'expression.reply-delay' || id === 'expression.long-form') return null;
  const forms = formsOf(claim).slice(0, FORMS);
  if (!forms.length) return null;
  return forms.filter((form) => text.includes(form)).length * 2 >= forms.length;
}

/** The quotes of a claim, 「…」 or “…”; without any, the keys of its figures. */
function formsOf({ say, figures = {} }: Claim): string[] {
  const quotes = [...say.matchAll(/「([^」]+)」|“([^”]+)”/gu)].map(([, zh, en]) => zh ?? en ?? '');
  return quotes.length ? quotes : Object.keys(figures).filter((key) => /^[^a-z]/u.test(key));
}
