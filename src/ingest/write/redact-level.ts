import type { Emit } from '../../core/events.ts';
import type { RedactionKey } from '../../parse/privacy/key.ts';
import type { RedactLevel } from '../../parse/privacy/levels.ts';
import type { IngestOptions } from '../options.ts';

/** Each hides what those before it hide, and more. */
const WEAKEST_FIRST: readonly RedactLevel[] = ['none', 'standard', 'strict'];

/**
 * The level belongs to the corpus: where none is asked for, it goes on with the one in report.json. Half a corpus with
 * names in it would give away the other half, so a lower one than before is told of.
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

/** Where no report tells of the level, the key does: only the highest one gives anybody a pseudonym. */
export const levelByKey = (key: RedactionKey | undefined): RedactLevel | undefined =>
  key?.person.length ? 'strict' : undefined;
