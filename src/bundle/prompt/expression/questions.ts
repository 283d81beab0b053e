import { simplified } from '../../../core/simplified.ts';
import { asks, mayAsk } from '../../../core/speech-signs.ts';
import type { Lang } from '../../../core/types.ts';
import type { OwnItem } from '../../corpus.ts';
import { claim, percent } from '../claims.ts';
import type { Claim } from '../profile.ts';
import { roundShare } from './tally.ts';

/** Others notice somebody who asks in three messages of ten; most people ask in one or two of ten. */
const ASKS_A_LOT = 0.3;
const SELDOM_ASKS = 0.05;
/** With fewer messages neither can be said. */
const FEWEST_MESSAGES = 10;

/**
 * Whether somebody asks a lot or hardly ever; between the two nothing is said. For "a lot" only certain questions
 * count, for "hardly ever" every message that could be a question.
 */
export function questions(chat: readonly OwnItem[], lang: Lang): Claim | null {
  const total = chat.length;
  if (total < FEWEST_MESSAGES) return null;
  const asking = chat.filter(({ text }) => asks(simplified(text)));
  const share = asking.length / total;
  const often = share >= ASKS_A_LOT;
  if (!often && chat.filter(({ text }) => mayAsk(simplified(text))).length > SELDOM_ASKS * total) return null;
  return claim(
    {
      id: 'expression.questions',
      layer: 'expression',
      evidence: 'counted',
      figures: { share: roundShare(share) },
      n: total,
      say: often
        ? {
            zh: `爱问：${percent(share)} 的消息是在问对方。`,
            en: `Asks a lot: ${percent(share)} of messages are questions.`,
          }
        : { zh: `很少发问（${percent(share)}），多是陈述。`, en: `Seldom asks (${percent(share)}); mostly states.` },
    },
    lang,
    often ? asking : chat,
  );
}
