import { type Is, isFields, isText } from '../../core/shape.ts';
import type { Forgotten } from '../../ingest/corpus/forgotten.ts';
import { readJsonl, writeAtomic } from '../../io/jsonl.ts';
import type { Workspace } from '../../io/workspace.ts';
import { isForgottenSound } from '../audio/forgotten.ts';

/** One line of audio/transcripts.jsonl: the words of a segment, written down by a person who listened. */
export interface TypedWords {
  segment: string;
  text: string;
  /** The segment's source. The segment may be gone by now; the source still shows whose words these are. */
  source: { item: string | null; sha256: string };
}

const FILE = 'transcripts.jsonl';

const isTypedWords: Is<TypedWords> = (value): value is TypedWords =>
  isFields(value) &&
  isText(value.segment) &&
  isText(value.text) &&
  isFields(value.source) &&
  isText(value.source.sha256) &&
  (value.source.item === null || isText(value.source.item));

export async function readTypedWords(workspace: Workspace): Promise<TypedWords[]> {
  const words: TypedWords[] = [];
  const lines = readJsonl(workspace.audio(FILE), isTypedWords, 'persona bundle');
  for await (const line of lines) words.push(line);
  return words;
}

/**
 * Adds to the words typed before; the newest words of a segment count. They outlive the bundle that they were typed
 * into, and also segments that a later `audio-clean` cuts in other places.
 */
export async function addTypedWords(workspace: Workspace, typed: readonly TypedWords[]): Promise<void> {
  if (!typed.length) return;
  const words = new Map((await readTypedWords(workspace)).map((line) => [line.segment, line]));
  for (const line of typed) words.set(line.segment, line);
  await write(workspace, [...words.values()]);
}

export const withoutForgottenWords = (words: readonly TypedWords[], forgotten: Forgotten | null): TypedWords[] =>
  words.filter(({ source }) => forgotten === null || !isForgottenSound(forgotten, source));

/** Deletes the typed words of forgotten voice messages. */
export async function forgetTypedWords(workspace: Workspace, forgotten: Forgotten): Promise<void> {
  const words = await readTypedWords(workspace);
  const left = withoutForgottenWords(words, forgotten);
  if (left.length < words.length) await write(workspace, left);
}

async function write(workspace: Workspace, words: readonly TypedWords[]): Promise<void> {
  const sorted = [...words].sort((a, b) => (a.segment < b.segment ? -1 : 1));
  await writeAtomic(workspace.audio(FILE), sorted.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
