export interface TarEntry {
  name: string | Buffer;
  data?: string | Uint8Array;
  /** '0' is a file, 'x' what pax says of the next one, 'L' its long name by GNU, '2' a link, '5' a folder. */
  type?: string;
  /** The size as it stands in the header, where it is not that of the data. */
  size?: string | Buffer;
}

/** A tar written by hand, in the ustar form. */
export function tarOf(entries: readonly TarEntry[]): Buffer {
  const parts = entries.flatMap(({ name, data = '', type = '0', size }) => {
    const bytes = Buffer.from(data);
    const block = Buffer.alloc(512);
    Buffer.from(name).copy(block, 0, 0, 100);
    block.write('0000644\0', 100);
    block.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
    if (size !== undefined) Buffer.from(size).copy(block.fill(0, 124, 136), 124);
    block.write('14161634450\0', 136);
    block.write(type, 156);
    block.write('ustar\x0000', 257);
    block.fill(' ', 148, 156);
    const sum = block.reduce((total, byte) => total + byte, 0);
    block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [block, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

/** One record of pax: it begins with its own length in bytes. */
export function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  const length = [1, 2, 3, 4].map((digits) => rest + digits).find((all) => rest + String(all).length === all);
  return `${length} ${key}=${value}\n`;
}
