import { sep } from 'node:path';
import type { ExportFolder } from '../core/export-file.ts';

/** A chat's path on disk, and the folder with its sounds made of that. */
const TOOLS: readonly { chat: RegExp; sounds: string }[] = [
  // PyWxDump. Source: xaoyaoo/PyWxDump 3f9f864, api/remote_server.py.
  { chat: /^(.*)\/export\/([^/]+)\/(?:csv|json|html)\/.*$/u, sounds: '$1/$2/audio' },
  // WeChatDataAnalysis: one folder for all chats, whose folders are numbered in a zip and end in ten digits of a key in
  // the folder that grows with every export. Sources: see formats/chat/wechatdataanalysis-json.ts and -html.ts.
  {
    chat: /^(.*)\/conversations\/(?:\d{4}_[^/]+|[^/]+_[0-9a-f]{10})\/messages\.\w+$/u,
    sounds: '$1/media',
  },
];

/** The folders in which a tool keeps the sounds of exports that lie in a folder, by the paths on disk; they may not exist. */
export function soundFoldersOf({ root, files }: ExportFolder): string[] {
  const at = root.split(sep).join('/');
  const paths = files.map(({ path }) => `${at}/${path}`);
  const found = TOOLS.flatMap(({ chat, sounds }) =>
    paths.filter((path) => chat.test(path)).map((path) => path.replace(chat, sounds)),
  );
  return [...new Set(found)].map((path) => path.split('/').join(sep));
}
