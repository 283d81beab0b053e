import type { ExportFile } from '../../../core/export-file.ts';
import { list, num, obj, str } from '../../../parse/loose-json.ts';
import { elementText } from '../../../parse/message-xml.ts';
import { epochSeconds, isoTime } from '../../../parse/time.ts';
import { yamlEntries } from '../../../parse/yaml-entries.ts';
import type { Reader } from '../../reader.ts';
import { type Post, postItem, sender, unreadablePost } from '../families/moments.ts';
import { hasKeys, momentsJson, startsWith } from '../families/moments-json.ts';
import { yamlParser } from '../families/yaml-object.ts';

const ID = 'moments-wx-cli';

/**
 * wx-cli, `wx sns-feed > sns.yaml` or with `--json`: keys in alphabetical order, newest first, no likes and comments.
 *   [{"author":"老默","author_username":"wxid_…","content":"…","location":"","media":[{"type":"2",…}],"media_count":1,
 *   "tid":-5405509505819431602,"time":"2020-02-08 08:02","timestamp":1581120164}]
 * `tid` is the post's id as a signed number. A post without words and with one picture may be an album cover.
 * The first versions only count the media, and leave the words encoded as in the post's XML. Source: jackwener/wx-cli
 * 94fcc36 and earlier, src/daemon/query.rs.
 */
const json = momentsJson({
  id: ID,
  title: { en: 'wx-cli Moments (sns-feed, JSON or YAML)', zh: 'wx-cli 朋友圈（sns-feed，JSON 或 YAML）' },
  carries: {},
  arrays: [null],
  detect({ text }) {
    if (startsWith(text, '[{')) return hasKeys(text, 'author_username', 'tid', 'media_count') ? 'yes' : 'no';
    const yaml = YAML_KEYS.every((key) => key.test(text)) && /^(?:---\s*)?\s*- /u.test(text);
    return yaml ? 'yes' : 'no';
  },
  post,
});

const YAML_KEYS = [/^[ -] author_username:/mu, /^[ -] tid:/mu, /^[ -] media_count:/mu];

export const momentsWxCli: Reader = {
  ...json,
  async *read(file, context) {
    if (await isJson(file)) return yield* json.read(file, context);
    const parse = await yamlParser();
    for await (const { text, line } of yamlEntries(file)) {
      const found = post(obj(parse(text)));
      yield found ? postItem(ID, file, line, found) : unreadablePost(ID, file, line);
    }
  },
};

async function isJson(file: ExportFile): Promise<boolean> {
  for await (const chunk of file.bytes()) {
    const start = new TextDecoder('latin1').decode(chunk).replace(/[^\x21-\x7e]+/gu, '');
    if (start) return start[0] === '[';
  }
  return true;
}

function post(value: Record<string, unknown>): Post | null {
  const written = isoTime(str(value.time));
  const epoch = epochSeconds(value.timestamp);
  const author = sender(value.author_username, value.author);
  if (epoch === null && written === null && !author.name) return null;
  const media = list(value.media).map(obj);
  const content = str(value.content);
  return {
    author,
    time: epoch ?? written,
    ...(epoch === null && written ? { precision: 'minute' as const } : {}),
    text: 'media' in value ? content : elementText(content),
    id: str(value.tid),
    shows: media.some(({ type }) => str(type) === '6') ? 'video' : num(value.media_count) > 0 ? 'image' : undefined,
  };
}
