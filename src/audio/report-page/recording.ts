import type { Bilingual, Rejected, RejectReason, Seconds, Segment } from '../../core/types.ts';
import { DECODE_FAULT_TEXT } from '../../core/wording/audio.ts';
import { LABEL_TEXT, REJECT_TEXT } from '../../core/wording/voice.ts';
import type { RecordingReport } from '../report.ts';
import { both, clock, cssPercent, duration, escapeHtml } from './html.ts';

/** One recording, ready to be shown. */
export interface RecordingPicture {
  report: RecordingReport;
  segments: readonly Segment[];
  rejected: readonly Rejected[];
  /** `Peaks.bytes()` and `Peaks.length`; null where no sound was heard. */
  peaks: { bytes: Uint8Array; length: number } | null;
}

/** Long recordings are drawn wider than the screen and scroll: so many pixels a second, up to what a canvas can hold. */
const PIXELS_A_SECOND = 3;
const MOST_PIXELS = 8000;

export function recordingHtml({ report, segments, rejected, peaks }: RecordingPicture): string {
  const length = report.seconds.in;
  const kept = report.seconds.kept.A + report.seconds.kept.B;
  const keptText = duration(kept, 'down');
  const title = `<div class="row"><h3>${escapeHtml(report.file)}</h3><span class="soft small">${both(duration(length))} · ${both(
    {
      en: `${keptText.en} kept`,
      zh: `保留 ${keptText.zh}`,
    },
  )}</span></div>`;
  return `<article class="card recording">${title}${waveHtml(length, segments, rejected, peaks)}${leftOutHtml(report)}${
    segments.length ? `<ol>${segments.map(segmentRow).join('')}</ol>` : ''
  }${rejectedHtml(rejected)}</article>`;
}

function waveHtml(
  length: Seconds,
  segments: readonly Segment[],
  rejected: readonly Rejected[],
  peaks: RecordingPicture['peaks'],
): string {
  if (!peaks || length <= 0) return '';
  const stretches = [
    ...segments.map((each) => ({
      ...each,
      fate: each.grade,
      title: `${each.grade} ${clock(each.start)}–${clock(each.end)}`,
    })),
    ...rejected.map((each) => ({ ...each, id: null, fate: each.reason === 'no-speech' ? 'quiet' : 'out', title: '' })),
  ].sort((a, b) => a.start - b.start);
  const shares = stretches.map(({ start, end, fate }) => [round(start / length), round(end / length), fate]);
  const data = `data-peaks="${base64(peaks.bytes)}" data-length="${round(peaks.length)}" data-stretches="${escapeHtml(JSON.stringify(shares))}"`;
  const buttons = stretches.map(({ id, start, end, fate, title }) => {
    const place = `style="left:${cssPercent(start, length)};width:${cssPercent(end - start, length)}"`;
    return id === null
      ? ''
      : `<button type="button" class="${fate}" ${place} data-segment="s-${escapeHtml(id)}" title="${title}" aria-label="${title}"></button>`;
  });
  const width = Math.min(MOST_PIXELS, Math.round(length * PIXELS_A_SECOND));
  return `<div class="wave"><div style="width:${width}px"><canvas ${data}></canvas>${buttons.join('')}<i class="head"></i>${ticksHtml(length)}</div></div>`;
}

/** Steps of a scale that people read at a glance; the smallest that leaves room between two. */
const STEPS: readonly Seconds[] = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600];
const MOST_TICKS = 8;

function ticksHtml(length: Seconds): string {
  const wide = Math.max(1, (length * PIXELS_A_SECOND) / 900);
  const step = STEPS.find((each) => length / each <= MOST_TICKS * Math.min(wide, 9)) ?? 7200;
  const ticks: string[] = [];
  // The last one stands clear of the edge.
  for (let at = 0; at <= 0.97 * length; at += step)
    ticks.push(`<b style="left:${cssPercent(at, length)}">${clock(at).replace(/\.0$/u, '')}</b>`);
  return `<div class="ticks">${ticks.join('')}</div>`;
}

const round = (n: number) => Number(n.toFixed(6));

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** Why the rest of a recording is not among the segments, in seconds. */
function leftOutHtml({
  seconds,
  fault,
  why,
  duplicateOf,
  tracks = 1,
  channelsDiffer,
  truncated,
}: RecordingReport): string {
  const parts: [Bilingual, Seconds][] = Object.entries(seconds.rejected).map(([why, s]) => [
    REJECT_TEXT[why as RejectReason],
    s,
  ]);
  const chips = parts.map(([text, s]) => `<li class="gone">${both(text)} ${both(duration(s))}</li>`);
  if (seconds.notSpeech > 0)
    chips.push(
      `<li class="soft">${both({ en: 'not speech', zh: '非语音' })} ${both(duration(seconds.notSpeech))}</li>`,
    );
  const exact = DECODE_FAULT_TEXT[why as keyof typeof DECODE_FAULT_TEXT] as Bilingual | undefined;
  // A duplicate's seconds and its original say the same already.
  if (fault && !duplicateOf) chips.unshift(`<li class="gone">${both(exact ?? REJECT_TEXT[fault])}</li>`);
  if (truncated) chips.push(`<li class="gone">${both({ en: 'ends before it should', zh: '文件不完整' })}</li>`);
  if (tracks > 1)
    chips.push(
      `<li>${both({ en: `${tracks} sound tracks, the first was read`, zh: `${tracks} 条音轨，只读取第一条` })}</li>`,
    );
  if (channelsDiffer)
    chips.push(
      `<li>${both({ en: 'two channels with different sound, heard as one', zh: '左右声道内容不同，合并处理' })}</li>`,
    );
  if (duplicateOf) chips.push(`<li>= ${escapeHtml(duplicateOf)}</li>`);
  return chips.length ? `<ul class="chips">${chips.join('')}</ul>` : '';
}

function segmentRow(segment: Segment): string {
  const { id, grade, start, end, labels, transcript, denoised, measures } = segment;
  const facts: Bilingual[] = [
    ...(measures.snrDb !== undefined ? [same(`${measures.snrDb.toFixed(0)} dB`)] : []),
    ...(measures.bandwidthHz !== undefined ? [same(`${(measures.bandwidthHz / 1000).toFixed(1)} kHz`)] : []),
    ...(denoised ? [{ en: 'denoised', zh: '已降噪' }] : []),
    ...labels.map((label) => LABEL_TEXT[label] ?? same(label)),
  ];
  const place = `${clock(start)}–${clock(end)}`;
  return `<li id="s-${escapeHtml(id)}"><span class="grade ${grade}">${grade}</span>
<span>${place} <span class="soft small">${both(duration(segment.seconds))}</span></span>
<a class="load" href="${escapeHtml(segment.file)}" aria-label="${grade} ${place}">▶</a>
<span class="facts soft small">${facts.map(both).join(' · ')}</span>${
    transcript ? `<span class="words">${escapeHtml(transcript)}</span>` : ''
  }</li>`;
}

const same = (text: string): Bilingual => ({ en: text, zh: text });

function rejectedHtml(rejected: readonly Rejected[]): string {
  const inside = rejected.filter((each) => each.seconds > 0);
  if (!inside.length) return '';
  const rows = inside.map(
    ({ start, end, seconds, reason }) =>
      `<tr><td>${clock(start)}–${clock(end)}</td><td>${both(duration(seconds))}</td><td>${both(REJECT_TEXT[reason])}</td></tr>`,
  );
  const title = both({ en: `What was left out (${inside.length})`, zh: `未采用的部分（${inside.length}）` });
  return `<details><summary class="soft small">${title}</summary><table>${rows.join('')}</table></details>`;
}
