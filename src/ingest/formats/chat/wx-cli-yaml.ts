import type { ExportFile } from '../../../core/export-file.ts';
import { lines } from '../../../parse/lines.ts';
import type { JsonObject } from '../../../parse/loose-json.ts';
import { yamlEntries } from '../../../parse/yaml-entries.ts';
import type { Reader } from '../../reader.ts';
import { unreadableRow } from '../families/json-chat.ts';
import { wxCliMessages } from '../families/wx-cli-message.ts';
import { yamlParser } from '../families/yaml-object.ts';

/**
 * wx-cli, what `wx history` prints and `wx export --format yaml` writes: the document of wx-cli-json as YAML.
 *   chat: 陈默
 *   is_group: false
 *   messages:
 *   - content: 书哪有嫌多的
 *     local_id: 6
 */
export const wxCliYaml: Reader = {
  id: 'wx-cli-yaml',
  title: { en: 'wx-cli chat (.yaml)', zh: 'wx-cli 聊天记录（.yaml）' },
  kind: 'message',
  carries: { senderIds: true, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'second' },
  detect: ({ text }) => (SIGNS.every((sign) => sign.test(text)) ? 'yes' : 'no'),
  async *read(file) {
    const parse = await yamlParser();
    const make = wxCliMessages('wx-cli-yaml', await frameOf(file, parse), file);
    for await (const { text, line } of yamlEntries(file)) {
      const message = parse(text);
      yield (message && make(message, line)) ?? unreadableRow('wx-cli-yaml', file, line, text);
    }
  },
};

const SIGNS = [
  /^chat: /mu,
  /^is_group: (?:true|false)\s*$/mu,
  /^messages:\s*$/mu,
  /^[- ] timestamp: \d+\s*$/mu,
  /^[- ] sender: /mu,
];

/** The keys around the messages, some of which come after them. */
async function frameOf(file: ExportFile, parse: (text: string) => JsonObject | null): Promise<JsonObject> {
  const frame: JsonObject = {};
  for await (const { text } of lines(file)) {
    if (/^(?:chat|username|is_group): /u.test(text)) Object.assign(frame, parse(text));
  }
  return frame;
}
