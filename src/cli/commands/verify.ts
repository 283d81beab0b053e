import { rm, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { MANIFEST } from '../../bundle/manifest.ts';
import type { WavFacts } from '../../bundle/verify/riff.ts';
import { verifyBundle } from '../../bundle/verify/verify.ts';
import { counted } from '../../core/counted.ts';
import { PersonaError, sentence, spoken } from '../../core/errors.ts';
import type { Summary } from '../../core/events.ts';
import { decodeMedia } from '../../io/ffmpeg.ts';
import { type FfmpegBinary, findFfmpeg } from '../../io/ffmpeg-binary.ts';
import { FILE_MODE } from '../../io/modes.ts';
import { sha256 } from '../../io/read-bundle.ts';
import { WHOLLY } from '../../io/remove.ts';
import { temporaryFolder } from '../../io/temporary-folder.ts';
import { openSealed } from '../bundle/open-sealed.ts';
import { type Context, defineCommand } from '../command.ts';
import type { Ui } from '../ui.ts';

interface VerifySummary extends Summary {
  command: 'verify';
  bundle: string;
  subject: string | null;
  checked: { files: number; clips: number; seconds: number };
  faults: { code: string; say: string; facts: Record<string, unknown> }[];
}

export const verifyCommand = defineCommand<VerifySummary>({
  name: 'verify',
  summary: { en: 'prove a bundle: every hash, every clip, every list', zh: '校验人格包：每个哈希、每段声音、每个清单' },
  details: {
    en: 'Needs the bundle only, as a folder, a zip or encrypted. Every clip is decoded and measured against what its backend takes. Exits with 1 when anything is wrong, one line a fault.',
    zh: '只需要包本身（文件夹或 zip）。逐段解码声音，与各后端的要求对照。有任何问题则以 1 退出，每个问题一行。',
  },
  arguments: [
    {
      name: '<bundle>',
      help: { en: 'folder NAME.persona, its zip, or its .zip.age', zh: 'NAME.persona 文件夹、它的 zip 或 .zip.age' },
    },
  ],
  options: [
    {
      flags: '--identity <file>',
      help: { en: 'age key file, for a bundle locked to a recipient', zh: 'age 私钥文件（用公钥加密时）' },
    },
  ],
  withoutCorpus: true,
  examples: [
    { line: 'persona verify 陈默.persona', what: { en: 'a folder', zh: '文件夹' } },
    { line: 'persona verify 陈默.persona.zip --json', what: { en: 'a zip, for a program', zh: 'zip，输出给程序' } },
  ],
  async run(context, [path = '.']) {
    const where = resolve(context.env.cwd, path);
    const { identity } = context.flags as { identity?: string };
    const bundle = await openSealed(where, context, 'verify', identity);
    try {
      if (!bundle.files.has(MANIFEST) && !bundle.problems.length)
        throw new PersonaError('not-a-bundle', { path: where });
      const { emit, signal } = context;
      const result = await verifyBundle(bundle, { hash: sha256, hear: listener(context), emit, signal });
      const faults = result.faults.map(({ code, facts }) => ({
        code,
        say: sentence({ code, facts }, context.lang).say,
        facts: spoken(facts, context.lang),
      }));
      return {
        command: 'verify',
        bundle: where,
        subject: result.manifest?.subject.name ?? null,
        checked: result.checked,
        faults,
        ...(faults.length ? { exitCode: 1 as const } : {}),
      };
    } finally {
      await bundle.close();
    }
  },
  render({ bundle, checked, faults }, ui: Ui) {
    for (const { say } of faults) ui.line(`${ui.paint.red('✖')} ${say}`);
    const { files, clips, seconds } = checked;
    ui.line(
      faults.length
        ? ui.t({
            en: `${counted(faults.length, 'fault')} in ${bundle}`,
            zh: `${bundle} 有 ${ui.count(faults.length)} 处问题`,
          })
        : `${ui.paint.green('✔')} ${ui.t({
            en: `${bundle}: ${counted(files, 'file')} and ${counted(clips, 'clip')} (${ui.seconds(seconds)}), all as they should be`,
            zh: `${bundle}：${ui.count(files)} 个文件、${ui.count(clips)} 段声音（${ui.seconds(seconds)}）全部无误`,
          })}`,
    );
  },
});

/** Decodes MP3 and M4A through ffmpeg, which wants a file. */
function listener({ env, signal }: Context): (path: string, bytes: Uint8Array) => Promise<WavFacts> {
  let ffmpeg: Promise<FfmpegBinary> | undefined;
  return async (path, bytes) => {
    ffmpeg ??= findFfmpeg({ environment: env.variables.PERSONA_FFMPEG });
    const binary = await ffmpeg;
    const dir = await temporaryFolder('verify');
    try {
      const file = join(dir, `sound${extname(path)}`);
      await writeFile(file, bytes, { mode: FILE_MODE });
      const sound = await decodeMedia(binary, file, signal);
      let samples = 0;
      let peak = 0;
      for await (const { native } of sound.blocks) {
        samples += native.length;
        for (const sample of native) peak = Math.max(peak, Math.abs(sample));
      }
      if (sound.truncated()) throw new PersonaError('sound-ends-early');
      const { codec, sampleRate, channels } = sound.facts;
      return { seconds: samples / sound.sampleRate, sampleRate, channels, codec, peak };
    } finally {
      await rm(dir, WHOLLY);
    }
  };
}
