import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, open, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { PersonaError } from '../core/errors.ts';
import type { Bilingual } from '../core/types.ts';
import { ifThere } from './if-there.ts';
import { makeFolder } from './make-folder.ts';
import { pathError, throwPathError } from './path-error.ts';
import { rename } from './rename.ts';

/** One file of a model, by its exact content: any other file of this name is refused. */
interface ModelFile {
  name: string;
  /** The address where its authors publish it, at a fixed version. */
  url: string;
  bytes: number;
  sha256: string;
}

export interface Model {
  id: string;
  purpose: Bilingual;
  license: string;
  files: readonly ModelFile[];
}

/** Models that improve results but are not in the package. Only `persona models pull` downloads them. */
export const MODELS: readonly Model[] = [
  {
    id: 'dtln',
    purpose: { en: 'a better denoiser than the embedded one', zh: '比内置更好的降噪' },
    license: 'MIT (breizhn/DTLN)',
    files: [
      {
        name: 'dtln_1.onnx',
        url: 'https://raw.githubusercontent.com/breizhn/DTLN/1de1f15a8b5b7e1c44905618ff2ef70ca8277fbc/pretrained_model/model_1.onnx',
        bytes: 1_458_237,
        sha256: '22b91cae3855e5a0620e66a917ca6c82c58db0e842c770f58d86751c5e8d4ae3',
      },
      {
        name: 'dtln_2.onnx',
        url: 'https://raw.githubusercontent.com/breizhn/DTLN/1de1f15a8b5b7e1c44905618ff2ef70ca8277fbc/pretrained_model/model_2.onnx',
        bytes: 2_510_010,
        sha256: 'e20c92f9233fccf29cddf86970d0d0161a03aebccc26d6f4d5639c4d5ec2e639',
      },
    ],
  },
  {
    id: 'speaker',
    purpose: {
      en: 'tells the person’s voice from others (CAM++; also needs `npm i sherpa-onnx-node`)',
      zh: '辨认本人的声音（CAM++；还需 `npm i sherpa-onnx-node`）',
    },
    license: 'Apache-2.0 (3D-Speaker, exported by k2-fsa/sherpa-onnx)',
    files: [
      {
        name: '3dspeaker_speech_campplus_sv_zh-cn_16k-common.onnx',
        // The authors spell the tag this way.
        url: 'https://github.com/k2-fsa/sherpa-onnx/releases/download/speaker-recongition-models/3dspeaker_speech_campplus_sv_zh-cn_16k-common.onnx',
        bytes: 28_281_138,
        sha256: 'f682b514c05d947ee3fa91cd6ec6c5c7543479a128373fa29b1faedccd21fd11',
      },
    ],
  },
  {
    id: 'dnsmos',
    purpose: {
      en: 'a listener’s score (P.808) for the clips finally offered',
      zh: '为最终选出的片段打听感分（P.808）',
    },
    license: 'MIT code, CC BY 4.0 content (microsoft/DNS-Challenge)',
    files: [
      {
        name: 'model_v8.onnx',
        url: 'https://raw.githubusercontent.com/microsoft/DNS-Challenge/591184a9fcb2cbdec02520fed81a32bbbf9d73ff/DNSMOS/DNSMOS/model_v8.onnx',
        bytes: 224_860,
        sha256: '9246480c58567bc6affd4200938e77eef49468c8bc7ed3776d109c07456f6e91',
      },
    ],
  },
];

/** `there`: every file is as it must be. `wrong`: a file has the right name but other content. */
export type ModelState = 'there' | 'absent' | 'wrong';

interface FoundModel {
  model: Model;
  state: ModelState;
  /** Paths of its files, in order; null unless the state is `there`. */
  paths: string[] | null;
}

/** The folder named by flag or settings, otherwise PERSONA_MODELS, otherwise the system's place for such data. */
export function modelsFolder(
  option: string | undefined,
  variables: Readonly<Record<string, string | undefined>>,
): string {
  const named = option || variables.PERSONA_MODELS;
  if (named) return named;
  const data =
    process.platform === 'win32'
      ? (variables.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'))
      : process.platform === 'darwin'
        ? join(homedir(), 'Library', 'Application Support')
        : variables.XDG_DATA_HOME || join(homedir(), '.local', 'share');
  return join(data, 'persona', 'models');
}

/** A known model by its id. Throws `unknown-model`. */
export function modelOf(id: string): Model {
  const model = MODELS.find((each) => each.id === id);
  if (!model) throw new PersonaError('unknown-model', { id, known: MODELS.map((each) => each.id) });
  return model;
}

/**
 * Checks whether a model lies in the folder, complete and unchanged: some runtimes end the process over a wrong file.
 */
export async function findModel(folder: string, model: Model): Promise<FoundModel> {
  const paths = model.files.map(({ name }) => join(folder, name));
  const states = await Promise.all(model.files.map((file, i) => stateOf(paths[i]!, file)));
  const state = states.includes('wrong') ? 'wrong' : states.includes('absent') ? 'absent' : 'there';
  return { model, state, paths: state === 'there' ? paths : null };
}

async function stateOf(path: string, file: ModelFile): Promise<ModelState> {
  const info = await ifThere(path, stat(path));
  if (!info) return 'absent';
  return info.size === file.bytes && (await sha256OfFile(path)) === file.sha256 ? 'there' : 'wrong';
}

/** The sha256 of a file, as hexadecimal digits. */
async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (error) {
    throw pathError(error, path, 'read');
  }
  return hash.digest('hex');
}

/**
 * The model that a file of the user belongs to, and its place in the folder. Throws `unknown-model-file` when it is none
 * of the known files, `no-such-path`, `unreadable-path`.
 */
export async function placeOfModelFile(source: string, folder: string): Promise<{ model: Model; path: string }> {
  const sha256 = await sha256OfFile(source);
  for (const model of MODELS) {
    const file = model.files.find((each) => each.sha256 === sha256);
    if (file) return { model, path: join(folder, file.name) };
  }
  throw new PersonaError('unknown-model-file', { file: source, sha256 });
}

/** Copies a file of the user to its place in the folder. Throws what `placeOfModelFile` throws. */
export async function addModelFile(source: string, folder: string): Promise<{ model: Model; path: string }> {
  const found = await placeOfModelFile(source, folder);
  try {
    await makeFolder(folder, 0o777);
    await copyFile(source, `${found.path}.part`);
    await rename(`${found.path}.part`, found.path);
  } catch (error) {
    throw pathError(error, found.path, 'write');
  }
  return found;
}

/** The files of a model that the folder lacks, or holds with other content, by their places. */
export async function missingFiles(model: Model, folder: string): Promise<string[]> {
  const paths = model.files.map(({ name }) => join(folder, name));
  const states = await Promise.all(model.files.map((file, n) => stateOf(paths[n] as string, file)));
  return paths.filter((_, n) => states[n] !== 'there');
}

type Fetch = (url: string, init: { signal: AbortSignal; headers?: Record<string, string> }) => Promise<Response>;

/**
 * Downloads the missing files of a model from their fixed addresses; a file gets its name only after its length and
 * sha256 are checked. What came of one before the connection broke off stays beside its place, and the next call fetches
 * the rest. Throws `pull-failed` with the address.
 */
export async function pullModel(
  model: Model,
  folder: string,
  fetch: Fetch,
  signal: AbortSignal,
  progress: (file: ModelFile, bytes: number) => void,
): Promise<string[]> {
  const paths: string[] = [];
  for (const file of model.files) {
    const path = join(folder, file.name);
    paths.push(path);
    if ((await stateOf(path, file)) === 'there') continue;
    await makeFolder(folder, 0o777).catch(throwPathError(folder, 'write'));
    await download(file, path, fetch, signal, progress);
  }
  return paths;
}

/** HTTP: a part of the file, as asked for; and a part that the file does not have. */
const PARTIAL = 206;
const NOT_THAT_RANGE = 416;

async function download(
  file: ModelFile,
  path: string,
  fetch: Fetch,
  signal: AbortSignal,
  progress: (file: ModelFile, bytes: number) => void,
): Promise<void> {
  const part = `${path}.part`;
  const failed = (why: string | Bilingual, cause?: unknown) =>
    new PersonaError('pull-failed', { url: file.url, why }, { cause });
  const hash = createHash('sha256');
  let bytes = 0;
  /** False for bytes that are no beginning of the file: going on behind them would never give it. */
  let isOurs = true;
  try {
    const there = await ifThere(part, stat(part));
    const from = there && there.size < file.bytes ? there.size : 0;
    const response = await fetch(file.url, { signal, ...(from ? { headers: { range: `bytes=${from}-` } } : {}) });
    if (!response.ok || !response.body) {
      isOurs = response.status !== NOT_THAT_RANGE;
      throw failed(`HTTP ${response.status}`);
    }
    // A server that knows no ranges sends the whole file.
    const goesOn =
      response.status === PARTIAL && response.headers.get('content-range')?.startsWith(`bytes ${from}-`) === true;
    if (response.status === PARTIAL && !goesOn) {
      isOurs = false;
      throw failed({ en: 'another part than was asked for', zh: '返回的不是所请求的那一段' });
    }
    if (goesOn) {
      for await (const chunk of createReadStream(part)) hash.update(chunk as Buffer);
      bytes = from;
    }
    const handle = await open(part, goesOn ? 'a' : 'w');
    try {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        bytes += chunk.length;
        isOurs = bytes <= file.bytes;
        if (!isOurs) throw failed({ en: `more than ${file.bytes} bytes`, zh: `超过 ${file.bytes} 字节` });
        hash.update(chunk);
        await handle.writeFile(chunk);
        progress(file, bytes);
      }
    } finally {
      await handle.close();
    }
    const sha256 = hash.digest('hex');
    // An answer that ended as it should and is too short is another file, such as a page that asks to log in.
    isOurs = bytes === file.bytes && sha256 === file.sha256;
    if (!isOurs) throw failed({ en: `${bytes} bytes, sha256 ${sha256}`, zh: `${bytes} 字节，sha256 ${sha256}` });
    await rename(part, path);
  } catch (error) {
    if (!isOurs) await rm(part, { force: true }).catch(() => {});
    signal.throwIfAborted();
    if (error instanceof PersonaError) throw error;
    throw failed(whyNot(error), error);
  }
}

/** fetch says only that it failed; the fault, such as a host that is not found, stands in its cause. */
function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, message } = (error.cause ?? error) as NodeJS.ErrnoException;
  return code ?? message;
}
