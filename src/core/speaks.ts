import type { Profile } from './types.ts';

/**
 * `zh`, `zh-cn`. An entry that is no tag says that the list names only some languages: `+35 language_boost values`, `23
 * languages`.
 */
const TAG = /^[a-z]{2,3}(?:-[a-z\d]+)*$/iu;

const main = (tag: string): string => tag.toLowerCase().split('-')[0] as string;

/** Whether a backend speaks a language (BCP 47). Unknown: its pages name no languages, or only some of them. */
export function speaks({ languages }: Pick<Profile, 'languages'>, language: string): 'yes' | 'no' | 'unknown' {
  // A backend that does not name Cantonese reads it as Chinese, with a Mandarin accent.
  const wanted = main(language) === 'yue' ? ['yue', 'zh'] : [main(language)];
  if (languages.some((tag) => wanted.includes(main(tag)))) return 'yes';
  return languages.length && languages.every((tag) => TAG.test(tag)) ? 'no' : 'unknown';
}
