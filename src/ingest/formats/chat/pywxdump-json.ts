import { isObject, str } from '../../../parse/loose-json.ts';
import { jsonChat } from '../families/json-chat.ts';
import { pywxdumpRows } from '../families/pywxdump.ts';

/**
 * PyWxDump: one array of objects with the columns of its CSV. `src` of a merged forward is an object. Until 2024-08
 * `msg` and `src` stood in an object `content`. Source: xaoyaoo/PyWxDump, export_chat.py and
 * dbpreprocess/parsingMSG.py.
 */
export const pywxdumpJson = jsonChat({
  id: 'pywxdump-json',
  title: { en: 'PyWxDump chat (.json)', zh: 'PyWxDump 聊天记录（.json）' },
  carries: { senderIds: true, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
  array: null,
  detect: ({ items }) =>
    items.some(
      (item) =>
        isObject(item) && 'MsgSvrID' in item && 'type_name' in item && 'is_sender' in item && 'room_name' in item,
    ),
  open: async (_frame, file) => {
    const make = await pywxdumpRows('pywxdump-json', file);
    return (message, record) => {
      const cells = isObject(message.content) ? { ...message, ...message.content } : message;
      return make((column) => str(cells[column]), record);
    };
  },
});
