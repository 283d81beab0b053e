import { wanted } from '../../bundle/bundle.ts';
import { PROFILES } from '../../bundle/profiles.ts';
import type { Summary } from '../../core/events.ts';
import { exclusion, type Readiness, voiceOf } from '../../core/readiness.ts';
import type { Bilingual, Profile, Seconds } from '../../core/types.ts';
import { kindText, OPEN_TEXT, REASON_TEXT, VERDICT_TEXT } from '../../core/wording/voice.ts';
import { readVoice } from '../bundle/voice.ts';
import { usualVoice } from '../bundle/voice-options.ts';
import { readinessOf } from '../bundle/voice-shelf.ts';
import { type Context, defineCommand } from '../command.ts';
import type { Cell } from '../table.ts';
import type { Ui } from '../ui.ts';

/** The fields of a profile that are shown as they stand in it. */
const TOLD = [
  'id',
  'name',
  'mode',
  'where',
  'clip',
  'total',
  'audio',
  'transcript',
  'languages',
  'license',
  'status',
  'consent',
  'ownRecordings',
  'layout',
] as const satisfies readonly (keyof Profile)[];

interface Listed extends Pick<Profile, (typeof TOLD)[number] | 'notes' | 'sources'> {
  /** Whether `persona bundle` writes its folder. */
  bundled: boolean;
  /** Null outside a workspace. */
  readiness: Readiness | null;
}

interface BackendsSummary extends Summary {
  command: 'backends';
  cleanSeconds: Seconds | null;
  /** Shown in full, because it was named. */
  named: boolean;
  backends: Listed[];
}

export const backendsCommand = defineCommand<BackendsSummary>({
  name: 'backends',
  summary: {
    en: 'list the voice-cloning backends: limits, licence, verdict',
    zh: '列出语音克隆后端：要求、许可证、够不够用',
  },
  details: {
    en: 'Works anywhere; inside a workspace each backend is also judged by the clean voice there. Name one to read everything known of it, with sources.',
    zh: '在哪里都能用；在工作区里还会按现有干声判断够不够。指定名称可查看它的全部资料与出处。',
  },
  arguments: [{ name: '[ids...]', help: { en: 'tell these in full', zh: '详细说明这些后端' } }],
  examples: [
    { line: 'persona backends', what: { en: 'all of them', zh: '全部' } },
    { line: 'persona backends minimax f5-tts-zero-shot', what: { en: 'two of them in full', zh: '详细查看两个' } },
    { line: 'persona backends --json', what: { en: 'for a program', zh: '输出给程序' } },
  ],
  async run(context, ids) {
    const profiles = ids.length ? wanted(ids) : PROFILES;
    const here = await judgedHere(profiles, context);
    return {
      command: 'backends',
      cleanSeconds: here?.cleanSeconds ?? null,
      named: ids.length > 0 && !ids.includes('all'),
      backends: profiles.map((profile, i) => listed(profile, here?.readiness[i] ?? null)),
    };
  },
  render({ backends, named, cleanSeconds }, ui) {
    if (named) for (const backend of backends) renderOne(backend, ui);
    else renderTable(backends, cleanSeconds, ui);
  },
});

function listed(profile: Profile, readiness: Readiness | null): Listed {
  const { notes, sources } = profile;
  const told = Object.fromEntries(TOLD.map((key) => [key, profile[key]])) as Pick<Profile, (typeof TOLD)[number]>;
  return {
    ...told,
    bundled: exclusion(profile) === null,
    notes,
    sources,
    readiness,
  };
}

/** The verdicts on the voice of the workspace; null outside one. */
async function judgedHere(
  profiles: readonly Profile[],
  context: Context,
): Promise<{ cleanSeconds: Seconds; readiness: Readiness[] } | null> {
  const { workspace } = context;
  const config = await workspace.load();
  if (!config) return null;
  const options = usualVoice(config);
  const { segments: all } = await readVoice(context, options, null);
  const { readiness, segments } = await readinessOf(profiles, all, config, options, context);
  return { cleanSeconds: voiceOf(segments).cleanSeconds, readiness };
}

function renderTable(backends: readonly Listed[], clean: Seconds | null, ui: Ui): void {
  if (clean !== null)
    ui.line(
      ui.t({ en: `${ui.seconds(clean, 'down')} of clean voice here`, zh: `这里有干声 ${ui.seconds(clean, 'down')}` }),
    );
  ui.table(
    [
      { title: 'ID' },
      { title: ui.t({ en: 'one clip', zh: '单段' }) },
      { title: ui.t({ en: 'in all', zh: '总时长' }) },
      { title: ui.t({ en: 'words', zh: '文字稿' }) },
      { title: ui.t({ en: 'licence', zh: '许可证' }), narrow: 'wrap' },
      ...(clean === null ? [] : [{ title: ui.t({ en: 'verdict', zh: '结论' }), narrow: 'wrap' as const }]),
    ],
    backends.map((backend) => [
      backend.bundled ? backend.id : ui.paint.dim(backend.id),
      span(backend.clip.min, backend.clip.max),
      span(backend.total.min, null),
      ui.t(WORDS[backend.transcript]),
      backend.license,
      ...(clean === null ? [] : [verdict(backend, ui)]),
    ]),
  );
  ui.line(
    `  ${ui.paint.dim(ui.t({ en: '`persona backends ID` tells all that is known of one, with sources.', zh: '`persona backends ID` 可查看某一个的全部资料与出处。' }))}`,
  );
}

const WORDS = {
  required: { en: 'required', zh: '必需' },
  optional: { en: 'optional', zh: '可选' },
  none: { en: 'none', zh: '不需要' },
};

const STATUS_TEXT: Record<Exclude<Profile['status'], 'active'>, Bilingual> = {
  unmaintained: { en: 'unmaintained', zh: '不再维护' },
  defunct: { en: 'shut down', zh: '已停止服务' },
};

function span(min: Seconds | null, max: Seconds | null): string {
  if (min === null) return max === null ? '–' : `≤ ${max} s`;
  return max === null ? `≥ ${min} s` : `${min}–${max} s`;
}

function verdict({ readiness: judged }: Listed, ui: Ui): Exclude<Cell, string> {
  if (!judged) return { text: '', paint: String };
  const paint = {
    enough: ui.paint.green,
    minimal: ui.paint.yellow,
    'not-enough': ui.paint.red,
    unknown: ui.paint.dim,
    'not-usable': ui.paint.dim,
  };
  return { text: ui.t(VERDICT_TEXT[judged.verdict]), paint: paint[judged.verdict] };
}

function renderOne(backend: Listed, ui: Ui): void {
  const { audio, readiness: judged } = backend;
  ui.heading(`${backend.name}  ${ui.paint.dim(backend.id)}`);
  const facts: [string, string][] = [
    [
      ui.t({ en: 'kind', zh: '类型' }),
      [kindText(backend), ...(backend.status === 'active' ? [] : [STATUS_TEXT[backend.status]])]
        .map((text) => ui.t(text))
        .join(ui.t({ en: ', ', zh: '，' })),
    ],
    [
      ui.t({ en: 'one clip', zh: '单段' }),
      span(backend.clip.min, backend.clip.max) + (backend.clip.ideal ? `  (${backend.clip.ideal.join('–')} s)` : ''),
    ],
    [
      ui.t({ en: 'in all', zh: '总时长' }),
      span(backend.total.min, backend.total.max ?? null) +
        (backend.total.recommended === null ? '' : `  (${backend.total.recommended} s)`),
    ],
    [
      ui.t({ en: 'audio', zh: '音频' }),
      [
        audio.formats.join(' '),
        audio.sampleRate && `${audio.sampleRate} Hz`,
        audio.channels === 1 && ui.t({ en: 'mono', zh: '单声道' }),
        audio.maxBytes && `≤ ${ui.bytes(audio.maxBytes)}`,
      ]
        .filter(Boolean)
        .join(', ') || '–',
    ],
    [ui.t({ en: 'words', zh: '文字稿' }), ui.t(WORDS[backend.transcript])],
    [ui.t({ en: 'languages', zh: '语言' }), backend.languages.join(' ') || '–'],
    [ui.t({ en: 'licence', zh: '许可证' }), backend.license],
    ...(backend.consent ? [[ui.t({ en: 'consent', zh: '授权' }), ui.t(backend.consent)] as [string, string]] : []),
    [ui.t({ en: 'in a bundle', zh: '打包' }), backend.bundled ? `backends/${backend.id}/` : '–'],
    ...(judged ? [[ui.t({ en: 'verdict', zh: '结论' }), judgement(backend, judged, ui)] as [string, string]] : []),
  ];
  ui.table([{ title: '' }, { title: '', narrow: 'wrap' }], facts);
  if (backend.notes.length) ui.line(`    ${ui.t({ en: 'notes', zh: '说明' })}`);
  for (const note of backend.notes) ui.paragraph(`· ${ui.t(note)}`, 4);
  for (const source of backend.sources) ui.line(`    ${ui.paint.dim(source)}`);
}

function judgement(backend: Listed, { needs, why, open }: Readiness, ui: Ui): string {
  const reason = needs === null ? ui.t(REASON_TEXT[why]) : `${ui.seconds(needs)} ${ui.t(REASON_TEXT[why])}`;
  const { text, paint } = verdict(backend, ui);
  return [`${paint(text)} · ${reason}`, ...open.map((point) => ui.t(OPEN_TEXT[point]))].join(
    ui.t({ en: '; ', zh: '；' }),
  );
}
