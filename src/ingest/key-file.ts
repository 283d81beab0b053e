import { PersonaError } from '../core/errors.ts';
import type { RedactionKey } from '../parse/privacy/key.ts';
import type { CorpusStore } from './stores.ts';

/** What the placeholders of the corpus stand for, beside it and in no bundle. */
export const KEY_FILE = 'redaction-key.json';

/** Undefined where nothing was masked yet. Throws `damaged-line` when it is no JSON. */
export async function loadKey(store: CorpusStore): Promise<RedactionKey | undefined> {
  const text = await store.text(KEY_FILE);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as RedactionKey;
  } catch (cause) {
    throw new PersonaError(
      'damaged-line',
      { file: `corpus/${KEY_FILE}`, line: 1, command: 'persona ingest' },
      { cause },
    );
  }
}

/** Whether there is anything that the key would undo. */
export const undoesAnything = ({ values, person, names }: RedactionKey): boolean =>
  [values, person, names].some((part) => Object.keys(part).length > 0);
