import type { Emit } from '../core/events.ts';
import type { IngestOptions } from './options.ts';
import type { RedactLevel } from './redact/redactor.ts';
import type { CorpusReport } from './report.ts';
import type { CorpusStore } from './stores.ts';

/** Each hides what those before it hide, and more. */
const WEAKEST_FIRST: readonly RedactLevel[] = ['none', 'standard', 'strict'];

/**
 * The level belongs to the corpus: where none is asked for, it goes on with the one in report.json. Half a corpus with
 * names in it would give away the other half, so a lower one than before is told of.
 */
export async function redactLevel(
  { redact }: Pick<IngestOptions, 'redact'>,
  store: Pick<CorpusStore, 'text'>,
  emit: Emit,
): Promise<RedactLevel> {
  const before = await levelBefore(store);
  const level = redact ?? before ?? 'standard';
  if (before !== undefined && WEAKEST_FIRST.indexOf(level) < WEAKEST_FIRST.indexOf(before)) {
    emit({ type: 'warn', notice: { code: 'redact-lowered', facts: { before, now: level } } });
  }
  return level;
}

async function levelBefore(store: Pick<CorpusStore, 'text'>): Promise<RedactLevel | undefined> {
  const text = await store.text('report.json');
  if (text === null) return undefined;
  try {
    const { level } = (JSON.parse(text) as CorpusReport).redaction;
    return WEAKEST_FIRST.find((known) => known === level);
  } catch {
    return undefined;
  }
}
