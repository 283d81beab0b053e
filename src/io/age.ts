import { createDecipheriv, hkdfSync } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Encrypter } from 'age-encryption';
import { PersonaError } from '../core/errors.ts';
import { type ByteSource, fileSource } from './byte-source.ts';
import { FILE_MODE } from './modes.ts';
import { pathError, throwPathError } from './path-error.ts';
import { rename } from './rename.ts';

/**
 * Who may open the file: whoever knows the passphrase, or holds the key of one of the recipients (`age1…`). Never both
 * (age's rule).
 */
export type Lock = { passphrase: string } | { recipients: readonly string[] };
/** What opens the file: the passphrase, or the identities (`AGE-SECRET-KEY-1…`) of an age key file. */
export type Key = { passphrase: string } | { identities: readonly string[] };

const MAGIC = 'age-encryption.org/v1\n';

/** Whether the bytes begin as an age file does (https://age-encryption.org/v1). */
export const isAge = (head: Uint8Array): boolean =>
  Buffer.from(head.subarray(0, MAGIC.length)).toString('latin1') === MAGIC;

/** Throws `bad-recipient`, before any work is done for a lock that cannot be. */
export async function assertLock(lock: Lock): Promise<void> {
  await encrypterFor(lock);
}

async function encrypterFor(lock: Lock): Promise<Encrypter> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  if ('passphrase' in lock) encrypter.setPassphrase(lock.passphrase);
  else {
    for (const recipient of lock.recipients) {
      try {
        encrypter.addRecipient(recipient);
      } catch (cause) {
        throw new PersonaError('bad-recipient', { recipient }, { cause });
      }
    }
  }
  return encrypter;
}

/**
 * Encrypts a file as a stream; the result is written beside its final name. Throws `bad-recipient` and
 * `unwritable-path`.
 */
export async function encryptFile(from: string, to: string, lock: Lock): Promise<void> {
  const encrypter = await encrypterFor(lock);
  const part = `${to}.part`;
  try {
    const plain = Readable.toWeb(createReadStream(from)) as globalThis.ReadableStream<Uint8Array>;
    const sealed = await encrypter.encrypt(plain);
    await pipeline(Readable.fromWeb(sealed as ReadableStream), createWriteStream(part, { mode: FILE_MODE }));
    await rename(part, to);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw pathError(error, to, 'write');
  }
}

/** Payload of an age file: a nonce, then chunks, each with a tag of its own. */
const NONCE = 16;
const CHUNK = 64 * 1024;
const TAG = 16;
/** No header is nearly this long: a recipient takes some 200 bytes, a post-quantum one 2 kB. */
const MOST_HEADER = 1 << 20;

/**
 * The content of an age file, decrypted chunk by chunk where it is read: a bundle may be larger than memory, and its
 * words must not lie on the disk. Throws `wrong-key` when the key does not fit, and `damaged-age` when the file is cut or
 * changed: for a changed chunk when that is read. Source: C2SP, age.md ("Payload").
 */
export async function ageSource(path: string, key: Key): Promise<ByteSource> {
  const file = fileSource(path, (await stat(path).catch(throwPathError(path, 'read'))).size);
  const read = (position: number, length: number) => file.read(position, length).catch(throwPathError(path, 'read'));
  const damaged = (cause?: unknown) => new PersonaError('damaged-age', { file: path }, { cause });
  const start = Buffer.from(await read(0, Math.min(MOST_HEADER, file.size)));
  const mac = start.indexOf('\n--- ');
  const headerEnd = start.indexOf('\n', mac + 1) + 1;
  const first = headerEnd + NONCE;
  const sealed = file.size - first;
  const count = Math.ceil(sealed / (CHUNK + TAG));
  if (mac < 0 || headerEnd === 0 || sealed < TAG) throw damaged();
  const fileKey = await fileKeyOf(start.subarray(0, headerEnd), path, key);
  const chunkKey = Buffer.from(hkdfSync('sha256', fileKey, await read(headerEnd, NONCE), 'payload', 32));
  const open = async (index: number): Promise<Uint8Array> => {
    const bytes = await read(first + index * (CHUNK + TAG), Math.min(CHUNK + TAG, sealed - index * (CHUNK + TAG)));
    const nonce = Buffer.alloc(12);
    nonce.writeUIntBE(index, 5, 6);
    nonce[11] = index === count - 1 ? 1 : 0;
    try {
      const opener = createDecipheriv('chacha20-poly1305', chunkKey, nonce, { authTagLength: TAG });
      opener.setAuthTag(bytes.subarray(-TAG));
      return Buffer.concat([opener.update(bytes.subarray(0, -TAG)), opener.final()]);
    } catch (cause) {
      throw damaged(cause);
    }
  };
  // Only the last chunk tells that the file ends there. A zip also has its list in it.
  let known = { index: count - 1, bytes: await open(count - 1) };
  return {
    size: sealed - count * TAG,
    read: async (position, length) => {
      const parts: Uint8Array[] = [];
      for (let at = position; at < position + length && at < sealed - count * TAG; ) {
        const index = Math.floor(at / CHUNK);
        if (known.index !== index) known = { index, bytes: await open(index) };
        const part = known.bytes.subarray(at % CHUNK, (at % CHUNK) + position + length - at);
        if (!part.length) break;
        parts.push(part);
        at += part.length;
      }
      return Buffer.concat(parts);
    },
  };
}

async function fileKeyOf(header: Uint8Array, path: string, key: Key): Promise<Uint8Array> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  if ('passphrase' in key) decrypter.addPassphrase(key.passphrase);
  else {
    for (const identity of key.identities) {
      try {
        decrypter.addIdentity(identity);
      } catch (cause) {
        throw new PersonaError('bad-identity', {}, { cause });
      }
    }
  }
  try {
    return await decrypter.decryptHeader(header);
  } catch (cause) {
    // The library has no error classes, only messages: the one about a key that does not match is recognised by its
    // words.
    const wrong = cause instanceof Error && /no identity matched|incorrect|passphrase/iu.test(cause.message);
    throw new PersonaError(wrong ? 'wrong-key' : 'damaged-age', { file: path }, { cause });
  }
}

/** Identities of a key file as `age-keygen` writes it; lines that begin with # are notes. */
export async function readIdentities(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch((error) => {
    throw pathError(error, path, 'read');
  });
  const identities = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'));
  if (!identities.length) throw new PersonaError('bad-identity', { file: path });
  return identities;
}
