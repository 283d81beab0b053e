import type { Emit } from '../../core/events.ts';
import type { RedactionKey } from '../../parse/privacy/key.ts';
import type { RedactLevel } from '../../parse/privacy/levels.ts';
import type { IngestOptions } from '../options.ts';

/** Each level hides what the levels before it hide, and more. */
const WEAKEST_FIRST: readonly RedactLevel[] = ['none', 'standard', 'strict'];

/**
 * The level belongs to the corpus: if none is asked for, the level in report.json stays. Half a corpus with names in it
 * would give away the other half, so a level below the earlier one gets a warning.
 */
export function redactLevel(
  { redact }: Pick<IngestOptions, 'redact'>,
  before: RedactLevel | undefined,
  emit: Emit,
): RedactLevel {
  const level = redact ?? before ?? 'standard';
  if (before !== undefined && WEAKEST_FIRST.indexOf(level) < WEAKEST_FIRST.indexOf(before)) {
    emit({ type: 'warn', notice: { code: 'redact-lowered', facts: { before, now: level } } });
  }
  return level;
}

/** The level by the key, for a corpus whose report does not tell it: only the highest level gives people pseudonyms. */
export const levelByKey = (key: RedactionKey | undefined): RedactLevel | undefined =>
  key?.person.length ? 'strict' : undefined;
