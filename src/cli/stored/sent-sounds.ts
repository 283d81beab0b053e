import { promisesSound } from '../../core/sound.ts';
import type { DroppedItem, Item, Sender } from '../../core/types.ts';
import { storedDropped, storedItems } from '../../ingest/corpus/stored.ts';
import { corpusOf } from '../../io/corpus-store.ts';
import { type Recording, sentRecording } from '../../io/recordings.ts';
import type { Workspace } from '../../io/workspace.ts';

/** A sound that the corpus tells of: that of an item, or of a row that is no item but whose sender is known. */
interface SentSound {
  /** Id of the item, also where a duplicate of it names the sound. */
  item: string | null;
  sender: Sender;
  isVoiceMessage: boolean;
  bySubject: boolean;
  recording: Recording;
}

/** All sounds that the corpus tells of, the other side's too, wherever they lie; some may not be there any more. */
export async function* sentSounds(workspace: Workspace): AsyncGenerator<SentSound, void, undefined> {
  const store = corpusOf(workspace);
  const told: DroppedItem[] = [];
  for await (const row of storedDropped(store, mayNameFile)) if (namesSound(row)) told.push(row);
  // Whose a row is that is no copy of an item tells its sender, and any item may tell whose that sender's are.
  const isAlone = told.some(({ keptId }) => keptId === undefined);
  const byItem = new Map<string, boolean>();
  const bySender = new Map<string, boolean>();
  for await (const item of storedItems(store, isAlone ? undefined : mayNameFile)) {
    const sender = called(item);
    bySender.set(sender, item.bySubject || bySender.get(sender) === true);
    if (!item.media) continue;
    byItem.set(item.id, item.bySubject);
    if (namesSound(item)) yield* soundOf(item, item.id, item.bySubject, workspace);
  }
  for (const row of told) {
    const bySubject = row.keptId === undefined ? bySender.get(called(row)) : byItem.get(row.keptId);
    if (bySubject !== undefined) yield* soundOf(row, row.keptId ?? null, bySubject, workspace);
  }
}

type Row = Pick<Item, 'type' | 'media' | 'source' | 'sender'>;

const mayNameFile = (line: string) => line.includes('"media":');

const called = ({ sender: { id, name } }: Row) => id ?? `\n${name}`;

const namesSound = ({ type, media }: Row) =>
  media !== undefined && media.path !== '' && !media.ambiguous && (type === 'voice' || promisesSound(media.path));

function* soundOf(row: Row, item: string | null, bySubject: boolean, { dir }: Workspace): Generator<SentSound> {
  const recording = sentRecording(row, dir);
  if (recording) yield { item, sender: row.sender, isVoiceMessage: row.type === 'voice', bySubject, recording };
}
