import { counted } from '../../../core/counted.ts';
import { charactersIn } from '../../../core/speech-signs.ts';
import type { Dialogue, Lang } from '../../../core/types.ts';
import type { OwnItem } from '../../corpus.ts';
import { claim, figure, percent, quantile } from '../claims.ts';
import type { Claim } from '../profile.ts';
import { roundShare } from './tally.ts';

/** The unit in which a model is told lengths: characters in Chinese, words otherwise. */
export const sizeOf = (text: string, lang: Lang): number =>
  lang === 'zh' ? charactersIn(text) : text.split(/\s+/u).filter(Boolean).length;

export function messageLength(chat: readonly OwnItem[], lang: Lang): Claim | null {
  const lengths = chat.map(({ text }) => sizeOf(text, lang)).sort((a, b) => a - b);
  const at = (q: number) => Math.round(quantile(lengths, q));
  const figures = { median: at(0.5), p25: at(0.25), p75: at(0.75), p90: at(0.9) };
  const { median, p25, p75, p90 } = figures;
  const half =
    p25 === p75
      ? { zh: `一条消息多半是 ${median} 个字`, en: `At least half of the messages have ${counted(median, 'word')}` }
      : {
          zh: `一半的消息在 ${p25} 到 ${p75} 个字之间（中位数 ${median}）`,
          en: `Half of the messages have ${p25} to ${counted(p75, 'word')} (median ${median})`,
        };
  return claim(
    {
      id: 'expression.bubble-length',
      layer: 'expression',
      evidence: 'counted',
      figures,
      n: chat.length,
      say: {
        zh: `${half.zh}，十条里九条不超过 ${p90} 个字。`,
        en: `${half.en}; nine in ten have no more than ${p90}.`,
      },
    },
    lang,
    chat,
  );
}

/** From this share of answers in several messages on, a model should send several now and then … */
const OFTEN_SEVERAL = 0.25;
/** … and below this one it should hardly ever. */
const SELDOM_SEVERAL = 0.1;

export function messagesPerTurn(dialogues: readonly Dialogue[], lang: Lang): Claim | null {
  const turns = dialogues.filter(({ bubbles, items }) => bubbles?.length && items.length);
  const sizes = turns.map(({ bubbles }) => bubbles?.length ?? 1);
  const mean = sizes.reduce((a, b) => a + b, 0) / (sizes.length || 1);
  const several = sizes.filter((size) => size > 1).length / (sizes.length || 1);
  return claim(
    {
      id: 'expression.bubbles-per-turn',
      layer: 'expression',
      evidence: 'counted',
      figures: { mean: Math.round(mean * 100) / 100, several: roundShare(several) },
      n: turns.length,
      say: saySeveral(several, mean),
    },
    lang,
    turns.flatMap(({ items }) => items),
  );
}

function saySeveral(several: number, mean: number): Record<Lang, string> {
  if (several >= OFTEN_SEVERAL) {
    return {
      zh: `一次回复常拆成几条短消息发：${percent(several)} 的回复不止一条，平均 ${figure(mean)} 条。`,
      en: `An answer often goes out as several short messages: ${percent(several)} of answers have more than one, ${figure(mean)} on average.`,
    };
  }
  if (several === 0) return { zh: '一次回复就是一条消息。', en: 'An answer is one message, always.' };
  if (several < SELDOM_SEVERAL) {
    return {
      zh: `一次回复几乎总是一条消息：只有 ${percent(several)} 的回复不止一条。`,
      en: `An answer is nearly always one message: only ${percent(several)} of answers have more.`,
    };
  }
  return {
    zh: `一次回复多是一条消息，${percent(several)} 的回复不止一条。`,
    en: `An answer is mostly one message; ${percent(several)} of answers have more.`,
  };
}

/** Sentences of essays that are at least this many times as long as those of chat read as longer. */
const LONGER = 1.3;

/** Compares the length of sentences in essays and in chat; where they differ, essays have a voice of their own. */
export function longForm(own: readonly OwnItem[], chat: readonly OwnItem[], lang: Lang): Claim | null {
  const essays = own.filter(({ kind, flags }) => kind === 'essay' && !flags?.includes('copied'));
  const sentences = sentenceLengths(essays, lang);
  if (!sentences.length) return null;
  const sentence = Math.round(quantile(sentences, 0.5));
  const inChat = Math.round(quantile(sentenceLengths(chat, lang), 0.5));
  const longer = inChat > 0 && sentence >= LONGER * inChat;
  const compared = {
    zh: !inChat ? '' : longer ? `，比聊天的（${inChat} 个字）长` : `，和聊天（${inChat} 个字）差不多`,
    en: !inChat ? '' : longer ? `, longer than in chat (${inChat})` : `, much as in chat (${inChat})`,
  };
  return claim(
    {
      id: 'expression.long-form',
      layer: 'expression',
      evidence: 'counted',
      figures: { essays: essays.length, sentence },
      n: sentences.length,
      say: {
        zh: `写文章（留下 ${essays.length} 篇）时，一句话的中位数是 ${sentence} 个字${compared.zh}。对方要长文时才这样写。`,
        en: `In essays (${essays.length} ${essays.length === 1 ? 'is' : 'are'} left) the median sentence has ${counted(sentence, 'word')}${compared.en}. Write so only when asked for something long.`,
      },
    },
    lang,
    essays,
  );
}

/** Ascending. */
const sentenceLengths = (items: readonly OwnItem[], lang: Lang): number[] =>
  items
    .flatMap(({ text }) => text.split(/[。！？!?\n]|\.\s/u))
    .map((sentence) => sizeOf(sentence, lang))
    .filter((length) => length > 0)
    .sort((a, b) => a - b);
