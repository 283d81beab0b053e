/**
 * Takes apart the two PCM streams that our own ffmpeg call writes into one Matroska pipe. Matroska is the only
 * container in every ffmpeg since 4 that carries two rates, needs no seeking, and is simple enough to parse here. This
 * is not a reader for strangers' files. Element ids: https://www.rfc-editor.org/rfc/rfc9559
 */
const DESCEND = new Set([0x18538067, 0x1f43b675, 0x1654ae6b, 0xae, 0xe1, 0xa0]); // Segment Cluster Tracks TrackEntry Audio BlockGroup
const TRACK_NUMBER = 0xd7;
const SAMPLING_FREQUENCY = 0xb5;
const SIMPLE_BLOCK = 0xa3;
const BLOCK = 0xa1;

interface PcmBlock {
  track: number;
  samples: Float32Array;
}

/** Takes bytes as they arrive; gives f32le blocks as they become complete. */
export class MatroskaPcm {
  /** Sample rate by track number; complete before the first block arrives. */
  readonly rates = new Map<number, number>();
  #track = 0;
  #pending: Buffer = Buffer.alloc(0);
  /** Bytes still to be skipped of an element that is not needed. */
  #skip = 0;

  push(chunk: Buffer): PcmBlock[] {
    this.#pending = this.#pending.length ? Buffer.concat([this.#pending, chunk]) : chunk;
    const blocks: PcmBlock[] = [];
    let at = 0;
    for (;;) {
      if (this.#skip > 0) {
        const step = Math.min(this.#skip, this.#pending.length - at);
        this.#skip -= step;
        at += step;
        if (this.#skip > 0) break;
      }
      const next = this.#element(at, blocks);
      if (next < 0) break;
      at = next;
    }
    this.#pending = this.#pending.subarray(at);
    return blocks;
  }

  /** Reads one element at `at`; gives the place where the next one begins, or -1 when more bytes are needed. */
  #element(at: number, blocks: PcmBlock[]): number {
    const bytes = this.#pending;
    const idLength = vintLength(bytes[at]);
    const sizeLength = vintLength(bytes[at + idLength]);
    const body = at + idLength + sizeLength;
    if (idLength === 0 || sizeLength === 0 || body > bytes.length) return -1;
    const id = bytes.readUIntBE(at, idLength);
    if (DESCEND.has(id)) return body;
    const size = vint(bytes, at + idLength, sizeLength);
    const wanted = id === TRACK_NUMBER || id === SAMPLING_FREQUENCY || id === SIMPLE_BLOCK || id === BLOCK;
    if (!wanted) {
      this.#skip = size;
      return body;
    }
    if (body + size > bytes.length) return -1;
    if (id === TRACK_NUMBER) this.#track = bytes.readUIntBE(body, size);
    else if (id === SAMPLING_FREQUENCY)
      this.rates.set(this.#track, size === 8 ? bytes.readDoubleBE(body) : bytes.readFloatBE(body));
    else blocks.push(pcm(bytes.subarray(body, body + size)));
    return body + size;
  }
}

/** A block holds the track number, two bytes of time, one byte of flags, then samples; ffmpeg never laces PCM. */
function pcm(block: Buffer): PcmBlock {
  const track = (block[0] ?? 0) & 0x7f;
  const body = block.subarray(4);
  const samples = new Float32Array(body.length >> 2);
  new Uint8Array(samples.buffer).set(body.subarray(0, samples.byteLength));
  // A float file may hold what is no number; in one sum with the rest it would silence the whole recording.
  for (let i = 0; i < samples.length; i++) if (!Number.isFinite(samples[i]!)) samples[i] = 0;
  return { track, samples };
}

function vintLength(first: number | undefined): number {
  return first === undefined || first === 0 ? 0 : Math.clz32(first) - 23;
}

function vint(bytes: Buffer, at: number, length: number): number {
  const rest = length > 1 ? bytes.readUIntBE(at + 1, Math.min(6, length - 1)) : 0;
  if (length === 8) return bytes.readUIntBE(at + 2, 6);
  return (bytes[at]! & (0xff >> length)) * 256 ** (length - 1) + rest;
}
