import { upsert } from '../../core/upsert.ts';
import type { Names } from '../rows/names.ts';
import { MESSAGE, MINUTE, ROW, type RowTable, SECOND } from '../rows/row-table.ts';
import type { Persons } from '../who/persons.ts';
import { chatTimes, countsInBoth } from './chat-times.ts';
import { CLOCKS_APART } from './phones.ts';
import { minuteBeside, minuteOf, SaidInMinute } from './said-in-minute.ts';

/** At least this many messages must tell that two files are from two phones. */
const COINCIDENCES = 3;
/** An export that lost its times may say one thing a thousand times in a minute. */
const MOST_AT_ONCE = 50;
const SIDES = ROW.sent | ROW.received;

/** Most of what two chats tell of the time that both cover; a forwarded text is little of it. */
const MOST = 2 / 3;

/** What two chats of two files tell at the same times. */
interface Together {
  files: readonly [number, number];
  chats: readonly [string, string];
  /** Rows of the one that also stand in the other. */
  both: number;
  mirrored: number;
  alike: number;
  /** The row that was counted last. */
  last: number;
  /** Who wrote what stands in both, as far as two. */
  writers: Set<number>;
}

/**
 * Pairs of files that are from two phones, as `a,b` and `b,a`: in a chat what one has sent, the other has received at the
 * same time, or both have server ids for what was said at the same time, and others. It needs no names and no ids of
 * people. Of one phone two files agree on ids, on what was sent, and on what was received in a private chat. What is
 * forwarded or sent to several is told alike in two chats of one phone; so it must be most of both chats, and from two
 * people. `isOpen`: whether it is not known whose phone a file is from.
 */
export function mirroredFiles(
  table: RowTable,
  names: Names,
  persons: Persons,
  isOpen: (file: number) => boolean,
): Set<string> {
  const isTold = (row: number) =>
    table.kind[row] === MESSAGE &&
    table.has(row, SIDES | ROW.serverId) &&
    table.has(row, ROW.telling) &&
    table.isKept(row) &&
    (table.precision[row] as number) <= MINUTE;
  const chatOf = (row: number) => names.conversations[table.conversation[row] as number];
  const pairs = new Map<string, Together>();
  const note = (other: number, row: number) => {
    const [a, b] = (table.file[other] as number) < (table.file[row] as number) ? [other, row] : [row, other];
    const haveIds = table.has(a, ROW.serverId) && table.has(b, ROW.serverId);
    const haveSides = table.has(a, SIDES) && table.has(b, SIDES);
    if (!haveIds && !haveSides) return;
    const isGroup = [a, b].some((row) => chatOf(row)?.group === true);
    // Everybody in a group calls it the same.
    if (isGroup && chatOf(a)?.id !== chatOf(b)?.id) return;
    const known = upsert(pairs, `${chatIn(table, a)},${chatIn(table, b)}`, (): Together => {
      const files = [table.file[a] as number, table.file[b] as number] as const;
      const chats = [chatIn(table, a), chatIn(table, b)] as const;
      return { files, chats, both: 0, mirrored: 0, alike: 0, last: -1, writers: new Set() };
    });
    if (known.last === row) return;
    known.last = row;
    known.both++;
    if (known.writers.size < 2) known.writers.add(persons.of(table.sender[a] as number));
    const isOneSide = table.has(a, ROW.sent) === table.has(b, ROW.sent);
    if (haveIds && (isGroup || !haveSides || table.headOf(a) === table.headOf(b))) {
      if (table.headOf(a) === table.headOf(b)) known.alike++;
      else known.mirrored++;
    } else if (!isOneSide) known.mirrored++;
    else if (!isGroup || table.has(a, ROW.sent)) known.alike++;
  };
  const said = new SaidInMinute(table);
  let any = false;
  for (let row = 0; row < table.length; row++) {
    if (!isOpen(table.file[row] as number) || !isTold(row)) continue;
    said.put(row);
    any = true;
  }
  for (let row = 0; any && row < table.length; row++) {
    if (!isTold(row)) continue;
    let seen = 0;
    const look = (minute: number | undefined) =>
      minute !== undefined &&
      said.find(row, minute, never, (other) => {
        const file = table.file[other] as number;
        // Of two rows that both were put in, the later one finds the earlier one.
        const isNew = file !== table.file[row] && (other < row || !isOpen(table.file[row] as number));
        if (isNew && isAtOnce(table, other, row)) note(other, row);
        return ++seen === MOST_AT_ONCE;
      });
    if (!look(minuteOf(table, row))) look(minuteBeside(table, row));
  }
  const seeming = [...pairs.values()].filter(
    ({ mirrored, alike, writers }) => mirrored >= COINCIDENCES && 2 * alike < mirrored && writers.size > 1,
  );
  const times = chatTimes(table, new Set(seeming.flatMap(({ chats }) => chats)), (row) => chatIn(table, row), isTold);
  const isMost = ({ chats: [a, b], both }: Together) => both >= MOST * countsInBoth(times.get(a), times.get(b))[0];
  return new Set(seeming.filter(isMost).flatMap(({ files: [a, b] }) => [`${a},${b}`, `${b},${a}`]));
}

const never = () => false;

/** Whether two rows are of one time: within a few seconds, or within a minute where one of them has no seconds. */
export function isAtOnce(table: RowTable, a: number, b: number): boolean {
  const { epoch, precision } = table;
  const [left, right] = [epoch[a] as number, epoch[b] as number];
  if (precision[a] === SECOND && precision[b] === SECOND) return Math.abs(left - right) <= CLOCKS_APART;
  return minuteOf(table, a) === minuteOf(table, b);
}

/** The chat of a row in its file. */
export const chatIn = ({ file, conversation }: RowTable, row: number): string => `${file[row]},${conversation[row]}`;
