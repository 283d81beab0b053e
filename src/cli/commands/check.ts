import { mustKnow } from '../../bundle/bundle.ts';
import { VoiceOptions } from '../../bundle/options.ts';
import { PROFILES } from '../../bundle/profiles.ts';
import { counted } from '../../core/counted.ts';
import { duration } from '../../core/duration.ts';
import type { Summary } from '../../core/events.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import {
  type Readiness,
  speakerOf,
  type Voice,
  voiceOf,
  WITHHELD_REASONS,
  type WithheldVoice,
  withheldVoice,
} from '../../core/readiness.ts';
import type { Seconds, Segment } from '../../core/types.ts';
import { MARKS, VERDICT_TEXT, WITHHELD_TEXT } from '../../core/wording/voice.ts';
import { tellNotTheirs } from '../audio/earlier.ts';
import { readVoice } from '../bundle/voice.ts';
import { VOICE_FLAGS } from '../bundle/voice-options.ts';
import { type Judged, readinessOf } from '../bundle/voice-shelf.ts';
import { type Context, defineCommand } from '../command.ts';
import { resolveOptions } from '../options.ts';
import { type JudgedBackend, renderMarks, renderReadiness } from '../render/readiness.ts';
import type { Ui } from '../ui.ts';

/** What a bundle is made of, and beside it what it leaves out. */
interface VoiceTotals extends Voice, WithheldVoice {
  A: Seconds;
  B: Seconds;
  segments: number;
}

interface CheckSummary extends Summary {
  command: 'check';
  voice: VoiceTotals;
  /** Null: nobody has said on what ground the data may be used. */
  consent: PersonaConfig['consent'];
  marks: { id: string; seconds: Seconds; missing: Seconds }[];
  backends: JudgedBackend[];
  /** Ids given with --require, and those of them that are not satisfied. */
  required: string[];
  unmet: string[];
}

export const checkCommand = defineCommand<CheckSummary>({
  name: 'check',
  summary: { en: 'say which backends the clean voice is enough for', zh: '看看干声够哪些后端使用' },
  details: {
    en: 'Compares the clean seconds (grades A and B) with what every known voice-cloning backend takes. Give it the flags that `persona bundle` will get: it judges the voice that the bundle would hold.',
    zh: '把干声时长（A 级与 B 级）与每个语音克隆后端的要求逐一对照。打包时要用的参数在这里也一并带上，判断的就是那样打包会放入的声音。',
  },
  options: [
    {
      flags: '--require <backend>',
      repeatable: true,
      help: {
        en: 'exit with 1 unless this backend has enough, or the least it works with (repeatable)',
        zh: '若该后端连最低要求都未达到，则以 1 退出（可重复）',
      },
    },
    {
      flags: '--grade <grade>',
      choices: ['A', 'B'],
      help: { en: 'count segments of this grade and better (default: B)', zh: '只计入该等级及以上的片段（默认 B）' },
    },
    ...VOICE_FLAGS,
  ],
  examples: [
    { line: 'persona check', what: { en: 'every backend', zh: '全部后端' } },
    {
      line: 'persona check --require minimax --require gpt-sovits-zero-shot',
      what: { en: 'in a script: stop unless both are served', zh: '用于脚本：两者都满足才继续' },
    },
    {
      line: 'persona check --period 2015..2023',
      what: {
        en: 'as `persona bundle --period 2015..2023` would take it',
        zh: '与 `persona bundle --period 2015..2023` 所取一致',
      },
    },
    { line: 'persona check --grade A', what: { en: 'with the best material only', zh: '只看最好的素材' } },
  ],
  async run(context) {
    const required = (context.flags.require as string[] | undefined) ?? [];
    mustKnow(required);
    const config = await context.workspace.mustLoad();
    const options = resolveOptions(VoiceOptions, context, 'check', config, 'bundle');
    const judged = await readinessOf(PROFILES, await segmentsOf(context, config, options), config, options, context);
    const voice = voiceTotals(judged, config);
    const backends = PROFILES.map(({ name, mode, where, notes }, i): JudgedBackend => {
      return { ...(judged.readiness[i] as Readiness), name, mode, where, notes };
    });
    const met = new Set(
      backends.filter(({ verdict }) => verdict === 'enough' || verdict === 'minimal').map(({ id }) => id),
    );
    const unmet = required.filter((id) => !met.has(id));
    if (!config.consent)
      context.emit({ type: 'warn', notice: { code: 'consent-open', facts: { file: context.workspace.personaJson } } });
    return {
      command: 'check',
      voice,
      consent: config.consent,
      marks: MARKS.map(({ id, seconds }) => ({ id, seconds, missing: Math.max(0, seconds - voice.cleanSeconds) })),
      backends,
      required,
      unmet,
      ...(unmet.length ? { exitCode: 1 } : {}),
    };
  },
  render: renderCheck,
});

async function segmentsOf(context: Context, config: PersonaConfig, options: VoiceOptions): Promise<Segment[]> {
  const { workspace, flags, emit } = context;
  const least = flags.grade ?? 'B';
  const { segments: all } = await readVoice(context, options, null);
  const segments = all.filter(({ grade }) => grade <= least);
  if (all.length && !segments.length) {
    const rest = duration(voiceOf(all).cleanSeconds, 'down');
    emit({ type: 'warn', notice: { code: 'no-voice-of-grade', facts: { grade: 'A', rest } } });
  } else if (!all.length) {
    emit({ type: 'warn', notice: { code: 'no-clean-voice', facts: { file: workspace.audio('segments.jsonl') } } });
  }
  await tellNotTheirs(context, config, segments);
  return segments;
}

function voiceTotals(judged: Judged, config: PersonaConfig): VoiceTotals {
  const { segments } = judged;
  const secondsOf = (of: Segment['grade']) => voiceOf(segments.filter(({ grade }) => grade === of)).cleanSeconds;
  return {
    ...voiceOf(segments, speakerOf(config)),
    A: secondsOf('A'),
    B: secondsOf('B'),
    segments: segments.length,
    ...withheldVoice(judged),
  };
}

function renderCheck({ voice, backends, required, unmet }: CheckSummary, ui: Ui): void {
  const { cleanSeconds, A, B, segments, longestClip } = voice;
  if (!segments) ui.line(ui.t({ en: 'No clean speech yet.', zh: '还没有干声。' }));
  else
    ui.line(
      ui.t({
        en: `${ui.paint.bold(ui.seconds(cleanSeconds, 'down'))} of clean speech  (A ${ui.seconds(A, 'down')}, B ${ui.seconds(B, 'down')}; ${counted(segments, 'segment')}, the longest ${ui.seconds(longestClip, 'down')})`,
        zh: `干声共 ${ui.paint.bold(ui.seconds(cleanSeconds, 'down'))}（A 级 ${ui.seconds(A, 'down')}，B 级 ${ui.seconds(B, 'down')}；${ui.count(segments)} 段，最长 ${ui.seconds(longestClip, 'down')}）`,
      }),
    );
  for (const reason of WITHHELD_REASONS) {
    const { segments: count, seconds } = voice[reason];
    if (!count) continue;
    const why = WITHHELD_TEXT[reason];
    ui.line(
      ui.t({
        en: `${ui.seconds(seconds, 'down')} more (${counted(count, 'segment')}) is not counted: ${why.en}`,
        zh: `另有 ${ui.seconds(seconds, 'down')}（${ui.count(count)} 段）未计入：${why.zh}`,
      }),
    );
  }
  renderMarks(cleanSeconds, ui);
  renderReadiness(required.length ? backends.filter(({ id }) => required.includes(id)) : backends, ui);
  for (const id of unmet) {
    const verdict = backends.find((each) => each.id === id)?.verdict ?? 'unknown';
    ui.line();
    ui.line(`${ui.paint.red('✖')} ${ui.pair(id, ui.t(VERDICT_TEXT[verdict]))}`);
  }
}
