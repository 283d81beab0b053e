import { loadPage } from '../../../parse/html-page.ts';
import { prose } from '../../../parse/html-prose.ts';
import { jsonOrNone } from '../../../parse/json-items.ts';
import { obj, str } from '../../../parse/loose-json.ts';
import { markdownText } from '../../../parse/markdown-text.ts';
import { wholeText } from '../../../parse/whole-text.ts';
import type { Reader } from '../../reader.ts';
import { entryItems, unreadableWriting } from '../families/essay.ts';
import { whenOf } from '../families/markdown.ts';
import { hasKeys } from '../families/moments-json.ts';

const ID = 'essay-yuque-lakebook';

/**
 * 语雀, `.lakebook`: a tar of a whole book, one JSON file a document, and `$meta.json` with the contents.
 *   {"doc":{"id":1,"slug":"abc","title":"阳台","type":"Doc","format":"lake","created_at":"2022-04-16T16:30:00.000Z",
 *   "body":"<p>…</p>","body_asl":"<!doctype lake><p data-lake-id=\"u1\"><span>words</span></p><card name=\"image\" …>"}}
 * In `body_asl` pictures, code and formulas are attributes of cards; `body` is the same as HTML, of old documents as
 * Markdown. Sheets and boards have no text. Source: alswl/yuque2markdown 058be880, yuque2markdown.py.
 */
export const essayYuqueLakebook: Reader = {
  id: ID,
  title: { en: 'Yuque book (.lakebook)', zh: '语雀知识库（.lakebook）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: true, quotes: false, voice: false, transcripts: false, time: 'second' },
  detect: ({ text }) =>
    /^\s*\{\s*"doc"\s*:\s*\{/u.test(text) && hasKeys(text, 'slug', 'title') && /"(?:body|body_asl)"\s*:/u.test(text)
      ? 'yes'
      : 'no',
  async *read(file, context) {
    const doc = obj(obj(jsonOrNone((await wholeText(file)) ?? '')).doc);
    const known = { title: str(doc.title), id: str(doc.id), when: whenOf(str(doc.created_at)) };
    if (!('title' in doc)) yield unreadableWriting(ID, file, 0, 'damaged');
    else yield* entryItems(ID, file, 0, { ...known, text: await wordsOf(doc) }, context);
  },
};

async function wordsOf({ type, format, body, body_asl: lake }: Record<string, unknown>): Promise<string> {
  if (type && type !== 'Doc') return '';
  if (format === 'markdown') return markdownText(str(body)).text;
  return prose((await loadPage(str(lake) || str(body))).root().contents().get());
}
