import { join, resolve } from 'node:path';
import { type BundlePlan, planBundle, wanted } from '../../bundle/bundle.ts';
import { carryOver, lostParts } from '../../bundle/earlier.ts';
import type { PlannedFile } from '../../bundle/layout.ts';
import { findLeaks } from '../../bundle/leaks.ts';
import { BUDGET_TIERS, BundleOptions } from '../../bundle/options.ts';
import { sealed } from '../../bundle/verify/seal.ts';
import { PersonaError } from '../../core/errors.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import { portableName } from '../../core/portable-name.ts';
import { prettyJson } from '../../core/pretty-json.ts';
import { findFfmpeg } from '../../io/ffmpeg-binary.ts';
import { sha256 } from '../../io/read-bundle.ts';
import { WorkFolder } from '../../io/work-folder.ts';
import { fileBytes } from '../../io/write-plan.ts';
import { tellNotTheirs } from '../audio/earlier.ts';
import { distillWithModel } from '../bundle/distill.ts';
import { mustNotShrink, readEarlierBundle, readTexts, tellOfHands } from '../bundle/earlier.ts';
import { fileJobs } from '../bundle/jobs.ts';
import { askLock } from '../bundle/passphrase.ts';
import { bundlePlaceOf, mustBeFree } from '../bundle/place.ts';
import { PlanProgress } from '../bundle/plan-progress.ts';
import { EditedFolder } from '../bundle/set-aside.ts';
import { readVoice } from '../bundle/voice.ts';
import { VOICE_FLAGS } from '../bundle/voice-options.ts';
import { shelfOf } from '../bundle/voice-shelf.ts';
import { writeBundle } from '../bundle/write.ts';
import { type Context, defineCommand } from '../command.ts';
import { resolveOptions } from '../options.ts';
import { type BundleSummary, renderBundle } from '../render/bundle.ts';
import { corpusFiles } from '../stored/corpus.ts';
import { styleFor } from '../stored/style.ts';
import { addTypedWords } from '../stored/typed-words.ts';
import { TOOL } from '../version.ts';

export const bundleCommand = defineCommand<BundleSummary>({
  name: 'bundle',
  summary: {
    en: 'make the persona bundle: prompt, voice, one folder a backend',
    zh: '打包：提示词、声音，以及每个后端的文件夹',
  },
  details: {
    en: 'Writes NAME.persona from what ingest and audio-clean found. The same inputs give the same bytes; `persona verify` proves the result. What the family adds or corrects stands in persona.json, under settings.bundle.notes, a sentence each, and outranks what was inferred.',
    zh: '用 ingest 和 audio-clean 的结果写出 NAME.persona。输入不变，结果逐字节不变；可用 `persona verify` 校验。家人的补充和更正写在 persona.json 的 settings.bundle.notes 里，一句一条，以此为准。',
  },
  options: [
    {
      flags: '--backend <id>',
      repeatable: true,
      help: {
        en: 'voice-cloning backend to serve, or all (repeatable; `persona backends` lists them)',
        zh: '要支持的语音克隆后端，或 all（可重复；全部见 `persona backends`）',
      },
    },
    {
      flags: '--budget <tokens>',
      help: {
        en: `tokens of own-words.md: ${Object.keys(BUDGET_TIERS).join(', ')} or a number (default: long)`,
        zh: `own-words.md 的 token 上限：${Object.keys(BUDGET_TIERS).join('、')} 或数字（默认 long）`,
      },
    },
    ...VOICE_FLAGS,
    {
      flags: '--half-life <years>',
      help: {
        en: 'years after which an example counts half; 0: never (default: 3)',
        zh: '挑选示例时，多少年前的权重减半；0 为不减（默认 3）',
      },
    },
    { flags: '--slug <name>', help: { en: 'ASCII name for ids and speakers', zh: '用于各种 id 的英文名' } },
    {
      flags: '--only <part>',
      repeatable: true,
      help: {
        en: 'write only this part: prompt, voice, backends … (repeatable)',
        zh: '只写这一部分：prompt、voice、backends……（可重复）',
      },
    },
    {
      flags: '--out <dir>',
      help: { en: 'folder to write (default: NAME.persona)', zh: '输出文件夹（默认 NAME.persona）' },
    },
    { flags: '--zip', help: { en: 'also write it as one zip', zh: '同时写成一个 zip' } },
    {
      flags: '--encrypt',
      help: {
        en: 'also write it as one zip, locked with a passphrase (age)',
        zh: '另存为用口令加密的 zip（age 格式）',
      },
    },
    {
      flags: '--recipient <age1>',
      repeatable: true,
      help: { en: 'lock it to this age public key instead (repeatable)', zh: '改用此 age 公钥加密（可重复）' },
    },
    {
      flags: '--llm',
      help: {
        en: 'let the model at PERSONA_LLM_URL look for memories, values and relationships; asks before it sends anything',
        zh: '请 PERSONA_LLM_URL 的模型整理记忆、看重的事和身边的人；发送前会先询问',
      },
    },
    {
      flags: '--llm-requests <n>',
      help: {
        en: 'requests to it at most, spread over the years; 0: all the material (default: 40)',
        zh: '最多请求几次，按年份均匀选取；0 为全部材料（默认 40）',
      },
    },
    {
      flags: '--include-corpus',
      help: { en: 'put the whole corpus in, other people\u2019s words included', zh: '把整个语料放进去（含他人的话）' },
    },
    {
      flags: '--allow-private',
      help: {
        en: 'write even though phone numbers, ids and the like are found in it',
        zh: '即使发现电话、证件号等隐私信息也照样写入',
      },
    },
  ],
  writes: true,
  holds: 'shared',
  examples: [
    {
      line: 'persona bundle',
      what: { en: 'for MiniMax, GPT-SoVITS and F5-TTS', zh: '支持 MiniMax、GPT-SoVITS、F5-TTS' },
    },
    {
      line: 'persona bundle --backend all --zip',
      what: { en: 'everything the voice is enough for', zh: '声音够用的后端全都打上' },
    },
    {
      line: 'persona bundle --budget full',
      what: { en: 'as many own words as a long-context model reads', zh: '尽量多放原文，给长文本模型' },
    },
    { line: 'persona bundle --dry-run', what: { en: 'say what would be in it', zh: '只看看会有哪些文件' } },
  ],
  run,
  render: renderBundle,
});

async function run(context: Context): Promise<BundleSummary> {
  const { workspace, signal, dryRun, env } = context;
  const persona = await workspace.mustLoad();
  const options = resolveOptions(BundleOptions, context, 'bundle', persona);
  wanted(options.backend);
  const dir = options.out
    ? resolve(env.cwd, options.out)
    : resolve(workspace.dir, `${portableName(persona.subject.name) || 'persona'}.persona`);
  const isLocked = options.encrypt || options.recipient.length > 0;
  const place = bundlePlaceOf(dir, { zip: options.zip, locked: isLocked });
  if (!dryRun) await WorkFolder.recover(dir);
  await mustBeFree(place);
  // The passphrase is asked for before the work, which may take minutes.
  const lock = isLocked ? await askLock(context, 'bundle', options.recipient) : null;
  const earlier = await readEarlierBundle(dir, persona.subject);
  const progress = await PlanProgress.of(context, { items: options.includeCorpus ? 2 : 1, dialogues: 1 });
  const corpus = corpusFiles(workspace, persona, progress.read);
  const { segments, typed } = await readVoice(context, options, earlier);
  const distilled = options.llm
    ? await distillWithModel({ persona, corpus: corpusFiles(workspace, persona), options }, context)
    : null;
  const material = {
    persona,
    corpus,
    distilled: distilled?.claims ?? [],
    style: await styleFor(options, persona, workspace),
    ...(await shelfOf(segments, context)),
    options,
    filled: new Set(earlier?.hand.added),
    tool: TOOL,
    created: sourceDate(env.variables.SOURCE_DATE_EPOCH),
  };
  const plan = await planBundle(material, progress.step);
  progress.end();
  warn(plan, persona, context);
  await tellNotTheirs(context, persona, segments);
  const { kept, aside } = earlier
    ? carryOver(earlier.hand, new Set(plan.files.map(({ path }) => path)))
    : { kept: [], aside: [] };
  if (!options.allowPrivate) await mustHoldNoLeak([...plan.files, ...(await readTexts(dir, kept))], persona, context);
  if (earlier && !dryRun) await mustNotShrink(dir, lostParts(earlier.manifest, plan.head), context);
  const edited = new EditedFolder(dir);
  const moves = await edited.placesFor(aside);
  if (earlier) tellOfHands(earlier, { kept, aside: moves.map(({ to }) => `${edited.name}/${to}`) }, context);
  const paths = [...plan.files.map(({ path }) => path), ...kept];
  const summary = {
    command: 'bundle',
    bundle: dir,
    head: plan.head,
    distilled: distilled?.report ?? null,
    typed: typed.length,
  } as const;
  if (dryRun) return { ...summary, zip: null, encrypted: null, written: false, files: paths.map((path) => ({ path })) };
  await addTypedWords(workspace, typed);
  await edited.copy(moves);
  const ffmpeg = onceOnly(() => findFfmpeg({ environment: env.variables.PERSONA_FFMPEG }));
  const files = await writeBundle(place, lock, context, (fresh) => ({
    jobs: [
      ...fileJobs(plan.files, { workspace, signal, written: fresh, ffmpeg }),
      ...kept.map((path) => ({ path, bytes: () => fileBytes(join(dir, path)), about: { kept: true } })),
    ],
    manifest: (written) => prettyJson(sealed({ ...plan.head, files: written }, sha256)),
  }));
  return {
    ...summary,
    zip: place.zip,
    encrypted: place.locked,
    written: true,
    files: files.map(({ path, bytes }) => ({ path, bytes })),
  };
}

/** Throws `leak-found` with the places; nothing has been written then. */
async function mustHoldNoLeak(
  files: readonly PlannedFile[],
  { subject, consent }: PersonaConfig,
  context: Context,
): Promise<void> {
  const theirs = [
    subject.name,
    ...subject.names,
    ...(consent ? [consent.by, consent.relation, consent.statement] : []),
  ];
  const leaks = await findLeaks(files, new Set(theirs.filter(Boolean)), context);
  if (!leaks.length) return;
  const places = leaks.slice(0, 20).map(({ file, line, kind }) => `${file}:${line} (${kind})`);
  throw new PersonaError('leak-found', { count: leaks.length, places });
}

/** https://reproducible-builds.org/specs/source-date-epoch: seconds since 1970. */
function sourceDate(epoch: string | undefined): string | null {
  return epoch && /^\d{1,11}$/u.test(epoch) ? new Date(Number(epoch) * 1000).toISOString() : null;
}

function warn({ head }: BundlePlan, persona: PersonaConfig, { emit, workspace }: Context): void {
  const say = (code: 'consent-open' | 'bundle-without-voice' | 'bundle-without-text', facts = {}) =>
    emit({ type: 'warn', notice: { code, facts } });
  if (!persona.consent) say('consent-open', { file: workspace.personaJson });
  if (!head.counts.segments) say('bundle-without-voice');
  if (!head.counts.messages && !head.counts.posts && !head.counts.essays) say('bundle-without-text');
  for (const { what, why, partly } of head.leftOut) {
    const code = partly ? 'bundle-left-out-partly' : 'bundle-left-out';
    emit({ type: 'warn', notice: { code, facts: { what, why } } });
  }
}

function onceOnly<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
