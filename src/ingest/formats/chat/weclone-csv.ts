import type { Reader } from '../../reader.ts';
import { csvChat } from '../families/csv-chat.ts';
import { PYWXDUMP_COLUMNS, pywxdumpRows } from '../families/pywxdump.ts';
import { looksLikeWeclone } from '../families/weclone.ts';

/** What WeClone reads: PyWxDump's columns, often saved again by Excel, so that times have no seconds. */
const reader = csvChat({
  id: 'weclone-csv',
  title: { en: 'WeClone data set (.csv)', zh: 'WeClone 数据集（.csv）' },
  carries: { senderIds: true, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'varies' },
  columns: PYWXDUMP_COLUMNS,
  messageId: 'MsgSvrID',
  optional: ['room_name', 'content', 'is_forward'],
  open: (file) => pywxdumpRows('weclone-csv', file),
});

export const wecloneCsv: Reader = { ...reader, detect: (head) => (looksLikeWeclone(head) ? 'yes' : 'no') };
