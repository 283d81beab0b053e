import type { Profile } from '../core/types.ts';
import data from './profiles.json' with { type: 'json' };

/** Every backend we know, in the order of profiles.json. A list that is null there is empty here. */
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
