import { resolve } from 'node:path';
import { audioClean, type Earlier } from '../../audio/audio-clean.ts';
import { DENOISE_MODES } from '../../audio/clean-window.ts';
import type { Settings } from '../../audio/hearing.ts';
import { AudioCleanOptions } from '../../audio/options.ts';
import { type AudioReport, audioReport, isRecordingReport, type RecordingReport } from '../../audio/report.ts';
import { reportHtml } from '../../audio/report-html.ts';
import { type AudioCleanResult, type Outline, supersede } from '../../audio/results.ts';
import { PROFILES } from '../../bundle/profiles.ts';
import { PersonaError } from '../../core/errors.ts';
import type { Emit, Summary } from '../../core/events.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import { isFields, isList } from '../../core/shape.ts';
import { refusalText } from '../../ingest/notices.ts';
import { AudioCache } from '../../io/audio-cache.ts';
import { ClipFolder, inOrder, readBefore, writeAudio } from '../../io/audio-output.ts';
import { findFfmpeg } from '../../io/ffmpeg-binary.ts';
import { readJson } from '../../io/jsonl.ts';
import { modelsFolder } from '../../io/models.ts';
import { fetchRecording } from '../../io/recording-reader.ts';
import { findRecordings, type Recording, voiceRecordings } from '../../io/recordings.ts';
import { AudioWorkers, chooseDenoiser, chooseScorer, Gate, openSpeakerModel } from '../audio-engines.ts';
import { type Explained, explainAudio, renderExplained } from '../audio-explain.ts';
import { type Context, defineCommand, SUBJECT_OPTION } from '../command.ts';
import { forgottenOf, isForgottenSound, recordingsLeft, withoutForgotten } from '../forgotten-audio.ts';
import { resolveOptions } from '../options.ts';
import { renderAudioReport } from '../render/audio.ts';
import { loadOrStart } from '../subject.ts';
import { readinessOf } from '../voice-shelf.ts';

interface AudioCleanSummary extends Summary {
  command: 'audio-clean';
  /** Null with --dry-run. */
  report: AudioReport | null;
  recordings: number;
  /** Voice messages whose sound the export does not carry. */
  missing: number;
  /** Seconds of work by stage, summed over the threads. */
  stages: Record<string, number>;
  /** Seconds of sound that went through the denoiser. */
  denoisedSeconds: number;
  written: string | null;
  /** With --explain: what was asked about. */
  explained?: Explained[];
}

export const audioCleanCommand = defineCommand<AudioCleanSummary>({
  name: 'audio-clean',
  summary: { en: 'find, clean and grade the speech in recordings', zh: '从录音中找出、清理并评定语音' },
  details: {
    en: 'Without arguments it takes the voice messages that `persona ingest` found; else files, folders and zips of recordings. Stopped or killed, the same command goes on where it was.',
    zh: '不带参数时处理 `persona ingest` 找到的语音消息；也可以给出录音文件、文件夹或 zip。中途停下后，再运行同一命令即可接着做。',
  },
  arguments: [
    {
      name: '[paths...]',
      help: { en: 'recordings, folders or zips of them', zh: '录音文件，或装有录音的文件夹、zip' },
    },
  ],
  options: [
    SUBJECT_OPTION,
    {
      flags: '--denoise <mode>',
      choices: DENOISE_MODES,
      help: {
        en: 'auto: only what is noisy, where it helps (default)',
        zh: 'auto：只处理有噪声且确有改善的部分（默认）',
      },
    },
    {
      flags: '--speaker <file>',
      help: {
        en: 'a clip of the person alone, about ten seconds: tells them from others',
        zh: '一段只有本人说话的录音（约十秒），用来与他人区分',
      },
    },
    { flags: '--jobs <n>', help: { en: 'threads (default: one a core)', zh: '线程数（默认每核一个）' } },
    {
      flags: '--models <dir>',
      help: { en: 'folder of model files (also PERSONA_MODELS)', zh: '模型文件夹（也可用 PERSONA_MODELS）' },
    },
    {
      flags: '--explain <id>',
      help: {
        en: 'clean nothing; say why a segment (or FILE@SECONDS) was graded so',
        zh: '不做处理，只说明某个片段（或“文件@秒数”）为何如此评定',
      },
    },
    { flags: '--ffmpeg <path>', help: { en: 'use this ffmpeg', zh: '使用指定的 ffmpeg' } },
  ],
  writes: true,
  examples: [
    { line: 'persona audio-clean', what: { en: 'the voice messages of the chats', zh: '聊天里的语音消息' } },
    {
      line: 'persona audio-clean videos/ 2019-birthday.mp4',
      what: { en: 'a folder and a video', zh: '一个文件夹和一段视频' },
    },
    {
      line: 'persona audio-clean videos/ --speaker dad-alone.m4a',
      what: { en: 'only his voice', zh: '只要他的声音' },
    },
    {
      line: 'persona audio-clean --explain 58d39312',
      what: { en: 'why is it a B?', zh: '它为什么是 B 级？' },
    },
  ],
  run: runAudioClean,
  render: ({ report, recordings, missing, explained }, ui) => {
    if (explained) {
      for (const each of explained) renderExplained(each, ui);
      return;
    }
    if (missing > 0) {
      ui.line(
        ui.t({
          en: `${ui.count(missing)} voice messages are named in the export without their sound.`,
          zh: `有 ${ui.count(missing)} 条语音消息在导出里没有附带声音文件。`,
        }),
      );
    }
    if (report) renderAudioReport(report, ui);
    else
      ui.line(
        ui.t({
          en: `${ui.count(recordings)} recordings would be cleaned.`,
          zh: `将处理 ${ui.count(recordings)} 个录音。`,
        }),
      );
  },
});

async function runAudioClean(context: Context, paths: readonly string[]): Promise<AudioCleanSummary> {
  const { workspace, env, emit, signal } = context;
  const asked = context.flags.explain as string | undefined;
  if (asked !== undefined) {
    const explained = await explainAudio(workspace, asked);
    return {
      command: 'audio-clean',
      report: null,
      recordings: 0,
      missing: 0,
      stages: {},
      denoisedSeconds: 0,
      written: null,
      explained,
    };
  }
  const config = await loadOrStart(context);
  const o = resolveOptions(AudioCleanOptions, context, 'audio-clean', config);
  const { recordings: named, missing } = await inputs(context, paths);
  const forgotten = await forgottenOf(workspace);
  const recordings = await recordingsLeft(named, forgotten);
  const summary = { command: 'audio-clean' as const, recordings: recordings.length, missing };
  if (context.dryRun) return { ...summary, report: null, stages: {}, denoisedSeconds: 0, written: null };
  const ffmpeg = await findFfmpeg({ option: o.ffmpeg, environment: env.variables.PERSONA_FFMPEG });
  const clips = new ClipFolder(workspace);
  await clips.prepare();
  const folder = resolve(env.cwd, modelsFolder(o.models, env.variables));
  const denoiser = o.denoise === 'never' ? null : await chooseDenoiser(folder, emit);
  const scorer = await chooseScorer(folder, emit);
  const known = await recordingsLeft(await knownVoices(context, o.speaker, recordings), forgotten);
  const strangers = recordings.filter(({ item }) => item === null).length;
  if (strangers > 0 && known.length === 0) tellEnrolment(null, undefined, strangers, emit);
  const speakers = known.length > 0 ? await openSpeakerModel(folder, env.cwd, emit) : null;
  const settings: Settings = {
    denoise: o.denoise,
    denoiser: denoiser?.id ?? null,
    scorer: scorer === null ? null : 'dnsmos-p808',
    voices: known.length > 0 ? (speakers?.id ?? 'statistics') : null,
  };
  const workers = new AudioWorkers(o.jobs, { denoiser, scorer });
  const cache = new AudioCache(workspace.cache('audio'));
  const scratch = workspace.cache('audio', 'scratch');
  try {
    const now = await audioClean<Recording>(recordings, known, settings, {
      fetch: (recording) => fetchRecording(recording, { ffmpeg, silk: workers.silk, scratch, signal }),
      store: (sha256, all) => cache.entry(sha256, all),
      listen: workers.listen,
      clean: workers.clean,
      embed: speakers ? (samples) => speakers.embed(samples) : null,
      enrolled: (by) => tellEnrolment(by, o.speaker, strangers, emit),
      gate: new Gate(workers.jobs + 2),
      ahead: workers.jobs + 1,
      abreast: workers.jobs + 1,
      earlier: await earlierRecordings(context, recordings, cache),
      clips,
      emit,
      signal,
    });
    emit({ type: 'done', task: 'clean' });
    const report = await writeAudioResult(context, config, now, cache);
    const work = { stages: workers.stages(), denoisedSeconds: workers.denoised() };
    return { ...summary, report, ...work, written: workspace.audio() };
  } finally {
    speakers?.close();
    await workers.close();
  }
}

/** Joins what earlier runs left, and writes the lists, the report and its page; last the clips that nobody names go. */
export async function writeAudioResult(
  context: Context,
  config: PersonaConfig,
  now: AudioCleanResult,
  cache: AudioCache,
): Promise<AudioReport> {
  const { workspace, lang } = context;
  const stood = await readBefore(workspace, now.recordings, await reported(workspace.audio('report.json')));
  const before = supersede(withoutForgotten(stood, await forgottenOf(workspace)), now.superseded);
  const segments = inOrder([...before.segments, ...now.segments]);
  const rejected = inOrder([...before.rejected, ...now.rejected]);
  const readiness = await readinessOf(PROFILES, segments, config, context);
  const report = audioReport([...before.recordings, ...now.recordings], segments, readiness);
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

/** What stands in audio/ of other recordings than those to hear, as far as it is their own sound. */
async function earlierRecordings(
  { workspace }: Context,
  recordings: readonly Recording[],
  cache: AudioCache,
): Promise<Earlier[]> {
  const named = new Set(recordings.map(({ file }) => file));
  const forgotten = await forgottenOf(workspace);
  const earlier: Earlier[] = [];
  for (const each of await reported(workspace.audio('report.json'))) {
    const { file, item, sha256, fault } = each;
    if (sha256 === null || fault !== undefined || named.has(file)) continue;
    if (forgotten && isForgottenSound(forgotten, each)) continue;
    const heard = (await cache.loadPeaks<Outline>(sha256))?.likeness;
    if (heard) earlier.push({ file, item, sha256, heard });
  }
  return earlier;
}

/** Voice messages by which the subject's voice is known; more would cost time and tell nothing new. */
const ENOUGH_MESSAGES = 40;

/** Recordings in which only the subject speaks, needed only where others may: messages carry their sender. */
async function knownVoices(
  { workspace, env }: Context,
  speaker: string | undefined,
  recordings: readonly Recording[],
): Promise<Recording[]> {
  if (recordings.every(({ item }) => item !== null)) return [];
  if (speaker) return (await findRecordings([resolve(env.cwd, speaker)], workspace.dir)).recordings;
  const { recordings: voices } = await voiceRecordings(workspace.corpus('voice.jsonl'), workspace.dir);
  return voices.slice(0, ENOUGH_MESSAGES);
}

function tellEnrolment(
  by: 'voiceprint' | 'voice-statistics' | null,
  speaker: string | undefined,
  count: number,
  emit: Emit,
): void {
  if (by === 'voice-statistics') emit({ type: 'warn', notice: { code: 'speaker-by-statistics', facts: {} } });
  if (by !== null) return;
  if (speaker) throw new PersonaError('speaker-too-little', { file: speaker });
  emit({ type: 'warn', notice: { code: 'speaker-assumed', facts: { count } } });
}

async function inputs(
  context: Context,
  paths: readonly string[],
): Promise<{ recordings: Recording[]; missing: number }> {
  const { workspace, env, emit } = context;
  if (paths.length === 0) {
    const voices = await voiceRecordings(workspace.corpus('voice.jsonl'), workspace.dir);
    if (voices.recordings.length === 0) throw new PersonaError('no-recordings', { missing: voices.missing });
    return voices;
  }
  const found = await findRecordings(
    paths.map((path) => resolve(env.cwd, path)),
    workspace.dir,
  );
  if (found.own.length) emit({ type: 'warn', notice: { code: 'own-output', facts: { files: found.own.sort() } } });
  for (const { path, why } of found.unreadable) {
    emit({ type: 'warn', notice: { code: 'unreadable-path', facts: { path, why: refusalText(why) } } });
  }
  if (found.recordings.length === 0)
    throw new PersonaError('no-recordings-there', { paths: [...paths], others: found.others });
  return { recordings: found.recordings, missing: 0 };
}

/** What the last report says of single recordings; a damaged one is made anew. */
const reported = async (file: string): Promise<RecordingReport[]> => reportedIn(await readJson<unknown>(file));

const reportedIn = (report: unknown): RecordingReport[] =>
  isFields(report) && isList(report.recordings, isRecordingReport) ? report.recordings : [];
