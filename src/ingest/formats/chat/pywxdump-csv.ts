import { withoutIndexColumn } from '../../../parse/index-column.ts';
import { tableHeader } from '../../../parse/table.ts';
import type { Reader } from '../../reader.ts';
import { csvChat } from '../families/csv-chat.ts';
import { PYWXDUMP_COLUMNS, pywxdumpRows } from '../families/pywxdump.ts';
import { looksLikeWeclone } from '../families/weclone.ts';

/** PyWxDump: pages of 5000 rows, `export/<my wxid>/csv/<chat>/<chat>_0_48.csv`. WeClone's input has the same header. */
const reader = csvChat({
  id: 'pywxdump-csv',
  title: { en: 'PyWxDump chat (.csv)', zh: 'PyWxDump 聊天记录（.csv）' },
  carries: { senderIds: true, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
  columns: PYWXDUMP_COLUMNS,
  messageId: 'MsgSvrID',
  optional: ['msg', 'src', 'content', 'is_forward'],
  open: (file) => pywxdumpRows('pywxdump-csv', file),
});

export const pywxdumpCsv: Reader = {
  ...reader,
  detect: (head) =>
    withoutIndexColumn(tableHeader(head)).join().startsWith('id,MsgSvrID,type_name,is_sender,talker,room_name,') &&
    !looksLikeWeclone(head)
      ? 'yes'
      : 'no',
};
