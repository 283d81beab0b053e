import { PersonaError } from '../../core/errors.ts';
import type { ExportFolder } from '../../core/export-file.ts';
import { shellWord } from '../../core/shell-word.ts';
import { DROP_REASONS, type DropReason } from '../../core/types.ts';
import type { Ledger } from '../rows/ledger.ts';
import { fateCode, ROW } from '../rows/row-table.ts';
import { type Discovery, place } from './discover.ts';
import type { FirstPass } from './first-pass.ts';
import { recordingsApart, voicesApart } from './sounds.ts';

/** Throws where the inputs give this run nothing to work with, and says what they hold instead. */
export function assertAnyOfUse({ ledger, firstNew, found }: FirstPass, folders: readonly ExportFolder[]): void {
  const paths = folders.map(named).join(', ');
  if (ledger.table.length === firstNew) throw nothingRead(found, paths);
  assertAnyUnderstood(ledger, firstNew, paths);
}

/** The error for inputs without any text; it says what lies there instead, where that is known. */
function nothingRead({ sounds, pictures }: Discovery, paths: string): PersonaError {
  const recordings = recordingsApart(sounds, new Set());
  const count = recordings.reduce((sum, each) => sum + each.count, 0);
  if (count) {
    const words = recordings.map(({ path }) => shellWord(path)).join(' ');
    return new PersonaError('nothing-but-recordings', { paths, count, words });
  }
  const voices = voicesApart(sounds, new Set());
  if (voices) return new PersonaError('nothing-but-voices', { paths, count: voices });
  return pictures
    ? new PersonaError('nothing-but-pictures', { paths, count: pictures })
    : new PersonaError('nothing-read', { paths });
}

/**
 * Throws where nothing is kept because no row read now was understood, or because all usable rows lie outside the
 * period.
 */
function assertAnyUnderstood({ table, files }: Ledger, firstNew: number, paths: string): void {
  const fates = new Float64Array(DROP_REASONS.length + 1);
  for (let row = 0; row < table.length; row++) {
    const fate = table.dropped[row] as number;
    if (!table.has(row, ROW.replaced)) fates[fate] = (fates[fate] as number) + 1;
  }
  const [kept = 0] = fates;
  const dropped = (reason: DropReason) => fates[fateCode(reason)] ?? 0;
  const outside = dropped('outside-period');
  if (kept === 0 && outside > 0) throw new PersonaError('nothing-in-period', { rows: outside, paths });
  const unreadable = fateCode('unreadable');
  for (let row = firstNew; row < table.length; row++) if (table.dropped[row] !== unreadable) return;
  const formats = [...new Set(files.filter(({ earlier }) => !earlier).map(({ format }) => format))].join(', ');
  throw new PersonaError('nothing-understood', { rows: table.length - firstNew, paths, formats });
}

/** What the user named: a folder, or the one file in it. */
const named = (folder: ExportFolder): string => {
  const [only, ...more] = folder.files;
  return only && !more.length ? place(only) : folder.root;
};
