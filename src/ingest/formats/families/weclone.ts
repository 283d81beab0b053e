import type { FileHead } from '../../../core/export-file.ts';
import { tableHeader, tableSample } from '../../../parse/table.ts';

/**
 * Whether a file is WeClone's input. It has PyWxDump's header, and Excel or a script has usually changed it on its way:
 * lines end in LF alone, a column is missing or added, times read `2024/10/4 11:42`. What PyWxDump writes itself has
 * CRLF and `2024-10-04 11:42:05`.
 */
export function looksLikeWeclone(head: FileHead): boolean {
  const header = tableHeader(head);
  if (!WECLONE_HEADER.every((name) => header.includes(name))) return false;
  // WeFlow's own file for WeClone has neither this column nor local times.
  if (!header.includes('room_name') && hasUtcTimes(head)) return false;
  if (!header.includes('room_name') || header.includes('is_forward')) return true;
  const { text } = head;
  const end = text.indexOf('\n');
  return end > 0 && (text[end - 1] !== '\r' || /[,;\t]\d{4}\/\d{1,2}\/\d{1,2} /u.test(text));
}

/** Whether times read `2023-09-28T04:08:02.000Z`, as WeFlow writes them; no spreadsheet takes that for a date. */
export const hasUtcTimes = (head: FileHead): boolean => /\d{4}-\d\d-\d\dT[\d:.]+Z/u.test(tableSample(head));

const WECLONE_HEADER = ['id', 'MsgSvrID', 'type_name', 'is_sender', 'talker', 'msg', 'src', 'CreateTime'];
