import { readiness, voiceOf } from '../core/readiness.ts';
import type { Profile, Seconds, Segment, Text } from '../core/types.ts';
import type { ChosenClips, Clip, ClipWish, Layout, LayoutContext, PlannedFile } from './layout.ts';
import * as layouts from './layouts/index.ts';
import type { ManifestHead } from './manifest.ts';
import { speaks } from './profiles.ts';
import { tidy } from './voice/clip-info.ts';

const LAYOUTS = new Map<string, Layout>((Object.values(layouts) as Layout[]).map((layout) => [layout.id, layout]));
export const layoutOf = (id: string | null): Layout | undefined => (id === null ? undefined : LAYOUTS.get(id));

export interface BackendPlan {
  record: ManifestHead['backends'][number];
  files: PlannedFile[];
  usage: string;
}

export interface BackendInput {
  segments: readonly Segment[];
  choose(wish: ClipWish): Clip[];
  context: LayoutContext;
  canRecord: boolean;
  /** Slots that a person has filled already: paths inside the bundle. */
  filled?: ReadonlySet<string>;
}

/** One backend's folder, or why there is none. */
export function planBackend(profile: Profile, input: BackendInput): BackendPlan | { why: Text } {
  const layout = layoutOf(profile.layout);
  const refused = unusable(profile, input, layout);
  if (refused || !layout) return { why: refused ?? NO_LAYOUT };
  const clips: Record<string, readonly Clip[]> = {};
  for (const [name, wish] of Object.entries(layout.wants(profile))) {
    const found = input.choose(wish);
    clips[name] = found;
    if (!found.length && !layout.optional?.includes(name)) return { why: tooShort(profile, wish, input.segments) };
  }
  const short = tooLittle(profile, layout, clips, input.segments);
  if (short) return { why: short };
  const plan = layout.plan(clips, profile, input.context);
  const folder = `backends/${profile.id}`;
  const files = plan.files.map((file) => ({ ...file, path: `${folder}/${file.path}`, ...moved(file, folder) }));
  const sounds = files.filter((file) => 'clip' in file);
  return {
    record: {
      id: profile.id,
      name: profile.name,
      layout: layout.id,
      folder,
      license: profile.license,
      open: plan.open.filter((slot) => !input.filled?.has(`${folder}/${slot}`)),
      seconds: tidy(sounds.reduce((sum, { clip }) => sum + clip.seconds, 0)),
      joins: sounds.filter(({ clip }) => clip.parts.length > 1).map(({ path }) => path),
    },
    files,
    usage: plan.usage,
  };
}

const moved = (file: PlannedFile, folder: string) =>
  'embed' in file && file.embed ? { embed: file.embed.map((e) => ({ ...e, path: `${folder}/${e.path}` })) } : {};

const NO_LAYOUT: Text = { en: 'its folder is not known', zh: '尚不清楚它需要什么样的文件' };

function unusable(profile: Profile, input: BackendInput, layout: Layout | undefined): Text | null {
  if (profile.status === 'defunct') return { en: 'the service has been shut down', zh: '该服务已经关闭' };
  if (profile.ownRecordings === false)
    return { en: 'it takes no recordings that already exist', zh: '它不接受已有的录音' };
  if (profile.ownRecordings === 'needs-speaker' && !input.canRecord)
    return { en: 'the speaker would have to record a consent', zh: '需要本人录制同意声明' };
  if (!layout) return NO_LAYOUT;
  if (speaks(profile, input.context.language) === false)
    return { en: `it does not speak ${input.context.language}`, zh: `它不支持 ${input.context.language}` };
  if (!input.segments.length) return { en: 'there is no clean voice', zh: '没有干净的语音' };
  return null;
}

function tooShort({ clip }: Profile, wish: ClipWish, segments: readonly Segment[]): Text {
  const usable = segments.filter(({ transcript }) => wish.transcript !== 'must' || Boolean(transcript?.trim()));
  if (!usable.length)
    return {
      en: 'it needs the words of the clips, and none are known (--transcripts)',
      zh: '它需要片段的文字稿，目前一段都没有（可用 --transcripts 提供）',
    };
  const longest = Math.max(...usable.map(({ seconds }) => seconds));
  const total = usable.reduce((sum, { seconds }) => sum + seconds, 0);
  const [min, max] = [Math.min(wish.min, clip.min ?? wish.min), Math.max(wish.max, clip.max ?? wish.max)];
  const have = wish.join === 'never' ? longest : total;
  return {
    en: `it needs ${say(min)}–${say(max)} s in one clip; ${wish.join === 'never' ? 'the longest has' : 'all together there are'} ${say(have)} s`,
    zh: `它需要一段 ${say(min)}–${say(max)} 秒的语音，${wish.join === 'never' ? '最长的一段' : '全部加起来'}只有 ${say(have)} 秒`,
  };
}

/** As `persona check` judges it: what is not enough there has no folder. Of a training set only the clips that fit count. */
function tooLittle(profile: Profile, layout: Layout, clips: ChosenClips, segments: readonly Segment[]): Text | null {
  const training = Object.entries(layout.wants(profile)).filter(([, { count }]) => count === 'all');
  const voice = voiceOf(training.length ? training.flatMap(([name]) => (clips[name] ?? []).map(speech)) : segments);
  const { verdict, needs } = readiness(profile, voice);
  if (verdict !== 'not-enough') return null;
  const have = say(voice.cleanSeconds);
  return {
    en: `it needs ${say(needs ?? 0)} s of usable clips; there are ${have} s`,
    zh: `它需要 ${say(needs ?? 0)} 秒可用片段，目前只有 ${have} 秒`,
  };
}

/** A clip without the silence before, between and after its parts. */
const speech = ({ parts, transcript }: Clip) => ({
  seconds: parts.reduce((sum, { start, end }) => sum + end - start, 0),
  transcript,
});

/** Rounded down: what is there is never shown as more. */
const say = (seconds: Seconds): string => String(Math.floor(seconds * 10 + 1e-6) / 10);
