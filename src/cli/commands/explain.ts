import { PersonaError } from '../../core/errors.ts';
import type { Summary } from '../../core/events.ts';
import { DROP_TEXT, FLAG_TEXT, ruleText, TYPE_TEXT } from '../../core/wording/corpus.ts';
import { CLEANING_RULES } from '../../ingest/clean/index.ts';
import {
  type Explanation,
  explain,
  parseRowQuery,
  type RowQuery,
  rowRangeOf,
  whyNotRead,
} from '../../ingest/corpus/explain.ts';
import type { CorpusStore } from '../../ingest/stores.ts';
import { corpusOf } from '../../io/corpus-store.ts';
import { type Context, defineCommand } from '../command.ts';
import type { Ui } from '../ui.ts';

interface ExplainSummary extends Summary {
  what: string;
  rows: (Omit<Explanation, 'text'> & { text?: string })[];
}

export const explainCommand = defineCommand<ExplainSummary>({
  name: 'explain',
  summary: { en: 'say what became of one row, and by which rule', zh: '说明某一行的去向及依据的规则' },
  details: {
    en: 'Looks in corpus/items.jsonl and corpus/dropped.jsonl. Shows no words unless --text is given. Rows of a table and lines of a text are counted from 1, the heading included, as a spreadsheet or an editor counts them; messages and entries of JSON, pages and documents are counted from 0.',
    zh: '在 corpus/items.jsonl 和 corpus/dropped.jsonl 中查找。除非加上 --text，否则不显示文字内容。表格的行和文本的行从 1 数起（表头也算一行，与表格软件、编辑器中一致）；JSON、网页和文档里的条目从 0 数起。',
  },
  arguments: [
    {
      name: '<id-or-row>',
      help: { en: 'an id (six digits and more), or FILE:ROW', zh: 'id（至少六位），或“文件:行号”' },
    },
  ],
  options: [{ flags: '--text', help: { en: 'show the words too', zh: '同时显示文字内容' } }],
  examples: [
    {
      line: 'persona explain 陈默_utf8.csv:57',
      what: { en: 'row 57 of that table, its heading being row 1', zh: '该表格的第 57 行（表头是第 1 行）' },
    },
    {
      line: 'persona explain 3f9c2e',
      what: { en: 'an item, and the rows merged into it', zh: '某一条，以及并入它的各行' },
    },
  ],
  run: runExplain,
  render: ({ rows }, ui) => {
    for (const row of rows) renderRow(row, ui);
  },
});

async function runExplain(context: Context, [what = '']: readonly string[]): Promise<ExplainSummary> {
  const { workspace, flags } = context;
  const query = parseRowQuery(what);
  const store = corpusOf(workspace);
  if ((await store.text('report.json')) === null) {
    throw new PersonaError('nothing-yet', { file: workspace.corpus(), command: 'persona ingest' });
  }
  if (!query) throw new PersonaError('bad-row-query', { what });
  const rows = await explain(query, store);
  if (!rows.length) throw await notFound(what, query, store);
  return { command: 'explain', what, rows: flags.text ? rows : rows.map(({ text: _, ...row }) => row) };
}

async function notFound(what: string, { file }: RowQuery, store: CorpusStore): Promise<PersonaError> {
  if (file === undefined) return new PersonaError('no-such-item', { what });
  const rows = await rowRangeOf(file, store);
  if (rows) return new PersonaError('no-such-row', { what, file, ...rows });
  const notice = (await whyNotRead(file, store)) ?? { code: 'no-such-file', facts: { file } };
  return new PersonaError(notice.code, notice.facts);
}

function renderRow(row: ExplainSummary['rows'][number], ui: Ui): void {
  const t = ui.t.bind(ui);
  const place = `${row.source.file}:${row.source.record}`;
  const notKept = t({ en: 'not kept', zh: '未保留' });
  const fate =
    row.fate === 'kept'
      ? ui.paint.green(t({ en: `kept as ${row.id}`, zh: `已保留，id 为 ${row.id}` }))
      : ui.paint.yellow(row.reason ? ui.pair(notKept, t(DROP_TEXT[row.reason])) : notKept);
  ui.line(`${ui.paint.bold(place)}  ${fate}`);
  const say = (name: string, value: string) => ui.line(`  ${ui.paint.dim(name)} ${value}`);
  say(t({ en: 'format', zh: '格式' }), row.source.format);
  say(t({ en: 'type', zh: '类型' }), t(TYPE_TEXT[row.type]));
  if (row.time) say(t({ en: 'time', zh: '时间' }), row.time);
  if (row.bySubject !== null) {
    say(
      t({ en: 'by', zh: '作者' }),
      row.bySubject ? t({ en: 'the person', zh: '本人' }) : t({ en: 'somebody else', zh: '他人' }),
    );
  }
  for (const id of row.rules) {
    const title = CLEANING_RULES.find((rule) => rule.id === id)?.title ?? ruleText(id);
    say(t({ en: 'rule', zh: '规则' }), title ? ui.pair(id, t(title)) : id);
  }
  for (const flag of row.flags) say(t({ en: 'flag', zh: '标记' }), ui.pair(flag, t(FLAG_TEXT[flag])));
  if (row.keptId) say(t({ en: 'kept instead', zh: '保留的是' }), row.keptId);
  if (row.text !== undefined) say(t({ en: 'words', zh: '文字' }), row.text.replaceAll('\n', '\n    '));
}
