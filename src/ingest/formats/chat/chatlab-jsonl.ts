import type { ExportFile } from '../../../core/export-file.ts';
import { parseJson } from '../../../parse/json-text.ts';
import { type Line, lineBatches } from '../../../parse/lines.ts';
import { isObject, type JsonObject, obj } from '../../../parse/loose-json.ts';
import type { Reader } from '../../reader.ts';
import { chatlabMessages, isChatlab } from '../families/chatlab.ts';
import { unreadableRow } from '../families/json-chat.ts';

/**
 * ChatLab's standard format by lines: a header, members (before or after), messages; `_type` tells which. Blank lines
 * and lines that start with `#` are skipped.
 *   {"_type":"header","chatlab":{"version":"0.0.2"},"meta":{"name":"一家三口","type":"group","groupId":"345@chatroom"}}
 *   {"_type":"message","sender":"wxid_chenmo01","accountName":"老默","timestamp":1703930470,"type":0,"content":"吃啥？"}
 */
export const chatlabJsonl: Reader = {
  id: 'chatlab-jsonl',
  title: { en: 'ChatLab standard format (.jsonl)', zh: 'ChatLab 标准格式（.jsonl）' },
  kind: 'message',
  carries: { senderIds: true, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
  detect: ({ text }) => {
    const line = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(\{[^\n]*)/u.exec(text)?.[1] ?? '';
    const header = line.includes('"header"') ? parsed(line) : undefined;
    return header?._type === 'header' && isChatlab(header) ? 'yes' : 'no';
  },
  async *read(file, context) {
    const { meta, members } = await chatOf(file);
    const make = chatlabMessages('chatlab-jsonl', meta, members, file, context);
    for await (const lines of lineBatches(file)) {
      for (const line of lines) {
        if (!isRecord(line)) continue;
        const value = parsed(line.text);
        if (!value) yield unreadableRow('chatlab-jsonl', file, line.number, line.text);
        else if (value._type === 'message') yield make(value, line.number);
        else if (value._type !== 'header' && value._type !== 'member')
          yield unreadableRow('chatlab-jsonl', file, line.number, line.text);
      }
    }
  },
};

/** Members may come after the messages, so they are looked for first, without parsing any message line. */
async function chatOf(file: ExportFile): Promise<{ meta: JsonObject; members: JsonObject[] }> {
  let meta: JsonObject = {};
  const members: JsonObject[] = [];
  for await (const lines of lineBatches(file)) {
    for (const line of lines) {
      if (!/^\s*\{[^}]{0,40}"_type"\s*:\s*"(?:header|member)"/u.test(line.text)) continue;
      const value = parsed(line.text);
      if (value?._type === 'header') meta = obj(value.meta);
      else if (value) members.push(value);
    }
  }
  return { meta, members };
}

function isRecord({ text, cut }: Line): boolean {
  return cut === true || !(text.startsWith('#') || text.trim() === '');
}

function parsed(line: string): JsonObject | undefined {
  try {
    const value = parseJson(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
