import { type AudioLines, givesWay, linesWithout, unheard } from '../../audio/earlier.ts';
import { type AudioReport, audioReport, isRecordingReport } from '../../audio/report.ts';
import { reportHtml } from '../../audio/report-html.ts';
import { type AudioCleanResult, type Lines, type Outline, supersede } from '../../audio/results.ts';
import type { VoiceOptions } from '../../bundle/options.ts';
import { PROFILES } from '../../bundle/profiles.ts';
import { PersonaError } from '../../core/errors.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import { withheldVoice } from '../../core/readiness.ts';
import type { Segment } from '../../core/types.ts';
import type { AudioCache } from '../../io/audio-cache.ts';
import { byFileAndTime, ClipFolder, readListed, writeAudio } from '../../io/audio-output.ts';
import { voiceRecordings } from '../../io/recordings.ts';
import { readinessOf } from '../bundle/voice-shelf.ts';
import type { Context } from '../command.ts';
import { withTypedWords } from '../stored/segments.ts';
import { filesGone, foreignIn } from './earlier.ts';
import { forgottenOf, withoutForgotten } from './forgotten.ts';
import { OthersMessages } from './others-messages.ts';

/** What is known of the workspace as a run begins. */
interface Before {
  /** Lists of which all that they told of was heard anew. */
  damaged: readonly string[];
  others: OthersMessages;
}

interface WrittenAudio {
  report: AudioReport;
  /** Voice messages whose sound is not where it lay, and of which nothing was made before. */
  missing: number;
}

/**
 * Joins what earlier runs left, and writes the lists, the report and its page; last the clips that nobody names go.
 * `voice`: what a bundle is usually made of, by which the report judges.
 * Throws `lists-out-of-reach` where damaged lists could not be made anew, `damaged-audio` where that was not tried.
 */
export async function writeAudioResult(
  context: Context,
  config: PersonaConfig,
  voice: VoiceOptions,
  now: AudioCleanResult,
  cache: AudioCache,
  { damaged = [], others = new OthersMessages(context.workspace) }: Partial<Before> = {},
): Promise<WrittenAudio> {
  const { workspace, lang } = context;
  const clips = new ClipFolder(workspace);
  const isAll = damaged.length > 0;
  if (isAll) await refuseToLose(now, clips, damaged);
  const stood = isAll ? NOTHING : await standing(context);
  const { standing: untouched, missing } = unheard(now.recordings, stood);
  tellUnheard(context, untouched.size, missing.size);
  const listed = linesWithout(now, ({ file }) => untouched.has(file)).recordings;
  const left = await whatStays(context, config, stood, listed, others);
  const heard = linesWithout(now, ({ file }) => untouched.has(file) || missing.has(file));
  const before = supersede(left, now.superseded);
  const segments = byFileAndTime([...before.segments, ...heard.segments]);
  const rejected = byFileAndTime([...before.rejected, ...heard.rejected]);
  const judged = await readinessOf(PROFILES, await withTypedWords(workspace, segments), config, voice, context);
  const recordings = [...before.recordings, ...heard.recordings];
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
  await clips.keepOnly(idsOf(segments));
  return { report, missing: missing.size };
}

const NOTHING: AudioLines = { segments: [], rejected: [], recordings: [] };
const idsOf = (segments: readonly Segment[]) => new Set(segments.map(({ id }) => id));

/** Clips that only a damaged list names are not given up while a recording is out of reach that may be theirs. */
async function refuseToLose({ segments, recordings }: Lines, clips: ClipFolder, files: readonly string[]) {
  const count = recordings.filter(({ why }) => why === 'not-there' || why === 'unreadable').length;
  if (count > 0 && (await clips.others(idsOf(segments))).length > 0)
    throw new PersonaError('lists-out-of-reach', { count, files: [...files] });
}

function tellUnheard({ emit }: Context, standing: number, missing: number): void {
  const tell = (code: 'recordings-out-of-reach' | 'messages-out-of-reach', count: number) =>
    count > 0 && emit({ type: 'warn', notice: { code, facts: { count } } });
  tell('recordings-out-of-reach', standing);
  tell('messages-out-of-reach', missing);
}

/** What earlier runs left and was not forgotten. */
async function standing({ workspace }: Context): Promise<AudioLines> {
  const { damaged, ...stood } = await readListed(workspace, isRecordingReport);
  if (damaged.length) throw new PersonaError('damaged-audio', { files: damaged });
  return withoutForgotten(stood, await forgottenOf(workspace));
}

/** Of what stood: not heard again now, and the subject's as the corpus says by now. */
async function whatStays(
  context: Context,
  { subject }: PersonaConfig,
  stood: AudioLines,
  now: AudioCleanResult['recordings'],
  others: OthersMessages,
): Promise<AudioLines> {
  const { workspace, emit } = context;
  const voices = await voiceRecordings(workspace.corpus('voice.jsonl'), workspace.dir);
  const left = linesWithout(stood, givesWay(now, await filesGone(context, stood)));
  const foreign = await foreignIn(left, voices, others);
  if (foreign.size) {
    const facts = { count: foreign.size, name: subject.name };
    emit({ type: 'warn', notice: { code: 'messages-taken-out', facts } });
  }
  return linesWithout(left, ({ file }) => foreign.has(file));
}
