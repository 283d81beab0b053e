import { jsonChat } from '../families/json-chat.ts';
import { weflowExporter } from '../families/weflow-exporter.ts';
import { weflowMessages } from '../families/weflow-message.ts';

/** WeFlow's JSON for Arkme: `senders` is a table, messages name its numbers (`senderID`). */
export const weflowArkmeJson = jsonChat({
  id: 'weflow-arkme-json',
  title: { en: 'WeFlow chat for Arkme (.json)', zh: 'WeFlow 聊天记录，Arkme 版（.json）' },
  carries: { senderIds: true, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
  array: 'messages',
  needs: ['session', 'senders'],
  detect: (head) => weflowExporter(head) === 'arkme',
  open: (frame, file, context) => weflowMessages('weflow-arkme-json', frame, file, context),
});
