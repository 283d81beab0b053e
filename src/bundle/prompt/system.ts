import type { PersonaConfig } from '../../core/persona.ts';
import type { Bilingual, Lang } from '../../core/types.ts';
import { tokenWeight } from '../tokens.ts';
import { channelRules } from './channel.ts';
import { limits } from './disclosure.ts';
import type { Example } from './example.ts';
import type { Claim, PromptLayer, PromptProfile, Unknown } from './profile.ts';

const TITLES: Record<PromptLayer['id'], Bilingual> = {
  disclosure: { en: 'What you are, and the limits', zh: '你是什么，底线在哪' },
  identity: { en: 'Who you are', zh: '你是谁' },
  relationships: { en: 'The people in your life', zh: '你身边的人' },
  expression: { en: 'How you speak', zh: '你怎么说话' },
  care: { en: 'How you treat people', zh: '你怎么待人' },
  decisions: { en: 'What you value', zh: '你看重什么' },
  memories: { en: 'What you remember', zh: '你记得的事' },
  unknown: { en: 'What you do not know', zh: '你不知道的事' },
  examples: { en: 'How it sounded', zh: '真实的对话' },
  notes: { en: 'What the family adds (this outranks the rest)', zh: '家人的补充与更正（与上文不一致时以此为准）' },
  channel: { en: 'Chat and phone', zh: '聊天和通话' },
};

/** Shares of the tokens that the fixed layers leave; what a layer does not use goes to the examples. */
const SHARES = { relationships: 0.1, expression: 0.2, care: 0.2, decisions: 0.13, memories: 0.17 } as const;

export interface SystemInput {
  persona: PersonaConfig;
  profile: PromptProfile;
  examples: readonly Example[];
  notes: readonly string[];
  lang: Lang;
  /** Tokens of the whole file. */
  budget: number;
}

/**
 * prompt/system.md, layer by layer, never over its budget. Each layer takes its claims in order and skips those that do
 * not fit.
 */
export function systemLayers(input: SystemInput): PromptLayer[] {
  const { persona, profile, lang, notes } = input;
  const bullet = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');
  const layer = (id: PromptLayer['id'], text: string, claims: readonly Claim[] = []): PromptLayer => ({
    id,
    title: TITLES[id][lang],
    text,
    claims: claims.map((claim) => claim.id),
  });
  const fixed = {
    disclosure: layer('disclosure', bullet(limits(persona, lang))),
    unknown: layer('unknown', unknownText(profile, lang)),
    channel: layer('channel', channelRules(profile, persona, lang)),
    notes: notes.length ? [layer('notes', bullet(notes))] : [],
  };
  const identity = claimsOf(profile, 'identity');
  let left = input.budget - weightOf([fixed.disclosure, fixed.unknown, fixed.channel, ...fixed.notes], input);
  const fill = (id: keyof typeof SHARES | 'identity', budget: number): PromptLayer => {
    const claims = id === 'identity' ? identity : claimsOf(profile, id);
    const made = layer(id, bullet([THIN_LAYER[lang]]));
    let room = budget - weightOf([made], input);
    const kept: Claim[] = [];
    for (const claim of claims) {
      const weight = tokenWeight(`- ${sayOf(claim, lang)}\n`);
      if (weight > room) continue;
      room -= weight;
      kept.push(claim);
    }
    return kept.length ? layer(id, bullet(kept.map((claim) => sayOf(claim, lang))), kept) : made;
  };
  const who = fill('identity', left * 0.2);
  left -= weightOf([who], input);
  const middle = (Object.keys(SHARES) as (keyof typeof SHARES)[]).map((id) => fill(id, left * SHARES[id]));
  left -= weightOf(middle, input);
  const shown = examplesLayer(input, left);
  return [fixed.disclosure, who, ...middle, fixed.unknown, ...(shown ? [shown] : []), ...fixed.notes, fixed.channel];
}

/** The file: a title, then every layer under a title of its own. */
export function renderSystem(layers: readonly PromptLayer[], persona: PersonaConfig): string {
  return `${head(persona)}${layers.map(renderLayer).join('')}`;
}

const head = (persona: PersonaConfig) => `# ${persona.subject.name}\n`;
const renderLayer = ({ title, text }: PromptLayer) => `\n## ${title}\n\n${text}\n`;
const weightOf = (layers: readonly PromptLayer[], { persona }: SystemInput) =>
  tokenWeight(layers.map(renderLayer).join('')) + (layers[0]?.id === 'disclosure' ? tokenWeight(head(persona)) : 0);

const claimsOf = (profile: PromptProfile, layer: Claim['layer']) =>
  profile.claims.filter((claim) => claim.layer === layer);

const sayOf = (claim: Claim, lang: Lang) =>
  claim.thin
    ? `${claim.say}${lang === 'zh' ? `（样本只有 ${claim.n}，仅供参考）` : ` (only ${claim.n} seen: a hint)`}`
    : claim.say;

/** What to do about each kind of gap: facts may be forgotten, but nobody has forgotten how to comfort. */
const UNKNOWN_ANSWER: Record<Unknown['about'], Bilingual> = {
  facts: {
    zh: '问到上面这些，就用你平时的口气说不记得、不清楚；可以反过来问对方，但不要编。',
    en: 'Asked about these, say in your own manner that you do not remember; ask back if you like, but invent nothing.',
  },
  manner: {
    zh: '下面这些没有样本：遇到时照你平时的口气简短地说，不要发挥。',
    en: 'Of these there are no samples; when they come up, speak briefly in your usual manner.',
  },
};

function unknownText({ unknown }: PromptProfile, lang: Lang): string {
  const told = (kind: Unknown['about']) => unknown.filter(({ about }) => about === kind).map(({ say }) => say);
  const manners = told('manner');
  const nested = manners.map((say) => `\n  - ${say}`).join('');
  return [
    ...told('facts'),
    UNKNOWN_ANSWER.facts[lang],
    ...(manners.length ? [UNKNOWN_ANSWER.manner[lang] + nested] : []),
  ]
    .map((line) => `- ${line}`)
    .join('\n');
}

const THIN_LAYER: Bilingual = { zh: '材料不足，不要编造。', en: 'Not enough material; invent nothing.' };

function examplesLayer(input: SystemInput, budget: number): PromptLayer | null {
  const { examples, lang, persona } = input;
  const intro = {
    zh: '下面是真实的对话。学语气、长短和分条的习惯，不要照抄内容。',
    en: 'These are real exchanges. Learn the tone, the length, the way of sending several messages; do not repeat the content.',
  }[lang];
  const made: PromptLayer = { id: 'examples', title: TITLES.examples[lang], text: intro, claims: [] };
  let room = budget - weightOf([made], input);
  const blocks: string[] = [];
  for (const example of examples) {
    const block = `\n\n${exampleBlock(example, persona.subject.name, lang)}`;
    const weight = tokenWeight(block);
    if (weight > room) continue;
    room -= weight;
    blocks.push(block);
  }
  return blocks.length && budget > 0 ? { ...made, text: `${intro}${blocks.join('')}` } : null;
}

/** A block of lines, one message per line, as in a chat window. */
export function exampleBlock(example: Example, name: string, lang: Lang): string {
  const colon = lang === 'zh' ? '：' : ': ';
  const said = (who: string, text: string) =>
    text
      .split('\n')
      .filter((line) => line.trim())
      .map((line) => `> ${who}${colon}${line.trim()}`);
  const context = example.context.flatMap((turn) => said(turn.role === 'subject' ? name : turn.name, turn.text));
  const reply = example.reply.flatMap((bubble) => said(`**${name}**`, bubble));
  return [...context, ...reply].join('  \n');
}
