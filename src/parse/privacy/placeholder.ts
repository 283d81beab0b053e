import type { Bilingual } from '../../core/types.ts';
import type { PrivateKind } from './rule.ts';
import { RULES } from './rules/index.ts';

/** What stands for a third person in strict mode. */
export const PERSON_LABEL: Bilingual = { zh: '亲友', en: 'person' };

export type PlaceholderKind = PrivateKind | 'person';

const KINDS = new Map<string, PlaceholderKind>(
  [...RULES, { id: 'person' as const, label: PERSON_LABEL }].flatMap(({ id, label }) => [
    [label.zh, id] as const,
    [label.en, id] as const,
  ]),
);

/** A larger number was typed by somebody: six digits in brackets are a code. */
const MOST_DIGITS = 5;

/** How many values of one kind can be told apart; no known corpus has more. */
export const MOST_NUMBERED = 10 ** MOST_DIGITS - 1;

/** Every placeholder of either language in a text: `[电话1]`, `[phone 1]` too. It has the flag `g`: mind `lastIndex`. */
export const PLACEHOLDER = new RegExp(`[\\[［](?:${[...KINDS.keys()].join('|')}) ?\\d{1,${MOST_DIGITS}}[\\]］]`, 'gu');

/** Whether a text holds a placeholder: something in it was masked. */
export const holdsPlaceholder = (text: string): boolean => text.search(PLACEHOLDER) >= 0;

/** The kind and the number of a placeholder; numbers count from 1. Undefined for anything else. */
export function readPlaceholder(text: string): { kind: PlaceholderKind; number: number } | undefined {
  const [, label = '', number = ''] = /^[[［](\D+?) ?(\d+)[\]］]$/u.exec(text) ?? [];
  const kind = KINDS.get(label);
  return kind === undefined || number.length > MOST_DIGITS || Number(number) === 0
    ? undefined
    : { kind, number: Number(number) };
}

/** The number of a person whose name or id consists only of the pseudonym. */
export function personNumber(nameOrId: string): number | undefined {
  const placeholder = readPlaceholder(nameOrId);
  return placeholder?.kind === 'person' ? placeholder.number : undefined;
}
