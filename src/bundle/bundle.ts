import { PersonaError } from '../core/errors.ts';
import { languageOf } from '../core/language.ts';
import { didYouMean } from '../core/near.ts';
import type { PersonaConfig } from '../core/persona.ts';
import { speakerOf } from '../core/readiness.ts';
import type { StyleReport } from '../core/style.ts';
import type { Profile, Segment } from '../core/types.ts';
import { type BackendPlan, planBackend } from './backends.ts';
import { type BundleCorpus, type CorpusInput, collectCorpus } from './corpus.ts';
import type { PlannedFile } from './layout.ts';
import type { LeftOut, ManifestHead } from './manifest.ts';
import type { BundleOptions } from './options.ts';
import { PROFILES } from './profiles.ts';
import { buildProfile } from './prompt/build-profile.ts';
import { disclosure } from './prompt/disclosure.ts';
import { distinctivePhrases } from './prompt/distinctive.ts';
import { selectExamples } from './prompt/examples.ts';
import type { Claim } from './prompt/profile.ts';
import { renderSystem, systemLayers } from './prompt/system.ts';
import { bundleReadme } from './readme.ts';
import { slugOf } from './slug.ts';
import type { BundleContext, Target, TargetPlan } from './target.ts';
import * as targets from './targets/index.ts';
import { chooser } from './voice/choose.ts';
import { toTheMillisecond } from './voice/clip-info.ts';
import type { Pause } from './voice/pauses.ts';
import { maskedLeftOut, sortVoice } from './voice/withheld.ts';

export interface BundleInput {
  persona: PersonaConfig;
  corpus: CorpusInput;
  style: StyleReport | null;
  segments: readonly Segment[];
  pauses: ReadonlyMap<string, readonly Pause[]>;
  options: BundleOptions;
  /** Files that a person has put into the earlier bundle. A slot among them is no longer open. */
  filled?: ReadonlySet<string>;
  /** Claims that a model found, with their citations (distill/). */
  distilled?: readonly Claim[];
  tool: { name: string; version: string };
  /** SOURCE_DATE_EPOCH as ISO 8601; null: the newest time in the material. */
  created: string | null;
}

/** A whole bundle as data. io writes it, adds the hashes and the manifest. */
export interface BundlePlan {
  head: ManifestHead;
  files: PlannedFile[];
}

/** A chat model reads the system prompt in every turn, so it stays small; own-words.md takes the larger budgets. */
const SYSTEM_BUDGET = 6_000;
/** Tokens of examples.jsonl, limited for the same reason. */
const EXAMPLE_BUDGET = 6_000;

export type PromptInput = Pick<BundleInput, 'persona' | 'corpus' | 'style' | 'options' | 'distilled'>;

/** The steps of planning that follow the reading. Each blocks the thread; the first lets go of it between kinds of claims. */
export type PlanStep = 'profile' | 'examples' | 'files';

/** Called before a step, and within a long one: to tell of it, to let other work go on, to stop. */
export type BeforeStep = (step: PlanStep) => Promise<void>;
const AT_ONCE: BeforeStep = async () => {};

/** The words of a bundle: the corpus as read, the claims made from it, and the prompt made of the claims. */
export async function planPrompt({ persona, style, options, ...input }: PromptInput, before = AT_ONCE) {
  const corpus = await collectCorpus(input.corpus, options);
  await before('profile');
  const lang = languageOf(persona);
  const distinctive = distinctivePhrases(style);
  const profile = await buildProfile(persona, corpus, style, lang, input.distilled, () => before('profile'));
  await before('examples');
  const example = { halfLife: options.halfLife, distinctive };
  const examples = selectExamples(corpus.dialogues, { ...example, budget: Math.min(options.budget, EXAMPLE_BUDGET) });
  const budget = Math.min(options.budget, SYSTEM_BUDGET);
  const layers = systemLayers({ persona, profile, examples, notes: options.notes, lang, budget });
  return { corpus, lang, distinctive, profile, examples, layers, system: renderSystem(layers, persona) };
}

/** Plans all files of a bundle; writes nothing. Throws `nothing-to-bundle` without words and segments. */
export async function planBundle(input: BundleInput, before = AT_ONCE): Promise<BundlePlan> {
  const { persona, options } = input;
  const profiles = wanted(options.backend);
  const prompt = await planPrompt(input, before);
  await before('files');
  const { corpus, lang } = prompt;
  const voice = sortVoice(input.segments, corpus.withheld, options);
  const { segments } = voice;
  if (!corpus.own.length && !segments.length)
    throw new PersonaError('nothing-to-bundle', { name: persona.subject.name });
  const context: BundleContext = {
    ...prompt,
    persona,
    name: persona.subject.name,
    slug: options.slug ?? slugOf(persona),
    language: persona.language,
    options,
    source: input.corpus,
    segments,
    choose: chooser({ segments, pauses: input.pauses }),
    disclosure: disclosure(persona, lang),
    created: input.created ?? newest(corpus, persona),
  };
  const parts = await planParts(context);
  const { only } = options;
  const filled = input.filled ?? new Set<string>();
  const backends = planBackends(!only.length || only.includes(BACKENDS) ? profiles : [], context, filled);
  const left = [...maskedLeftOut(voice), ...backends.left];
  const head = manifestHead(input, context, parts, { ...backends, left });
  const files = [...parts.flatMap(({ plan }) => plan.files), ...backends.made.flatMap((backend) => backend.files)];
  const readme = bundleReadme(
    context,
    head,
    parts.map(({ target, plan }) => ({ title: target.title[lang], plan })),
    backends.made,
  );
  return { head, files: [...files, { path: 'README.md', text: readme }].sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** Throws `unknown-backend` with the ids that may have been meant. */
export function mustKnow(ids: readonly string[]): void {
  const known = PROFILES.map(({ id }) => id);
  const wrong = ids.filter((id) => !known.includes(id));
  if (!wrong.length) return;
  throw new PersonaError('unknown-backend', { id: wrong.join(', '), near: didYouMean(wrong, known) });
}

/** Profiles asked for, `all` among them, in the order of profiles.json. Throws `unknown-backend`. */
export function wanted(ids: readonly string[]): Profile[] {
  mustKnow(ids.filter((id) => id !== 'all'));
  return PROFILES.filter(({ id }) => ids.includes('all') || ids.includes(id));
}

interface Part {
  target: Target;
  plan: TargetPlan;
}

/** The folders of the voice-cloning backends are a part too, though not a target. */
const BACKENDS = 'backends';

async function planParts(context: BundleContext): Promise<Part[]> {
  const all = Object.values(targets) as Target[];
  const { only } = context.options;
  const known = [...all.map(({ id }) => id), BACKENDS];
  const wrong = only.filter((id) => !known.includes(id));
  if (wrong.length) throw new PersonaError('unknown-part', { ids: wrong.join(', '), known: known.join(', ') });
  const parts: Part[] = [];
  for (const target of all) {
    if (!only.length || only.includes(target.id)) parts.push({ target, plan: await target.plan(context) });
  }
  return parts;
}

interface Backends {
  made: BackendPlan[];
  left: LeftOut[];
}

function planBackends(profiles: readonly Profile[], context: BundleContext, filled: ReadonlySet<string>): Backends {
  const { segments, choose, persona } = context;
  const material = { segments, choose, speaker: speakerOf(persona) };
  const made: BackendPlan[] = [];
  const left: Backends['left'] = [];
  for (const profile of profiles) {
    const plan = planBackend(profile, material, context, filled);
    if ('why' in plan) left.push({ what: `backends/${profile.id}`, why: plan.why });
    else made.push(plan);
  }
  return { made, left };
}

function manifestHead(
  input: BundleInput,
  context: BundleContext,
  parts: readonly Part[],
  backends: Backends,
): ManifestHead {
  const { corpus, persona, profile, segments, examples } = context;
  const seconds = (grade?: Segment['grade']) =>
    toTheMillisecond(
      segments
        .filter((segment) => !grade || segment.grade === grade)
        .reduce((sum, segment) => sum + segment.seconds, 0),
    );
  return {
    schema: 'persona-bundle/1',
    tool: input.tool,
    created: context.created,
    subject: { name: persona.subject.name, slug: context.slug, language: persona.language },
    consent: persona.consent ?? 'open',
    disclosure: { en: disclosure(persona, 'en'), zh: disclosure(persona, 'zh') },
    period: corpus.period,
    sources: corpus.sources,
    recordings: recordings(segments),
    counts: {
      messages: corpus.counts.messages,
      posts: corpus.counts.posts,
      essays: corpus.counts.essays,
      dialogues: corpus.counts.dialogues,
      claims: profile.claims.length,
      examples: examples.length,
      segments: segments.length,
      cleanSeconds: seconds(),
      gradeA: seconds('A'),
      gradeB: seconds('B'),
    },
    heldOut: corpus.heldOut,
    unknown: profile.unknown.map(({ say }) => say),
    backends: backends.made.map(({ record }) => record),
    leftOut: [...parts.flatMap(({ plan }) => plan.left ?? []), ...backends.left],
    parts: parts.filter(({ plan }) => plan.files.length).map(({ target }) => target.id),
  };
}

function recordings(segments: readonly Segment[]): ManifestHead['recordings'] {
  const bySource = new Map<string, { segments: number; seconds: number }>();
  for (const { source, seconds } of segments) {
    const entry = bySource.get(source.sha256) ?? { segments: 0, seconds: 0 };
    bySource.set(source.sha256, { segments: entry.segments + 1, seconds: entry.seconds + seconds });
  }
  return [...bySource]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sha256, { segments: count, seconds }]) => ({ sha256, segments: count, seconds: toTheMillisecond(seconds) }));
}

/** The newest time found in the material. The machine's clock would make every bundle differ. */
function newest(corpus: BundleCorpus, persona: PersonaConfig): string | null {
  const times = [...corpus.own.map(({ time }) => time), persona.consent?.date].filter(
    (time) => typeof time === 'string',
  );
  return times.reduce<string | null>(
    (late, time) => (late === null || instant(time) > instant(late) ? time : late),
    null,
  );
}

const instant = (time: string): number => Date.parse(time) || 0;
