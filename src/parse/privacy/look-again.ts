import { type Finding, find } from './scan.ts';
import { traitsOf } from './traits.ts';

/** Characters beside a place: what stands there is found where its neighbours within the same distance are known too. */
const NEAR = 256;
/** An unbroken run in front of it that may be the address of a web page, or a hash, is looked at as a whole. */
const LONGEST_RUN = 2048;

/**
 * What a text holds near places that have just been masked: there alone can something have come to light that `find` did not
 * see before. Null where the whole text is as quickly looked at.
 *
 * A row of glued keys shows one more each time that one is masked. To look at the whole text each time would take hours for
 * a megabyte of them; this takes as long as there are findings.
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
    return find(part, traitsOf(part), keep)
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
