import { simplified } from '../../../core/simplified.ts';
import { asks, mayAsk } from '../../../core/speech-signs.ts';
import type { Item, Lang } from '../../../core/types.ts';
import { claim, percent } from '../claims.ts';
import type { Claim } from '../profile.ts';
import { round } from './tally.ts';

/** Asking in three messages of ten is what others notice; most people ask in one of ten to two. */
const ASKS_A_LOT = 0.3;
const SELDOM_ASKS = 0.05;
/** Fewer messages tell neither. */
const FEWEST_MESSAGES = 10;

/**
 * Whether somebody asks a lot, or hardly ever; nothing of those between. Each is said of what is sure: a lot by messages that
 * are questions, hardly ever by those that could be one.
 */
export function questions(chat: readonly Item[], lang: Lang): Claim | null {
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
      figures: { share: round(share) },
      say: often
        ? {
            zh: `爱问：${percent(share)} 的消息是在问对方。`,
            en: `Asks a lot: ${percent(share)} of messages are questions.`,
          }
        : { zh: `很少发问（${percent(share)}），多是陈述。`, en: `Seldom asks (${percent(share)}); mostly states.` },
    },
    lang,
    often ? asking : chat,
    true,
  );
}
