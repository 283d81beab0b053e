import type { PersonaConfig } from '../../core/persona.ts';
import type { StyleReport } from '../../core/style.ts';
import type { Lang } from '../../core/types.ts';
import type { BundleCorpus } from '../corpus.ts';
import { provenClaims } from '../distill/claims.ts';
import { expressionClaims } from './expression.ts';
import { identityClaims, relationshipClaims } from './identity.ts';
import { careClaims, decisionClaims } from './manner.ts';
import { memoryClaims } from './memories.ts';
import type { Claim, PromptProfile } from './profile.ts';
import { greetingClaims, styleClaims } from './style-claims.ts';
import { Told } from './told.ts';
import { unknowns } from './unknown.ts';

/**
 * Everything that the prompt says about the person, each claim with the items it rests on. Nothing is guessed, and only
 * `distilled` comes from a model: claims with citations, taken only where every quote stands in this corpus. `between`:
 * awaited between kinds of claims, each of which reads all words.
 */
export async function buildProfile(
  persona: PersonaConfig,
  corpus: BundleCorpus,
  style: StyleReport | null,
  lang: Lang,
  distilled: readonly Claim[] = [],
  between: () => Promise<void> = async () => {},
): Promise<PromptProfile> {
  const { own, dialogues, period } = corpus;
  const proven = provenClaims(distilled, own);
  const read = (layer: Claim['layer']) => proven.filter((claim) => claim.layer === layer);
  // A sentence is quoted once, where it says most: as a greeting rather than a habit, whole rather than in pieces.
  const told = new Told();
  const wayOfSpeaking = async () => {
    const greetings = style ? greetingClaims(style, own, lang, told) : [];
    const habits: Claim[] = [];
    for (const habit of expressionClaims(own, dialogues, lang, told)) {
      habits.push(habit);
      await between();
    }
    return [...habits, ...(style ? styleClaims(style, own, lang, told) : []), ...greetings];
  };
  const kinds: (() => Claim[] | Promise<Claim[]>)[] = [
    () => identityClaims(persona, corpus, lang),
    () => inTurns(relationshipClaims(persona, corpus, lang), read('relationships')),
    wayOfSpeaking,
    () => careClaims(own, dialogues, lang),
    () => inTurns(read('decisions'), decisionClaims(own, lang)),
    () => inTurns(read('memories'), memoryClaims(own, lang)),
  ];
  const claims: Claim[] = [];
  for (const claimsOf of own.length ? kinds : []) {
    claims.push(...(await claimsOf()));
    await between();
  }
  return {
    schema: 'persona-profile/1',
    name: persona.subject.name,
    language: persona.language,
    period,
    claims,
    unknown: unknowns(persona, corpus, claims, lang),
  };
}

/** Claims of two lists by turns: a layer that is filled from the front to its budget then holds some of both. */
const inTurns = (a: readonly Claim[], b: readonly Claim[]): Claim[] =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, i) => [a[i], b[i]])
    .flat()
    .filter((claim) => claim !== undefined);
