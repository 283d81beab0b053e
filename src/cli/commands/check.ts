import { mustKnow } from '../../bundle/bundle.ts';
import { PROFILES } from '../../bundle/profiles.ts';
import { counted } from '../../core/counted.ts';
import { duration } from '../../core/duration.ts';
import type { Summary } from '../../core/events.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import { type Readiness, speakerOf, type Voice, voiceOf } from '../../core/readiness.ts';
import type { Seconds, Segment } from '../../core/types.ts';
import { MARKS, VERDICT_TEXT } from '../../core/wording/voice.ts';
import { type Context, defineCommand } from '../command.ts';
import { tellNotTheirs } from '../earlier-audio.ts';
import { type JudgedBackend, renderMarks, renderReadiness } from '../render/readiness.ts';
import { readSegments } from '../segments.ts';
import type { Ui } from '../ui.ts';
import { type Judged, readinessOf } from '../voice-shelf.ts';

interface VoiceTotals extends Voice {
  A: Seconds;
  B: Seconds;
  segments: number;
  /** What is not counted, since something is heard in it that its words mask. */
  masked: { segments: number; seconds: Seconds };
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
    en: 'Compares the clean seconds (grades A and B) with what every known voice-cloning backend takes.',
    zh: '把干声时长（A 级与 B 级）与每个语音克隆后端的要求逐一对照。',
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
  ],
  examples: [
    { line: 'persona check', what: { en: 'every backend', zh: '全部后端' } },
    {
      line: 'persona check --require minimax --require gpt-sovits-zero-shot',
      what: { en: 'in a script: stop unless both are served', zh: '用于脚本：两者都满足才继续' },
    },
    { line: 'persona check --grade A', what: { en: 'with the best material only', zh: '只看最好的素材' } },
  ],
  async run(context) {
    const required = (context.flags.require as string[] | undefined) ?? [];
    mustKnow(required);
    const config = await context.workspace.mustLoad();
    const judged = await readinessOf(PROFILES, await segmentsOf(context, config), config, context);
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

async function segmentsOf(context: Context, config: PersonaConfig): Promise<Segment[]> {
  const { workspace, flags, emit } = context;
  const least = flags.grade ?? 'B';
  const all = await readSegments(workspace);
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

function voiceTotals({ segments, masked }: Judged, config: PersonaConfig): VoiceTotals {
  const secondsOf = (of: Segment['grade']) => voiceOf(segments.filter(({ grade }) => grade === of)).cleanSeconds;
  return {
    ...voiceOf(segments, speakerOf(config)),
    A: secondsOf('A'),
    B: secondsOf('B'),
    segments: segments.length,
    masked: { segments: masked.length, seconds: voiceOf(masked).cleanSeconds },
  };
}

function renderCheck({ voice, backends, required, unmet }: CheckSummary, ui: Ui): void {
  const { cleanSeconds, A, B, segments, longestClip, masked } = voice;
  if (!segments) ui.line(ui.t({ en: 'No clean speech yet.', zh: '还没有干声。' }));
  else
    ui.line(
      ui.t({
        en: `${ui.paint.bold(ui.seconds(cleanSeconds, 'down'))} of clean speech  (A ${ui.seconds(A, 'down')}, B ${ui.seconds(B, 'down')}; ${counted(segments, 'segment')}, the longest ${ui.seconds(longestClip, 'down')})`,
        zh: `干声共 ${ui.paint.bold(ui.seconds(cleanSeconds, 'down'))}（A 级 ${ui.seconds(A, 'down')}，B 级 ${ui.seconds(B, 'down')}；${ui.count(segments)} 段，最长 ${ui.seconds(longestClip, 'down')}）`,
      }),
    );
  if (masked.segments)
    ui.line(
      ui.t({
        en: `${ui.seconds(masked.seconds, 'down')} more (${counted(masked.segments, 'segment')}) is not counted: something is heard in it that is masked in the words; \`persona bundle --include-masked\` takes it all the same`,
        zh: `另有 ${ui.seconds(masked.seconds, 'down')}（${ui.count(masked.segments)} 段）未计入：其中说出了文字里已遮盖的内容；\`persona bundle --include-masked\` 仍会放入`,
      }),
    );
  renderMarks(cleanSeconds, ui);
  renderReadiness(required.length ? backends.filter(({ id }) => required.includes(id)) : backends, ui);
  for (const id of unmet) {
    const verdict = backends.find((each) => each.id === id)?.verdict ?? 'unknown';
    ui.line();
    ui.line(`${ui.paint.red('✖')} ${ui.pair(id, ui.t(VERDICT_TEXT[verdict]))}`);
  }
}
