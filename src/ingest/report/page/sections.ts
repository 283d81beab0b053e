import { counted, grouped } from '../../../core/counted.ts';
import { both, escapeHtml } from '../../../core/html.ts';
import type { Bilingual, DropReason } from '../../../core/types.ts';
import {
  commentsText,
  DROP_TEXT,
  KIND_TEXT,
  MASK_TEXT,
  NOBODY_TEXT,
  picturesText,
  recordingsText,
  TYPE_TEXT,
  undatedText,
  unsignedText,
  voicesText,
} from '../../../core/wording/corpus.ts';
import { refusalText } from '../../notices.ts';
import type { Account, DropCounts, SenderAccount } from '../account.ts';
import type { CorpusReport } from '../report.ts';
import { bars, hours, table, timeline } from './charts.ts';

/** Rows of a table that are shown before the rest is folded away. */
const SHOWN = 20;

/** `id`: by which a picture in it bears the title as its name. */
export const section = (title: Bilingual, body: string, id?: string): string =>
  `<h2${id ? ` id="${id}"` : ''}>${both(title)}</h2>\n<div class="card">${body}</div>`;
export const note = (text: Bilingual): string => `<p class="soft small">${both(text)}</p>`;

/** The numbers that people ask for first. */
export function headline({ figures, dialogues, voice, senders }: CorpusReport): string {
  const people = senders.filter(({ name, kept }) => name && kept).length;
  /** `one`: the English for a single one, where that is another word. */
  const cell = (n: number, { en, zh }: Bilingual, one = en) =>
    `<div><b>${grouped(n)}</b><span class="soft small">${both({ en: n === 1 ? one : en, zh })}</span></div>`;
  const cells = [
    cell(figures.items.subject, { en: 'by the person', zh: '本人所写所说' }),
    cell(figures.items.all, { en: 'items in all', zh: '全部条数' }, 'item in all'),
    cell(dialogues, { en: 'dialogues', zh: '对话' }, 'dialogue'),
    cell(people, { en: 'people', zh: '人' }, 'writer'),
    ...(voice.messages ? [cell(voice.messages, { en: 'voice messages', zh: '语音消息' }, 'voice message')] : []),
  ];
  const span = figures.first && figures.last ? `${figures.first.slice(0, 10)} – ${figures.last.slice(0, 10)}` : '';
  return `<div class="card"><div class="figures">${cells.join('')}</div>${span ? `<p class="soft small">${span}</p>` : ''}</div>`;
}

export function timeSection({ figures }: CorpusReport): string {
  const undated = figures.undated.all ? note(undatedText(figures.undated.all)) : '';
  if (!Object.keys(figures.months).length) return undated && section({ en: 'Month by month', zh: '按月' }, undated);
  const key = `<p class="soft small key"><i class="all"></i>${both({ en: 'everybody', zh: '所有人' })}<i class="own"></i>${both({ en: 'the person', zh: '本人' })}</p>`;
  const withHours = figures.hours.some(({ subject }) => subject > 0);
  return (
    section({ en: 'Month by month', zh: '按月' }, timeline(figures.months, 'by-month') + key + undated, 'by-month') +
    (withHours
      ? section(
          { en: 'When the person wrote: hours of the day', zh: '本人在一天中的哪些时候写' },
          hours(figures.hours, 'by-hour'),
          'by-hour',
        )
      : '')
  );
}

export function contentSection({ figures, voice, comments, flags, subject }: CorpusReport): string {
  const list = (counts: CorpusReport['figures']['kinds'], words: Readonly<Record<string, Bilingual>>) =>
    bars(
      Object.entries(counts)
        .filter(([, { subject }]) => subject > 0)
        .sort(([, a], [, b]) => b.subject - a.subject)
        .map(([kind, { subject }]) => ({ name: both(words[kind] ?? { en: kind, zh: kind }), value: subject })),
    );
  // Two views of the same items: by kind and by type.
  const body = list(figures.kinds, KIND_TEXT) + list(figures.types, TYPE_TEXT);
  const heard = voice.messages
    ? note({
        en: `${counted(voice.messages, 'voice message')}: ${grouped(voice.withFile)} with a file, ${grouped(voice.transcripts)} with a transcript.`,
        zh: `${grouped(voice.messages)} 条语音消息中，${grouped(voice.withFile)} 条有文件，${grouped(voice.transcripts)} 条有文字。`,
      })
    : '';
  const said = comments.all ? note(commentsText(comments.all, comments.subject, subject.name)) : '';
  const copied = flags.copied
    ? note({
        en: `${counted(flags.copied, 'text is', 'texts are')} flagged as copied (articles, greetings sent to many): kept, but no part of the style.`,
        zh: `${grouped(flags.copied)} 条标记为转贴（文章、群发的祝福）：保留在语料中，但不计入语言风格。`,
      })
    : '';
  return section({ en: 'What the person left', zh: '本人留下了什么' }, body + heard + said + copied);
}

export function sourceSection({ files, total }: CorpusReport): string {
  const heads: Bilingual[] = [{ en: 'file', zh: '文件' }, { en: 'format', zh: '格式' }, ...ACCOUNT_HEADS];
  const rows = files.map((file) => [escapeHtml(file.file), escapeHtml(file.format), ...accountCells(file)]);
  const sum = [both({ en: 'all', zh: '合计' }), '', ...accountCells(total)];
  return section({ en: 'Where it came from', zh: '来自哪里' }, folded(heads, rows, rows.length > 1 ? sum : undefined));
}

export function peopleSection({ senders, subject, total }: CorpusReport): string {
  const heads: Bilingual[] = [
    { en: 'person', zh: '人' },
    { en: 'from', zh: '最早' },
    { en: 'to', zh: '最晚' },
    ...ACCOUNT_HEADS,
  ];
  const called = ({ name, bySubject }: SenderAccount) =>
    bySubject ? `<b>${escapeHtml(subject.name)}</b>` : name ? escapeHtml(name) : both(NOBODY_TEXT);
  const rows = senders.map((sender) => [
    called(sender),
    sender.first ?? '',
    sender.last ?? '',
    ...accountCells(sender),
  ]);
  const sum = [both({ en: 'all', zh: '合计' }), '', '', ...accountCells(total)];
  const unsigned = senders.reduce((all, sender) => all + (sender.unsigned ?? 0), 0);
  return section(
    { en: 'Who wrote', zh: '谁写的' },
    folded(heads, rows, rows.length > 1 ? sum : undefined) +
      (unsigned ? note(unsignedText(unsigned, subject.name)) : ''),
  );
}

const ACCOUNT_HEADS: Bilingual[] = [
  { en: 'rows', zh: '行数' },
  { en: 'kept', zh: '保留' },
  { en: 'not kept', zh: '未保留' },
];

function accountCells({ rows, kept, dropped }: Account): string[] {
  return [grouped(rows), grouped(kept), reasons(dropped)];
}

const reasons = (dropped: DropCounts) =>
  (Object.entries(dropped) as [DropReason, number][])
    .map(([reason, n]) => `${grouped(n)}&nbsp;${both(DROP_TEXT[reason])}`)
    .join('<br>');

/** `sum`: a last line that is never folded away. */
function folded(heads: readonly Bilingual[], rows: readonly (readonly string[])[], sum?: readonly string[]): string {
  const rest = rows.slice(SHOWN);
  const more = { en: `${grouped(rest.length)} more`, zh: `其余 ${grouped(rest.length)} 项` };
  return (
    table(heads, rows.slice(0, SHOWN), sum) +
    (rest.length ? `<details><summary>${both(more)}</summary>${table(heads, rest)}</details>` : '')
  );
}

export function droppedSection({ total, redaction, notRead }: CorpusReport): string {
  const dropped = Object.entries(total.dropped) as [DropReason, number][];
  const kept = { name: both({ en: 'kept', zh: '保留' }), value: total.kept };
  const gone = dropped.map(([reason, value]) => ({ name: both(DROP_TEXT[reason]), value, kind: 'gone' }));
  return (
    section(
      { en: 'What became of every row', zh: '每一行的去向' },
      bars([kept, ...gone]) +
        note({
          en: 'Every row that was not kept stands in corpus/dropped.jsonl with its reason; `persona explain FILE:ROW` tells about one.',
          zh: '没有保留的每一行及原因都在 corpus/dropped.jsonl 中；可用 `persona explain 文件:行号` 查询某一行。',
        }),
    ) +
    (Object.keys(redaction.byKind).length ? maskedSection(redaction) : '') +
    notReadSection(notRead)
  );
}

function notReadSection({
  unknown,
  ambiguous,
  refused,
  rejected,
  recordings,
  voices,
  pictures,
}: CorpusReport['notRead']): string {
  const apart = recordings.reduce((sum, { count: n }) => sum + n, 0);
  const files = [
    ...[...unknown, ...ambiguous.map(({ path }) => path), ...rejected.map(({ path }) => path)].map(escapeHtml),
    ...refused.map(({ path, why }) => `${escapeHtml(path)} (${both(refusalText(why))})`),
  ];
  const body =
    (files.length ? list(files, { en: counted(files.length, 'file'), zh: `${grouped(files.length)} 个文件` }) : '') +
    (apart
      ? list(
          recordings.map(({ path, count: n }) => `${path} (${grouped(n)})`),
          recordingsText(apart),
        )
      : '') +
    (voices ? note(voicesText(voices)) : '') +
    (pictures ? note(picturesText(pictures)) : '');
  return body && section({ en: 'Files that were not read', zh: '没有读取的文件' }, body);
}

function maskedSection({ byKind, items }: CorpusReport['redaction']): string {
  const lines = Object.entries(byKind).map(([kind, value]) => ({
    name: both(MASK_TEXT[kind] ?? { en: kind, zh: kind }),
    value,
    kind: 'gone',
  }));
  return section(
    { en: 'What was masked', zh: '遮盖了什么' },
    bars(lines) +
      note({
        en: `In ${counted(items, 'item')}. corpus/redaction-key.json can undo it and never leaves the workspace.`,
        zh: `共涉及 ${grouped(items)} 条。corpus/redaction-key.json 可以还原，且不会离开工作区。`,
      }),
  );
}

function list(lines: readonly string[], title: Bilingual): string {
  const items = lines.map((line) => `<li>${line}</li>`);
  return `<details><summary>${both(title)}</summary><ul class="files small">${items.join('')}</ul></details>`;
}
