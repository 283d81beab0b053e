/** Cells of tables that people may have saved again with Excel or WPS. */

/**
 * A server id of WeChat (16 to 20 digits) as a string; undefined for what is none. Excel keeps 15 digits of a number and
 * fills up with zeros, or writes 1.31826E+18: such a cell would join messages that have nothing to do with each other.
 */
export function serverId(written: string): string | undefined {
  // `="1318…"` and `'1318…` are how people keep Excel from doing that.
  const cell = isDigit(written, 0) && isDigit(written, written.length - 1) ? written : bare(written);
  if (cell.length < 16 || cell.length > 20 || cell.endsWith('0000')) return undefined;
  for (let at = 0; at < cell.length; at++) if (!isDigit(cell, at)) return undefined;
  return cell;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

const bare = (cell: string) => cell.replace(/^\s*(?:="?|')?|["\s]+$/gu, '');

/** Whether a cell is an account of WeChat and no name: `wxid_…`, an alias, `…@chatroom`, `…@openim`. */
export function isAccount(cell: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_\-.]{3,63}(?:@[a-z]+)?$/u.test(cell);
}
