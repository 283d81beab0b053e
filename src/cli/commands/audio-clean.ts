import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { audioClean } from '../../audio/audio-clean.ts';
import { DENOISE_MODES } from '../../audio/clean-window.ts';
import type { ExplainedPause } from '../../audio/explain.ts';
import type { Settings } from '../../audio/hearing.ts';
import { AudioCleanOptions } from '../../audio/options.ts';
import type { AudioReport } from '../../audio/report.ts';
import { counted } from '../../core/counted.ts';
import { PersonaError } from '../../core/errors.ts';
import type { Emit, Summary } from '../../core/events.ts';
import type { DecodeFault } from '../../core/sound.ts';
import { DECODE_FAULT_TEXT } from '../../core/wording/audio.ts';
import { AudioCache } from '../../io/audio-cache.ts';
import { ClipFolder } from '../../io/audio-output.ts';
import { findFfmpeg } from '../../io/ffmpeg-binary.ts';
import { modelsFolder } from '../../io/models.ts';
import { pathError } from '../../io/path-error.ts';
import { fetchRecording } from '../../io/recording-reader.ts';
import { type FoundVoices, type Recording, voiceRecordings } from '../../io/recordings.ts';
import { type EarlierAudio, earlierAudio, earlierRecordings, earlierSounds, recalling } from '../audio/earlier.ts';
import { AudioWorkers, chooseDenoiser, chooseScorer, Gate, openSpeakerModel } from '../audio/engines.ts';
import { type Explained, explainAudio, renderExplained, renderPause } from '../audio/explain.ts';
import { forgottenOf, recordingsLeft } from '../audio/forgotten.ts';
import { isStranger, knownVoices, namedRecordings } from '../audio/inputs.ts';
import { OthersMessages } from '../audio/others-messages.ts';
import { writeAudioResult } from '../audio/write-result.ts';
import { usualVoice } from '../bundle/voice-options.ts';
import { type Context, defineCommand, SUBJECT_OPTION } from '../command.ts';
import { loadOrStart } from '../ingest/subject.ts';
import { resolveOptions } from '../options.ts';
import { renderAudioReport } from '../render/audio.ts';

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
  /** With --explain: what was asked about, or the pause that it lies in. */
  explained?: Explained[];
  pauses?: ExplainedPause[];
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
  holds: 'recordings',
  looksWith: 'explain',
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
  render: ({ report, recordings, missing, explained, pauses = [] }, ui) => {
    if (explained) {
      for (const each of explained) renderExplained(each, ui);
      for (const each of pauses) renderPause(each, ui);
      return;
    }
    if (missing > 0) {
      ui.line(
        ui.t({
          en: `Named in the export without sound: ${counted(missing, 'voice message')}.`,
          zh: `有 ${ui.count(missing)} 条语音消息在导出里没有附带声音文件。`,
        }),
      );
    }
    if (report) renderAudioReport(report, ui);
    else
      ui.line(
        ui.t({
          en: `${counted(recordings, 'recording')} would be cleaned.`,
          zh: `将处理 ${ui.count(recordings)} 个录音。`,
        }),
      );
  },
});

const NOTHING_CLEANED = { report: null, stages: {}, denoisedSeconds: 0, written: null };

async function runAudioClean(context: Context, paths: readonly string[]): Promise<AudioCleanSummary> {
  const { workspace, env, emit, signal } = context;
  const asked = context.flags.explain as string | undefined;
  if (asked !== undefined) {
    const answer = await explainAudio(workspace, asked);
    return { command: 'audio-clean', recordings: 0, missing: 0, ...NOTHING_CLEANED, ...answer };
  }
  const config = await loadOrStart(context);
  const o = resolveOptions(AudioCleanOptions, context, 'audio-clean', config);
  const voice = usualVoice(config);
  const voices = await voiceRecordings(workspace.corpus('voice.jsonl'), workspace.dir);
  const others = new OthersMessages(workspace);
  const earlier = await earlierAudio(context, voices, others);
  const forgotten = await forgottenOf(workspace);
  const { all, missing } = await inputs(context, paths, voices, others, earlier);
  const recordings = await recordingsLeft(all, forgotten);
  const strangers = recordings.filter(isStranger).length;
  if (o.speaker !== undefined) await tellOfSpeaker(context, o.speaker, strangers);
  const summary = { command: 'audio-clean' as const, recordings: recordings.length, missing };
  if (context.dryRun) return { ...summary, ...NOTHING_CLEANED };
  const ffmpeg = await findFfmpeg({ option: o.ffmpeg, environment: env.variables.PERSONA_FFMPEG });
  const clips = new ClipFolder(workspace);
  await clips.prepare();
  const folder = resolve(env.cwd, modelsFolder(o.models, env.variables));
  const denoiser = o.denoise === 'never' ? null : await chooseDenoiser(folder, emit);
  const scorer = await chooseScorer(folder, emit);
  const known = await recordingsLeft(await knownVoices(context, o.speaker, recordings, voices), forgotten);
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
      fetch: recalling(earlier.lines, (recording) =>
        fetchRecording(recording, { ffmpeg, silk: workers.silk, scratch, signal }),
      ),
      store: (sha256, all) => cache.entry(sha256, all),
      listen: workers.listen,
      clean: workers.clean,
      embed: speakers ? (samples) => speakers.embed(samples) : null,
      enrolled: (by, why) => tellEnrolment(by, o.speaker, strangers, emit, why),
      gate: new Gate(workers.jobs + 2),
      ahead: workers.jobs + 1,
      abreast: workers.jobs + 1,
      earlier: await earlierSounds(context, earlier.lines, cache, others),
      clips,
      emit,
      signal,
    });
    emit({ type: 'done', task: 'clean' });
    const { report, missing: gone } = await writeAudioResult(context, config, voice, now, cache, {
      damaged: earlier.damaged,
      others,
    });
    const work = { stages: workers.stages(), denoisedSeconds: workers.denoised() };
    return { ...summary, missing: missing + gone, report, ...work, written: workspace.audio() };
  } finally {
    speakers?.close();
    await workers.close();
  }
}

/** The clip is there, and is needed: voice messages carry their sender. */
async function tellOfSpeaker({ env, emit }: Context, speaker: string, strangers: number): Promise<void> {
  await stat(resolve(env.cwd, speaker)).catch((error: unknown) => {
    throw pathError(error, speaker, 'read');
  });
  if (strangers === 0) emit({ type: 'warn', notice: { code: 'speaker-unused', facts: { file: speaker } } });
}

function tellEnrolment(
  by: 'voiceprint' | 'voice-statistics' | null,
  speaker: string | undefined,
  count: number,
  emit: Emit,
  why?: DecodeFault,
): void {
  if (by === 'voice-statistics') emit({ type: 'warn', notice: { code: 'speaker-by-statistics', facts: {} } });
  if (by !== null) return;
  if (speaker && why) throw new PersonaError('speaker-no-sound', { file: speaker, why: DECODE_FAULT_TEXT[why] });
  if (speaker) throw new PersonaError('speaker-too-little', { file: speaker });
  emit({ type: 'warn', notice: { code: 'speaker-assumed', facts: { count } } });
}

/** What is to be heard: what was named, or all messages; and what earlier runs heard, where their lists are damaged. */
async function inputs(
  context: Context,
  paths: readonly string[],
  voices: FoundVoices,
  others: OthersMessages,
  { lines, damaged, hasForeign }: EarlierAudio,
): Promise<{ all: Recording[]; missing: number }> {
  const named = paths.length ? await namedRecordings(context, paths, voices, others) : voices.recordings;
  if (damaged.length) context.emit({ type: 'warn', notice: { code: 'audio-heard-anew', facts: { files: damaged } } });
  const again = damaged.length ? await earlierRecordings(context, lines, named, voices) : [];
  const all = [...named, ...again];
  const missing = paths.length ? 0 : voices.missing;
  // Without a single message there may still be those of somebody else to take out.
  if (all.length === 0 && !hasForeign)
    throw missing ? new PersonaError('no-sounds', { missing }) : new PersonaError('no-recordings');
  return { all, missing };
}
