import { withContactNames } from '../../bundle/contacts.ts';
import type { CorpusInput } from '../../bundle/corpus.ts';
import { isDialogue, isWholeItem } from '../../core/corpus-shape.ts';
import { languageOf } from '../../core/language.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import { readJsonl } from '../../io/jsonl.ts';
import type { Workspace } from '../../io/workspace.ts';

/** The files of the corpus that hold words. */
export const WORD_FILES = { items: 'items.jsonl', dialogues: 'dialogues.jsonl' } as const;

/**
 * Both files, line by line. Each line is checked as it is read and may throw `damaged-line`. People known only by an
 * account get another name. `onRead`: called with the bytes that were read of a file, and its name.
 */
export function corpusFiles(
  workspace: Workspace,
  persona: PersonaConfig,
  onRead: (bytes: number, file: string) => void = () => {},
): CorpusInput {
  const { items, dialogues } = WORD_FILES;
  const files: CorpusInput = {
    items: () => readJsonl(workspace.corpus(items), isWholeItem, 'persona ingest', (bytes) => onRead(bytes, items)),
    dialogues: () =>
      readJsonl(workspace.corpus(dialogues), isDialogue, 'persona ingest', (bytes) => onRead(bytes, dialogues)),
  };
  return withContactNames(files, persona, languageOf(persona));
}
