import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Encrypter } from 'age-encryption';
import { PersonaError } from '../core/errors.ts';
import { FILE_MODE } from './modes.ts';
import { pathError } from './path-error.ts';
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

/**
 * The content of an age file. Throws `wrong-key` when the key does not fit, and `damaged-age` when the file is cut or
 * changed.
 */
export async function decryptFile(path: string, key: Key): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((error) => {
    throw pathError(error, path, 'read');
  });
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
    return await decrypter.decrypt(bytes);
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
