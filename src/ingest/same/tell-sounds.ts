import type { Media, Seconds } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import { placeOf } from '../read/discover.ts';
import { ROW, type RowTable, typeCode } from '../rows/row-table.ts';
import type { Persons } from '../who/persons.ts';

/** Length of the sound at a path below a named folder; null where it cannot be told. */
export type SoundLength = (root: string, path: string) => Promise<Seconds | null>;

/**
 * Rows whose message is not the sound that they name: `other`, the sound is that of another message; `open`, nobody can
 * tell.
 */
export type SoundDoubts = ReadonlyMap<number, 'other' | 'open'>;

/** The length that the phone gives and that of the decoded sound differ by a few frames of 20 ms. */
const SAME_LENGTH: Seconds = 0.3;
/** The length of the next best message must be this much further from the sound's length than that of the best one. */
const APART: Seconds = 0.5;

/**
 * Decides about sounds that several voice messages name; a sound belongs to one of them at most. CipherTalk names
 * sounds by the second, and the second of two sounds replaces the first.
 *
 * - Where no file tells of two of the messages, the exports tell of one message, but too differently for it to be
 *   joined: a row with a known sender's id keeps the sound, else the first row.
 * - Otherwise the message whose length is that of the sound keeps it, if the lengths of all others clearly are not.
 * - Otherwise none keeps it.
 *
 * Rows that lose their sound no longer have `hasMedia`, so that another export of the message may give it one. Only
 * messages of one second are compared: everything else in the name of a sound belongs to one message. `parse`: a row as
 * it was read.
 */
export async function tellSounds(
  table: RowTable,
  persons: Persons,
  parse: (row: number) => { media?: Media; source: { file: string; root?: string } },
  lengthOf: SoundLength,
): Promise<SoundDoubts> {
  const doubts = new Map<number, 'other' | 'open'>();
  for (const rows of rowsOfOneSecond(table)) {
    if (new Set(rows.map((row) => table.headOf(row))).size < 2) continue;
    for (const claims of claimsBySound(table, rows, parse)) {
      const owner = ownerOf(table, persons, claims) ?? (await ownerByLength(claims, lengthOf));
      for (const { row, head } of claims) {
        if (head === owner) continue;
        doubts.set(row, owner === undefined ? 'open' : 'other');
        table.flags[row] = (table.flags[row] as number) & ~ROW.hasMedia;
      }
    }
  }
  return doubts;
}

/** A row that names a sound, and the row that stands for its message. */
interface Claim {
  row: number;
  head: number;
  root: string;
  media: Media;
}

const VOICE = typeCode('voice');

function* rowsOfOneSecond(table: RowTable): Generator<readonly number[], void, undefined> {
  const seconds = new Map<number, number | number[]>();
  for (let row = 0; row < table.length; row++) {
    if (table.type[row] !== VOICE || !table.isKept(row) || !table.has(row, ROW.hasMedia)) continue;
    if (table.has(row, ROW.replaced)) continue;
    const epoch = table.epoch[row] as number;
    const known = seconds.get(epoch);
    if (known === undefined) seconds.set(epoch, row);
    else if (typeof known === 'number') seconds.set(epoch, [known, row]);
    else known.push(row);
  }
  for (const rows of seconds.values()) if (typeof rows !== 'number') yield rows;
}

/** For each sound that several messages name, the rows that name it. */
function claimsBySound(
  table: RowTable,
  rows: readonly number[],
  parse: Parameters<typeof tellSounds>[2],
): readonly Claim[][] {
  const sounds = new Map<string, Claim[]>();
  for (const row of rows) {
    const { media, source } = parse(row);
    if (!media) continue;
    const root = media.root ?? source.root ?? '';
    const claims = upsert(sounds, placeOf({ root, file: media.path }), (): Claim[] => []);
    claims.push({ row, head: table.headOf(row), root, media });
  }
  return [...sounds.values()].filter((claims) => new Set(claims.map(({ head }) => head)).size > 1);
}

/** The message that keeps the sound, if no export tells of two of these messages; undefined where one does. */
function ownerOf(table: RowTable, persons: Persons, claims: readonly Claim[]): number | undefined {
  const heads = new Map<number, number>();
  for (const { row, head } of claims) {
    const file = table.file[row] as number;
    if (upsert(heads, file, () => head) !== head) return undefined;
  }
  const known = claims.find(({ row }) => persons.hasId(table.sender[row] as number));
  return (known ?? claims[0])?.head;
}

async function ownerByLength(claims: readonly Claim[], lengthOf: SoundLength): Promise<number | undefined> {
  const told = new Map<number, Seconds>();
  for (const { head, media } of claims) if (media.seconds !== undefined) told.set(head, media.seconds);
  const [claim] = claims;
  if (!claim || claims.some(({ head }) => !told.has(head))) return undefined;
  const length = await lengthOf(claim.root, claim.media.path);
  if (length === null) return undefined;
  const [best, next] = [...told]
    .map(([head, seconds]) => ({ head, off: Math.abs(seconds - length) }))
    .sort((a, b) => a.off - b.off);
  if (!best || !next || best.off > SAME_LENGTH || next.off - best.off < APART) return undefined;
  return best.head;
}
