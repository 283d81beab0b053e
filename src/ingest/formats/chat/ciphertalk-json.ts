import { jsonChat } from '../families/json-chat.ts';
import { weflowExporter } from '../families/weflow-exporter.ts';
import { weflowMessages } from '../families/weflow-message.ts';

/**
 * CipherTalk: `{ exportInfo: { generator }, session, messages }`, each message with its original XML in `rawContent`.
 * Voice files are named by the second alone, so two of one second share a name.
 */
export const ciphertalkJson = jsonChat({
  id: 'ciphertalk-json',
  title: { en: 'CipherTalk chat (.json)', zh: '密语 CipherTalk 聊天记录（.json）' },
  carries: { senderIds: true, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
  array: 'messages',
  needs: ['session'],
  detect: (head) => weflowExporter(head) === 'ciphertalk',
  open: (frame, file, context) => weflowMessages('ciphertalk-json', frame, file, context),
});
