import { z } from 'zod';
import { composed } from './composed.ts';
import { says } from './issues.ts';
import { languageTag } from './language.ts';

/** The zone of an export when nothing else is said: users of WeChat live by Beijing time. */
export const DEFAULT_TIME_ZONE = 'Asia/Shanghai';

export const CONSENT_BASES = ['own-voice', 'family-of-deceased', 'written-consent'] as const;

const Name = z.string().trim().min(1).overwrite(composed);

const Party = z.strictObject({
  /** The name that is shown. */
  name: Name,
  /** Every other name, remark, nickname or group nickname of this person. Matched as a whole, never in part. */
  names: z.array(Name).default([]),
  /** wxid, account, QQ number … of this person. */
  ids: z.array(z.string().trim().min(1)).default([]),
});

/** A BCP 47 tag; a language given by its name becomes its tag. */
export const Language = z
  .string()
  .overwrite((typed) => languageTag(typed) ?? typed)
  .refine(
    (tag) => languageTag(tag) !== undefined,
    says({ en: 'must be the tag of a language, such as zh, yue or en', zh: '应为语言代码，如 zh、yue 或 en' }),
  );

/**
 * persona.json: who the subject is, and on what grounds the data may be used. People edit it, so a key that nobody
 * reads is an error: it may be misspelt, and it would be lost when the file is next written.
 */
export const PersonaConfig = z.strictObject({
  schema: z.literal('persona/1'),
  subject: Party,
  /** Whose phone or account the exports are from; null when nobody said so. */
  owner: Party.nullable().default(null),
  language: Language.default('zh'),
  timeZone: z
    .string()
    .refine(
      isTimeZone,
      says({ en: 'is no IANA time zone such as Asia/Shanghai', zh: '不是 IANA 时区名，如 Asia/Shanghai' }),
    )
    .default(DEFAULT_TIME_ZONE),
  consent: z
    .strictObject({
      basis: z.enum(CONSENT_BASES),
      /** Who states the basis. */
      by: Name,
      /** What that person is to the subject. */
      relation: z.string().default(''),
      date: z.iso.date(),
      /** Where the paper lies and what it covers. */
      statement: z.string().default(''),
    })
    .nullable()
    .default(null),
  /** Options by command (ingest, audioClean, bundle); a flag on the command line takes precedence. */
  settings: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
export type PersonaConfig = z.infer<typeof PersonaConfig>;
export type Party = z.infer<typeof Party>;

/** Every exact name and id that means this person. */
export function aliases(party: Party): Set<string> {
  return new Set([party.name, ...party.names, ...party.ids]);
}

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
