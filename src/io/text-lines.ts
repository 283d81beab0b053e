import { createReadStream } from 'node:fs';

/**
 * Lines of a UTF-8 file, split only at LF: node:readline also splits at U+2028 and U+2029, which JSON leaves unescaped.
 * Empty lines are given too. Throws what the file system throws. `onRead`: called with the bytes that were read since the
 * last call.
 */
export async function* textLines(
  path: string,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<string, void, undefined> {
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 });
  try {
    // Pieces of a line longer than a chunk wait in a list: appending them to one string again and again would be
    // quadratic.
    let open: string[] = [];
    let told = 0;
    for await (const chunk of stream as AsyncIterable<string>) {
      onRead(stream.bytesRead - told);
      told = stream.bytesRead;
      const parts = chunk.split('\n');
      const last = parts.pop() ?? '';
      for (const part of parts) {
        if (open.length) {
          open.push(part);
          yield open.join('');
          open = [];
        } else yield part;
      }
      if (last) open.push(last);
    }
    if (open.length) yield open.join('');
  } finally {
    stream.destroy();
  }
}
