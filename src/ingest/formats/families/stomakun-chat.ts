import type { ChatName } from './chat-item.ts';

/**
 * In `老默/wxid_linxiao88.html` the folder is the owner's name and the file the chat's id (or, in some versions, a name).
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
