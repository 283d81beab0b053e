import { obj } from '../../../parse/loose-json.ts';
import { jsonChat } from '../families/json-chat.ts';
import { weflowExporter } from '../families/weflow-exporter.ts';
import { weflowMessages } from '../families/weflow-message.ts';

/**
 * WeFlow's JSON for Arkme: `senders` is a table, messages name its numbers (`senderID`). The members of a group, with
 * their aliases, stand behind the messages.
 */
export const weflowArkmeJson = jsonChat({
  id: 'weflow-arkme-json',
  title: { en: 'WeFlow chat for Arkme (.json)', zh: 'WeFlow 聊天记录，Arkme 版（.json）' },
  carries: { senderIds: true, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
  array: 'messages',
  needs: ({ session }) => ['session', 'senders', ...(obj(session).type === '群聊' ? ['groupMembers'] : [])],
  detect: (head) => weflowExporter(head) === 'arkme',
  open: (frame, file, context) => weflowMessages('weflow-arkme-json', frame, file, context),
});
