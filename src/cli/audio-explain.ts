import { answers, type MeasureLine, measureLines, parseAudioQuery, type Stretch } from '../audio/explain.ts';
import { isRejected, isSegment } from '../core/audio-shape.ts';
import { PersonaError } from '../core/errors.ts';
import { printable } from '../core/printable.ts';
import { EVIDENCE_TEXT, GRADE_TEXT, LABEL_TEXT, REJECT_TEXT } from '../core/wording/voice.ts';
import { readJsonl } from '../io/jsonl.ts';
import type { Workspace } from '../io/workspace.ts';
import type { Ui } from './ui.ts';

/** One stretch of speech with the numbers that decided its fate. */
export interface Explained {
  stretch: Stretch;
  lines: MeasureLine[];
}

/** `persona audio-clean --explain ID`. Throws `no-such-stretch`. */
export async function explainAudio(workspace: Workspace, what: string): Promise<Explained[]> {
  const query = parseAudioQuery(what);
  const found: Stretch[] = [];
  const command = 'persona audio-clean';
  for await (const segment of readJsonl(workspace.audio('segments.jsonl'), isSegment, command)) {
    const stretch: Stretch = { ...segment, kept: true };
    if (query && answers(query, stretch)) found.push(stretch);
  }
  for await (const rejected of readJsonl(workspace.audio('rejected.jsonl'), isRejected, command)) {
    const stretch: Stretch = { ...rejected, kept: false };
    if (query && answers(query, stretch)) found.push(stretch);
  }
  if (found.length === 0) throw new PersonaError('no-such-stretch', { what });
  return found.map((stretch) => ({ stretch, lines: measureLines(stretch.measures) }));
}

export function renderExplained({ stretch, lines }: Explained, ui: Ui): void {
  const { source, start, end, speaker } = stretch;
  ui.heading(`${printable(source.file).replaceAll('\n', ' ')}  ${start.toFixed(2)}–${end.toFixed(2)} s`);
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
