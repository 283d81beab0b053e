import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ageSource, encryptFile } from '../../src/io/age.ts';

const CHUNK = 64 * 1024;
const bytesOf = (size: number) => Buffer.from(Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 255));

let dir: string;
let identities: string[];
let recipients: string[];
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'persona-age-'));
  identities = [await generateIdentity()];
  recipients = [await identityToRecipient(identities[0] as string)];
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function sealed(plain: Buffer): Promise<string> {
  const path = join(dir, 'a.age');
  writeFileSync(join(dir, 'a'), plain);
  await encryptFile(join(dir, 'a'), path, { recipients });
  return path;
}

describe('an age file is read at any place', () => {
  test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5])('of %i bytes', async (size) => {
    const plain = bytesOf(size);
    const source = await ageSource(await sealed(plain), { identities });
    expect(source.size).toBe(size);
    expect(Buffer.from(await source.read(0, size + 1)).equals(plain)).toBe(true);
    for (const [from, length] of [
      [CHUNK - 2, 4],
      [2 * CHUNK, CHUNK],
      [size - 1, 10],
    ] as const) {
      if (from < 0) continue;
      expect(Buffer.from(await source.read(from, length)).equals(plain.subarray(from, from + length))).toBe(true);
    }
  });

  test('a changed byte is found where it is read, and nothing of its chunk is given', async () => {
    const path = await sealed(bytesOf(3 * CHUNK));
    const bytes = readFileSync(path);
    const at = bytes.length - 2 * (CHUNK + 16) - 100;
    bytes[at] = (bytes[at] as number) ^ 1;
    writeFileSync(path, bytes);
    const source = await ageSource(path, { identities });
    await expect(source.read(0, 10)).rejects.toMatchObject({ code: 'damaged-age', facts: { file: path } });
    expect((await source.read(CHUNK, 10)).length).toBe(10);
  });

  test.each([1, 16, CHUNK + 16, CHUNK + 17])('a file that lacks its last %i bytes is damaged', async (lacking) => {
    const path = await sealed(bytesOf(2 * CHUNK));
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length - lacking));
    await expect(ageSource(path, { identities })).rejects.toMatchObject({ code: 'damaged-age' });
  });

  test('a file that is cut within its head is damaged', async () => {
    const path = await sealed(bytesOf(10));
    writeFileSync(path, readFileSync(path).subarray(0, 60));
    await expect(ageSource(path, { identities })).rejects.toMatchObject({ code: 'damaged-age' });
  });
});
