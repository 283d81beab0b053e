import { byWords, type ChatName, type ItemFields } from './chat-item.ts';

/**
 * In `laomo_cm/wxid_linxiao88.html` the folder is the owner's account (or, in some versions, the name) and the file the
 * chat's id (or the partner's alias, or a name).
 */
export function stomakunChat(path: string): { chat: ChatName; owner: string } {
  const parts = path.split('/');
  const stem = (parts.pop() ?? '').replace(/\.(?:html?|txt)$/iu, '') || path;
  const isId = /^(?:wxid_\w+|gh_\w+|[\w-]+@(?:chatroom|openim))$/u.test(stem);
  return {
    chat: isId ? { id: stem, name: stem, group: stem.endsWith('@chatroom') } : { name: stem },
    owner: parts.pop() ?? '',
  };
}

/** The tool gives the length of a voice message in milliseconds and calls them seconds: `[语音 4000"]`. */
export function byStomakunWords(text: string): Partial<ItemFields> {
  const fields = byWords(text);
  const shown = fields.type === 'voice' ? (fields.media?.seconds ?? 0) : 0;
  return shown >= 1000 && fields.media ? { ...fields, media: { ...fields.media, seconds: shown / 1000 } } : fields;
}
