import { z } from 'zod';
import { says } from '../core/issues.ts';
import { CONSENT_BASES } from '../core/persona.ts';

export { MANIFEST } from '../core/own-output.ts';

/** Inside the bundle: no climbing, no absolute path, no drive, no back slash, no control character. */
export const isInside = (path: string): boolean =>
  !/[\\:\u0000-\u001f]/u.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

const BundlePath = z.string().refine(isInside, says({ en: 'is not a path inside the bundle', zh: '不是包内的路径' }));

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/** The source of a file's sound; more than one part means that segments were joined. */
export const ClipRecord = z.object({
  parts: z.array(z.object({ segment: z.string(), start: z.number().min(0), end: z.number().positive() })).min(1),
  gap: z.number().min(0),
  lead: z.number().min(0),
  tail: z.number().min(0),
  seconds: z.number().positive(),
  sampleRate: z.number().int().positive(),
  joined: z.boolean(),
  transcript: z.boolean(),
});

export const FileRecord = z.object({
  path: BundlePath,
  bytes: z.number().int().min(0),
  sha256: Sha256,
  clip: ClipRecord.optional(),
  /** Put there by a person, and kept from bundle to bundle. */
  kept: z.literal(true).optional(),
});
export type FileRecord = z.infer<typeof FileRecord>;

const Words = z.object({ en: z.string(), zh: z.string() });

/** What was asked for and is not in the bundle, and why; `partly`: the rest of it is there. */
export const LeftOut = z.object({ what: z.string(), why: Words, partly: z.boolean().optional() });
export type LeftOut = z.infer<typeof LeftOut>;

export const Manifest = z.object({
  schema: z.literal('persona-bundle/1'),
  /** Tool and version that wrote it. */
  tool: z.object({ name: z.string(), version: z.string() }),
  /** SOURCE_DATE_EPOCH, else the newest time in the material: same inputs, same bytes. Null without either. */
  created: z.string().nullable(),
  subject: z.object({ name: z.string(), slug: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/u), language: z.string() }),
  /** `open`: nobody has said yet on what ground this may be used. */
  consent: z.union([
    z.literal('open'),
    z.object({
      basis: z.enum(CONSENT_BASES),
      by: z.string(),
      relation: z.string(),
      date: z.string(),
      statement: z.string(),
    }),
  ]),
  disclosure: Words,
  /** First and last day of its items. */
  period: z.object({ from: z.string(), to: z.string() }).nullable(),
  /**
   * `items` that the prompt was made from, by export format; `sha256` over their ids, so that two bundles can be
   * compared.
   */
  sources: z.array(z.object({ format: z.string(), files: z.number().int(), items: z.number().int(), sha256: Sha256 })),
  /** Recordings that segments came from, by the hash of the file. */
  recordings: z.array(z.object({ sha256: z.string(), segments: z.number().int(), seconds: z.number() })),
  counts: z.object({
    messages: z.number().int(),
    posts: z.number().int(),
    essays: z.number().int(),
    dialogues: z.number().int(),
    claims: z.number().int(),
    examples: z.number().int(),
    segments: z.number().int(),
    cleanSeconds: z.number(),
    gradeA: z.number(),
    gradeB: z.number(),
  }),
  /** Sessions and essays kept apart for `persona eval`: not in this bundle. */
  heldOut: z.object({ sessions: z.number().int(), essays: z.number().int() }),
  unknown: z.array(z.string()),
  backends: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      layout: z.string(),
      folder: BundlePath,
      license: z.string(),
      /** Slots that a person must still fill; empty when the folder works as it is. */
      open: z.array(z.string()),
      /** Speech in it; speech that several clips share counts once, silence that was put around it does not count. */
      seconds: z.number(),
      /** Files whose sound was joined from several segments. */
      joins: z.array(z.string()),
      /** Hertz; the lowest rate of a segment in it, where the backend demands more and up-sampling alone gives it. */
      upsampledFrom: z.number().int().positive().optional(),
    }),
  ),
  leftOut: z.array(LeftOut),
  parts: z.array(z.string()),
  /** Everything but this manifest, sorted by path. */
  files: z.array(FileRecord),
  /** Of all that the manifest says but this (verify/seal.ts). */
  sha256: Sha256.optional(),
});
export type Manifest = z.infer<typeof Manifest>;
export type ManifestHead = Omit<Manifest, 'files' | 'sha256'>;

/** The file that a slot lies in: `consent.wav`, or one field of it: `request.json: Url`. */
export const slotFile = (slot: string): string => slot.split(': ', 1)[0] as string;

/**
 * Whether a file is what a command of the README wrote beside the files of its backend: `out.wav`, `out_0.wav`, `out/…`.
 * It is written anew each time, so nothing is proven of it.
 */
export const isCommandsOutput = (path: string): boolean => /^backends\/[^/]+\/out[._/]/u.test(path);
