import type { Lang, Rejected, Segment } from '../core/types.ts';
import type { AudioReport } from './report.ts';
import { both, escapeHtml } from './report-page/html.ts';
import { type RecordingPicture, recordingHtml } from './report-page/recording.ts';
import { SCRIPT } from './report-page/script.ts';
import { STYLE } from './report-page/style.ts';
import { legendHtml, readinessHtml, summaryHtml } from './report-page/summary.ts';

interface ReportPage {
  /** The language that is shown first; the page holds both. */
  lang: Lang;
  /** Name of the person. */
  subject: string;
  report: AudioReport;
  segments: readonly Segment[];
  rejected: readonly Rejected[];
  /** The outline of each recording by its file, as `Peaks` gives it. */
  peaks: ReadonlyMap<string, { bytes: Uint8Array; length: number }>;
}

/**
 * audio/report.html: one page that needs nothing but the folder it lies in (players read segments/ID.wav). Every
 * recording's outline with its segments coloured by grade, why the rest was left out, a player a segment, totals and
 * readiness. The same data give the same bytes.
 */
export function reportHtml({ lang, subject, report, segments, rejected, peaks }: ReportPage): string {
  const kept = byFile(segments);
  const left = byFile(rejected);
  const pictures = report.recordings.map(
    (each): RecordingPicture => ({
      report: each,
      segments: kept.get(each.file) ?? [],
      rejected: left.get(each.file) ?? [],
      peaks: peaks.get(each.file) ?? null,
    }),
  );
  const title = { en: `The voice of ${subject}`, zh: `${subject}的声音` };
  return `<!doctype html>
<html lang="${lang}" data-lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title[lang])}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header><h1>${both(title)}</h1><button type="button" class="toggle"><span class="en">中文</span><span class="zh">English</span></button></header>
${summaryHtml(report)}
${readinessHtml(report.readiness)}
<h2>${both({ en: 'Recordings', zh: '录音' })}</h2>
${pictures.length ? legendHtml() : ''}
${pictures.map(recordingHtml).join('\n')}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function byFile<T extends { source: { file: string }; start: number }>(all: readonly T[]): Map<string, T[]> {
  const files = new Map<string, T[]>();
  for (const each of all) {
    const list = files.get(each.source.file);
    if (list) list.push(each);
    else files.set(each.source.file, [each]);
  }
  for (const list of files.values()) list.sort((a, b) => a.start - b.start);
  return files;
}
