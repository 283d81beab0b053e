import { readFile } from 'node:fs/promises';
import { isSeen, type WordsChoice } from '../../bundle/options.ts';
import { isWholeItem } from '../../core/corpus-shape.ts';
import { PersonaError } from '../../core/errors.ts';
import { languageOf } from '../../core/language.ts';
import { aliases, type PersonaConfig } from '../../core/persona.ts';
import { isFields, parsedJson } from '../../core/shape.ts';
import { STYLE_SCHEMA, type StyleReport } from '../../core/style.ts';
import type { Item } from '../../core/types.ts';
import { createStyle, type StyleOptions } from '../../ingest/style/style.ts';
import { ifThere } from '../../io/if-there.ts';
import { readJsonl } from '../../io/jsonl.ts';
import type { Workspace } from '../../io/workspace.ts';
import { epochOf } from '../../parse/epoch.ts';
import { loadSegmenter } from '../../parse/segmenter.ts';

type Corpus = Pick<Workspace, 'corpus'>;

/**
 * The style of what goes into a bundle. Where entries that only their author could see stay out, the rest is counted
 * anew: a count in corpus/style.json may come from them. So is all where style.json is of another version. Null for a
 * period, whose sessions may begin elsewhere than in the corpus, so that nobody could tell which are held out; and
 * where ingest wrote no style. Throws `damaged-corpus-file`.
 */
export async function styleFor(
  choice: WordsChoice,
  persona: PersonaConfig,
  workspace: Corpus,
): Promise<StyleReport | null> {
  if (choice.period) return null;
  const written = await writtenStyle(workspace);
  if (!written) return null;
  const isCurrent = written.schema === STYLE_SCHEMA;
  if (isCurrent && !choice.withoutOnlyMe) return written;
  const items = () => readJsonl(workspace.corpus('items.jsonl'), isWholeItem, 'persona ingest');
  const { unseen, ...look } = await lookAt(items(), choice, persona);
  return isCurrent && unseen === 0 ? written : styleOfSeen(items(), choice, look);
}

/** corpus/style.json, of whatever version. */
async function writtenStyle(workspace: Corpus): Promise<StyleReport | null> {
  const path = workspace.corpus('style.json');
  const text = await ifThere(path, readFile(path, 'utf8'));
  if (text === null) return null;
  const style = parsedJson(text);
  if (!isFields(style)) throw new PersonaError('damaged-corpus-file', { file: 'corpus/style.json' });
  return style as unknown as StyleReport;
}

/** What counting must know of all items before it begins, and how many of them stay out. */
async function lookAt(items: AsyncIterable<Item>, choice: WordsChoice, persona: PersonaConfig) {
  const subjectNames = aliases(persona.subject);
  let [expected, unseen] = [0, 0];
  for await (const item of items) {
    if (!isSeen(item, choice)) unseen++;
    if (!item.bySubject) continue;
    expected++;
    subjectNames.add(item.sender.name);
  }
  return { unseen, expected, subjectNames, lang: languageOf(persona) };
}

async function styleOfSeen(items: AsyncIterable<Item>, choice: WordsChoice, look: StyleOptions): Promise<StyleReport> {
  const style = createStyle(look);
  // Items stand in the order of time, those without a time beside a neighbour.
  let at = Number.NaN;
  for await (const item of items) {
    const epoch = epochOf(item.time);
    if (!Number.isNaN(epoch)) at = epoch;
    if (isSeen(item, choice)) style.push(item, epoch, at);
  }
  return style.result(await loadSegmenter());
}
