/** In bytes. A tar is a row of such blocks. */
export const TAR_BLOCK = 512;

/**
 * Whether bytes begin like a file of a tar: the block has a mark at byte 257, and at byte 148 the sum of its bytes in octal
 * digits, those eight bytes counted as spaces.
 */
export function beginsTar(bytes: Uint8Array): boolean {
  if (bytes.length < TAR_BLOCK || !MARK.every((byte, n) => bytes[257 + n] === byte)) return false;
  let sum = 8 * 0x20;
  for (let n = 0; n < TAR_BLOCK; n++) if (n < 148 || n >= 156) sum += bytes[n] as number;
  return Number.parseInt(String.fromCharCode(...bytes.subarray(148, 156)).trim(), 8) === sum;
}

/** `ustar` */
const MARK = [0x75, 0x73, 0x74, 0x61, 0x72];
