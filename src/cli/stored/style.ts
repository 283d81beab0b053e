import { type Choice, isSeen } from '../../bundle/options.ts';
import { isItem } from '../../core/corpus-shape.ts';
import { languageOf } from '../../core/language.ts';
import { aliases, type PersonaConfig } from '../../core/persona.ts';
import type { StyleReport } from '../../core/style.ts';
import { createStyle } from '../../ingest/style/style.ts';
import { readJson, readJsonl } from '../../io/jsonl.ts';
import type { Workspace } from '../../io/workspace.ts';
import { epochOf } from '../../parse/epoch.ts';
import { loadSegmenter } from '../../parse/segmenter.ts';

type Corpus = Pick<Workspace, 'corpus'>;

/**
 * The style of what goes into a bundle. Where entries that only their author could see stay out, the rest is counted
 * anew: a count in corpus/style.json may come from them. Null for a period, whose sessions may begin elsewhere than in
 * the corpus, so that nobody could tell which are held out; and where ingest wrote no style.
 */
export async function styleFor(choice: Choice, persona: PersonaConfig, workspace: Corpus): Promise<StyleReport | null> {
  if (choice.period) return null;
  const style = await readStyle(workspace);
  return style && choice.withoutOnlyMe ? styleOfSeen(style, choice, persona, workspace) : style;
}

/** corpus/style.json; null when ingest wrote none, or one of another version. */
async function readStyle(workspace: Corpus): Promise<StyleReport | null> {
  const style = await readJson<StyleReport>(workspace.corpus('style.json'));
  return style?.schema === 'persona-style/1' ? style : null;
}

async function styleOfSeen(
  whole: StyleReport,
  choice: Choice,
  persona: PersonaConfig,
  workspace: Corpus,
): Promise<StyleReport> {
  const items = () => readJsonl(workspace.corpus('items.jsonl'), isItem, 'persona ingest');
  const subjectNames = aliases(persona.subject);
  let [expected, unseen] = [0, 0];
  for await (const item of items()) {
    if (!isSeen(item, choice)) unseen++;
    if (!item.bySubject) continue;
    expected++;
    subjectNames.add(item.sender.name);
  }
  if (unseen === 0) return whole;
  const { sessionGap } = whole.method;
  const style = createStyle({ sessionGap, lang: languageOf(persona), expected, subjectNames });
  // Items stand in the order of time, those without a time beside a neighbour.
  let at = Number.NaN;
  for await (const item of items()) {
    const epoch = epochOf(item.time);
    if (!Number.isNaN(epoch)) at = epoch;
    if (isSeen(item, choice)) style.push(item, epoch, at);
  }
  return style.result(await loadSegmenter());
}
