import { type AudioLines, sourcesOf } from '../../audio/earlier.ts';
import { isRecordingReport } from '../../audio/report.ts';
import { upsert } from '../../core/upsert.ts';
import { Forgotten, type ForgottenLine } from '../../ingest/corpus/forgotten.ts';
import { readListed } from '../../io/audio-output.ts';
import { sha256Of, soundOf } from '../audio/forgotten.ts';
import type { Context } from '../command.ts';
import { sentSounds } from '../stored/sent-sounds.ts';

/**
 * The lines; those of items with sound, whoever sent them, get the hashes of all files that hold it: as each export gives
 * it, as far as that can be read or was heard before, and as copies of it were heard under other names. What else was
 * read of a forgotten sender gets a line of its own.
 */
export async function withSounds({ workspace }: Context, lines: readonly ForgottenLine[]): Promise<ForgottenLine[]> {
  const forgotten = new Forgotten(lines, sha256Of);
  const listed = await readListed(workspace, isRecordingReport);
  const heard = sourcesOf(listed);
  const hashByFile = new Map(heard.map(({ file, sha256 }) => [file, sha256]));
  const hashes = new Map<string | undefined, Set<string>>();
  const add = (item: string | null, sound: string | null | undefined) => {
    if (sound) upsert(hashes, item === null ? undefined : sha256Of(item), () => new Set()).add(sha256Of(sound));
  };
  const addWithCopies = (item: string | null, file: string) => {
    for (const copy of copiesOf(file, listed)) add(item, hashByFile.get(copy));
  };
  for (const { item, file } of heard) if (item !== null && forgotten.hasItem(item)) addWithCopies(item, file);
  for await (const { item, sender, recording } of sentSounds(workspace)) {
    if (item === null ? !forgotten.hasSender(sender) : !forgotten.hasItem(item)) continue;
    add(item, await soundOf(recording).catch(() => null));
    addWithCopies(item, recording.file);
  }
  const alone = hashes.get(undefined);
  return [
    ...lines.map((line) => {
      const sounds = line.item === undefined ? undefined : hashes.get(line.item);
      return sounds ? { ...line, sounds: [...sounds] } : line;
    }),
    ...(alone && lines[0] ? [{ date: lines[0].date, sounds: [...alone] }] : []),
  ];
}

/** A recording, and those that were heard as the same sound and are no messages of their own. */
function copiesOf(file: string, { recordings }: Pick<AudioLines, 'recordings'>): string[] {
  const original = recordings.find((each) => each.file === file)?.duplicateOf ?? file;
  const same = recordings.filter((each) => each.file === original || each.duplicateOf === original);
  return [file, ...same.filter(({ item }) => item === null).map((each) => each.file)];
}
