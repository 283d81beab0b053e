import type { Profile } from '../core/types.ts';
import data from './profiles.json' with { type: 'json' };

/** Every voice-cloning backend that is known, in the order of profiles.json. */
export const PROFILES: readonly Profile[] = (data.profiles as unknown as Profile[]).map((profile) => ({
  ...profile,
  // Null in the file where no source lists them.
  languages: profile.languages ?? [],
}));

export function findProfile(id: string): Profile | undefined {
  return PROFILES.find((profile) => profile.id === id);
}
