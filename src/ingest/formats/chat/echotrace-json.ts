import { jsonChat } from '../families/json-chat.ts';
import { weflowExporter } from '../families/weflow-exporter.ts';
import { weflowMessages } from '../families/weflow-message.ts';

/**
 * EchoTrace: `{ session, messages, exportTime }`. Only received voice messages are exported as files, quoted words are left
 * out, and `localId`, the row of the phone's database, is the only id.
 */
export const echotraceJson = jsonChat({
  id: 'echotrace-json',
  title: { en: 'EchoTrace chat (.json)', zh: 'EchoTrace 聊天记录（.json）' },
  carries: { senderIds: true, messageIds: false, quotes: false, voice: true, transcripts: false, time: 'second' },
  array: 'messages',
  needs: ['session'],
  detect: (head) => weflowExporter(head) === 'echotrace',
  open: (frame, file, context) => weflowMessages('echotrace-json', frame, file, context),
});
