import type { NoticeCode } from '../../core/errors.ts';
import type { FileHead } from '../../core/export-file.ts';
import { jsonHead } from '../../parse/json-items.ts';
import { isOle } from '../../parse/ole-file.ts';

/**
 * Files that people hand over in good faith and that are of no use here. The notice says why, and what to export
 * instead.
 */
export interface Rejection {
  code: NoticeCode;
  /** It holds a chat all the same: see sent-files.ts. */
  chat?: true;
  matches(head: FileHead): boolean;
  /** No reader can make anything of such bytes, not even one named by --from. */
  always?: true;
}

export const REJECTIONS: readonly Rejection[] = [
  // WeChatDataAnalysis protects its archives with a password.
  {
    code: 'rejected-encrypted',
    chat: true,
    matches: ({ name, bytes }) => /\.wec$/iu.test(name) || latin1(bytes, 4) === 'WEC1',
  },
  // MSG0.db, message_0.db, and what recovery programs leave.
  { code: 'rejected-database', always: true, matches: ({ bytes }) => latin1(bytes, 15) === 'SQLite format 3' },
  { code: 'rejected-pdf', always: true, matches: ({ bytes }) => /^\s*%PDF-\d/u.test(latin1(bytes, 64)) },
  { code: 'rejected-archive', always: true, matches: ({ bytes }) => ARCHIVE.test(latin1(bytes, 16)) },
  // Word and Excel wrap a locked document in an OLE file that keeps its ending (MS-OFFCRYPTO 2.3).
  {
    code: 'rejected-locked-document',
    always: true,
    matches: ({ name, bytes }) => isOle(bytes) && /\.(?:doc|xls|ppt)[xm]$/iu.test(name),
  },
  // MemoTrace's text for language models: a line of stars around each day, then `name:text` without times.
  {
    code: 'rejected-masked-text',
    chat: true,
    matches: ({ text }) => /^\s*\*{10,}\d{4}-\d\d-\d\d\*{10,}\r?\n/u.test(text),
  },
  { code: 'rejected-training-data', chat: true, matches: ({ text }) => /^\s*[[{]/u.test(text) && isTrainingData(text) },
  // MemoTrace's Word file: senders are pictures beside the words, and a time stands there every five minutes. Its folder
  // is `聊天记录/备注(wxid)`.
  {
    code: 'rejected-word-chat',
    chat: true,
    matches: ({ path, entries, document = '' }) =>
      entries?.includes('word/document.xml') === true &&
      (/(?:^|\/)聊天记录\//u.test(path) ||
        /\((?:wxid_\w+|\w+@chatroom)\)\/[^/]+\.docx$/iu.test(path) ||
        STAMP_ABOVE_TABLE.test(document)),
  },
  // WeChat's own databases are encrypted from the first byte on; only the name gives them away.
  { code: 'rejected-database', always: true, matches: ({ name }) => WECHAT_DATABASE.test(name) },
];

/** A time in a paragraph of its own, then a table: python-docx writes it so for LC044/WeChatMsg, exporter_docx.py. */
const STAMP_ABOVE_TABLE =
  /<w:t>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d<\/w:t><\/w:r><\/w:p><w:tbl>(?:(?!<\/w:tbl>)[\s\S]){0,8000}<w:drawing>/u;

/** 7z, RAR, gzip, xz, bzip2. */
const ARCHIVE = /^(?:7z\xbc\xaf|Rar!\x1a\x07|\x1f\x8b\x08|\xfd7zXZ|BZh[1-9]1AY)/u;

/** Why a file is not read although its kind is known; undefined for all others. `asked`: --from names its format. */
export function rejectionOf(head: FileHead, asked = false): Rejection | undefined {
  return REJECTIONS.find(({ matches, always }) => (always || !asked) && matches(head));
}

/**
 * Training data: `[{ conversations: [{ role, content }] }]`, Alpaca's `instruction` and `output`, ShareGPT's
 * `messages`. Its texts are shuffled and joined.
 */
function isTrainingData(text: string): boolean {
  // The head may hold no more than the first element; the comma ends it.
  const array = text.trimStart().startsWith('[') ? text : `[${text.trimStart().split('\n', 1)[0]},`;
  const [first] = jsonHead(array, null).items;
  if (typeof first !== 'object' || first === null) return false;
  const { conversations, instruction, output, messages } = first as Record<string, unknown>;
  if (instruction !== undefined && output !== undefined) return true;
  const [turn] = Array.isArray(conversations) ? conversations : Array.isArray(messages) ? messages : [];
  return (
    typeof turn === 'object' &&
    turn !== null &&
    ('role' in turn || 'from' in turn) &&
    ('content' in turn || 'value' in turn)
  );
}

const latin1 = (bytes: Uint8Array, length: number) => Buffer.from(bytes.subarray(0, length)).toString('latin1');

/**
 * WeChat 3 (MSG0.db, MediaMSG0.db, MicroMsg.db), WeChat 4 (message_0.db, biz_message_0.db), Android (EnMicroMsg.db),
 * iPhone (MM.sqlite, message_1.sqlite) and macOS (msg_0.db).
 */
const WECHAT_DATABASE =
  /^(?:(?:(?:Media|Public|Chat|OpenIM|FTS)?Msg\d*|(?:En|Sns)?MicroMsg\d*|(?:biz_)?(?:message|msg|media)_\d+)\.db|[^.].*\.sqlite)$/iu;
