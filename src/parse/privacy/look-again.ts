import { type Finding, findPrivate } from './scan.ts';
import { traitsOf } from './traits.ts';

/**
 * Characters on either side of a place. A finding there counts if its surroundings within the same distance are known
 * too.
 */
const NEAR = 256;
/**
 * An unbroken run of characters before it may be a web address or a hash, and is looked at as a whole up to this
 * length.
 */
const LONGEST_RUN = 2048;

/**
 * What a text holds near places that have just been masked: only there can something appear that `findPrivate` did not see
 * before. Null where looking at the whole text is as quick.
 *
 * In a row of keys without gaps, each masked key reveals one more. Looking at the whole text each time would take hours
 * for a megabyte of them; this takes time in proportion to the findings.
 */
export function findNear(
  text: string,
  places: readonly number[],
  keep: ReadonlySet<string> | undefined,
): Finding[] | null {
  const windows = windowsOf(text, places);
  if (windows.reduce((sum, { from, to }) => sum + to - from, 0) * 2 > text.length) return null;
  return windows.flatMap(({ from, to }) => {
    const part = text.slice(from, to);
    const first = from === 0 ? 0 : NEAR;
    const last = to === text.length ? part.length : part.length - NEAR;
    return findPrivate(part, traitsOf(part), keep)
      .filter(({ start, end }) => start >= first && end <= last)
      .map((finding) => ({ ...finding, start: from + finding.start, end: from + finding.end }));
  });
}

interface Window {
  from: number;
  to: number;
}

function windowsOf(text: string, places: readonly number[]): Window[] {
  const windows: Window[] = [];
  for (const place of places) {
    const from = beginOfRun(text, Math.max(0, place - 2 * NEAR));
    const to = Math.min(text.length, place + 2 * NEAR);
    const last = windows.at(-1);
    if (last && from <= last.to) last.to = to;
    else windows.push({ from, to });
  }
  return windows;
}

function beginOfRun(text: string, at: number): number {
  const farthest = Math.max(0, at - LONGEST_RUN);
  let begin = at;
  while (begin > farthest && isVisibleAscii(text.charCodeAt(begin - 1))) begin--;
  return begin;
}

const isVisibleAscii = (code: number) => code > 0x20 && code < 0x7f;
