import stringWidth from 'string-width';
import { type WaterfallStep, waterfall } from '../../audio/ledger.ts';
import { type AudioReport, secondsToBundle } from '../../audio/report.ts';
import { counted } from '../../core/counted.ts';
import { printable } from '../../core/printable.ts';
import { type Readiness, WITHHELD_REASONS } from '../../core/readiness.ts';
import type { Bilingual, RejectReason, SpeakerEvidence } from '../../core/types.ts';
import { DECODE_FAULT_TEXT } from '../../core/wording/audio.ts';
import {
  EVIDENCE_TEXT,
  isLost,
  LABEL_TEXT,
  REJECT_TEXT,
  SECONDS_TEXT,
  WITHHELD_TEXT,
} from '../../core/wording/voice.ts';
import type { Ui } from '../ui.ts';
import { renderMarks, verdictMark } from './readiness.ts';

/**
 * The result of `audio-clean`: where the seconds went, which backends they are enough for, and what deserves a look.
 */
export function renderAudioReport(report: AudioReport, ui: Ui): void {
  renderWaterfall(report, ui);
  renderWithheld(report, ui);
  ui.line();
  renderMarks(secondsToBundle(report), ui);
  ui.line();
  renderReach(report.readiness, ui);
  renderRemarks(report, ui);
}

const BAR = 24;

function renderWaterfall({ seconds, recordings, segments }: AudioReport, ui: Ui): void {
  const steps = waterfall(seconds);
  const total = seconds.in;
  ui.line(
    ui.t({
      en: `${counted(recordings.length, 'recording')}, ${counted(segments.A + segments.B, 'segment')} kept`,
      zh: `${ui.count(recordings.length)} 个录音，保留 ${ui.count(segments.A + segments.B)} 段`,
    }),
  );
  ui.table(
    [{ title: '' }, { title: '', align: 'right' }, { title: '' }],
    steps.map((step) => [nameOf(step, ui), amountOf(step, ui), barOf(step, total, ui)]),
  );
}

/** What of the clean speech above a bundle leaves out: neither the marks nor the backends below count it. */
function renderWithheld({ withheld }: AudioReport, ui: Ui): void {
  for (const reason of WITHHELD_REASONS) {
    const { segments, seconds } = withheld[reason];
    if (!segments) continue;
    const why = WITHHELD_TEXT[reason];
    ui.line(
      ui.t({
        en: `A bundle leaves out ${ui.seconds(seconds)} of it (${counted(segments, 'segment')}), and below it is not counted: ${why.en}`,
        zh: `其中 ${ui.seconds(seconds)}（${ui.count(segments)} 段）打包时不会放入，下面也未计入：${why.zh}`,
      }),
    );
  }
}

function nameOf({ what }: WaterfallStep, ui: Ui): string {
  const name = ui.t(SECONDS_TEXT[what]);
  // The grades make up the clean speech above them.
  if (what === 'A' || what === 'B') return `  ${name}`;
  return isLost(what) ? name : ui.paint.bold(name);
}

function amountOf({ what, seconds }: WaterfallStep, ui: Ui): string {
  if (isLost(what)) return ui.paint.red(`− ${ui.seconds(seconds)}`);
  return ui.seconds(seconds, what === 'in' ? 'nearest' : 'down');
}

/** A bar: what is left in green, what this step removed in red, at its place. */
function barOf(step: WaterfallStep, total: number, ui: Ui): string {
  const cells = (seconds: number) => (total > 0 ? Math.round((seconds / total) * BAR) : 0);
  if (!isLost(step.what)) return ui.paint.green('━'.repeat(cells(step.seconds)));
  const left = cells(step.left);
  const gone = Math.max(1, cells(step.left + step.seconds) - left);
  return ui.paint.dim('╌'.repeat(left)) + ui.paint.red('━'.repeat(gone));
}

/** The backends in two or three lines; `persona check` has the table. */
function renderReach(readiness: readonly Readiness[], ui: Ui): void {
  const by = (...verdicts: Readiness['verdict'][]) => readiness.filter(({ verdict }) => verdicts.includes(verdict));
  const ready = by('enough');
  if (ready.length) {
    const line = (count: number) => {
      const shown = ready.slice(0, count).map(({ id }) => id);
      const rest = ready.length - shown.length;
      const more = rest > 0 ? ui.t({ en: ` and ${rest} more`, zh: ` 等 ${ready.length} 个` }) : '';
      const names = shown.join(ui.t({ en: ', ', zh: '、' }));
      return `${ui.paint.green('✔')} ${ui.t({ en: `enough for ${names}${more}`, zh: `足够用于 ${names}${more}` })}`;
    };
    const fitting = [4, 3, 2].find((count) => stringWidth(line(count)) <= ui.width) ?? 1;
    ui.line(line(fitting));
  }
  const short = by('minimal', 'not-enough').filter(({ missing }) => missing !== null);
  for (const { id, missing, verdict } of short.sort((a, b) => a.missing! - b.missing!).slice(0, 3)) {
    const more = ui.seconds(missing!, 'up');
    const text =
      verdict === 'minimal'
        ? { en: `${id}: works, ${more} short of what is recommended`, zh: `${id}：可用，距建议时长还差 ${more}` }
        : { en: `${id}: ${more} missing`, zh: `${id}：还差 ${more}` };
    ui.line(`${verdictMark(verdict, ui)} ${ui.t(text)}`);
  }
  ui.line(ui.paint.dim(ui.t({ en: '`persona check` lists every backend.', zh: '全部后端见 `persona check`。' })));
}

/** Most files named in a list; the rest are in the report. */
const SHOWN = 6;

function renderRemarks({ recordings, bySpeakerEvidence, labels }: AudioReport, ui: Ui): void {
  const evidence = Object.entries(bySpeakerEvidence) as [SpeakerEvidence, number][];
  if (evidence.length) {
    const parts = evidence.map(([by, seconds]) => `${ui.t(EVIDENCE_TEXT[by])} ${ui.seconds(seconds, 'down')}`);
    ui.line(ui.t({ en: `Whose voice: ${parts.join('; ')}`, zh: `声音归属：${parts.join('；')}` }));
  }
  const marked = Object.entries(labels);
  if (marked.length) {
    const parts = marked.map(([label, count]) => {
      const { en, zh } = LABEL_TEXT[label] ?? { en: label, zh: label };
      return ui.t({ en: `${ui.count(count)} × ${en}`, zh: `${ui.count(count)} 段${zh}` });
    });
    ui.line(ui.t({ en: `Worth knowing: ${parts.join('; ')}`, zh: `值得注意：${parts.join('；')}` }));
  }
  renderOddities(recordings, ui);
  const silent = recordings.filter(({ segments, duplicateOf }) => segments === 0 && !duplicateOf);
  if (!silent.length) return;
  ui.line(
    ui.t({
      en: `Nothing came of ${counted(silent.length, 'recording')}:`,
      zh: `有 ${ui.count(silent.length)} 个录音没有得到干声：`,
    }),
  );
  renderNames(
    silent,
    ({ fault, why, seconds }) => {
      const exact = DECODE_FAULT_TEXT[why as keyof typeof DECODE_FAULT_TEXT] as Bilingual | undefined;
      const most = mostSeconds(seconds.rejected);
      const reason = exact ?? (fault ? REJECT_TEXT[fault] : most && REJECT_TEXT[most]);
      return reason ? ui.t(reason) : '';
    },
    ui,
  );
}

/** The reason that took the most of a recording. */
function mostSeconds(rejected: AudioReport['recordings'][number]['seconds']['rejected']): RejectReason | undefined {
  const reasons = Object.entries(rejected) as [RejectReason, number][];
  return reasons.sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Recordings that were read in a way the owner may not expect: one of several tracks, or only up to a break. */
function renderOddities(recordings: AudioReport['recordings'], ui: Ui): void {
  const several = recordings.filter(({ tracks = 1, duplicateOf }) => tracks > 1 && !duplicateOf);
  if (several.length) {
    ui.line(ui.t({ en: 'Several sound tracks, the first was read:', zh: '有多条音轨，只读取第一条：' }));
    renderNames(several, ({ tracks }) => ui.t({ en: `${tracks} tracks`, zh: `${tracks} 条音轨` }), ui);
  }
  const apart = recordings.filter(({ channelsDiffer, duplicateOf }) => channelsDiffer && !duplicateOf);
  if (apart.length) {
    ui.line(
      ui.t({
        en: 'Two channels with different sound (one person each?) were heard as one; split them to choose:',
        zh: '左右声道内容不同（可能各录一人），已合并处理；如需分开，请先拆成两个文件：',
      }),
    );
    renderNames(apart, () => '', ui);
  }
  const broken = recordings.filter(({ truncated, duplicateOf }) => truncated && !duplicateOf);
  if (broken.length) {
    ui.line(ui.t({ en: 'Ends before it should, what there is was taken:', zh: '文件不完整，已采用其中可读的部分：' }));
    renderNames(broken, () => '', ui);
  }
}

type Listed = AudioReport['recordings'][number];

function renderNames(recordings: readonly Listed[], remark: (each: Listed) => string, ui: Ui): void {
  for (const each of recordings.slice(0, SHOWN)) {
    const said = remark(each);
    const name = ui.path(printable(each.file).replaceAll('\n', ' '), 4 + stringWidth(said));
    ui.line(`  ${name}${said ? `  ${ui.paint.dim(said)}` : ''}`);
  }
  if (recordings.length > SHOWN) ui.line(ui.paint.dim(`  … +${ui.count(recordings.length - SHOWN)}`));
}
