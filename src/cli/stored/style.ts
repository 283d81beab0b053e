import { readFile } from 'node:fs/promises';
import { PersonaError } from '../../core/errors.ts';
import { isFields, parsedJson } from '../../core/shape.ts';
import type { StyleReport } from '../../core/style.ts';
import { ifThere } from '../../io/if-there.ts';
import type { Workspace } from '../../io/workspace.ts';

/** corpus/style.json; null when ingest wrote none, or one of another version. Throws `damaged-corpus-file`. */
export async function readStyle(workspace: Pick<Workspace, 'corpus'>): Promise<StyleReport | null> {
  const path = workspace.corpus('style.json');
  const text = await ifThere(path, readFile(path, 'utf8'));
  if (text === null) return null;
  const style = parsedJson(text);
  if (!isFields(style)) throw new PersonaError('damaged-corpus-file', { file: 'corpus/style.json' });
  return style.schema === 'persona-style/1' ? (style as unknown as StyleReport) : null;
}
