import { z } from 'zod';
import { says } from '../core/issues.ts';

const DAY = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/u;

/** `2020`, `2020-03` or `2020-03-04`. */
const Day = z
  .string()
  .trim()
  .refine(
    (day) => DAY.test(day),
    says({
      en: 'must be a date like 2020, 2020-03 or 2020-03-04',
      zh: '应为日期，如 2020、2020-03 或 2020-03-04',
    }),
  );

export const REDACTION_LEVELS = ['standard', 'strict', 'none'] as const;

/** What `persona ingest` can be told; the same names stand under `settings.ingest` of persona.json. */
export const IngestOptions = z.object({
  /** Id of a reader, in place of detection. */
  from: z.string().trim().min(1).optional(),
  /** Default: as the corpus was masked before, else `standard`. */
  redact: z.enum(REDACTION_LEVELS).optional(),
  /** First and last day, both inside; a year or month stands for all its days. */
  since: Day.optional(),
  until: Day.optional(),
  /** Names, remarks and ids of the one person; added to those of persona.json. */
  subject: z.array(z.string().trim().min(1)).default([]),
  /** List the people and change nothing. */
  who: z.boolean().default(false),
});
export type IngestOptions = z.infer<typeof IngestOptions>;
