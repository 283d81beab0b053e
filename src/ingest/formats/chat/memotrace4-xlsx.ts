import { MEMOTRACE4_COLUMNS, MEMOTRACE4_NAMES, memotrace4Rows } from '../families/memotrace4.ts';
import { xlsxChat } from '../families/xlsx-chat.ts';

/** MemoTrace (留痕) since 2025: the columns of its CSV on the sheet 聊天记录, beside a sheet 成员信息. */
export const memotrace4Xlsx = xlsxChat({
  id: 'memotrace4-xlsx',
  title: { en: 'MemoTrace chat since 2025 (.xlsx)', zh: '留痕 MemoTrace 聊天记录，2025 年起（.xlsx）' },
  carries: { senderIds: false, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
  sheet: '聊天记录',
  columns: MEMOTRACE4_COLUMNS,
  optional: [...MEMOTRACE4_NAMES],
  messageId: '消息ID',
  open: (file) => memotrace4Rows('memotrace4-xlsx', file),
});
