import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExportFile } from '../../src/core/export-file.ts';
import type { ReadItem } from '../../src/core/types.ts';
import { rejectionOf } from '../../src/ingest/read/rejected.ts';
import type { Reader } from '../../src/ingest/reader.ts';
import { expectMatches, faultsOfExpected } from '../support/expected.ts';
import {
  bytesOf,
  context,
  fixtureCases,
  headOf,
  ignoredFiles,
  inputFiles,
  readAll,
  readers,
  winners,
  withBytes,
} from '../support/fixtures.ts';
import { faultsOf } from '../support/valid-item.ts';

/** Long enough for every structure of a format, short enough for many runs; PERSONA_TEST_RUNS asks for more of them. */
const PIECE = 24 * 1024;
const RUNS = Number(process.env.PERSONA_TEST_RUNS ?? 12);

describe.each(readers.map((reader) => [reader.id, reader] as const))('%s', (id, reader) => {
  const cases = fixtureCases(id);

  test('has a fixture', () => {
    expect(cases.map(({ name }) => name)).not.toEqual([]);
  });

  test('says what it is in both languages', () => {
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u);
    expect(reader.title.en).not.toBe('');
    expect(reader.title.zh).toMatch(/\p{Script=Han}|[A-Za-z]/u);
  });

  test('carries what it says: nothing else stands in its fixtures, and ids where it claims them', async () => {
    const files = (await Promise.all(cases.map((found) => ownFiles(reader, found)))).flat();
    const items = (await Promise.all(files.map((file) => readAll(reader, file)))).flat();
    const senders = items.flatMap(({ sender, comments = [] }) => [sender, ...comments.map((each) => each.sender)]);
    const voices = items.filter(({ type }) => type === 'voice');
    const seen = {
      senderIds: senders.some(({ id }) => id !== undefined),
      // Some formats tell them of voice messages alone, by the names of the sounds.
      messageIds: items.some(({ type, messageId }) => type === 'text' && messageId !== undefined),
      quotes: items.some(({ quote }) => quote !== undefined),
      voice: voices.some(({ media }) => media?.path || media?.ambiguous),
      transcripts: voices.some(({ text }) => text !== ''),
    };
    expect(Object.entries(seen).filter(([what, is]) => is && !reader.carries[what as keyof typeof seen])).toEqual([]);
    expect(reader.carries.senderIds).toBe(seen.senderIds);
  });

  describe.each(cases.map((found) => [found.name, found] as const))('%s', (_, found) => {
    const faults = faultsOfExpected(found.expected);
    test('says what must come out in the words of fixtures/README.md', () => {
      expect(faults).toEqual([]);
    });
    // What is not well put cannot be compared with.
    if (faults.length) return;

    test('is recognised by content, with one winner', async () => {
      const named = found.expected.files !== undefined;
      const seen: Record<string, string[]> = {};
      for (const file of await inputFiles(found)) {
        const ids = winners(await headOf(file)).map((winner) => winner.id);
        if (ids.length || named) seen[file.path] = ids;
      }
      expect(Object.values(seen).length).toBeGreaterThan(0);
      expect(seen).toEqual(Object.fromEntries(Object.keys(seen).map((path) => [path, [id]])));
    });

    test('is read unasked, unless its reader says otherwise', async () => {
      const heads = await Promise.all((await ownFiles(reader, found)).map(headOf));
      expect(heads.some((head) => rejectionOf(head) !== undefined)).toBe(reader.onlyAsked === true);
    });

    test('leaves its neighbours alone', async () => {
      for (const file of await ignoredFiles(found)) {
        const others = winners(await headOf(file)).filter((winner) => winner !== reader);
        expect([file.path, ...others.map((winner) => winner.id)]).toEqual([file.path]);
        // A page that only shows what another file holds may be recognised, and gives nothing.
        if (reader.detect(await headOf(file)) !== 'no') expect(await readAll(reader, file)).toEqual([]);
      }
    });

    test('reads as recorded', async () => {
      const items = (await Promise.all((await ownFiles(reader, found)).map((file) => readAll(reader, file)))).flat();
      expect(items.flatMap((item) => faultsOf(item, id, item.source.file))).toEqual([]);
      expectMatches(items, found.expected);
    });

    const { readRuns } = reader;
    if (readRuns) {
      test('gives in runs what it gives one by one', async () => {
        for (const file of await ownFiles(reader, found)) {
          const items: ReadItem[] = [];
          for await (const run of readRuns(file, context)) items.push(...run);
          expect(items).toEqual(await readAll(reader, file));
        }
      });
    }

    test('where the stream is cut never changes what is read', async () => {
      for (const file of await ownFiles(reader, found)) {
        const bytes = await piece(file);
        const whole = await readAll(reader, withBytes(file, bytes));
        await fc.assert(
          fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 40 }), async (cuts) => {
            expect(await readAll(reader, withBytes(file, bytes, cuts))).toEqual(whole);
          }),
          { numRuns: RUNS },
        );
        const tiny = bytes.subarray(0, 4096);
        const everywhere = Array.from(tiny, (_byte, at) => at);
        expect(await readAll(reader, withBytes(file, tiny, everywhere))).toEqual(
          await readAll(reader, withBytes(file, tiny)),
        );
      }
    });

    test('line ends that an editor or git has changed change nothing', async () => {
      for (const file of await ownFiles(reader, found)) {
        const bytes = await bytesOf(file);
        if (bytes.includes(0)) continue;
        const text = new TextDecoder('utf8', { ignoreBOM: true }).decode(bytes).replaceAll('\r\n', '\n');
        const read = async (one: string) =>
          (await readAll(reader, withBytes(file, Buffer.from(one)))).map((item) => withLineFeeds(item));
        expect(await read(text.replaceAll('\n', '\r\n'))).toEqual(await read(text));
      }
    });

    test('cut off at any byte, it ends and keeps the contract', async () => {
      for (const file of await ownFiles(reader, found)) {
        const bytes = await piece(file);
        await fc.assert(
          fc.asyncProperty(fc.nat(bytes.length), async (length) => {
            await expectSound(reader, withBytes(file, bytes.subarray(0, length)));
          }),
          { numRuns: RUNS },
        );
      }
    });

    test('with bytes flipped, it ends and keeps the contract', async () => {
      for (const file of await ownFiles(reader, found)) {
        const bytes = await piece(file);
        if (!bytes.length) continue;
        const flip = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
        await fc.assert(
          fc.asyncProperty(fc.array(flip, { minLength: 1, maxLength: 60 }), async (flips) => {
            const damaged = Uint8Array.from(bytes);
            for (const [at, byte] of flips) damaged[at] = byte;
            await expectSound(reader, withBytes(file, damaged));
          }),
          { numRuns: RUNS },
        );
      }
    });

    test('in other encodings and with lone surrogates, it ends and keeps the contract', async () => {
      for (const file of await ownFiles(reader, found)) {
        const text = new TextDecoder().decode(await piece(file));
        const variants = [
          Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
          Buffer.from(text, 'utf16le'),
          Buffer.from(text, 'latin1'),
          Buffer.from(text.replaceAll('。', '\\ud83d'), 'utf8'),
          Buffer.from(text.replaceAll('\n', '\r'), 'utf8'),
          Buffer.from(text.replaceAll('\n', '\u2028'), 'utf8'),
          Buffer.from(text.replaceAll('"', ''), 'utf8'),
          Buffer.concat([
            Buffer.from(text, 'utf8').subarray(0, 300),
            Buffer.from([0xed, 0xa0, 0x80, 0xff, 0x00]),
            Buffer.from(text, 'utf8').subarray(300),
          ]),
          Buffer.alloc(0),
        ];
        for (const bytes of variants) await expectSound(reader, withBytes(file, new Uint8Array(bytes)));
      }
    });
  });
});

/** The input files of a case that this reader wins; neighbours without a winner are left. */
/** Line ends within a text become LF in cleaning. */
const withLineFeeds = (item: ReadItem): unknown => JSON.parse(JSON.stringify(item).replaceAll('\\r\\n', '\\n'));

async function ownFiles(reader: Reader, found: Parameters<typeof inputFiles>[0]): Promise<ExportFile[]> {
  const files: ExportFile[] = [];
  for (const file of await inputFiles(found)) {
    if (winners(await headOf(file)).some(({ id }) => id === reader.id)) files.push(file);
  }
  return files;
}

/** The head of a text file; a zip whole, since its directory stands at its end. */
async function piece(file: ExportFile): Promise<Uint8Array> {
  const bytes = await bytesOf(file);
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? bytes : bytes.subarray(0, PIECE);
}

async function expectSound(reader: Reader, file: ExportFile): Promise<void> {
  const faults: string[] = [];
  for (const item of await readAll(reader, file)) faults.push(...faultsOf(item, reader.id, file.path));
  expect(faults).toEqual([]);
}

test('a key of an expected.json that nobody knows is named, and one that is needed', () => {
  expect(faultsOfExpected({ format: 'x', subject: { names: ['老周'] }, itmes: 99, txts: ['x'] }).join()).toMatch(
    /total.*subjectTexts.*itmes.*txts/u,
  );
});
