import type { Lang } from '../../core/types.ts';
import type { OwnItem } from '../corpus.ts';
import { claim, day, inQuotes } from '../prompt/claims.ts';
import type { Claim } from '../prompt/profile.ts';
import { grams } from '../prompt/similarity.ts';
import { type CitedClaim, isIn } from './check.ts';
import { MODEL_LAYERS } from './contract.ts';

/** Most claims that a layer takes from a model: more would crowd out the person's own sentences. */
const MOST: Record<(typeof MODEL_LAYERS)[number], number> = { memories: 30, decisions: 12, relationships: 12 };
/** Sentences that share this much of their grams say the same. */
const SAME = 0.7;
const QUOTE_SHOWN = 40;

/** Claims of all chunks, each said once: the citations of a repeated claim go to the first one. */
export function withoutRepeats(claims: readonly CitedClaim[]): { kept: CitedClaim[]; repeats: number } {
  const kept: (CitedClaim & { grams: ReadonlyMap<string, number> })[] = [];
  let repeats = 0;
  for (const one of claims) {
    const theirs = grams(one.say);
    const same = kept.find((other) => other.layer === one.layer && likeness(other.grams, theirs) >= SAME);
    if (!same) kept.push({ ...one, quotes: [...one.quotes], grams: theirs });
    else {
      repeats++;
      const known = new Set(same.quotes.map(({ item, text }) => `${item}\n${text}`));
      same.quotes.push(...one.quotes.filter(({ item, text }) => !known.has(`${item}\n${text}`)));
    }
  }
  return { kept: kept.map(({ layer, say, quotes }) => ({ layer, say, quotes })), repeats };
}

/** Shared grams of two sentences over all of theirs. */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  for (const gram of a.keys()) if (b.has(gram)) shared++;
  return shared / (a.size + b.size - shared || 1);
}

/** The claims for profile.json: those that rest on most items, in time order, each with a quote that it rests on. */
export function modelClaims(cited: readonly CitedClaim[], lang: Lang): Claim[] {
  return MODEL_LAYERS.flatMap((layer) =>
    cited
      .filter((one) => one.layer === layer)
      .map((one, order) => ({ ...one, order, weight: new Set(one.quotes.map(({ item }) => item)).size }))
      .sort((a, b) => b.weight - a.weight || a.order - b.order)
      .slice(0, MOST[layer])
      .sort((a, b) => a.order - b.order)
      .flatMap(({ say, quotes }, i) => {
        const said = sayWith({ say, quotes }, layer === 'memories', lang);
        const made = claim(
          { id: `${layer}.model-${i + 1}`, layer, evidence: 'model', quotes, say: { zh: said, en: said } },
          lang,
          quotes.map(({ item }) => item),
        );
        // All items are named: a spread of them could leave out an item that is quoted.
        return made ? [{ ...made, items: [...new Set(quotes.map(({ item }) => item))] }] : [];
      }),
  );
}

/** `2020-05-01：小时候家门口有枣树（原话：「……」）` */
function sayWith({ say, quotes }: Pick<CitedClaim, 'say' | 'quotes'>, dated: boolean, lang: Lang): string {
  const when = dated ? day(quotes[0]?.time ?? null) : null;
  const text = quotes[0]?.text ?? '';
  const shown = [...text].length > QUOTE_SHOWN ? `${[...text].slice(0, QUOTE_SHOWN).join('')}…` : text;
  const plain = say.replace(/[。.]$/u, '');
  return lang === 'zh'
    ? `${when ? `${when}：` : ''}${plain}（原话：${inQuotes(shown, lang)}）`
    : `${when ? `${when}: ` : ''}${plain} (in their words: ${inQuotes(shown, lang)})`;
}

/**
 * The claims of a model whose every quote stands in an item of this corpus. This is the last check before the profile:
 * a claim that cites a held-out, forgotten or invented item does not pass.
 */
export function provenClaims(claims: readonly Claim[], own: readonly OwnItem[]): Claim[] {
  if (!claims.length) return [];
  const items = new Map(own.map((item) => [item.id, item]));
  return claims.filter(
    ({ evidence, quotes, items: ids }) =>
      evidence === 'model' &&
      quotes !== undefined &&
      quotes.length > 0 &&
      ids.every((id) => quotes.some(({ item }) => item === id)) &&
      quotes.every(({ text, item }) => {
        const found = items.get(item);
        return found !== undefined && ids.includes(item) && isIn(text, found);
      }),
  );
}
