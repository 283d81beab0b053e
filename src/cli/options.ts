import type { z } from 'zod';
import { PersonaError } from '../core/errors.ts';
import type { PersonaConfig } from '../core/persona.ts';
import { issuesOf } from '../io/workspace.ts';
import type { Context } from './command.ts';

/**
 * Options of one command, checked: schema default < `settings` of persona.json < what was typed.
 * Throws `bad-option` (exit 2) that names the flag.
 */
export function resolveOptions<T extends z.ZodObject>(
  schema: T,
  context: Context,
  command: string,
  config: PersonaConfig | null,
): z.output<T> {
  const settings = config?.settings[camel(command)] ?? {};
  const known = Object.fromEntries(
    Object.entries({ ...settings, ...context.flags }).filter(([key]) => key in schema.shape),
  );
  const checked = schema.safeParse(known);
  if (checked.success) return checked.data;
  const first = checked.error.issues[0]?.path[0];
  throw new PersonaError('bad-option', {
    option: first === undefined ? command : `--${kebab(String(first))}`,
    why: issuesOf(checked.error),
    command,
  });
}

const camel = (name: string) => name.replace(/-(\w)/gu, (_, letter: string) => letter.toUpperCase());
const kebab = (name: string) => name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
