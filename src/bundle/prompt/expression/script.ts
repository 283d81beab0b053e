import { TRADITIONAL } from '../../../core/simplified.ts';
import type { Lang } from '../../../core/types.ts';
import type { OwnItem } from '../../corpus.ts';
import { claim, percent } from '../claims.ts';
import type { Claim } from '../profile.ts';
import { roundShare } from './tally.ts';

const IN_TRADITIONAL = new RegExp(`[${TRADITIONAL.join('')}]`, 'u');
/** Frequent characters that traditional texts write otherwise; 里, 后 and 只 are characters there too. */
const IN_SIMPLIFIED = /[们这说时个国会对没还样开点话过让给吗边头难问间见听觉爱欢妈饭电车门钱儿东买来]/u;
/** From this share on a model should write traditional characters always. */
const NEARLY_ALWAYS = 0.8;

/** Who writes traditional characters, of all texts whose script can be told. Nothing is said of simplified ones. */
export function script(own: readonly OwnItem[], lang: Lang): Claim | null {
  if (lang !== 'zh') return null;
  const telling = own.filter(
    ({ text, flags }) => !flags?.includes('copied') && (IN_TRADITIONAL.test(text) || IN_SIMPLIFIED.test(text)),
  );
  const traditional = telling.filter(({ text }) => IN_TRADITIONAL.test(text) && !IN_SIMPLIFIED.test(text));
  const share = traditional.length / (telling.length || 1);
  if (share < NEARLY_ALWAYS) return null;
  return claim(
    {
      id: 'expression.script',
      layer: 'expression',
      evidence: 'counted',
      figures: { share: roundShare(share) },
      n: telling.length,
      say: {
        zh: `写繁体字（看得出繁简的 ${telling.length} 条里有 ${traditional.length} 条，占 ${percent(share)}），回答也用繁体字。`,
        en: '',
      },
    },
    lang,
    traditional,
  );
}
