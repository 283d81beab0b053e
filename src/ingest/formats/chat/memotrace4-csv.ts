import type { Reader } from '../../reader.ts';
import { csvChat } from '../families/csv-chat.ts';
import { MEMOTRACE4_COLUMNS, MEMOTRACE4_NAMES, memotrace4Rows } from '../families/memotrace4.ts';

const reader = csvChat({
  id: 'memotrace4-csv',
  title: { en: 'MemoTrace chat since 2025 (.csv)', zh: '留痕 MemoTrace 聊天记录，2025 年起（.csv）' },
  carries: { senderIds: false, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
  columns: MEMOTRACE4_COLUMNS,
  detect: (header) => MEMOTRACE4_COLUMNS.every((column) => header.includes(column) || MEMOTRACE4_NAMES.has(column)),
  messageId: '消息ID',
  open: (file) => memotrace4Rows('memotrace4-csv', file),
});

/** MemoTrace (留痕) since 2025: one CSV a chat, in a folder `备注(wxid)`. As a workbook the same table is `memotrace4-xlsx`. */
export const memotrace4Csv: Reader = { ...reader, detect: (head) => (head.rows ? 'no' : reader.detect(head)) };
