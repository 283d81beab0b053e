import type { StyleReport } from '../../core/style.ts';
import { readJson } from '../../io/jsonl.ts';
import type { Workspace } from '../../io/workspace.ts';

/** corpus/style.json; null when ingest wrote none, or one of another version. */
export async function readStyle(workspace: Pick<Workspace, 'corpus'>): Promise<StyleReport | null> {
  const style = await readJson<StyleReport>(workspace.corpus('style.json'));
  return style?.schema === 'persona-style/1' ? style : null;
}
