import { PassThrough } from 'node:stream';
import ffmpeg from 'fluent-ffmpeg';
import { ANALYSIS_RATE, type Sound, type SoundBlock, Undecodable } from '../core/sound.ts';
import type { Hertz } from '../core/types.ts';
import type { FfmpegBinary } from './ffmpeg-binary.ts';
import { INPUT_OPTIONS } from './ffmpeg-input.ts';
import { InputLog } from './ffmpeg-log.ts';
import { MatroskaPcm } from './matroska.ts';
import { type Channel, compareChannels } from './two-channels.ts';

interface Ring {
  get(): string;
}
type Ended = (error: Error | null, stdout: Ring, stderr: Ring) => void;
interface Internals {
  _checkCapabilities(done: (error?: Error) => void): void;
  _spawnFfmpeg(...args: unknown[]): void;
}

/**
 * fluent-ffmpeg was archived in 2025 and is imported here only. Two of its parts are replaced: it asks the binary for its
 * formats and encoders before the first job (two more processes, and a table that ffmpeg 7 prints differently), and when
 * a binary does not even start it reads logs that are not there, outside of any promise, which would end our process.
 */
const internals = ffmpeg.prototype as unknown as Internals;
internals._checkCapabilities = (done) => done();
const spawnFfmpeg = internals._spawnFfmpeg;
const NOTHING: Ring = { get: () => '' };
internals._spawnFfmpeg = function (...args) {
  // Options and what to do at the start may be left out; what to do at the end comes last.
  const ended = args.pop() as Ended;
  spawnFfmpeg.call(this, ...args, (error: Error | null, out = NOTHING, log = NOTHING) => ended(error, out, log));
};

/** Rates that the output keeps; another (96 000, 384 000, 37 800) goes to the nearest, so never beyond 48 kHz. */
const RATES: readonly Hertz[] = [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000];

/** No byte for so long while we are waiting for one: a broken file on which ffmpeg spins, or a drive that is gone. */
const STALL_MS = 60_000;

const NATIVE_TRACK = 1;
const BLOCK_SAMPLES = 16_384;

/**
 * Decodes any recording that ffmpeg knows, as a stream: both rates out of one process, never through a shell. Comes back
 * when the first block is there; throws Undecodable when none ever is. Channels are mixed, but for one of two that holds
 * nothing or takes the other away.
 */
export async function decodeMedia(binary: FfmpegBinary, path: string, signal?: AbortSignal): Promise<Sound> {
  const mixed = await openChannel(binary, path, 'mixed', signal);
  if (mixed.facts.channels !== 2) return mixed;
  const { hear, differ } = await compareChannels(binary, path, signal);
  if (hear !== 'mixed') {
    await mixed.close();
    return openChannel(binary, path, hear, signal);
  }
  if (differ) mixed.facts.channelsDiffer = true;
  return mixed;
}

async function openChannel(
  binary: FfmpegBinary,
  path: string,
  channel: Channel,
  signal?: AbortSignal,
): Promise<Sound & { close(): Promise<void> }> {
  const log = new InputLog(path);
  const stream = decodeStream(binary, path, channel, log, signal);
  const first = await stream.next();
  if (first.done) throw new Undecodable('damaged');
  return {
    facts: log.facts,
    sampleRate: first.value.rate,
    truncated: () => log.truncated,
    close: async () => {
      await stream.return();
    },
    blocks: {
      async *[Symbol.asyncIterator]() {
        try {
          yield first.value;
          yield* stream;
        } finally {
          await stream.return();
        }
      },
    },
  };
}

type RatedBlock = SoundBlock & { rate: Hertz };

async function* decodeStream(
  binary: FfmpegBinary,
  path: string,
  channel: Channel,
  log: InputLog,
  signal?: AbortSignal,
): AsyncGenerator<RatedBlock, void, undefined> {
  const out = new PassThrough({ emitClose: false, highWaterMark: 1 << 20 });
  const command = ffmpeg({ source: `file:${path}`, stdoutLines: 1 } as ffmpeg.FfmpegCommandOptions)
    .setFfmpegPath(binary.path)
    .inputOptions([...INPUT_OPTIONS])
    .complexFilter(filterGraph(channel))
    .outputOptions(['-map', '[native]', '-map', '[analysis]', '-c:a', 'pcm_f32le'])
    .outputOptions(['-map_metadata', '-1', '-map_chapters', '-1'])
    .format('matroska')
    .on('stderr', (line: string) => log.add(line));
  const ended = new Promise<Error | null>((resolve) => {
    command.on('end', () => resolve(null)).on('error', (error: Error) => resolve(error));
  });
  let started = false;
  command.on('start', () => {
    started = true;
  });
  const stop = () => command.kill('SIGKILL');
  signal?.addEventListener('abort', stop, { once: true });
  let any = false;
  try {
    signal?.throwIfAborted();
    command.pipe(out, { end: true });
    // A process ends the stream itself with its last byte, which may come long after its exit. One that never was cannot.
    void ended.then(() => started || out.end());
    for await (const block of blocksOf(out)) {
      if (!any) await Promise.race([log.inputSeen, ended]);
      any = true;
      yield block;
    }
    const error = await ended;
    signal?.throwIfAborted();
    if (!any) throw new Undecodable(log.fault(error), { cause: error });
    if (error) log.truncated = true;
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}

/**
 * The mean of the channels: left alone, ffmpeg mixes what comes out of a lossy codec 3 dB louder than the same sound out of
 * a WAV, and beyond full scale.
 */
const TO_ONE: Record<Channel, string> = {
  mixed: 'aresample=rematrix_maxval=1:internal_sample_fmt=fltp,aformat=channel_layouts=mono',
  first: 'pan=mono|c0=c0',
  second: 'pan=mono|c0=c1',
};

/**
 * ffmpeg's own resampler: 0.9 of the band passes untouched, 0.94 at -6 dB, aliases lie below -100 dB. Soxr, which not every
 * build has, does little better, and holds 30 ms back. With a cutoff
 * of 0.96, two words of the scenes of `eval:audio` were cut.
 */
const RESAMPLER = 'filter_size=120:cutoff=0.94:filter_type=kaiser:kaiser_beta=10';

/**
 * Down to one channel first, then two legs; time stamps are counted anew, for those of broken files jump. Where the sound
 * changes its rate or its channels on the way (broadcasts, files put together), ffmpeg drops what its filters hold: so no
 * filter here holds more than 4 ms, and both legs stay in time with each other.
 */
function filterGraph(channel: Channel): string {
  const leg = 'aformat=sample_fmts=flt';
  return [
    `[0:a:0]${TO_ONE[channel]},asplit=2[a][b]`,
    `[a]aresample=${RESAMPLER},${leg}:sample_rates=${RATES.join('|')},asetpts=N/SR/TB[native]`,
    `[b]aresample=${ANALYSIS_RATE}:${RESAMPLER},${leg},asetpts=N/SR/TB[analysis]`,
  ].join(';');
}

/** Blocks of about a second (a third at 48 kHz) out of the pipe, with the rate of the first leg. */
async function* blocksOf(out: PassThrough): AsyncGenerator<RatedBlock> {
  const demuxer = new MatroskaPcm();
  let native: Float32Array[] = [];
  let analysis: Float32Array[] = [];
  let held = 0;
  const take = () => {
    const block = { native: joined(native), analysis: joined(analysis), rate: demuxer.rates.get(NATIVE_TRACK) ?? 0 };
    native = [];
    analysis = [];
    held = 0;
    return block;
  };
  for await (const chunk of withStallGuard(out)) {
    for (const { track, samples } of demuxer.push(chunk)) {
      (track === NATIVE_TRACK ? native : analysis).push(samples);
      held += samples.length;
    }
    if (held >= BLOCK_SAMPLES) yield take();
  }
  if (held > 0) yield take();
}

async function* withStallGuard(out: PassThrough): AsyncGenerator<Buffer> {
  const chunks = out[Symbol.asyncIterator]();
  try {
    for (;;) {
      let timer: NodeJS.Timeout | undefined;
      const stalled = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Undecodable('stalled')), STALL_MS);
      });
      const next = await Promise.race([chunks.next(), stalled]).finally(() => clearTimeout(timer));
      if (next.done) return;
      yield next.value as Buffer;
    }
  } finally {
    out.destroy();
  }
}

function joined(parts: readonly Float32Array[]): Float32Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
