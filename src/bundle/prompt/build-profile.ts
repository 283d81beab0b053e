import type { PersonaConfig } from '../../core/persona.ts';
import type { StyleReport } from '../../core/style.ts';
import type { Lang } from '../../core/types.ts';
import type { BundleCorpus } from '../corpus.ts';
import { expressionClaims } from './expression.ts';
import { identityClaims, relationshipClaims } from './identity.ts';
import { careClaims, decisionClaims } from './manner.ts';
import { memoryClaims } from './memories.ts';
import type { Claim, PromptProfile } from './profile.ts';
import { styleClaims } from './style-claims.ts';
import { unknowns } from './unknown.ts';

/** Everything that the prompt says of the person, each with the items it rests on. No model, no guess. */
export function buildProfile(
  persona: PersonaConfig,
  corpus: BundleCorpus,
  style: StyleReport | null,
  lang: Lang,
): PromptProfile {
  const { own, dialogues, period } = corpus;
  const claims: Claim[] = own.length
    ? [
        ...identityClaims(persona, corpus, lang),
        ...relationshipClaims(corpus, lang),
        ...expressionClaims(own, dialogues, lang),
        ...(style ? styleClaims(style, own, lang) : []),
        ...careClaims(own, lang),
        ...decisionClaims(own, lang),
        ...memoryClaims(own, lang),
      ]
    : [];
  return {
    schema: 'persona-profile/1',
    name: persona.subject.name,
    language: persona.language,
    period,
    claims,
    unknown: unknowns(corpus, claims, lang),
  };
}
