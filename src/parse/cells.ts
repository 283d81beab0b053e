/** Cells of tables that people may have saved again with Excel or WPS, and the same fields in other exports. */

/** Spreadsheet programs keep this many digits of a number and replace the rest with zeros. */
const KEPT_DIGITS = 15;

/**
 * A server id of WeChat (16 to 20 digits) as a string. Undefined for anything else (0, -1, a tool's own number), and
 * for an id that Excel has rounded: it would join messages that have nothing to do with each other.
 */
export function serverId(written: string): string | undefined {
  if (written.length <= KEPT_DIGITS) return undefined;
  // `="1318…"` and `'1318…` are how people keep Excel from rounding.
  const cell = isDigit(written, 0) && isDigit(written, written.length - 1) ? written : bare(written);
  if (cell.length <= KEPT_DIGITS || cell.length > 20 || hasLostDigits(cell)) return undefined;
  for (let at = 0; at < cell.length; at++) if (!isDigit(cell, at)) return undefined;
  return cell;
}

function hasLostDigits(digits: string): boolean {
  for (let at = digits.length - 1; at >= KEPT_DIGITS; at--) if (digits.charCodeAt(at) !== ZERO) return false;
  return true;
}
const ZERO = 48;

/** Whether a cell is a server id that a spreadsheet program has rounded: `1.31826E+18`, `1318260923170450000`. */
export function isRoundedId(written: string): boolean {
  if (written.length < 5) return false;
  const cell = bare(written);
  return ROUNDED.test(cell) || (/^\d{16,20}$/u.test(cell) && hasLostDigits(cell));
}
const ROUNDED = /^\d(?:[.,]\d+)?E\+0?1[5-9]$/iu;

/**
 * The leading digits of an id that are certain, even if the id is rounded; empty where so few are left that the last of
 * them may have been rounded up.
 */
export function sureDigits(written: string): string {
  const cell = bare(written);
  const digits = (ROUNDED.test(cell) ? cell.replace(/E.*$/iu, '') : cell).replace(/[.,]/u, '');
  return /^\d{12,20}$/u.test(digits) ? digits.slice(0, 11) : '';
}

/**
 * Whether a cell holds what a spreadsheet program puts in place of words: an error, where words begin with `-`, `+` or
 * `=` and were taken for a formula; 6.21701E+15 for a long number.
 */
export function isNoWords(cell: string): boolean {
  const first = cell.charCodeAt(0);
  if (first === 35) return /^#(?:NAME\?|REF!|VALUE!|DIV\/0!|NUM!|NULL!)$/u.test(cell);
  return first >= 48 && first <= 57 && /^\d(?:[.,]\d+)?E\+\d\d$/u.test(cell);
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

const bare = (cell: string) => cell.replace(/^\s*(?:="?|')?|(?<!["\s])["\s]+$/gu, '');

/** Whether a cell is a WeChat account and not a name: `wxid_…`, an alias, `…@chatroom`, `…@openim`. */
export function isAccount(cell: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_\-.]{3,63}(?:@[a-z]+)?$/u.test(cell);
}
