/** Reads values from a page's script; in damaged files they may be of any type. */

export const stringOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' && Number.isFinite(value) ? String(value) : '';

/** Unix seconds, from a number or its digits; milliseconds are recognised by their size. Null for anything else. */
export function epochOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,16}$/u.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) return null;
  const seconds = Math.floor(number > MAX_SECONDS ? number / 1000 : number);
  return seconds < MAX_SECONDS ? seconds : null;
}
/** The year 2100 in seconds; read as milliseconds, this number is a day in 1970. */
const MAX_SECONDS = 4_102_444_800;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
