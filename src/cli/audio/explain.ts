import {
  answers,
  type ExplainedPause,
  type ExplainedStretch,
  type MeasureLine,
  measureLines,
  parseAudioQuery,
  pausesAt,
} from '../../audio/explain.ts';
import { isRecordingReport } from '../../audio/report.ts';
import { isRejected, isSegment } from '../../core/audio-shape.ts';
import { PersonaError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import type { Bilingual } from '../../core/types.ts';
import { EVIDENCE_TEXT, GRADE_TEXT, LABEL_TEXT, REJECT_TEXT } from '../../core/wording/voice.ts';
import { readReported } from '../../io/audio-output.ts';
import { readJsonl } from '../../io/jsonl.ts';
import type { Workspace } from '../../io/workspace.ts';
import type { Ui } from '../ui.ts';

/** One stretch of speech with the numbers that decided its fate. */
export interface Explained {
  stretch: ExplainedStretch;
  lines: MeasureLine[];
}

/** What is said of a segment, or of a moment: the speech there, or the pause. */
interface Answer {
  explained: Explained[];
  pauses: ExplainedPause[];
}

/** `persona audio-clean --explain ID`. Throws `no-such-stretch`. */
export async function explainAudio(workspace: Workspace, what: string): Promise<Answer> {
  const query = parseAudioQuery(what);
  const stretches: ExplainedStretch[] = [];
  const command = 'persona audio-clean';
  for await (const segment of readJsonl(workspace.audio('segments.jsonl'), isSegment, command))
    stretches.push({ ...segment, kept: true });
  for await (const rejected of readJsonl(workspace.audio('rejected.jsonl'), isRejected, command))
    stretches.push({ ...rejected, kept: false });
  const found = stretches.filter((stretch) => query && answers(query, stretch));
  const explained = found.map((stretch) => ({ stretch, lines: measureLines(stretch.measures) }));
  if (found.length) return { explained, pauses: [] };
  const { recordings } = await readReported(workspace.audio('report.json'), isRecordingReport);
  const pauses = query ? pausesAt(query, recordings, stretches) : [];
  if (!pauses.length) throw new PersonaError('no-such-stretch', { what });
  return { explained, pauses };
}

export function renderPause({ file, second, before, after }: ExplainedPause, ui: Ui): void {
  ui.heading(`${oneLine(file)}  ${second.toFixed(2)} s`);
  ui.line(ui.t({ en: 'Nobody speaks there.', zh: '此处没有人说话。' }));
  const tell = (when: Bilingual, stretch: ExplainedStretch | null) => {
    if (!stretch) return;
    const fate = stretch.kept ? stretch.grade : ui.t(REJECT_TEXT[stretch.reason]);
    ui.line(`   ${ui.t(when)} ${stretch.start.toFixed(2)}–${stretch.end.toFixed(2)} s: ${fate}`);
  };
  tell({ en: 'before', zh: '之前' }, before);
  tell({ en: 'after', zh: '之后' }, after);
}

const oneLine = (file: string) => printable(file).replaceAll('\n', ' ');

export function renderExplained({ stretch, lines }: Explained, ui: Ui): void {
  const { source, start, end, speaker } = stretch;
  ui.heading(`${oneLine(source.file)}  ${start.toFixed(2)}–${end.toFixed(2)} s`);
  if (stretch.kept) {
    const made = stretch.denoised ? ui.t({ en: ', denoised', zh: '，已降噪' }) : '';
    ui.line(`${ui.paint.green(`${stretch.grade}`)}  ${ui.t(GRADE_TEXT[stretch.grade])}${made}  ${stretch.file}`);
    for (const label of stretch.labels) ui.line(`   ${ui.t(LABEL_TEXT[label] ?? { en: label, zh: label })}`);
  } else {
    const why = stretch.why ? ` (${stretch.why})` : '';
    ui.line(`${ui.paint.red('C')}  ${ui.t(REJECT_TEXT[stretch.reason])}${why}`);
  }
  if (speaker) {
    const score = speaker.score === null ? '' : `, ${speaker.score}`;
    ui.line(`   ${ui.t(EVIDENCE_TEXT[speaker.by])}${score}`);
  }
  if (lines.length === 0) return;
  const paint = { A: ui.paint.green, B: ui.paint.yellow, C: ui.paint.red };
  ui.table(
    [
      { title: '' },
      { title: '', align: 'right' },
      { title: ui.t({ en: 'A asks', zh: 'A 级要求' }), align: 'right' },
      { title: ui.t({ en: 'B asks', zh: 'B 级要求' }), align: 'right' },
    ],
    lines.map(({ text, value, unit, forA, forB, met }) => {
      const number = `${value} ${unit}`.trim();
      return [ui.t(text), met ? paint[met](number) : number, forA ?? '', forB ?? ''];
    }),
  );
}
