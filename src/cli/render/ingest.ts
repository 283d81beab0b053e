import { counted } from '../../core/counted.ts';
import { aliases } from '../../core/persona.ts';
import { printable } from '../../core/printable.ts';
import { shellWord } from '../../core/shell-word.ts';
import type { Bilingual } from '../../core/types.ts';
import {
  commentsText,
  DROP_TEXT,
  MASK_TEXT,
  NOBODY_TEXT,
  picturesText,
  recordingsText,
  SUBJECT_MARK,
  UNSIGNED_TEXT,
  undatedText,
  unsignedText,
  voicesText,
} from '../../core/wording/corpus.ts';
import {
  type Account,
  type FileAccount,
  NO_ROWS,
  type SenderAccount,
  sumOfAccounts,
} from '../../ingest/report/account.ts';
import type { CorpusReport } from '../../ingest/report/report.ts';
import type { IngestSummary } from '../../ingest/summary.ts';
import type { PersonSeen } from '../../ingest/who/people.ts';
import type { Cell } from '../table.ts';
import type { Ui } from '../ui.ts';

/** More files than this are summed up by format. */
const FILES_SHOWN = 12;
const SENDERS_SHOWN = 12;
const NAMES_SHOWN = 3;
const PATHS_SHOWN = 3;
/** Windows has no such modes. */
const KEY_MODE = process.platform === 'win32' ? null : '0600';
/** A name in one line of a table. */
const cell = (name: string) => printable(name).replace(/\s+/gu, ' ');

/** A name in the list of people, the subject's marked. */
const called = (name: string, bySubject: boolean, ui: Ui): Cell =>
  bySubject ? { text: `${cell(name)} ${ui.t(SUBJECT_MARK)}`, paint: ui.paint.bold.green } : cell(name);

/** The closing tables: what came from where and from whom, what was left out and why. They hold nobody's words. */
export function renderIngest(summary: IngestSummary, ui: Ui): void {
  const { report } = summary;
  if (report) {
    renderSources(report, ui);
    renderSenders(report, ui);
    renderRemarks(summary, report, ui);
  } else renderPeople(summary.people, ui);
}

function renderPeople(people: readonly PersonSeen[], ui: Ui): void {
  const t = ui.t.bind(ui);
  const signed = people.filter(({ unsigned }) => !unsigned);
  const ofSubject = (list: readonly PersonSeen[]) => list.some(({ bySubject }) => bySubject);
  const count = signed.length + (ofSubject(people) && !ofSubject(signed) ? 1 : 0);
  ui.line(
    t(
      people.length && !count
        ? { en: 'Nothing here is signed:', zh: '这些内容都没有署名：' }
        : { en: `${counted(count, 'person', 'people')} wrote:`, zh: `共有 ${ui.count(count)} 人写过：` },
    ),
  );
  ui.table(
    [
      { title: t({ en: 'name', zh: '名称' }), narrow: 'wrap' },
      { title: 'id', narrow: 'wrap' },
      { title: t({ en: 'items', zh: '条数' }), align: 'right' },
      { title: t({ en: 'own phone', zh: '本机发出' }), align: 'right' },
      { title: t({ en: 'from – to', zh: '起止' }), narrow: 'wrap' },
      { title: t({ en: 'seen in', zh: '出现在' }), narrow: 'path' },
    ],
    people.map(({ name, names, ids, items, sent, first, last, files, fileCount, bySubject, unsigned }) => [
      called([unsigned ? t(UNSIGNED_TEXT) : name, ...names.slice(0, NAMES_SHOWN)].join(' · '), bySubject, ui),
      cell(ids.join(', ')) || '–',
      ui.count(items),
      sent ? ui.count(sent) : '',
      first && last ? `${first} – ${last}` : '',
      cell(files[0] ?? '') + (fileCount > 1 ? ` +${ui.count(fileCount - 1)}` : ''),
    ]),
  );
}

function renderSources(report: CorpusReport, ui: Ui): void {
  const few = report.files.length <= FILES_SHOWN;
  const lines = few
    ? report.files.map((file) => ({ name: cell(file.file), format: file.format, account: file as Account }))
    : byFormat(report.files, ui);
  ui.table(
    [
      { title: ui.t({ en: few ? 'file' : 'files', zh: '文件' }), narrow: 'path' },
      { title: ui.t({ en: 'format', zh: '格式' }) },
      ...accountColumns(ui),
    ],
    [
      ...lines.map(({ name, format, account }) => [name, format, ...accountCells(account, ui)]),
      ...(lines.length > 1 ? [[ui.t({ en: 'all', zh: '合计' }), '', ...accountCells(report.total, ui)]] : []),
    ],
  );
}

function byFormat(files: readonly FileAccount[], ui: Ui): { name: string; format: string; account: Account }[] {
  const formats = new Map<string, { files: number; account: Account }>();
  for (const file of files) {
    const line = formats.get(file.format) ?? { files: 0, account: NO_ROWS };
    formats.set(file.format, { files: line.files + 1, account: sumOfAccounts(line.account, file) });
  }
  return [...formats].map(([format, { files: n, account }]) => ({
    name: ui.t({ en: counted(n, 'file'), zh: `${ui.count(n)} 个文件` }),
    format,
    account,
  }));
}

/**
 * All people and all rows: people who are not shown, and rows without a sender, are summed up in lines of their own.
 */
function renderSenders({ senders, subject, total, figures }: CorpusReport, ui: Ui): void {
  const isNamed = ({ name, bySubject }: SenderAccount) => name !== '' || bySubject;
  const named = senders.filter(isNamed);
  const shown = named.slice(0, SENDERS_SHOWN);
  const rest = named.slice(SENDERS_SHOWN);
  const nobody = senders.filter((sender) => !isNamed(sender));
  const title = ({ name, bySubject }: SenderAccount) => called(bySubject ? subject.name : name, bySubject, ui);
  const more = ui.t({ en: `${ui.count(rest.length)} more`, zh: `其余 ${ui.count(rest.length)} 人` });
  const lines = [
    ...shown.map((sender) => [title(sender), sender.first ?? '', sender.last ?? '', ...accountCells(sender, ui)]),
    ...(rest.length ? [[more, '', '', ...accountCells(rest.reduce(sumOfAccounts, NO_ROWS), ui)]] : []),
    ...nobody.map((account) => [ui.t(NOBODY_TEXT), '', '', ...accountCells(account, ui)]),
  ];
  ui.line();
  ui.table(
    [
      { title: ui.t({ en: 'person', zh: '人' }), narrow: 'wrap' },
      { title: ui.t({ en: 'from', zh: '最早' }) },
      { title: ui.t({ en: 'to', zh: '最晚' }) },
      ...accountColumns(ui),
    ],
    [...lines, ...(lines.length > 1 ? [[ui.t({ en: 'all', zh: '合计' }), '', '', ...accountCells(total, ui)]] : [])],
  );
  const unsigned = senders.reduce((sum, sender) => sum + (sender.unsigned ?? 0), 0);
  if (unsigned) ui.line(`  ${ui.paint.dim(ui.t(unsignedText(unsigned, subject.name)))}`);
  if (figures.undated.all) ui.line(`  ${ui.paint.dim(ui.t(undatedText(figures.undated.all)))}`);
}

function accountColumns(ui: Ui) {
  return [
    { title: ui.t({ en: 'rows', zh: '行数' }), align: 'right' as const },
    { title: ui.t({ en: 'kept', zh: '保留' }), align: 'right' as const },
    { title: ui.t({ en: 'not kept', zh: '未保留' }), narrow: 'wrap' as const },
  ];
}

function accountCells({ rows, kept, dropped }: Account, ui: Ui): string[] {
  const reasons = (Object.entries(dropped) as [keyof typeof DROP_TEXT, number][]).map(
    ([reason, n]) => `${ui.count(n)} ${ui.t(DROP_TEXT[reason])}`,
  );
  return [ui.count(rows), ui.count(kept), reasons.join(ui.lang === 'zh' ? '，' : ', ')];
}

function renderRemarks({ added, keyFile, written, persona }: IngestSummary, report: CorpusReport, ui: Ui): void {
  const t = ui.t.bind(ui);
  const { figures, voice, comments, redaction, dialogues } = report;
  ui.line();
  const n = (value: number) => ui.count(value);
  ui.line(
    t({
      en: `${counted(figures.items.all, 'item')} in the corpus, ${n(figures.items.subject)} by ${report.subject.name}; ${n(added)} new. ${counted(dialogues, 'dialogue')}.`,
      zh: `语料共 ${n(figures.items.all)} 条，其中${report.subject.name}本人 ${n(figures.items.subject)} 条；本次新增 ${n(added)} 条。对话 ${n(dialogues)} 组。`,
    }),
  );
  if (voice.messages) {
    const long = voice.seconds > 0 ? ui.seconds(voice.seconds) : '';
    ui.line(
      t({
        en: `${counted(voice.messages, 'voice message')} by ${report.subject.name}: ${n(voice.withFile)} with a file${long && ` (${long})`}, ${n(voice.transcripts)} with a transcript.`,
        zh: `${report.subject.name}的语音消息 ${n(voice.messages)} 条：${n(voice.withFile)} 条有文件${long && `（${long}）`}，${n(voice.transcripts)} 条有文字。`,
      }),
    );
  }
  if (comments.all) ui.line(t(commentsText(comments.all, comments.subject, report.subject.name)));
  const kinds = Object.entries(redaction.byKind).map(
    ([kind, count]) => `${t(MASK_TEXT[kind] ?? { en: kind, zh: kind })} ${n(count)}`,
  );
  if (kinds.length) {
    ui.line(t({ en: `Masked: ${kinds.join(', ')}.`, zh: `已遮盖：${kinds.join('，')}。` }));
  } else if (redaction.level === 'none') {
    ui.line(t({ en: 'Nothing was masked (--redact none).', zh: '没有遮盖任何内容（--redact none）。' }));
  }
  if (redaction.level === 'strict') {
    ui.line(
      t({
        en: 'Names of files stay in corpus/ as they are, people’s names in them too: rows and voices are found by them. No bundle holds them.',
        zh: 'corpus/ 里的文件名保持原样，其中的人名也不遮盖：要靠它找到原文和语音。人格包里不含这些文件名。',
      }),
    );
  }
  if (keyFile && (kinds.length || redaction.level !== 'none')) {
    ui.line(
      t({
        en: `corpus/${keyFile} can undo the masking: for your eyes only${KEY_MODE ? ` (mode ${KEY_MODE})` : ''}, and never part of a bundle.`,
        zh: `corpus/${keyFile} 可以还原遮盖的内容：仅供您自己查看${KEY_MODE ? `（权限 ${KEY_MODE}）` : ''}，不会放进人格包。`,
      }),
    );
  }
  if (persona) {
    ui.line(
      t({
        en: `persona.json ${written.length ? 'now names' : 'would name'} ${[...aliases(persona.subject)].join(' · ')}.`,
        zh: `persona.json ${written.length ? '已记下' : '将记下'}：${[...aliases(persona.subject)].join(' · ')}。`,
      }),
    );
    if (!persona.consent) {
      ui.line(
        t({
          en: 'It does not say yet on what ground the data may be used: `persona init --force` asks, or fill in "consent".',
          zh: '其中还没有写明使用依据：可运行 `persona init --force` 补充，或直接填写 "consent"。',
        }),
      );
    }
  }
  const recordings = report.notRead.recordings.reduce((sum, { count }) => sum + count, 0);
  if (recordings) ui.line(t(recordingsText(recordings)));
  if (report.notRead.voices) ui.line(t(voicesText(report.notRead.voices)));
  if (report.notRead.pictures) ui.line(ui.paint.dim(t(picturesText(report.notRead.pictures))));
  ui.line();
  if (written.length) renderNextSteps(report, ui);
  else ui.line(t({ en: 'Nothing was written (--dry-run).', zh: '没有写入任何文件（--dry-run）。' }));
}

/**
 * Commands that have work to do, each at the end of its line, so that it can be copied: on the voices of the chats, on
 * recordings found, or else on whatever is there.
 */
function renderNextSteps({ voice, notRead: { recordings } }: CorpusReport, ui: Ui): void {
  const step = (when: Bilingual, line: string) => ui.line(`${ui.t(when)}${ui.command(line)}`);
  if (voice.withFile) step({ en: 'Next: ', zh: '下一步：' }, 'persona audio-clean');
  if (recordings.length) {
    const named = recordings.slice(0, PATHS_SHOWN).map(({ path }) => shellWord(path));
    step(
      { en: 'Next, if these are recordings of the person: ', zh: '下一步，如果这些是本人的录音：' },
      `persona audio-clean ${named.join(' ')}`,
    );
    const more = ui.count(recordings.length - named.length);
    if (recordings.length > named.length)
      ui.line(ui.t({ en: `  … +${more}: corpus/report.json`, zh: `  另有 ${more} 处，见 corpus/report.json` }));
  }
  if (voice.withFile || recordings.length) return;
  step(
    { en: 'Next, with recordings of the person: ', zh: '下一步，如有本人的录音：' },
    ui.t({ en: 'persona audio-clean FILES…', zh: 'persona audio-clean 录音文件…' }),
  );
  step({ en: 'Next, without any: ', zh: '下一步，如没有录音：' }, 'persona bundle');
}
