/** In bytes. A tar is a row of such blocks. */
export const TAR_BLOCK = 512;

/** Whether bytes begin like a tar: the first block has a mark at byte 257. */
export const beginsTar = (bytes: Uint8Array): boolean =>
  bytes.length >= TAR_BLOCK && [0x75, 0x73, 0x74, 0x61, 0x72].every((byte, n) => bytes[257 + n] === byte);
