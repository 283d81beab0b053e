import type { DecodeFault, SoundFacts } from '../core/sound.ts';

/**
 * What ffmpeg prints about its input; ffprobe is not needed for it (and comes without the right to run).
 *   Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:/…/12.m4a':
 *     Duration: 00:00:05.69, start: 0.000000, bitrate: 72 kb/s
 *       Stream #0:0[0x1](und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, mono, fltp, 69 kb/s (default)
 *   Stream mapping:
 */
export class InputLog {
  readonly facts: SoundFacts = { codec: '', container: '', sampleRate: 0, channels: 0, tracks: 0, declared: null };
  truncated = false;
  readonly inputSeen: Promise<void>;
  #seen: () => void = () => {};
  #done = false;
  #estimated = false;
  #pictures = 0;
  readonly #complaints: string[] = [];

  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    this.inputSeen = new Promise((resolve) => {
      this.#seen = resolve;
    });
  }

  add(printed: string): void {
    // What stands in a name is no complaint: `…/DRM talk.mp3: Invalid data found`.
    const line = printed.replaceAll(this.#path, '');
    if (/^(?:Stream mapping:|Output #0)/u.test(line)) {
      this.#done = true;
      this.#seen();
    }
    if (this.#done) {
      if (/truncat|partial file|Invalid data found|moov atom not found|premature|Packet corrupt/iu.test(line))
        this.truncated = true;
      return;
    }
    if (this.#complaints.length < 50) this.#complaints.push(line);
    // By the bit rate at its beginning: of one that varies it may be three times what there is.
    if (line.includes('Estimating duration from bitrate')) this.#estimated = true;
    const container = /^Input #0, (\S+), from/u.exec(line)?.[1];
    if (container) this.facts.container = container.split(',')[0] ?? container;
    const [, hours, minutes, seconds] = /^\s*Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)/u.exec(line) ?? [];
    if (seconds && !this.#estimated)
      this.facts.declared = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    const [, type, codec = '', rest = ''] =
      /^\s*Stream #0:\d+(?:\[0x[\da-f]+\])?(?:\(\w+\))?: (\w+): ([^\s,(]+)(.*)/iu.exec(line) ?? [];
    if (type === 'Video') this.#pictures++;
    if (type !== 'Audio' || ++this.facts.tracks > 1) return;
    this.facts.codec = codec;
    this.facts.sampleRate = Number(/(\d+) Hz/u.exec(rest)?.[1] ?? 0);
    this.facts.channels = channelsOf(/Hz, ([^,]+)/u.exec(rest)?.[1] ?? '');
  }

  /** Called when not a sample came out. */
  fault(error: Error | null): DecodeFault {
    const said = this.#complaints.join('\n');
    if ((error as NodeJS.ErrnoException | null)?.code) return 'decoder-missing';
    // "Input/output error" is no disk's: files that end in their head get it, and their bytes were read before.
    if (/Permission denied|No such file/u.test(said)) return 'unreadable';
    if (/encrypt|DRM|drms\b/iu.test(said)) return 'protected';
    if (this.facts.tracks > 0) return error ? 'damaged' : 'header-only';
    if (this.#pictures > 0) return 'no-sound-track';
    return 'damaged';
  }
}

/** `mono`, `stereo`, `5.1(side)`, `1 channels (FL)`, `7 channels`. */
function channelsOf(layout: string): number {
  if (layout.startsWith('mono')) return 1;
  if (layout.startsWith('stereo')) return 2;
  const counted = /^(\d+) channels/u.exec(layout)?.[1];
  if (counted) return Number(counted);
  const [, full, low] = /^(\d+)\.(\d+)/u.exec(layout) ?? [];
  return full ? Number(full) + Number(low) : 0;
}
