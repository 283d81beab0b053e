/** Codecs as ffmpeg names them that lose nothing. */
const LOSSLESS = /^(?:pcm_[fsu]\d|flac|alac|ape|wavpack|tta|wmalossless)/u;
/** G.711 rounds coarsely, but sample by sample: what was flat stays flat. */
const COMPANDED = /^pcm_[am]u?law/u;

/** Whether every sample comes out as it went in. */
export function isLossless(codec: string): boolean {
  return LOSSLESS.test(codec);
}

/** Whether clipping is still to be seen as equal samples side by side, of which other codecs leave a rounded top. */
export function keepsFlatTops(codec: string): boolean {
  return isLossless(codec) || COMPANDED.test(codec);
}
