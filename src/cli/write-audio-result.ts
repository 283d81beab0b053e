import { type AudioLines, filesNotTheirs, givesWay, linesWithout } from '../audio/earlier.ts';
import { type AudioReport, audioReport, isRecordingReport } from '../audio/report.ts';
import { reportHtml } from '../audio/report-html.ts';
import { type AudioCleanResult, type Outline, supersede } from '../audio/results.ts';
import type { VoiceOptions } from '../bundle/options.ts';
import { PROFILES } from '../bundle/profiles.ts';
import { PersonaError } from '../core/errors.ts';
import type { PersonaConfig } from '../core/persona.ts';
import { withheldVoice } from '../core/readiness.ts';
import type { AudioCache } from '../io/audio-cache.ts';
import { ClipFolder, inOrder, readListed, writeAudio } from '../io/audio-output.ts';
import { voiceRecordings } from '../io/recordings.ts';
import type { Context } from './command.ts';
import { filesGone } from './earlier-audio.ts';
import { forgottenOf, withoutForgotten } from './forgotten-audio.ts';
import { withTypedWords } from './segments.ts';
import { readinessOf } from './voice-shelf.ts';

/**
 * Joins what earlier runs left, and writes the lists, the report and its page; last the clips that nobody names go.
 * `voice`: what a bundle is usually made of, by which the report judges. `isAll`: what stands there was heard anew, all of it. Else damaged lists are a `damaged-audio` error.
 */
export async function writeAudioResult(
  context: Context,
  config: PersonaConfig,
  voice: VoiceOptions,
  now: AudioCleanResult,
  cache: AudioCache,
  isAll = false,
): Promise<AudioReport> {
  const { workspace, lang } = context;
  const stood = isAll ? { segments: [], rejected: [], recordings: [] } : await whatStays(context, config, now);
  const before = supersede(stood, now.superseded);
  const segments = inOrder([...before.segments, ...now.segments]);
  const rejected = inOrder([...before.rejected, ...now.rejected]);
  const judged = await readinessOf(PROFILES, await withTypedWords(workspace, segments), config, voice, context);
  const recordings = [...before.recordings, ...now.recordings];
  const report = audioReport(recordings, segments, judged.readiness, withheldVoice(judged));
  for (const { file, sha256 } of now.recordings) {
    const peaks = now.peaks.get(file);
    if (peaks && sha256) await cache.savePeaks(sha256, peaks);
  }
  const peaks = new Map<string, { bytes: Uint8Array; length: number }>();
  for (const { file, sha256 } of report.recordings) {
    const known = now.peaks.get(file) ?? (sha256 ? await cache.loadPeaks<Outline>(sha256) : null);
    if (known) peaks.set(file, { bytes: Buffer.from(known.bytes, 'base64'), length: known.length });
  }
  const page = reportHtml({ lang, subject: config.subject.name, report, segments, rejected, peaks });
  await writeAudio(workspace, segments, rejected, report, page);
  await new ClipFolder(workspace).keepOnly(new Set(segments.map(({ id }) => id)));
  return report;
}

/** Of earlier runs: not forgotten, not heard again now, and the subject's as corpus/voice.jsonl says by now. */
async function whatStays(
  context: Context,
  { subject }: PersonaConfig,
  { recordings }: AudioCleanResult,
): Promise<AudioLines> {
  const { workspace, emit } = context;
  const { damaged, ...stood } = await readListed(workspace, isRecordingReport);
  if (damaged.length) throw new PersonaError('damaged-audio', { files: damaged });
  const { messages } = await voiceRecordings(workspace.corpus('voice.jsonl'), workspace.dir);
  const known = withoutForgotten(stood, await forgottenOf(workspace));
  const left = linesWithout(known, givesWay(recordings, await filesGone(context, known)));
  const foreign = messages ? filesNotTheirs(left, messages) : new Set<string>();
  if (foreign.size) {
    const facts = { count: foreign.size, name: subject.name };
    emit({ type: 'warn', notice: { code: 'messages-taken-out', facts } });
  }
  return linesWithout(left, ({ file }) => foreign.has(file));
}
