import { counted } from '../../core/counted.ts';
import { type Readiness, VERDICTS, WITHHELD_REASONS } from '../../core/readiness.ts';
import type { Bilingual } from '../../core/types.ts';
import {
  isLost,
  MARKS,
  OPEN_TEXT,
  REASON_TEXT,
  SECONDS_TEXT,
  VERDICT_TEXT,
  WITHHELD_TEXT,
} from '../../core/wording/voice.ts';
import { type Balance, type WaterfallStep, waterfall } from '../ledger.ts';
import { type AudioReport, secondsToBundle } from '../report.ts';
import { both, cssPercent, duration, escapeHtml } from './html.ts';

/** The clean seconds, where the others went, and the two marks. */
export function summaryHtml(report: AudioReport): string {
  const { seconds, cleanSeconds, segments, recordings } = report;
  const pieces = segments.A + segments.B;
  return `<section class="card">
<div class="big">${both(duration(cleanSeconds, 'down'))}</div>
<div class="soft">${both({
    en: `of clean speech in ${counted(pieces, 'segment')}, out of ${counted(recordings.length, 'recording')}`,
    zh: `干声，共 ${pieces} 段，来自 ${recordings.length} 个录音`,
  })}</div>${withheldRows(report)}
<div class="fall">${waterfall(seconds)
    .map((step) => fallRow(step, seconds))
    .join('')}</div>
<div class="marks">${MARKS.map((mark) => markRow(mark.text, secondsToBundle(report), mark.seconds)).join('')}</div>
</section>`;
}

/** What of the clean seconds above a bundle leaves out: neither the marks nor the readiness below count it. */
function withheldRows({ withheld }: AudioReport): string {
  return WITHHELD_REASONS.filter((reason) => withheld[reason].segments > 0)
    .map((reason) => {
      const { en, zh } = duration(withheld[reason].seconds);
      const count = withheld[reason].segments;
      const why = WITHHELD_TEXT[reason];
      const text = {
        en: `A bundle leaves out ${en} of it (${counted(count, 'segment')}), and below it is not counted: ${why.en}.`,
        zh: `其中 ${zh}（${count} 段）打包时不会放入，下面也未计入：${why.zh}。`,
      };
      return `\n<div class="soft">${both(text)}</div>`;
    })
    .join('');
}

function fallRow({ what, seconds, left }: WaterfallStep, { in: total, kept }: Balance): string {
  const lost = isLost(what);
  const amount = duration(seconds, lost || what === 'in' ? 'nearest' : 'down');
  // B goes on where A ends, so that the two are seen to make up the clean speech above them.
  const from = what === 'B' ? kept.A : lost ? left : 0;
  const bar = `<i class="${lost ? 'gone' : what}" style="left:${cssPercent(from, total)};width:${cssPercent(seconds, total)}"></i>`;
  const signed = lost ? { en: `− ${amount.en}`, zh: `− ${amount.zh}` } : amount;
  return `<span>${both(SECONDS_TEXT[what])}</span><span class="n">${both(signed)}</span><span class="track">${bar}</span>`;
}

function markRow(name: Bilingual, have: number, needs: number): string {
  const missing = duration(needs - have, 'up');
  const text =
    have >= needs ? { en: 'reached', zh: '已达到' } : { en: `${missing.en} to go`, zh: `还差 ${missing.zh}` };
  return `<div><div class="row"><span>${both(name)} <span class="soft">${both(duration(needs))}</span></span><span>${both(text)}</span></div>
<div class="track"><i class="clean" style="left:0;width:${cssPercent(have, needs)}"></i></div></div>`;
}

/** What the colours of the outlines mean. */
export function legendHtml(): string {
  const key = (name: string, text: Bilingual) => `<li><i class="${name}"></i>${both(text)}</li>`;
  return `<ul class="legend soft small">${key('A', SECONDS_TEXT.A)}${key('B', SECONDS_TEXT.B)}${key('out', { en: 'left out', zh: '未采用' })}${key(
    'quiet',
    SECONDS_TEXT['not-speech'],
  )}</ul>`;
}

/** What the voice is enough for, one foldable group a verdict. */
export function readinessHtml(readiness: readonly Readiness[]): string {
  const groups = VERDICTS.flatMap((verdict) => {
    const group = readiness.filter((each) => each.verdict === verdict);
    if (!group.length) return [];
    const title = `${both(VERDICT_TEXT[verdict])} <span class="soft">${group.length}</span>`;
    return `<details><summary>${title}</summary><table>${group.map(backendRow).join('')}</table></details>`;
  });
  if (!groups.length) return '';
  return `<h2>${both({ en: 'What it is enough for', zh: '够用于哪些后端' })}</h2><section class="card">${groups.join('')}</section>`;
}

function backendRow({ id, needs, missing, why, open }: Readiness): string {
  const takes = needs === null ? '' : both(duration(needs));
  const short = missing === null ? null : duration(missing, 'up');
  const notes = [
    short ? { en: `${short.en} missing`, zh: `还差 ${short.zh}` } : REASON_TEXT[why],
    ...open.map((point) => OPEN_TEXT[point]),
  ];
  return `<tr><td>${escapeHtml(id)}</td><td>${takes}</td><td class="soft">${notes.map(both).join(' · ')}</td></tr>`;
}
