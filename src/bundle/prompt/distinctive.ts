import type { StyleReport } from '../../core/style.ts';

/** Most phrases that count for the choice of examples: more would only repeat each other. */
const PHRASES = 200;
/** Standard errors at which a phrase counts fully. */
const SURE = 10;

/** The person's own phrases and how strongly each is theirs (0..1), from style.json; empty without it. */
export function distinctivePhrases(style: StyleReport | null): ReadonlyMap<string, number> {
  return new Map(
    (style?.catchPhrases ?? []).slice(0, PHRASES).map(({ text, z }) => [text, Math.max(0, Math.min(1, z / SURE))]),
  );
}
