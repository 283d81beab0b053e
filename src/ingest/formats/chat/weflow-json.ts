import { jsonChat } from '../families/json-chat.ts';
import { weflowExporter } from '../families/weflow-exporter.ts';
import { weflowMessages } from '../families/weflow-message.ts';

/** WeFlow and the programs that copied its JSON: `{ weflow: { generator }, session, messages }`. */
export const weflowJson = jsonChat({
  id: 'weflow-json',
  title: { en: 'WeFlow chat (.json)', zh: 'WeFlow 聊天记录（.json）' },
  carries: { senderIds: true, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
  array: 'messages',
  needs: ['session'],
  detect: (head) => weflowExporter(head) === 'weflow',
  open: (frame, file, context) => weflowMessages('weflow-json', frame, file, context),
});
