import type { FileHead } from '../../../core/export-file.ts';
import { copiedShape } from '../../../parse/copied-chat.ts';
import { firstLine } from '../../../parse/lines.ts';
import type { Match } from '../../reader.ts';

/**
 * `2023-09-28 12:05:12 陈默`; without a name it is MemoTrace 4's head of a system line. WeFlow puts the name in quotes.
 */
export const MEMOTRACE_HEAD = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?: (.*))?$/u;

const NAMED_HEAD = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \S/mu;

const OF_4 = [
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/mu,
  /^【(?:图片|语音|视频|表情包|文件|音视频通话|位置分享|分享链接|名片|红包|发起转账|已收款|合并转发的聊天记录)】/mu,
  /^引用：/mu,
];
const OF_LEGACY = [/^\[(?:图片|语音|视频|表情包|文件|音乐分享)\]$/mu, /^引用:/mu, /^ {8,}\[链接\]:title:/mu];
/** MemoTrace 4 names the folder `陈默(wxid_chenmo01)`. */
const PATH_OF_4 = /\((?:wxid_[\w-]+|gh_\w+|\d+@chatroom|[\w-]+@(?:chatroom|openim))\)\//u;

/**
 * Verdicts of the two readers. Both formats write blocks of `time name`, so the contents decide, then the folder. A
 * chat of plain words reads the same in both and is claimed by the legacy reader as a `maybe`. Neither is a list of
 * `time name: words`, in one line or two.
 */
export function memotraceDialect({ path, text }: FileHead): { legacy: Match; four: Match } {
  const none = { legacy: 'no', four: 'no' } as const;
  const first = firstLine(text);
  const name = MEMOTRACE_HEAD.exec(first)?.[2] ?? (MEMOTRACE_HEAD.test(first) ? '' : null);
  if (name === null || /^(['"]).*\1$/u.test(name) || /[(<]\d{5,}[)>]$/u.test(name)) return none;
  if (/[:：]/u.test(name) && copiedShape(text) === 'time-line') return none;
  if (!NAMED_HEAD.test(text) && copiedShape(text) === 'time-over-line') return none;
  const four = OF_4.filter((sign) => sign.test(text)).length;
  const legacy = OF_LEGACY.filter((sign) => sign.test(text)).length;
  if (four > legacy || (four === legacy && PATH_OF_4.test(path))) return { legacy: 'no', four: four ? 'yes' : 'maybe' };
  return { legacy: legacy ? 'yes' : 'maybe', four: 'no' };
}
