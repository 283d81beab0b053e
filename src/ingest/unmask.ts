import { PERSON_LABEL, PLACEHOLDER } from '../parse/privacy/placeholder.ts';
import { RULES } from '../parse/privacy/rules/index.ts';
import type { RedactionKey } from './redact/redactor.ts';

/**
 * A masked text of the corpus as it was read, by the key: so that a message that another tool exports later is known again
 * although its number was masked. A value that was written with blanks or dashes comes back without them.
 */
export function unmask(text: string, key: RedactionKey): string {
  PLACEHOLDER.lastIndex = 0;
  return text.replace(PLACEHOLDER, (placeholder) => {
    const [, label = '', number] = /^.(\D+?) ?(\d+).$/u.exec(placeholder) ?? [];
    const index = Number(number) - 1;
    if (label === PERSON_LABEL.zh || label === PERSON_LABEL.en) return key.person[index]?.[0] ?? placeholder;
    const kind = KINDS.get(label);
    return (kind && key.values[kind]?.[index]) ?? placeholder;
  });
}

const KINDS = new Map(RULES.flatMap(({ id, label }) => [[label.zh, id] as const, [label.en, id] as const]));

/** How many placeholders of each kind a text holds. */
export function countPlaceholders(text: string, counts: Map<string, number>): void {
  PLACEHOLDER.lastIndex = 0;
  for (const [placeholder] of text.matchAll(PLACEHOLDER)) {
    const label = /^.(\D+?) ?\d/u.exec(placeholder)?.[1] ?? '';
    const kind = KINDS.get(label) ?? 'person';
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
}
