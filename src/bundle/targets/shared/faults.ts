import type { z } from 'zod';

/** Where a file departs from its schema, as `check` says it: `cards/card.v3.json: data.name: Invalid input…`. */
export function schemaFaults(file: string, schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map(({ path, message }) => `${file}: ${path.join('.')}: ${message}`);
}
