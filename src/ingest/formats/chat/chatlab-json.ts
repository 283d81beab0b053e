import { obj } from '../../../parse/loose-json.ts';
import { chatlabMessages, isChatlab, ownerOfChatlog } from '../families/chatlab.ts';
import { jsonChat } from '../families/json-chat.ts';

/** ChatLab's standard format as one document: `{ chatlab, meta, members, messages }`. */
export const chatlabJson = jsonChat({
  id: 'chatlab-json',
  title: { en: 'ChatLab standard format (.json)', zh: 'ChatLab 标准格式（.json）' },
  carries: { senderIds: true, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
  array: 'messages',
  needs: ['meta', 'members'],
  // The first line of the JSONL variety is such an object too, with its `_type`.
  detect: ({ frame }) => isChatlab(frame) && !('_type' in frame),
  open: (frame, file, context) => {
    const members = Array.isArray(frame.members) ? frame.members.map(obj) : [];
    const owner = obj(frame.chatlab).generator === 'Chatlog' ? ownerOfChatlog(members) : undefined;
    const meta = { ...(owner ? { ownerId: owner } : {}), ...obj(frame.meta) };
    return chatlabMessages('chatlab-json', meta, members, file, context);
  },
});
