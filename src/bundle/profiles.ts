import type { Profile } from '../core/types.ts';
import data from './profiles.json' with { type: 'json' };

/** Every backend we know, in the order of profiles.json. Lists that the data leaves open (null) are empty here. */
export const PROFILES: readonly Profile[] = (data.profiles as unknown as RawProfile[]).map((profile) => ({
  ...profile,
  languages: profile.languages ?? [],
  audio: { ...profile.audio, formats: profile.audio.formats ?? [] },
}));

type RawProfile = Omit<Profile, 'languages' | 'audio'> & {
  languages: string[] | null;
  audio: Omit<Profile['audio'], 'formats'> & { formats: string[] | null };
};

export const profileOf = (id: string): Profile | undefined => PROFILES.find((profile) => profile.id === id);

/** `+35 language_boost values`, `23 languages`, `30: zh en …`: the list says there are more than it names. */
const OPEN_LIST = /^\+?\d+/u;

/** Whether a backend speaks a language; an empty list means that its pages do not say. */
export function speaks(profile: Profile, language: string): boolean | 'unknown' {
  if (!profile.languages.length) return 'unknown';
  const base = (tag: string) => tag.toLowerCase().split('-')[0];
  if (profile.languages.some((tag) => base(tag) === base(language))) return true;
  // Cantonese that a backend does not name is read by it as Chinese, with a Mandarin accent.
  if (base(language) === 'yue' && profile.languages.some((tag) => base(tag) === 'zh')) return true;
  return profile.languages.some((tag) => OPEN_LIST.test(tag)) ? 'unknown' : false;
}
