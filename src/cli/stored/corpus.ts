import { withContactNames } from '../../bundle/contacts.ts';
import type { CorpusInput } from '../../bundle/corpus.ts';
import { isDialogue, isItem } from '../../core/corpus-shape.ts';
import { languageOf } from '../../core/language.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import { readJsonl } from '../../io/jsonl.ts';
import type { Workspace } from '../../io/workspace.ts';

/**
 * corpus/items.jsonl and dialogues.jsonl. Each line is checked as it is read and may throw `damaged-line`. People known
 * only by an account get another name.
 */
export const corpusFiles = (workspace: Workspace, persona: PersonaConfig): CorpusInput =>
  withContactNames(
    {
      items: () => readJsonl(workspace.corpus('items.jsonl'), isItem, 'persona ingest'),
      dialogues: () => readJsonl(workspace.corpus('dialogues.jsonl'), isDialogue, 'persona ingest'),
    },
    persona,
    languageOf(persona),
  );
