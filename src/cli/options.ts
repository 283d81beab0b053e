import type { z } from 'zod';
import { PersonaError } from '../core/errors.ts';
import { issueText, joined } from '../core/issues.ts';
import type { PersonaConfig } from '../core/persona.ts';
import type { Context } from './command.ts';

/**
 * Options of one command, checked: schema default < `settings` of persona.json < what was typed. `settingsOf`: the
 * command whose settings count. Throws `bad-option` (exit 2) that names the flag.
 */
export function resolveOptions<T extends z.ZodObject>(
  schema: T,
  context: Pick<Context, 'flags'>,
  command: string,
  config: PersonaConfig | null,
  settingsOf: string = command,
): z.output<T> {
  const settings = config?.settings[camel(settingsOf)] ?? {};
  const known = Object.fromEntries(
    Object.entries({ ...settings, ...context.flags }).filter(([key]) => key in schema.shape),
  );
  const checked = schema.safeParse(known);
  if (checked.success) return checked.data;
  throw badOption(checked.error, command);
}

/** `bad-option` for the first flag that is wrong; a fault that several of its values share is stated once. */
export function badOption({ issues }: z.ZodError, command: string): PersonaError {
  const first = issues[0]?.path[0];
  return new PersonaError('bad-option', {
    option: first === undefined ? command : `--${kebab(String(first))}`,
    why: joined(issues.filter(({ path }) => path[0] === first).map(issueText), { en: '; ', zh: '；' }),
    command,
  });
}

const camel = (name: string) => name.replace(/-(\w)/gu, (_, letter: string) => letter.toUpperCase());
const kebab = (name: string) => name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
