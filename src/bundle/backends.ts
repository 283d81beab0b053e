import type { Bilingual, Profile } from '../core/types.ts';
import { shortfallText } from '../core/wording/voice.ts';
import { judge, type Material } from './judge.ts';
import type { ClipWish, LayoutContext, PlannedFile } from './layout.ts';
import { layoutOf } from './layout-of.ts';
import type { ManifestHead } from './manifest.ts';
import { speechOf, toTheMillisecond } from './voice/clip-info.ts';

export interface BackendPlan {
  record: ManifestHead['backends'][number];
  files: PlannedFile[];
  usage: string;
}

const NO_VOICE: Bilingual = { en: 'there is no clean voice', zh: '没有干净的语音' };

/**
 * One backend's folder, or why there is none. `filled`: slots that a person has filled already, by their paths in the
 * bundle.
 */
export function planBackend(
  profile: Profile,
  material: Material,
  context: LayoutContext,
  filled: ReadonlySet<string> = new Set(),
): BackendPlan | { why: Bilingual } {
  const { readiness, clips } = judge(profile, material);
  const layout = layoutOf(profile.layout);
  if (!clips || !layout)
    return {
      why: material.segments.length || readiness.verdict === 'not-usable' ? shortfallText(readiness) : NO_VOICE,
    };
  const liked = Object.entries<ClipWish>(layout.likes?.(profile) ?? {}).map(([name, wish]) => [
    name,
    material.choose(wish),
  ]);
  const plan = layout.plan({ ...clips, ...Object.fromEntries(liked) }, profile, context);
  const folder = `backends/${profile.id}`;
  const files = plan.files.map((file) => ({ ...file, path: `${folder}/${file.path}`, ...moved(file, folder) }));
  const sounds = files.filter((file) => 'clip' in file);
  const lowest = Math.min(...sounds.flatMap(({ clip }) => clip.parts.map(({ segment }) => segment.sampleRate)));
  return {
    record: {
      id: profile.id,
      name: profile.name,
      layout: layout.id,
      folder,
      license: profile.license,
      open: plan.open.filter((slot) => !filled.has(`${folder}/${slot}`)),
      seconds: toTheMillisecond(speechOf(sounds.map(({ clip }) => clip))),
      joins: sounds.filter(({ clip }) => clip.parts.length > 1).map(({ path }) => path),
      ...(lowest < (profile.audio.sampleRateMin ?? 0) ? { upsampledFrom: lowest } : {}),
    },
    files,
    usage: plan.usage,
  };
}

const moved = (file: PlannedFile, folder: string) =>
  'embed' in file && file.embed ? { embed: file.embed.map((e) => ({ ...e, path: `${folder}/${e.path}` })) } : {};
