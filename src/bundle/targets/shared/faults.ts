import type { z } from 'zod';
import { issuesText } from '../../../core/issues.ts';
import { type BundleFault, fault } from '../../fault.ts';

/** Where a file departs from its schema: `cards/card.v3.json: data.name must be text`. */
export const schemaFaults = (file: string, schema: z.ZodType, value: unknown): BundleFault[] =>
  (schema.safeParse(value).error?.issues ?? []).map((issue) =>
    fault('verify-shape', file, { why: issuesText([issue]) }),
  );

/** The first departure of each line of JSON from its schema. Throws SyntaxError where a line is no JSON. */
export const lineFaults = (file: string, schema: z.ZodType, lines: string): BundleFault[] =>
  lines.split('\n').flatMap((line, i) => {
    const [issue] = line ? (schema.safeParse(JSON.parse(line)).error?.issues ?? []) : [];
    return issue ? [fault('verify-line-shape', file, { line: i + 1, why: issuesText([issue]) })] : [];
  });
