import { counted } from '../../../core/counted.ts';
import { isMediaLine } from '../../../core/media-label.ts';
import { CLAUSE_PARTICLE, EMOJI, EMOJI_CODE, LAUGHTER } from '../../../core/speech-signs.ts';
import type { Lang } from '../../../core/types.ts';
import { readPlaceholder } from '../../../parse/privacy/placeholder.ts';
import type { OwnItem } from '../../corpus.ts';
import { claim, figure, inQuotes, percent } from '../claims.ts';
import type { Claim } from '../profile.ts';
import { roundShare, tally } from './tally.ts';

const ENDINGS: readonly (readonly [id: string, zh: string, en: string, pattern: RegExp])[] = [
  ['stop', '以句号结尾', 'end with a full stop', /[。.](?:["”」])?$/u],
  ['exclamation', '以感叹号结尾', 'end with an exclamation mark', /[!！]+$/u],
  ['question', '以问号结尾', 'end with a question mark', /[?？]+$/u],
  ['tilde', '以～结尾', 'end with ~', /[~～]+$/u],
  ['ellipsis', '以省略号结尾', 'trail off with …', /(?:…+|\.{2,}|。{2,})$/u],
];
/** A model should not imitate an ending of fewer than one message in thirty. */
const ENDING_TOLD = 0.03;
/** Between these shares of messages without a mark at the end, neither a mark nor its absence is a habit. */
const MOSTLY_BARE = 0.6;
const MOSTLY_MARKED = 0.4;

export function endings(chat: readonly OwnItem[], lang: Lang): Claim | null {
  const total = chat.length || 1;
  // The last pattern that fits counts, so that an ellipsis of full stops is no full stop.
  const kindOf = (text: string) => ENDINGS.findLast(([, , , pattern]) => pattern.test(text.trim()))?.[0] ?? 'none';
  const counts = new Map<string, number>();
  for (const { text } of chat) {
    const kind = kindOf(text);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const none = (counts.get('none') ?? 0) / total;
  const told = ENDINGS.map(([id, zh, en]) => ({ id, zh, en, share: (counts.get(id) ?? 0) / total })).filter(
    ({ share }) => share >= ENDING_TOLD,
  );
  const habit =
    none >= MOSTLY_BARE
      ? { zh: '句尾多半不加标点', en: 'Most messages end without punctuation' }
      : none <= MOSTLY_MARKED
        ? { zh: '句尾多半有标点', en: 'Most messages end with punctuation' }
        : { zh: '句尾有时加标点，有时不加', en: 'Messages end now with punctuation, now without' };
  return claim(
    {
      id: 'expression.end-punctuation',
      layer: 'expression',
      evidence: 'counted',
      figures: { none: roundShare(none), ...Object.fromEntries(told.map(({ id, share }) => [id, roundShare(share)])) },
      n: chat.length,
      say: {
        zh: `${habit.zh}（不加标点 ${percent(none)}${told.map(({ zh, share }) => `，${zh} ${percent(share)}`).join('')}）。`,
        en: `${habit.en} (${percent(none)} have none${told.map(({ en, share }) => `, ${percent(share)} ${en}`).join('')}).`,
      },
    },
    lang,
    chat,
  );
}

/** A particle in fewer than one message in a hundred is no favourite. */
const PARTICLE_TOLD = 0.01;
const PARTICLES_NAMED = 6;

export function particles(chat: readonly OwnItem[], lang: Lang): Claim | null {
  if (lang !== 'zh') return null;
  const top = tally(chat, CLAUSE_PARTICLE)
    .filter(({ count }) => count >= PARTICLE_TOLD * chat.length)
    .slice(0, PARTICLES_NAMED);
  return claim(
    {
      id: 'expression.particles',
      layer: 'expression',
      evidence: 'counted',
      figures: Object.fromEntries(top.map(({ form, count }) => [form, count])),
      n: chat.length,
      say: {
        zh: `用得最多的语气词：${top.map(({ form, count }) => `${form}（${count} 次，每百条 ${figure((count / chat.length) * 100)} 次）`).join('、')}。`,
        en: '',
      },
    },
    lang,
    top.flatMap(({ items }) => items),
  );
}

const LAUGHS_NAMED = 4;

export function laughter(chat: readonly OwnItem[], lang: Lang): Claim | null {
  const top = tally(chat, LAUGHTER).slice(0, LAUGHS_NAMED);
  const forms = top.map(({ form, count }) => `${inQuotes(form, lang)}×${count}`);
  return claim(
    {
      id: 'expression.laughter',
      layer: 'expression',
      evidence: 'counted',
      figures: Object.fromEntries(top.map(({ form, count }) => [form, count])),
      say: {
        zh: `笑的写法：${forms.join('、')}；不要换别的写法。`,
        en: `Laughter is written ${forms.join(', ')}; use no other form.`,
      },
    },
    lang,
    top.flatMap(({ items }) => items),
  );
}

const ANY_EMOJI = new RegExp(`${EMOJI.source}|${EMOJI_CODE.source}`, 'giu');
/** Below one message in thirty emoji go unmentioned: a model that is told of them uses far too many. */
const EMOJI_RARE = 0.03;
const EMOJI_NAMED = 6;

export function emoji(chat: readonly OwnItem[], lang: Lang): Claim | null {
  const shown = (text: string) =>
    (text.match(ANY_EMOJI) ?? []).filter((form) => !isMediaLine(form) && !readPlaceholder(form));
  const using = chat.filter(({ text }) => shown(text).length > 0);
  const share = using.length / (chat.length || 1);
  const rare = share < EMOJI_RARE;
  const top = tally(chat, ANY_EMOJI)
    .filter(({ form }) => shown(form).length > 0)
    .slice(0, EMOJI_NAMED)
    .map(({ form }) => form);
  return claim(
    {
      id: 'expression.emoji',
      layer: 'expression',
      evidence: 'counted',
      figures: { share: roundShare(share) },
      n: chat.length,
      say: rare
        ? {
            zh: `几乎不用表情符号（${chat.length} 条里有 ${using.length} 条）。`,
            en: `Hardly ever uses emoji (${using.length} of ${counted(chat.length, 'message')}).`,
          }
        : {
            zh: `${percent(share)} 的消息带表情${top.length ? `，用得最多的是 ${top.join(' ')}` : ''}。`,
            en: `${percent(share)} of messages carry an emoji${top.length ? `, mostly ${top.join(' ')}` : ''}.`,
          },
    },
    lang,
    rare ? chat : using,
  );
}
