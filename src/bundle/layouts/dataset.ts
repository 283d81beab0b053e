import type { Profile } from '../../core/types.ts';
import { type BundleFault, fault } from '../fault.ts';
import type { Clip, PlannedFile } from '../layout.ts';
import { isUnspaced } from '../voice/words.ts';
import { oneLine, wav } from './shared.ts';

export interface Row {
  /** `0001` */
  name: string;
  /** `wavs/0001.wav`, relative to the backend's folder. */
  path: string;
  text: string;
  clip: Clip;
}

/** A training set: one numbered WAV per clip. Numbers are unique and ASCII, as every list demands. */
export function dataset(clips: readonly Clip[], profile: Profile, dir: string): { files: PlannedFile[]; rows: Row[] } {
  const width = Math.max(4, String(clips.length).length);
  const rows = clips.map((clip, i): Row => {
    const name = String(i + 1).padStart(width, '0');
    return { name, path: `${dir}/${name}.wav`, text: clip.transcript ? oneLine(clip.transcript) : '', clip };
  });
  return { files: rows.map(({ path, clip }) => wav(path, clip, profile)), rows };
}

/** Every n-th row is kept for validation: about `share` of them, at least one when there are two or more. */
export function held<T>(rows: readonly T[], share: number): { train: T[]; eval: T[] } {
  const every = Math.max(2, Math.round(1 / share));
  const isHeld = (i: number) =>
    rows.length > 1 && (i % every === every - 1 || (rows.length < every && i === rows.length - 1));
  return { train: rows.filter((_, i) => !isHeld(i)), eval: rows.filter((_, i) => isHeld(i)) };
}

/** Files that a list names and that are missing, and files that it does not name. */
export function listFaults(list: string, named: readonly string[], there: readonly string[]): BundleFault[] {
  return [
    ...named.filter((path) => !there.includes(path)).map((path) => fault('verify-not-there', list, { path })),
    ...there.filter((path) => !named.includes(path)).map((path) => fault('verify-not-listed', path, { list })),
    ...(named.length === new Set(named).size ? [] : [fault('verify-named-twice', list)]),
    ...(named.length ? [] : [fault('verify-empty', list)]),
  ];
}

/** A row of a `|` list. A field may hold no `|`: it becomes a comma, as the language of the field writes one. */
export const barRow = (...fields: string[]): string =>
  `${fields.map((field) => field.replace(/\s*\|\s*/gu, isUnspaced(field) ? '，' : ', ')).join('|')}\n`;

/**
 * The same for a list that Python's csv reads: a field that begins with `"` would run to the next one, over as many
 * rows as lie between, so these marks are taken out of the words.
 */
export const csvBarRow = (...fields: string[]): string => barRow(...fields.map((field) => field.replaceAll('"', '')));

export const quotationFaults = (list: string, text: string): BundleFault[] =>
  text.includes('"') ? [fault('verify-quotation-mark', list)] : [];

/** Rows of a `|` list, each checked for its number of fields. */
export function barRows(list: string, text: string, fields: number): { rows: string[][]; faults: BundleFault[] } {
  const lines = text.split('\n').filter(Boolean);
  const rows = lines.map((line) => line.split('|'));
  const faults = rows.flatMap((row, i) =>
    row.length === fields && row.every(Boolean) ? [] : [fault('verify-fields', list, { line: i + 1, count: fields })],
  );
  if (text.startsWith('\uFEFF')) faults.push(fault('verify-byte-order-mark', list));
  return { rows, faults };
}

export const wavsIn = (files: readonly string[], dir: string): string[] =>
  files.filter((path) => path.startsWith(`${dir}/`) && path.endsWith('.wav'));
