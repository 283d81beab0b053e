import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { VoiceOptions } from '../../bundle/options.ts';
import { mustKnowSegments, parseTranscripts, withTranscripts } from '../../bundle/transcripts.ts';
import type { Segment } from '../../core/types.ts';
import { pathError } from '../../io/path-error.ts';
import type { Workspace } from '../../io/workspace.ts';
import { decodeWhole } from '../../parse/decode-whole.ts';
import { forgottenOf } from '../audio/forgotten.ts';
import { knownSounds } from '../audio/known-sounds.ts';
import type { Context } from '../command.ts';
import { readSegments } from '../stored/segments.ts';
import { type TypedWords, withoutForgottenWords } from '../stored/typed-words.ts';
import type { EarlierBundle } from './earlier.ts';

/**
 * The segments, and the words that people typed since the last bundle: into that bundle, or into a file of their own.
 * Words of what was forgotten stay out, wherever they still stand, and so do words of recordings that were never here.
 */
export async function readVoice(
  { workspace, env }: Context,
  options: Pick<VoiceOptions, 'transcripts'>,
  earlier: EarlierBundle | null,
): Promise<{ segments: Segment[]; typed: TypedWords[] }> {
  const segments = await readSegments(workspace);
  const own = options.transcripts ? await wordsOf(resolve(env.cwd, options.transcripts), segments) : [];
  const typed = withoutForgottenWords([...(await wordsIn(earlier, workspace)), ...own], await forgottenOf(workspace));
  return { segments: withTranscripts(segments, typed), typed };
}

async function wordsIn(earlier: EarlierBundle | null, workspace: Workspace): Promise<TypedWords[]> {
  if (!earlier?.typed.length) return [];
  const isKnown = await knownSounds(workspace);
  return earlier.typed.filter(({ source }) => isKnown(source));
}

async function wordsOf(path: string, segments: readonly Segment[]): Promise<TypedWords[]> {
  const bytes = await readFile(path).catch((error) => {
    throw pathError(error, path, 'read');
  });
  const known = new Map(segments.map(({ id, source: { item, sha256 } }) => [id, { item, sha256 }]));
  const typed = parseTranscripts(decodeWhole(bytes), path);
  mustKnowSegments(typed, known, path);
  return typed.flatMap(({ segment, text }) => {
    const source = known.get(segment);
    return source && text ? [{ segment, text, source }] : [];
  });
}
