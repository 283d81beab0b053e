import { folderOf, foldersAbove, nameOf, stem } from '../../parse/written-path.ts';

/**
 * Tells the files that somebody sent in a chat and that an exporter put beside it: documents, texts, archives, even other
 * exports. Nobody knows who wrote them, so none is read. The folders are called so by many exporters, but by families
 * too; so it is the chat that tells. All paths are places (see discover.ts), of chats whether they are read or not.
 *
 * | folder of the files | the chat | written by |
 * | --- | --- | --- |
 * | `file/合同.docx`, `file/2023-09/合同.docx`, `Files/合同.docx` | in the folder around it | MemoTrace, WechatExporter |
 * | `陈默_files/合同.docx` | `陈默.html` or `陈默.txt` beside it | WechatExporter |
 * | `media/files/合同.docx`, `media/群聊_一家/file/docx/合同.docx` | anywhere beside `media` | WeChatDataAnalysis, WeFlow |
 * | `file/docx/合同.docx`, `file/no-extension/README` | anywhere beside `file` | WeFlow |
 * | `FileStorage/File/2022-03/合同.docx`, `msg/file/2025-03/合同.docx` | in a database | WeChat 3 and 4 themselves |
 *
 * Sources: hicccc77/WeFlow 9fa96cd, exportFileAttachment and getMediaLayout; LC044/WeChatMsg 8be7d0d and zprolab/WeChatMsg,
 * exporter.py; LifeArchiveProject/WeChatDataAnalysis, chat_export_service.py.
 */
export class SentFiles {
  /** Folders with a chat in them. */
  readonly #folders = new Set<string>();
  /** These folders and all around them. */
  readonly #around = new Set<string>();
  /** Places of chats, without their endings. */
  readonly #stems = new Set<string>();

  addChat(path: string): void {
    this.#folders.add(folderOf(path));
    this.#stems.add(stem(path));
    for (const folder of foldersAbove(path)) {
      if (this.#around.has(folder)) break;
      this.#around.add(folder);
    }
  }

  /** Whether a file was sent in one of the chats that have been added. */
  has(path: string): boolean {
    if (WECHAT_STORAGE.test(path)) return true;
    for (const folder of foldersAbove(path)) {
      const parent = folderOf(folder);
      const chat = CHAT_FILES.exec(folder)?.[1];
      if (chat !== undefined && this.#stems.has(chat)) return true;
      if (!FILES.test(nameOf(folder))) continue;
      const inside = path.slice(folder.length + 1);
      if (FLAT_OR_BY_MONTH.test(inside) && this.#folders.has(parent)) return true;
      const besideMedia = MEDIA.exec(parent)?.[1];
      if (besideMedia !== undefined && this.#around.has(besideMedia)) return true;
      if (BY_EXTENSION.test(inside) && this.#around.has(parent)) return true;
    }
    return false;
  }
}

/**
 * How deep the folder lies that an exporter may have made for what was sent, the innermost around a file; 0 where there is
 * none, so that the file was certainly not sent.
 */
export const sentDepth = (path: string): number => AROUND.exec(path)?.[0].split('/').length ?? 0;

const AROUND = /^.*\/(?:files?|[^/]+_files)\//iu;
const FILES = /^files?$/iu;
const CHAT_FILES = /^(.+)_files$/iu;
const MEDIA = /^(.*)\/media(?:\/[^/]+)?$/iu;
const FLAT_OR_BY_MONTH = /^(?:\d{4}-?\d\d(?:-?\d\d)?\/)?[^/]+$/u;
const BY_EXTENSION = /^(?:no-extension\/[^/.]+|([^/]+)\/[^/]+\.\1)$/iu;
const WECHAT_STORAGE = /\/(?:FileStorage\/File|msg\/file)\/\d{4}-\d\d\//iu;
