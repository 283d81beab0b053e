import type { ExportFile } from '../../../core/export-file.ts';
import { jsonOrNone } from '../../../parse/json-items.ts';
import { list, obj, str } from '../../../parse/loose-json.ts';
import { plainLines, wholeText } from '../../../parse/whole-text.ts';
import { xmlEvents } from '../../../parse/xml-events.ts';
import type { Reader } from '../../reader.ts';
import { entryItems, stemOf, unreadableWriting } from '../families/essay.ts';

const ID = 'essay-youdao-note';

/**
 * 有道云笔记, `标题.note`, as the program keeps a note and as tools download it. XML:
 *   <note xmlns="http://note.youdao.com"><head>…</head><body><heading level="1"><text>换电容</text>…</heading>
 *   <para><coId>1-1</coId><text>words</text><inline-styles/><styles/></para><list-item …><text>…</text></list-item>…
 * or, since about 2021, JSON, in which 5 holds what is inside, 6 the kind of a block, 7 runs of text, 8 their words:
 *   {"2":"1","3":"Ju9C-1621846617594","4":{"version":1},"5":[{"3":"…","5":[{"2":"2","3":"…","7":[{"8":"words"}]}]}]}
 * No times. Quotes, code, contents, pictures and names of attached files are no own words.
 * Source: DeppWang/youdaonote-pull 216f6d67, covert.py, and its test/test.note and test-convert.json.
 */
export const essayYoudaoNote: Reader = {
  id: ID,
  title: { en: 'Youdao note (.note)', zh: '有道云笔记（.note）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'varies' },
  detect: ({ text }) => (XML.test(text.slice(0, 1000)) || JSON_NOTE.test(text.slice(0, 1000)) ? 'yes' : 'no'),
  async *read(file, context) {
    const text = await wholeText(file);
    const words = text === null ? null : XML.test(text.slice(0, 1000)) ? await wordsOfXml(file) : wordsOfJson(text);
    const known = { title: stemOf(file.path) };
    if (words === null) yield unreadableWriting(ID, file, 0, 'damaged', known);
    else yield* entryItems(ID, file, 0, { ...known, text: plainLines(words) }, context);
  },
};

const XML = /<note\b[^>]*\sxmlns="http:\/\/note\.youdao\.com"/u;
const JSON_NOTE = /^\s*\{\s*"2"\s*:\s*"1"\s*,\s*"3"\s*:\s*"[\w-]+"\s*,\s*"4"\s*:\s*\{/u;

const OF_XML = new Set(['para', 'heading', 'todo', 'list-item', 'table']);

async function wordsOfXml(file: ExportFile): Promise<string> {
  const open: string[] = [];
  const lines: string[] = [];
  let words = '';
  for await (const events of xmlEvents(file)) {
    for (const event of events) {
      const [, body, block = '', part = ''] = open;
      if (event.type === 'open') open.push(event.name);
      else if (event.type === 'close') {
        if (open.length === 3 && body === 'body') lines.push(block === 'table' ? cellsOf(words) : words);
        if (open.length === 3) words = '';
        open.pop();
      } else if (open.length === 4 && OF_XML.has(block) && part === (block === 'table' ? 'content' : 'text'))
        words += event.text;
    }
  }
  return lines.join('\n');
}

/** A table is JSON: `{"widths":[1,1],"cells":[{"value":"一月"},{"value":"播种"}]}`, row by row. */
function cellsOf(json: string): string {
  const { widths, cells } = obj(jsonOrNone(json));
  const columns = Math.max(1, list(widths).length);
  const values = list(cells).map((cell) => str(obj(cell).value).replace(/\s+/gu, ' '));
  return values
    .map((value, at) => value + ((at + 1) % columns ? '\t' : '\n'))
    .join('')
    .trim();
}

function wordsOfJson(text: string): string | null {
  const note = jsonOrNone(text);
  return note === undefined ? null : list(obj(note)['5']).map(wordsOfBlock).join('\n');
}

type Fields = Record<string, unknown>;
/** Quote, code, picture, attached file. */
const NOT_OWN = new Set(['q', 'cd', 'im', 'a']);

function wordsOfBlock(value: unknown): string {
  const block = obj(value);
  const inside = list(block['5']);
  if (NOT_OWN.has(str(block['6']))) return '';
  if (block['6'] === 'la') return inside.map(wordsIn).join('\n');
  if (block['6'] === 't') return inside.map((row) => list(obj(row)['5']).map(wordsIn).join('\t')).join('\n');
  return wordsIn(block);
}

/** The words of everything inside; a damaged note may nest without end. */
function wordsIn(value: unknown, depth = 0): string {
  const node: Fields = obj(value);
  if (depth > DEEPEST) return '';
  const runs = list(node['7']).map((run) => str(obj(run)['8']));
  return (
    runs.join('') +
    list(node['5'])
      .map((one) => wordsIn(one, depth + 1))
      .join('')
  );
}
const DEEPEST = 100;
