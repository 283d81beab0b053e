import { inBoth, PersonaError } from '../../core/errors.ts';
import type { Emit, Notice } from '../../core/events.ts';
import { issuesText } from '../../core/issues.ts';
import { isSystemFile } from '../../core/system-files.ts';
import type { Bilingual } from '../../core/types.ts';
import { fault } from '../fault.ts';
import { layoutOf } from '../layout-of.ts';
import { type FileRecord, isCommandsOutput, MANIFEST, Manifest, slotFile } from '../manifest.ts';
import { profileOf } from '../profiles.ts';
import type { Target } from '../target.ts';
import * as targets from '../targets/index.ts';
import { METADATA, TRANSCRIPTS } from '../transcripts.ts';
import { charxFaults } from './charx.ts';
import { limitFaults, totalFaults } from './limits.ts';
import { hearWav, type WavFacts } from './riff.ts';
import { type Hash, isSealBroken } from './seal.ts';
import { segmentFaults } from './segments.ts';

export interface BundleFiles {
  files: ReadonlyMap<string, { bytes: number; read(): Promise<Uint8Array> }>;
  /** Faults already found while opening it. */
  problems: readonly Notice[];
}

export interface VerifyDeps {
  hash: Hash;
  /** Decodes a sound file that is no WAV; throws with the reason when no sound comes out. */
  hear(path: string, bytes: Uint8Array): Promise<WavFacts>;
  emit: Emit;
  signal: AbortSignal;
}

export interface VerifyResult {
  /** Null when no manifest can be read. */
  manifest: Manifest | null;
  checked: { files: number; clips: number; seconds: number };
  faults: Notice[];
}

const AUDIO = /\.(?:wav|mp3|m4a)$/u;

/** Proves a bundle by reading every byte of it: names, hashes, schema, every clip against its backend, every list. */
export async function verifyBundle(opened: BundleFiles, deps: VerifyDeps): Promise<VerifyResult> {
  const faults: Notice[] = [...opened.problems];
  const checked = { files: 0, clips: 0, seconds: 0 };
  const manifest = await readManifest(opened, faults, deps);
  if (!manifest) return { manifest, checked, faults };
  const records = manifest.files.filter(({ path, kept }) => !kept || !isCommandsOutput(path));
  const listed = new Map(records.map((record) => [record.path, record]));
  const slots = slotsOf(manifest);
  const files = new Map(
    [...opened.files].filter(([path]) => listed.has(path) || !(isSystemFile(path) || isCommandsOutput(path))),
  );
  const bundle: BundleFiles = { ...opened, files };
  const heard = new Map<string, WavFacts>();
  for (const record of records) {
    deps.signal.throwIfAborted();
    const bytes = await readListed(bundle, record, slots.get(record.path), faults, deps);
    deps.emit({
      type: 'progress',
      task: 'verify',
      done: ++checked.files,
      total: listed.size,
      unit: 'files',
      file: record.path,
    });
    if (!bytes || record.kept || !AUDIO.test(record.path)) continue;
    const sound = await hearFile(record, bytes, faults, deps);
    if (!sound) continue;
    heard.set(record.path, sound);
    checked.clips++;
    checked.seconds += sound.seconds;
  }
  for (const path of bundle.files.keys()) {
    if (path !== MANIFEST && !listed.has(path) && !slots.has(path))
      faults.push({ code: 'verify-extra', facts: { file: path } });
  }
  for (const backend of manifest.backends) await checkBackend(backend, bundle, heard, faults);
  await checkParts(bundle, faults);
  await checkContents(bundle, manifest, heard, faults);
  deps.emit({ type: 'done', task: 'verify' });
  return { manifest, checked, faults: onceEach(faults) };
}

/** A file that cannot be read is found by every check that wants it. */
const onceEach = (faults: readonly Notice[]): Notice[] => [
  ...new Map(faults.map((found) => [JSON.stringify(found), found])).values(),
];

async function readManifest(bundle: BundleFiles, faults: Notice[], { hash }: VerifyDeps): Promise<Manifest | null> {
  const wrong = (why: Bilingual) => {
    faults.push({ code: 'verify-manifest', facts: { file: MANIFEST, why } });
    return null;
  };
  if (!bundle.files.has(MANIFEST)) return wrong({ en: 'missing', zh: '缺失' });
  let json: unknown;
  try {
    json = JSON.parse(await textOf(bundle, MANIFEST));
  } catch (error) {
    if (error instanceof SyntaxError) return wrong({ en: 'no JSON', zh: '不是 JSON' });
    faults.push(unread(error, MANIFEST));
    return null;
  }
  const parsed = Manifest.safeParse(json);
  if (!parsed.success) {
    for (const issue of parsed.error.issues.slice(0, 20)) wrong(issuesText([issue]));
    return null;
  }
  if (isSealBroken(json as object, hash)) faults.push(fault('verify-hash', MANIFEST));
  const paths = parsed.data.files.map(({ path }) => path);
  for (const twice of paths.filter((path, i) => paths.indexOf(path) !== i))
    wrong({ en: `files: ${twice} is listed twice`, zh: `files：${twice} 列了两次` });
  return parsed.data;
}

type Slot = 'file' | 'words' | 'field';

/**
 * By path, what a person had to fill in since: a file that was not there, the words of a clip, a field of a request.
 */
function slotsOf({ backends, files }: Manifest): Map<string, Slot> {
  const listed = new Set(files.map(({ path }) => path));
  return new Map(
    backends.flatMap(({ folder, open }) =>
      open.map((slot): [string, Slot] => {
        const path = `${folder}/${slotFile(slot)}`;
        return [path, slotFile(slot) !== slot ? 'field' : listed.has(path) ? 'words' : 'file'];
      }),
    ),
  );
}

async function readListed(
  bundle: BundleFiles,
  { path, bytes, sha256 }: FileRecord,
  slot: Slot | undefined,
  faults: Notice[],
  deps: VerifyDeps,
): Promise<Uint8Array | null> {
  const entry = bundle.files.get(path);
  if (!entry) {
    faults.push({ code: 'verify-missing', facts: { file: path } });
    return null;
  }
  try {
    const content = await entry.read();
    const isChanged = content.length !== bytes || deps.hash(content) !== sha256;
    if (isChanged && slot === 'words') faults.push(fault('verify-words-slot', path, { list: TRANSCRIPTS }));
    else if (isChanged && slot !== 'field') faults.push(fault('verify-hash', path));
    return content;
  } catch (error) {
    faults.push(unread(error, path));
    return null;
  }
}

/** A clip with a lower peak (-50 dBFS) is silent throughout, as a broken cut leaves it. */
const SILENT_PEAK = 0.003;
/** Seconds that a length may be off: an encoder adds whole frames and a delay, a WAV is exact to the sample. */
const TOLERANCE = { wav: 0.002, other: 0.15 };

async function hearFile(
  record: FileRecord,
  bytes: Uint8Array,
  faults: Notice[],
  deps: VerifyDeps,
): Promise<WavFacts | null> {
  const { path: file, clip } = record;
  try {
    const isWav = file.endsWith('.wav');
    const sound = isWav ? hearWav(bytes) : await deps.hear(file, bytes);
    const stated = clip?.seconds;
    if (stated !== undefined && Math.abs(sound.seconds - stated) > (isWav ? TOLERANCE.wav : TOLERANCE.other)) {
      faults.push({
        code: 'verify-clip-changed',
        facts: { file, seconds: sound.seconds.toFixed(2), stated: stated.toFixed(2) },
      });
    }
    if (clip && sound.sampleRate !== clip.sampleRate)
      faults.push({ code: 'verify-rate-changed', facts: { file, rate: sound.sampleRate, stated: clip.sampleRate } });
    if (sound.peak < SILENT_PEAK) faults.push({ code: 'verify-clip-silent', facts: { file } });
    return sound;
  } catch (error) {
    faults.push({ code: 'verify-undecodable', facts: { file, why: reason(error) } });
    return null;
  }
}

async function checkBackend(
  backend: Manifest['backends'][number],
  bundle: BundleFiles,
  heard: ReadonlyMap<string, WavFacts>,
  faults: Notice[],
): Promise<void> {
  const { id, folder } = backend;
  const profile = profileOf(id);
  const layout = layoutOf(backend.layout);
  if (!profile || !layout) {
    const why = { en: `backends: ${id} is not known here`, zh: `backends：这里不认识 ${id}` };
    faults.push({ code: 'verify-manifest', facts: { file: MANIFEST, why } });
    return;
  }
  const inside = [...bundle.files.keys()].filter((path) => path.startsWith(`${folder}/`));
  const relative = (path: string) => path.slice(folder.length + 1);
  const sounds = inside.flatMap((path) => {
    const sound = heard.get(path);
    return sound && !layout.apart?.test(relative(path))
      ? [{ path, sound, bytes: bundle.files.get(path)?.bytes ?? 0 }]
      : [];
  });
  for (const { path, sound, bytes } of sounds) faults.push(...limitFaults(path, sound, bytes, profile));
  faults.push(
    ...totalFaults(
      folder,
      sounds.map(({ sound }) => sound.seconds),
      profile,
    ),
  );
  if (!layout.check) return;
  try {
    const found = await layout.check({
      files: inside.map(relative),
      text: async (path) => textOf(bundle, `${folder}/${path}`),
      audio: (path) => heard.get(`${folder}/${path}`),
      profile,
    });
    for (const { code, facts } of found) faults.push({ code, facts: { ...facts, file: `${folder}/${facts.file}` } });
  } catch (error) {
    faults.push(unread(error, `${folder}/`));
  }
}

/** Every part that reads itself back: prompt, voice, cards … */
async function checkParts(bundle: BundleFiles, faults: Notice[]): Promise<void> {
  for (const target of Object.values(targets) as Target[]) {
    const files = [...bundle.files.keys()].filter((path) => path.startsWith(`${target.id}/`));
    if (!files.length || !target.check) continue;
    try {
      const found = await target.check({
        files,
        text: (path) => textOf(bundle, path),
        bytes: async (path) => (await bundle.files.get(path)?.read()) ?? new Uint8Array(),
      });
      faults.push(...found);
    } catch (error) {
      faults.push(unread(error, `${target.id}/`));
    }
  }
}

/** What a file says of others, or of itself: pages that are not blank, segments as they are listed, whole archives. */
async function checkContents(
  bundle: BundleFiles,
  { files, counts }: Manifest,
  heard: ReadonlyMap<string, WavFacts>,
  faults: Notice[],
): Promise<void> {
  for (const { path, kept } of files) {
    if (kept || !bundle.files.has(path)) continue;
    try {
      if (path.endsWith('.md') && !(await textOf(bundle, path)).trim()) faults.push(fault('verify-empty', path));
      if (path.endsWith('.charx'))
        faults.push(...charxFaults(path, (await bundle.files.get(path)?.read()) ?? new Uint8Array()));
      if (path === METADATA)
        faults.push(...segmentFaults(await textOf(bundle, path), (sound) => heard.get(sound)?.seconds, counts));
    } catch (error) {
      faults.push(unread(error, path));
    }
  }
}

async function textOf(bundle: BundleFiles, path: string): Promise<string> {
  const entry = bundle.files.get(path);
  if (!entry) throw new PersonaError('verify-missing', { file: path });
  const bytes = await entry.read();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new PersonaError('verify-not-text', { file: path }, { cause });
  }
}

/**
 * The fault for what a check threw while it read `file`. A parser's message quotes the text, which may be anybody's
 * words, so only the format is named.
 */
function unread(error: unknown, file: string): Notice {
  if (error instanceof PersonaError && error.code.startsWith('verify-'))
    return { code: error.code, facts: error.facts };
  const format = error instanceof Error ? FORMAT_OF[error.name] : undefined;
  if (format) return fault('verify-no-data', file, { format });
  // The check reached into a value that is missing or of another kind.
  if (error instanceof TypeError) return fault('verify-not-built-so', file);
  return unreadable(error, file);
}
const FORMAT_OF: Readonly<Record<string, string>> = {
  SyntaxError: 'JSON',
  YAMLParseError: 'YAML',
  // An alias without its anchor, which the yaml package finds last.
  ReferenceError: 'YAML',
};

const unreadable = (error: unknown, file: string) => fault('verify-unreadable', file, { why: reason(error) });

/** Our own reasons in both languages; those of the system or an unpacker as they are. */
function reason(error: unknown): Bilingual | string {
  if (error instanceof PersonaError) return inBoth(error);
  return (error instanceof Error ? error.message : String(error)).slice(0, 120);
}
