import type { Seconds } from '../../core/types.ts';

export { duration } from '../../core/duration.ts';
export { both, escapeHtml } from '../../core/html.ts';

const two = (n: number) => String(Math.floor(n)).padStart(2, '0');

/** `0:12.3`, `1:02:03.4`: where in a recording. */
export function clock(s: Seconds): string {
  const tenths = Math.round(s * 10);
  const rest = `${two((tenths / 10) % 60)}.${tenths % 10}`;
  const minutes = Math.floor(tenths / 600);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}

/** A part of a whole as CSS wants it. */
export function cssPercent(part: number, whole: number): string {
  return whole > 0 ? `${Math.max(0, Math.min(100, (100 * part) / whole)).toFixed(3)}%` : '0%';
}
