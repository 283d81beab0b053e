import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ByHand, byHand } from '../../bundle/earlier.ts';
import type { PlannedFile } from '../../bundle/layout.ts';
import { MANIFEST, Manifest } from '../../bundle/manifest.ts';
import {
  METADATA,
  mustKnowSegments,
  parseMetadata,
  parseTranscripts,
  TRANSCRIPTS,
  typedSince,
} from '../../bundle/transcripts.ts';
import { inBoth, PersonaError } from '../../core/errors.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import { ifThere } from '../../io/if-there.ts';
import { throwPathError } from '../../io/path-error.ts';
import { type BundleEntry, openBundle, sha256 } from '../../io/read-bundle.ts';
import { decodeWhole } from '../../parse/decode-whole.ts';
import { looksBinary } from '../../parse/text-shape.ts';
import type { Context } from '../command.ts';
import type { TypedWords } from '../stored/typed-words.ts';

/** The bundle whose place the next one takes. */
export interface EarlierBundle {
  manifest: Manifest;
  hand: ByHand;
  /** Words of segments that were typed into its transcripts.csv. */
  typed: TypedWords[];
  /** Why none of them could be read: the list is then one of the files that people changed. */
  unread: PersonaError | null;
}

/**
 * Null where there is no bundle yet. Throws `earlier-bundle-unknown` or `not-replaceable` when it is not clear what
 * people have put into it, and `bundle-of-another` when it is not of this subject.
 */
export async function readEarlierBundle(
  dir: string,
  { name, names }: PersonaConfig['subject'],
): Promise<EarlierBundle | null> {
  if (!(await ifThere(dir, readdir(dir)))?.length) return null;
  const { files, problems } = await openBundle(dir);
  const [problem] = problems;
  if (problem) throw new PersonaError('not-replaceable', { path: join(dir, String(problem.facts.file)) });
  const manifest = await manifestOf(files.get(MANIFEST));
  if (!manifest) throw new PersonaError('earlier-bundle-unknown', { path: dir });
  if (![name, ...names].includes(manifest.subject.name)) throw new PersonaError('bundle-of-another', { path: dir });
  const hashes = new Map<string, string>();
  for (const [path, entry] of files) hashes.set(path, sha256(await entry.read()));
  const hand = byHand(manifest.files, hashes);
  const isTyped = hand.changed.includes(TRANSCRIPTS) || hand.added.includes(TRANSCRIPTS);
  if (!isTyped) return { manifest, hand, typed: [], unread: null };
  try {
    const typed = await wordsTypedIn(dir, files);
    const changed = hand.changed.filter((path) => path !== TRANSCRIPTS);
    return { manifest, hand: { ...hand, changed }, typed, unread: null };
  } catch (error) {
    if (!(error instanceof PersonaError) || error.code !== 'bad-transcripts') throw error;
    return { manifest, hand, typed: [], unread: error };
  }
}

async function manifestOf(entry: BundleEntry | undefined): Promise<Manifest | null> {
  try {
    return Manifest.parse(JSON.parse(Buffer.from((await entry?.read()) ?? []).toString('utf8')));
  } catch {
    return null;
  }
}

async function wordsTypedIn(dir: string, files: ReadonlyMap<string, BundleEntry>): Promise<TypedWords[]> {
  const textOf = async (path: string) => decodeWhole((await files.get(path)?.read()) ?? new Uint8Array());
  const metadata = parseMetadata(await textOf(METADATA));
  const file = join(dir, TRANSCRIPTS);
  const lines = parseTranscripts(await textOf(TRANSCRIPTS), file);
  mustKnowSegments(lines, metadata, file);
  return typedSince(lines, metadata).flatMap(({ segment, text }) => {
    const { source } = metadata.get(segment) ?? {};
    return source ? [{ segment, text, source: { item: source.item, sha256: source.sha256 } }] : [];
  });
}

/** The texts among files that people put into a bundle, as far as a leak can be found in them. */
export async function readTexts(dir: string, paths: readonly string[]): Promise<PlannedFile[]> {
  const texts: PlannedFile[] = [];
  for (const path of paths) {
    const file = join(dir, path);
    const text = decodeWhole(await readFile(file).catch(throwPathError(file, 'read')));
    if (!looksBinary(text)) texts.push({ path, text });
  }
  return texts;
}

/** Reports which files of the family's own stay, and where; a file reported before is not named again. */
export function tellOfHands(
  { manifest, unread }: EarlierBundle,
  { kept, aside }: { kept: readonly string[]; aside: readonly string[] },
  { emit }: Context,
): void {
  const known = new Set(manifest.files.filter(({ kept }) => kept).map(({ path }) => path));
  const tell = (code: 'bundle-kept' | 'bundle-set-aside', files: readonly string[]) => {
    if (files.length) emit({ type: 'warn', notice: { code, facts: { files } } });
  };
  tell(
    'bundle-kept',
    kept.filter((path) => !known.has(path)),
  );
  tell('bundle-set-aside', aside);
  if (unread) emit({ type: 'warn', notice: { code: 'bundle-words-unread', facts: { why: inBoth(unread) } } });
}

/** Asks whether parts may go; throws `bundle-would-shrink` without a yes or --yes. */
export async function mustNotShrink(dir: string, lost: readonly string[], { yes, ask }: Context): Promise<void> {
  if (!lost.length || yes) return;
  const parts = lost.join(', ');
  const agreed = await ask?.confirm(
    {
      en: `${basename(dir)} holds ${parts}, and would not any more. Go on?`,
      zh: `${basename(dir)} 里现有的 ${parts} 会被去掉，继续吗？`,
    },
    false,
  );
  if (!agreed) throw new PersonaError('bundle-would-shrink', { path: dir, parts });
}
