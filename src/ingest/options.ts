import { z } from 'zod';
import { composed } from '../core/composed.ts';
import { says } from '../core/issues.ts';
import { REDACT_LEVELS } from '../parse/privacy/levels.ts';

/** `2020`, `2020-03` or `2020-03-04`, as the calendar has it. */
const Day = z
  .string()
  .trim()
  .refine(
    isDay,
    says({
      en: 'must be a date like 2020, 2020-03 or 2020-03-04',
      zh: '应为日期，如 2020、2020-03 或 2020-03-04',
    }),
  );

function isDay(text: string): boolean {
  if (!/^\d{4}(?:-\d\d){0,2}$/u.test(text)) return false;
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** What `persona ingest` can be told; `settings.ingest` of persona.json uses the same names. */
export const IngestOptions = z.object({
  /** Id of a reader, in place of detection. */
  from: z.string().trim().min(1).optional(),
  /** Default: as the corpus was masked before; for a new corpus `standard`. */
  redact: z.enum(REDACT_LEVELS).optional(),
  /**
   * First and last day, both inclusive; a year or month stands for all its days. They apply to what this run reads, and
   * to what an earlier run took from the same files.
   */
  since: Day.optional(),
  until: Day.optional(),
  /** Names, remarks and ids of the one person, added to those of persona.json. */
  subject: z.array(z.string().trim().min(1).overwrite(composed)).default([]),
  /** List the people and change nothing. */
  who: z.boolean().default(false),
});
export type IngestOptions = z.infer<typeof IngestOptions>;
