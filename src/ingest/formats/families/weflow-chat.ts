import type { ExportFile } from '../../../core/export-file.ts';
import { weflowFileName } from '../../../parse/names-for-files.ts';
import { type ChatName, chatOfFile } from './chat-item.ts';

/**
 * The chat of a file by its name, without what WeFlow puts behind it: ten digits of a hash of the account since its
 * last releases (`私聊_陈默-1f0c3a9b7e.txt`), and with the option for it the days that were exported
 * (`群聊_一家三口_20230101-20231231.txt`). Source: hicccc77/WeFlow 46b49ef and 9fa96cd, fileNaming.ts.
 */
export const weflowChat = (file: ExportFile): ChatName =>
  chatOfFile(file, (path) => path.replace(HASH, '').replace(DAYS, ''));

/** Behind the hash stand the days, a suffix, and the number of a file that would have had a name in use. */
const HASH = /-[0-9a-f]{10}(?:_[^/]*)?(?=\.\w+$)/u;
const DAYS = /_(?:全部时间|\d{8}(?:-\d{8}|-至今)?|截至-\d{8})(?=\.\w+$)/u;

/**
 * Whether lines under a name are WeChat's own: in a group it gives them the name of the group, or its account where the
 * group has none, and nobody is called like that. Source: hicccc77/WeFlow 9fa96cd, collectMessages.
 */
export const isGroupItself = (name: string, chat: ChatName): boolean =>
  chat.group === true && (name === chat.name || weflowFileName(name) === chat.name || name.endsWith('@chatroom'));
