/**
 * Names that Windows keeps for devices, in any case and whatever follows a dot.
 * Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
const DEVICE = /^(con|prn|aux|nul|(?:com|lpt)[\d¹²³]|conin\$|conout\$) *(?=\.|$)/iu;

export const isDeviceName = (name: string): boolean => DEVICE.test(name);

/**
 * Bytes in UTF-8 that a name may take: most file systems know no longer ones than 255, and what is made beside it
 * (`.persona.zip.age.part`) needs room.
 */
const MOST_BYTES = 200;

/**
 * A name of anybody as the name of a file or folder on every system: characters that one of them refuses are left out,
 * a long name is cut between two characters. Empty when nothing of it is left.
 */
export function portableName(name: string): string {
  const plain = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '').replace(/^[. ]+/u, '');
  return cut(plain.replace(DEVICE, '$1_'))
    .replace(/[. ]+$/u, '')
    .trim();
}

function cut(name: string): string {
  if (Buffer.byteLength(name) <= MOST_BYTES) return name;
  let bytes = 0;
  let end = 0;
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > MOST_BYTES) break;
    end += segment.length;
  }
  return name.slice(0, end);
}
