import { isObject } from '../../../parse/loose-json.ts';
import { jsonChat } from '../families/json-chat.ts';
import { wxCliMessages } from '../families/wx-cli-message.ts';

/**
 * wx-cli, `wx export --format json` or `wx history --json`: one chat with its messages. The keys are in alphabetical
 * order, so the account of the partner comes after the messages.
 *   {"chat":"陈默","chat_type":"private","count":2,"is_group":false,"messages":[{…}],"meta":{…},"username":"wxid_chenmo01"}
 * In private chats the partner has no name and the owner no id. Source: jackwener/wx-cli 1a943b4, src/daemon/query.rs.
 */
export const wxCliJson = jsonChat({
  id: 'wx-cli-json',
  title: { en: 'wx-cli chat (.json)', zh: 'wx-cli 聊天记录（.json）' },
  carries: { senderIds: true, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'second' },
  array: 'messages',
  needs: ['username'],
  detect: ({ frame, items }) =>
    'chat' in frame &&
    'is_group' in frame &&
    items.some((item) => isObject(item) && 'timestamp' in item && 'sender' in item),
  open: (frame, file) => wxCliMessages('wx-cli-json', frame, file),
});
