import type { ChatName } from './chat-item.ts';

/** `老默/wxid_linxiao88.html`: the folder is the owner's name, the file the chat's id (or a name in some versions). */
export function stomakunChat(path: string): { chat: ChatName; owner: string } {
  const parts = path.split('/');
  const stem = (parts.pop() ?? '').replace(/\.(?:html?|txt)$/iu, '') || path;
  const isId = /^(?:wxid_\w+|gh_\w+|[\w-]+@(?:chatroom|openim))$/u.test(stem);
  return {
    chat: isId ? { id: stem, name: stem, group: stem.endsWith('@chatroom') } : { name: stem },
    owner: parts.pop() ?? '',
  };
}
