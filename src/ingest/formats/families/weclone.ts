import type { FileHead } from '../../../core/export-file.ts';
import { csvHeader } from '../../../parse/csv-rows.ts';

/**
 * WeClone's input has PyWxDump's header, and was mostly changed by Excel or a script on its way: lines end in LF alone, a
 * column is missing or added, times read `2024/10/4 11:42`. What PyWxDump writes itself has CRLF and `2024-10-04 11:42:05`.
 */
export function looksLikeWeclone({ text }: FileHead): boolean {
  const header = csvHeader(text);
  if (!WECLONE_HEADER.every((name) => header.includes(name))) return false;
  // WeFlow's own file for WeClone has neither this column nor local times.
  if (!header.includes('room_name') && /\d{4}-\d\d-\d\dT[\d:.]+Z/u.test(text)) return false;
  if (!header.includes('room_name') || header.includes('is_forward')) return true;
  const end = text.indexOf('\n');
  return end > 0 && (text[end - 1] !== '\r' || /,\d{4}\/\d{1,2}\/\d{1,2} /u.test(text));
}

const WECLONE_HEADER = ['id', 'MsgSvrID', 'type_name', 'is_sender', 'talker', 'msg', 'src', 'CreateTime'];
