import type { PlaceholderKind } from './placeholder.ts';
import type { PrivateKind } from './rule.ts';

/** What one person is called, as it was read. */
export interface PersonNames {
  names: readonly string[];
  ids: readonly string[];
}

/**
 * The values behind the placeholders: the n-th value of a kind has number n. It can be written as JSON. Whoever holds
 * it can undo the masking, so it is written with mode 0600 and never leaves the workspace.
 */
export interface RedactionKey {
  schema: 'persona-redaction/1';
  /** An empty string stands for a number whose value is no longer known. */
  values: Partial<Record<PrivateKind, string[]>>;
  /** Everything that each third party is called; empty lists for a number whose person is no longer known. */
  person: PersonNames[];
  /**
   * Names with something masked inside: from the form that is written to the form that was read, 王师傅[电话1] to
   * 王师傅138-1234-5678.
   */
  names: Record<string, string>;
}

/**
 * The key with all numbers that are in use marked as taken, by kind. Where the key was lost or is an older one, a new
 * value must not get a number that already stands for another value.
 */
export function withNumbersTaken(
  key: RedactionKey | undefined,
  highest: ReadonlyMap<PlaceholderKind, number>,
): RedactionKey | undefined {
  if (!key && highest.size === 0) return undefined;
  const values = { ...key?.values };
  const person = [...(key?.person ?? [])];
  for (const [kind, number] of highest) {
    if (kind === 'person') while (person.length < number) person.push({ names: [], ids: [] });
    else
      values[kind] = Array.from(
        { length: Math.max(number, values[kind]?.length ?? 0) },
        (_, n) => values[kind]?.[n] ?? '',
      );
  }
  return { schema: 'persona-redaction/1', values, person, names: key?.names ?? {} };
}

/** Whether there is anything that the key would undo. */
export const undoesAnything = ({ values, person, names }: RedactionKey): boolean =>
  [values, person, names].some((part) => Object.keys(part).length > 0);
