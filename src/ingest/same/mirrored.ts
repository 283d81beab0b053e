import { upsert } from '../../core/upsert.ts';
import type { Names } from '../rows/names.ts';
import { MESSAGE, MINUTE, ROW, type RowTable, SECOND } from '../rows/row-table.ts';
import { CLOCKS_APART } from './phones.ts';
import { minuteBeside, minuteOf, SaidInMinute } from './said-in-minute.ts';

/** At least this many messages must tell that two files are from two phones. */
const COINCIDENCES = 3;
/** An export that lost its times may say one thing a thousand times in a minute. */
const MOST_AT_ONCE = 50;
const SIDES = ROW.sent | ROW.received;

/**
 * Pairs of files that are from two phones, as `a,b` and `b,a`: what one has sent, the other has received at the same
 * time, or both have server ids for what was said at the same time, and others. It needs no names and no ids of people.
 * Of one phone two files agree on ids, on what was sent, and on what was received in a private chat. `isOpen`: whether
 * it is not known whose phone a file is from.
 */
export function mirroredFiles(table: RowTable, names: Names, isOpen: (file: number) => boolean): Set<string> {
  const isTold = (row: number) =>
    table.kind[row] === MESSAGE &&
    table.has(row, SIDES | ROW.serverId) &&
    table.has(row, ROW.telling) &&
    table.isKept(row) &&
    (table.precision[row] as number) <= MINUTE;
  const isGroup = (row: number) => names.conversations[table.conversation[row] as number]?.group === true;
  const pairs = new Map<string, { mirrored: number; alike: number }>();
  const note = (a: number, b: number) => {
    const haveIds = table.has(a, ROW.serverId) && table.has(b, ROW.serverId);
    if (!haveIds && !(table.has(a, SIDES) && table.has(b, SIDES))) return;
    const isMirrored = haveIds
      ? table.headOf(a) !== table.headOf(b)
      : table.has(a, ROW.sent) !== table.has(b, ROW.sent);
    if (!isMirrored && !haveIds && table.has(a, ROW.received) && isGroup(a)) return;
    const [low, high] = [table.file[a] as number, table.file[b] as number].sort((x, y) => x - y);
    const counts = upsert(pairs, `${low},${high}`, () => ({ mirrored: 0, alike: 0 }));
    if (isMirrored) counts.mirrored++;
    else counts.alike++;
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
  const isMirror = ({ mirrored, alike }: { mirrored: number; alike: number }) =>
    mirrored >= COINCIDENCES && 2 * alike < mirrored;
  return new Set(
    [...pairs].flatMap(([key, counts]) => (isMirror(counts) ? [key, key.split(',').reverse().join()] : [])),
  );
}

const never = () => false;

/** Whether two rows are of one time: within a few seconds, or within a minute where one of them has no seconds. */
export function isAtOnce(table: RowTable, a: number, b: number): boolean {
  const { epoch, precision } = table;
  const [left, right] = [epoch[a] as number, epoch[b] as number];
  if (precision[a] === SECOND && precision[b] === SECOND) return Math.abs(left - right) <= CLOCKS_APART;
  return minuteOf(table, a) === minuteOf(table, b);
}
