import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Dialogue, DroppedItem, Item, Segment, VoiceMessage } from '../../src/core/types.ts';
import type { CorpusReport } from '../../src/ingest/report/report.ts';
import { encodeWav } from '../../src/io/wav.ts';
import { fakeEnv } from '../support/env.ts';

/** An invented family; one chat of it is told by two tools. */
const EXPORTS = fileURLToPath(new URL('../../fixtures/demo/exports', import.meta.url));

let root: string;
/** A workspace after ingest; every test works on a copy. */
let made: string;
let dir: string;
let copies = 0;
const at = (...parts: string[]) => join(dir, ...parts);
const lines = <T>(path: string): T[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as T)
    : [];
const items = () => lines<Item>(at('corpus/items.jsonl'));
const report = () => JSON.parse(readFileSync(at('corpus/report.json'), 'utf8')) as CorpusReport;
const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');

async function run(line: string[], code = 0) {
  const env = fakeEnv(dir);
  expect(await main(line, env), env.err()).toBe(code);
  return line.includes('--json') && code === 0 ? JSON.parse(env.out()) : { out: env.out(), err: env.err() };
}

/** Names of all files under a folder that hold the text. */
function holding(text: string, under = dir): string[] {
  const names = readdirSync(under, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => {
    const path = join(under, name);
    return statSync(path).isFile() && readFileSync(path).includes(text);
  });
}

/** Words of an item that no other one has. */
function rare(all: Item[], fits: (item: Item) => boolean, length = 10): Item {
  const found = all.find(
    (item) =>
      item.type === 'text' &&
      item.text.length >= length &&
      fits(item) &&
      all.filter((x) => x.text.includes(item.text)).length === 1,
  );
  if (!found) throw new Error('no such item in the fixture');
  return found;
}

const addsUp = ({ total, files }: CorpusReport) => {
  const whole = ({ rows, kept, dropped }: CorpusReport['total']) =>
    rows === kept + Object.values(dropped).reduce((sum, n) => sum + n, 0);
  return whole(total) && files.every(whole) && files.reduce((sum, { rows }) => sum + rows, 0) === total.rows;
};

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'persona-forget-'));
  made = join(root, 'made');
  mkdirSync(made);
  dir = made;
  await run(['ingest', EXPORTS, '--subject', '陈默', '--subject', 'wxid_chenmo01', '--json']);
}, 60_000);
beforeEach(() => {
  dir = join(root, String(copies++));
  cpSync(made, dir, { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('one item', () => {
  test('is gone from every file, stays gone, and every row is still counted', async () => {
    const before = report();
    const item = rare(items(), ({ bySubject, kind }) => bySubject && kind === 'message');
    const copiesOfIt = lines<DroppedItem>(at('corpus/dropped.jsonl')).filter(({ keptId }) => keptId === item.id);
    expect(holding(item.text)).toContain('corpus/items.jsonl');
    const summary = await run(['forget', item.id.slice(0, 10), '--yes', '--json']);
    expect(summary).toMatchObject({ items: 1, bySubject: 1, done: true });
    expect(holding(item.text)).toEqual([]);
    expect(holding(item.id)).toEqual([]);
    expect(statSync(at('corpus/forgotten.jsonl')).mode & 0o777).toBe(0o600);
    const after = report();
    expect(addsUp(after)).toBe(true);
    expect(after.total.rows).toBe(before.total.rows);
    expect(after.total.kept).toBe(before.total.kept - 1);
    expect(after.total.dropped.forgotten).toBe(1 + copiesOfIt.length);

    const again = await run(['ingest', EXPORTS, '--json']);
    expect(again.added).toBe(0);
    expect(holding(item.text)).toEqual([]);
    expect(report().total).toEqual(after.total);
  });

  test('does not come back in another time zone', async () => {
    const one = fileURLToPath(new URL('../../fixtures/memotrace-txt/family', import.meta.url));
    rmSync(at('corpus'), { recursive: true });
    await run(['ingest', one]);
    const item = rare(items(), ({ bySubject }) => bySubject);
    await run(['forget', item.id, '--yes']);
    const persona = JSON.parse(readFileSync(at('persona.json'), 'utf8'));
    writeFileSync(at('persona.json'), JSON.stringify({ ...persona, timeZone: 'America/New_York' }));
    await run(['ingest', one]);
    expect(holding(item.text)).toEqual([]);
  });

  test('told by two tools does not come back by the other one alone', async () => {
    const [one, other] = ['memotrace-csv', 'memotrace-txt'].map((id) =>
      fileURLToPath(new URL(`../../fixtures/${id}/family`, import.meta.url)),
    ) as [string, string];
    rmSync(at('corpus'), { recursive: true });
    await run(['ingest', one]);
    await run(['ingest', other]);
    const dropped = lines<DroppedItem>(at('corpus/dropped.jsonl')).filter(({ reason }) => reason === 'duplicate');
    const twice = new Set(dropped.map(({ keptId }) => keptId));
    const item = rare(items(), ({ id }) => twice.has(id));
    const kept = items().length - 1;
    await run(['forget', item.id, '--yes']);
    expect(holding(item.text)).toEqual([]);
    for (const path of [other, one]) {
      await run(['ingest', path]);
      expect(holding(item.text)).toEqual([]);
      expect(items()).toHaveLength(kept);
    }
    for (const name of ['items.jsonl', 'dropped.jsonl']) rmSync(at('corpus', name));
    await run(['ingest', other]);
    expect(items().length).toBeGreaterThan(10);
    expect(holding(item.text)).toEqual([]);
  });

  test.each(['memotrace-csv', 'memotrace-txt'])(
    'read from %s does not come back by other tools alone',
    async (first) => {
      const path = (id: string) => fileURLToPath(new URL(`../../fixtures/${id}/family`, import.meta.url));
      rmSync(at('corpus'), { recursive: true });
      await run(['ingest', path(first)]);
      const telling = items().filter(({ type, text }) => type === 'text' && text.length >= 8);
      const gone = telling.filter((_, n) => n % 4 === 0);
      const words = new Set(gone.map(({ text }) => text));
      await run(['forget', ...gone.map(({ id }) => id), '--yes']);
      const left = join(dir, 'left');
      cpSync(at('corpus'), left, { recursive: true });
      for (const other of ['weflow-json', 'chatlog-csv', 'pywxdump-csv', 'chatlab-json']) {
        rmSync(at('corpus'), { recursive: true });
        cpSync(left, at('corpus'), { recursive: true });
        await run(['ingest', path(other)]);
        expect(items().length, other).toBeGreaterThan(telling.length - gone.length);
        expect(
          items().filter(({ text }) => words.has(text)),
          other,
        ).toEqual([]);
      }
    },
  );

  test('does not come back where an earlier version wrote its hashes whole', async () => {
    const path = (id: string) => fileURLToPath(new URL(`../../fixtures/${id}/family`, import.meta.url));
    rmSync(at('corpus'), { recursive: true });
    await run(['ingest', path('memotrace-csv')]);
    const gone = items().filter(({ type, text }) => type === 'text' && text.length >= 8);
    await run(['forget', ...gone.map(({ id }) => id), '--yes']);
    const kept = lines<{ said?: string[] }>(at('corpus/forgotten.jsonl'));
    expect(new Set(kept.flatMap(({ said = [] }) => said.map((each) => each.length)))).toEqual(new Set([12]));
    const whole = kept.map((line) => ({ ...line, said: line.said?.map((each) => each.padEnd(64, '0')) }));
    rmSync(at('corpus'), { recursive: true });
    mkdirSync(at('corpus'));
    writeFileSync(at('corpus/forgotten.jsonl'), whole.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await run(['ingest', path('weflow-json')]);
    const words = new Set(gone.map(({ text }) => text));
    expect(items().filter(({ text }) => words.has(text))).toEqual([]);
  });

  test('and what goes with it are counted: the same words of the same person in the same minute', async () => {
    const item = rare(
      items(),
      ({ sender, kind, text }) => sender.id !== undefined && kind === 'message' && text.length > 8,
    );
    const twin = { ...item, id: `${item.id.slice(0, -4)}0000`, source: { ...item.source, record: 9_999 } };
    writeFileSync(at('corpus/items.jsonl'), [...items(), twin].map((line) => `${JSON.stringify(line)}\n`).join(''));
    const before = items().length;
    const trial = await run(['forget', item.id, '--dry-run', '--json']);
    expect(await run(['forget', item.id, '--yes', '--json'])).toMatchObject({ items: trial.items });
    expect(before - items().length).toBe(trial.items);
    expect(holding(item.text)).toEqual([]);
  });

  test.each([
    ['cut', '我今天去医院查了一下，医生说是早期...'],
    ['cut', '我今天去医院查了一下，医生说是早期，先别告诉…'],
    ['with its label', '[文件] 小禾体检报告2023.pdf (1.2 MB, pdf)'],
    ['as a title', '小禾体检报告2023.pdf'],
  ])('is taken out of quotes that show it %s', async (_, text) => {
    const [first, second] = items().filter(({ kind, type }) => kind === 'message' && type === 'text') as [Item, Item];
    const said = '我今天去医院查了一下，医生说是早期，先别告诉爸妈，等我下周复查完再说好不好';
    const shown = text.includes('pdf') ? { type: 'file', text: '', title: '小禾体检报告2023.pdf' } : { text: said };
    const { conversation } = first;
    const others = [
      { ...first, ...shown },
      { ...second, conversation, quote: { text } },
    ].map((item) => {
      const { conversationName: __, ...rest } = item as Item;
      return rest;
    });
    writeFileSync(at('corpus/items.jsonl'), others.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await run(['forget', first.id, '--yes']);
    expect(items()).toMatchObject([{ id: second.id, text: second.text }]);
    expect(items()[0]?.quote).toBeUndefined();
  });

  test('leaves quotes of the same words by somebody else', async () => {
    const [first, second] = items().filter(({ sender }) => sender.id === 'wxid_linxiao88') as [Item, Item];
    const quote = { sender: '陈默', text: '到家给我打电话' };
    const own = items().find(({ bySubject, sender }) => bySubject && sender.name === '陈默') as Item;
    const others = [{ ...first, type: 'text', text: quote.text }, own, { ...second, quote }];
    writeFileSync(at('corpus/items.jsonl'), others.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await run(['forget', first.id, '--yes']);
    expect(items().find(({ id }) => id === second.id)?.quote).toEqual(quote);
  });

  test('leaves the dialogues and figures that an ingest without it would make', async () => {
    const item = rare(items(), ({ bySubject, kind }) => !bySubject && kind === 'message');
    const others = lines<Dialogue>(at('corpus/dialogues.jsonl')).length;
    await run(['forget', item.id, '--yes']);
    const dialogues = readFileSync(at('corpus/dialogues.jsonl'), 'utf8');
    expect(lines<Dialogue>(at('corpus/dialogues.jsonl')).length).toBeGreaterThan(others - 3);
    await run(['ingest', EXPORTS]);
    expect(readFileSync(at('corpus/dialogues.jsonl'), 'utf8')).toBe(dialogues);
  });

  test('goes from every list of one account, the list of everything too', async () => {
    const path = fileURLToPath(new URL('../../fixtures/qzone-gethistory/export', import.meta.url));
    rmSync(at('corpus'), { recursive: true });
    await run(['ingest', path, '--subject', '老默']);
    for (const { id, text, comments = [] } of items()) {
      await run(['forget', id, '--yes']);
      // 早 stands in the page itself.
      for (const words of [text, ...comments.map((comment) => comment.text)])
        if (words.length > 2) expect(holding(words)).toEqual([]);
    }
    await run(['ingest', path]);
    expect(items()).toEqual([]);
  });

  test('is taken out of the quotes of those that answer it', async () => {
    const all = items();
    const quoting = all.find(({ quote }) => quote && all.some(({ text }) => text === quote.text)) as Item;
    const quoted = all.find(({ text }) => text === quoting.quote?.text) as Item;
    await run(['forget', quoted.id, '--yes']);
    const stays = items().find(({ id }) => id === quoting.id);
    expect(stays?.text).toBe(quoting.text);
    expect(stays?.quote).toBeUndefined();
    await run(['ingest', EXPORTS]);
    expect(items().find(({ id }) => id === quoting.id)?.quote).toBeUndefined();
  });

  test('stopped while it looks for what goes, it changes nothing', async () => {
    const item = items()[0] as Item;
    const before = readFileSync(at('corpus/items.jsonl'), 'utf8');
    for (const line of [['--dry-run'], ['--yes']]) {
      const env = fakeEnv(dir, { signal: AbortSignal.abort() });
      expect(await main(['forget', item.id, ...line], env)).toBe(1);
    }
    expect(existsSync(at('corpus/forgotten.jsonl'))).toBe(false);
    expect(readFileSync(at('corpus/items.jsonl'), 'utf8')).toBe(before);
  });

  test('nothing changes with --dry-run, without a yes, or for a name that is not whole', async () => {
    const item = items()[0] as Item;
    const bytes = () => readdirSync(at('corpus')).map((name) => [name, sha256(readFileSync(at('corpus', name)))]);
    const before = bytes();
    expect(await run(['forget', item.id, '--dry-run', '--json'])).toMatchObject({ items: 1, done: false });
    expect((await run(['forget', item.id], 2)).err).toContain('--yes');
    expect((await run(['forget', 'abc', '--yes'], 2)).err).toContain('six digits');
    expect((await run(['forget', '0123456789', '--yes'], 1)).err).toContain('0123456789');
    expect((await run(['forget', '--sender', '林', '--yes'], 1)).err).toContain('林');
    expect((await run(['forget', '--all', item.id, '--yes'], 2)).err).toContain('--all');
    expect(bytes()).toEqual(before);
  });
});

describe('a sender', () => {
  test('is gone with all words, comments and duplicates, and later ones are left out', async () => {
    const hers = items().filter(({ sender }) => sender.name === '林晓' || sender.id === 'wxid_linxiao88');
    expect(hers.length).toBeGreaterThan(3);
    const words = rare(items(), ({ id }) => hers.some((item) => item.id === id)).text;
    const summary = await run(['forget', '--sender', 'wxid_linxiao88', '--yes', '--json']);
    expect(summary.items).toBe(hers.length);
    for (const file of ['items.jsonl', 'dropped.jsonl', 'dialogues.jsonl', 'style.json']) {
      expect(readFileSync(at('corpus', file), 'utf8')).not.toContain(words);
    }
    const rows = [...items(), ...lines<DroppedItem>(at('corpus/dropped.jsonl'))];
    expect(rows.filter(({ sender }) => sender.id === 'wxid_linxiao88')).toEqual([]);
    expect(
      rows.flatMap(({ comments = [] }) => comments).filter(({ sender }) => sender.id === 'wxid_linxiao88'),
    ).toEqual([]);
    const after = report();
    expect(addsUp(after)).toBe(true);
    await run(['ingest', EXPORTS]);
    expect(report().total).toEqual(after.total);
    expect(items().some(({ sender }) => sender.id === 'wxid_linxiao88' || sender.name === '林晓')).toBe(false);
    expect(items().some(({ bySubject }) => bySubject)).toBe(true);
  });

  test('is known by the real name where names are masked', async () => {
    rmSync(at('corpus'), { recursive: true });
    await run(['ingest', EXPORTS, '--redact', 'strict']);
    const before = items();
    expect(before.some(({ sender }) => sender.name === '林晓')).toBe(false);
    const shown = before.find(({ sender }) => sender.name.startsWith('[亲友'))?.sender.name ?? '';
    const theirs = before.filter(({ sender }) => sender.name === shown).length;
    expect((await run(['forget', '--sender', shown, '--dry-run', '--json'])).items).toBe(theirs);
    const summary = await run(['forget', '--sender', '林晓', '--yes', '--json']);
    expect(summary.items).toBeGreaterThan(3);
    const ids = items().map(({ id }) => id);
    expect(ids).toHaveLength(before.length - summary.items);
    await run(['ingest', EXPORTS, '--redact', 'strict']);
    expect(items().map(({ id }) => id)).toEqual(ids);
  });

  test('takes the comments of the person along, and says so', async () => {
    const own = { sender: { id: 'wxid_chenmo01', name: '陈默' }, text: '真好看', bySubject: true };
    const all = items().map((item, n, { length }) => {
      if (item.kind === 'post') return { ...item, comments: [{ ...own, replyTo: '林晓' }, own] };
      if (n < length - 1) return item;
      const sender = { id: 'wxid_linxiao88', name: '林晓' };
      return {
        ...item,
        kind: 'post',
        conversation: 'moments',
        type: 'text',
        sender,
        bySubject: false,
        comments: [own],
      };
    });
    writeFileSync(at('corpus/items.jsonl'), all.map((item) => `${JSON.stringify(item)}\n`).join(''));
    const posts = all.filter(({ kind }) => kind === 'post').length;
    const { out } = await run(['forget', '--sender', 'wxid_linxiao88', '--dry-run']);
    expect(out).toContain(`, ${posts} comments (${posts} by the person)`);
    expect(await run(['forget', '--sender', 'wxid_linxiao88', '--yes', '--json'])).toMatchObject({
      ownComments: posts,
    });
    expect(
      items()
        .flatMap(({ comments = [] }) => comments)
        .filter(({ bySubject }) => bySubject),
    ).toHaveLength(posts - 1);
  });

  test.each(['standard', 'strict'])('who only comments is gone with the comments, masked by %s', async (level) => {
    rmSync(at('corpus'), { recursive: true });
    const path = fileURLToPath(new URL('../../fixtures/moments-wechatdataanalysis-html/older', import.meta.url));
    await run(['ingest', path, '--subject', '老默', '--redact', level]);
    const all = () => items().flatMap(({ comments = [] }) => comments);
    const before = all().length;
    const trial = await run(['forget', '--sender', '周野', '--dry-run', '--json']);
    expect(trial).toMatchObject({ items: 0, senders: 1 });
    expect(trial.comments).toBeGreaterThan(0);
    const { comments, ownComments } = await run(['forget', '--sender', '周野', '--yes', '--json']);
    expect({ comments, ownComments }).toEqual({ comments: trial.comments, ownComments: trial.ownComments });
    expect(all()).toHaveLength(before - comments);
    await run(['ingest', path]);
    expect(all()).toHaveLength(before - comments);
  });

  describe('known by name alone', () => {
    const family = (id: string) => fileURLToPath(new URL(`../../fixtures/${id}/family`, import.meta.url));
    const addNamesake = () => {
      const [one] = items() as [Item];
      const sender = { id: 'wxid_other', name: '林晓' };
      const other = { ...one, sender, bySubject: false, text: '同名同姓的另一个人', id: `${one.id.slice(0, -4)}0000` };
      const source = { ...one.source, file: '别处.txt' };
      writeFileSync(at('corpus/items.jsonl'), `${JSON.stringify(one)}\n${JSON.stringify({ ...other, source })}\n`);
    };
    const hers = () => items().filter(({ sender }) => sender.name === '林晓');
    beforeEach(async () => {
      rmSync(at('corpus'), { recursive: true });
      await run(['ingest', family('memotrace-txt')]);
      await run(['forget', '--sender', '林晓', '--yes']);
    });

    test('does not come back with an id, and is known by it from then on', async () => {
      await run(['ingest', family('chatlab-json')]);
      expect(hers()).toEqual([]);
      const known = lines<{ sender?: string }>(at('corpus/forgotten.jsonl')).flatMap(({ sender }) => sender ?? []);
      expect(known).toEqual([sha256('wxid_linxiao88')]);
      addNamesake();
      await run(['ingest', family('chatlab-json')]);
      expect(hers().map(({ sender }) => sender.id)).toEqual(['wxid_other']);
    });

    test('is not taken for somebody of that name whom the corpus has kept; that is told', async () => {
      addNamesake();
      const { err } = await run(['ingest', family('chatlab-json')]);
      expect(err).toMatch(/林晓 was forgotten by name alone[\s\S]*wxid_linxiao88\s+wxid_other/u);
      expect(new Set(hers().map(({ sender }) => sender.id))).toEqual(new Set(['wxid_linxiao88', 'wxid_other']));
      await run(['forget', '--sender', 'wxid_linxiao88', '--yes']);
      const again = await run(['ingest', family('chatlab-json')]);
      expect(again.err).not.toContain('by name alone');
      expect(hers().map(({ sender }) => sender.id)).toEqual(['wxid_other']);
    });
  });

  test('whose name two people have must be named by id', async () => {
    const namesake = items().find(({ sender }) => sender.id === 'wxid_linxiao88') as Item;
    const source = { ...namesake.source, record: 9_999 };
    const sender = { id: 'wxid_other', name: '林晓' };
    const other = { ...namesake, source, sender, text: '同名同姓的另一个人', id: `${namesake.id.slice(0, -4)}0000` };
    writeFileSync(at('corpus/items.jsonl'), [...items(), other].map((item) => `${JSON.stringify(item)}\n`).join(''));
    expect((await run(['forget', '--sender', '林晓', '--yes'], 1)).err).toMatch(/wxid_linxiao88\s+wxid_other/u);
    await run(['forget', '--sender', 'wxid_other', '--yes']);
    const left = items().map(({ sender }) => sender.id);
    expect(left).toContain('wxid_linxiao88');
    expect(left).not.toContain('wxid_other');
    expect((await run(['forget', namesake.id.slice(0, 6), '--yes', '--json'])).items).toBe(1);
  });

  test('may be the person: the corpus is empty then, and forgetting again is no fault', async () => {
    await run(['forget', '--sender', 'wxid_chenmo01', '--yes']);
    expect(items().filter(({ bySubject }) => bySubject)).toEqual([]);
    expect(lines<Dialogue>(at('corpus/dialogues.jsonl'))).toEqual([]);
    const again = await run(['forget', '--sender', 'wxid_chenmo01', '--yes', '--json']);
    expect(again).toMatchObject({ items: 0, before: ['wxid_chenmo01'], done: true });
  });
});

test.each([
  ['the id', 24],
  ['its beginning', 8],
])('cut off after its record was written, any later run ends it; %s names it still', async (_, digits) => {
  const item = rare(items(), ({ kind }) => kind === 'message');
  const whole = readFileSync(at('corpus/items.jsonl'));
  const forget = () => run(['forget', item.id.slice(0, digits), '--yes']);
  await forget();
  expect(await forget()).toMatchObject({ out: expect.stringContaining('had been forgotten before') });
  writeFileSync(at('corpus/items.jsonl'), whole);
  expect(holding(item.text)).toEqual(['corpus/items.jsonl']);
  await forget();
  expect(holding(item.text)).toEqual([]);
  expect(lines(at('corpus/forgotten.jsonl'))).toHaveLength(1);
  writeFileSync(at('corpus/items.jsonl'), whole);
  await run(['ingest', EXPORTS]);
  expect(holding(item.text)).toEqual([]);
});

describe('voice messages', () => {
  const segment = (item: string, n: number, sound: string): Segment => ({
    id: `${n}`.repeat(16),
    source: { file: `voice ${n}.silk`, sha256: sound, item },
    start: 0,
    end: 4,
    seconds: 4,
    grade: 'A',
    measures: {},
    speaker: { score: null, by: 'chat' },
    denoised: false,
    labels: [],
    transcript: null,
    file: `segments/${`${n}`.repeat(16)}.wav`,
    sampleRate: 24_000,
  });

  test('go with their clips and caches; a file of the same bytes is not cleaned again', async () => {
    const [first, second] = lines<VoiceMessage>(at('corpus/voice.jsonl')).filter(
      ({ media }) => media && !media.missing,
    );
    const path = join(first?.source.root as string, first?.media?.path as string);
    const segments = [segment(first?.id ?? '', 1, sha256(readFileSync(path))), segment(second?.id ?? '', 2, 'ab')];
    mkdirSync(at('audio/segments'), { recursive: true });
    mkdirSync(at('.cache/audio/00'), { recursive: true });
    mkdirSync(at('.cache/distill'), { recursive: true });
    for (const { file } of segments) writeFileSync(at('audio', file), encodeWav(new Float32Array(24_000), 24_000));
    writeFileSync(at('audio/segments.jsonl'), segments.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const rejected = {
      source: segments[0]?.source,
      start: 4,
      end: 5,
      seconds: 1,
      reason: 'noisy',
      measures: {},
      speaker: null,
    };
    writeFileSync(at('audio/rejected.jsonl'), `${JSON.stringify(rejected)}\n`);
    writeFileSync(at('audio/report.json'), '{"recordings":[]}');
    const typed = segments.map(({ id, source: { item, sha256: sound } }) => ({
      segment: id,
      text: '手写的话',
      source: { item, sha256: sound },
    }));
    writeFileSync(at('audio/transcripts.jsonl'), typed.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const summary = await run(['forget', first?.id ?? '', '--yes', '--json']);
    expect(summary).toMatchObject({ items: 1, voices: 1, segments: 1 });
    expect(lines<Segment>(at('audio/segments.jsonl')).map(({ source }) => source.item)).toEqual([second?.id]);
    expect(lines(at('audio/rejected.jsonl'))).toEqual([]);
    expect(lines(at('audio/transcripts.jsonl'))).toEqual(typed.slice(1));
    expect(readdirSync(at('audio/segments'))).toEqual([`${'2'.repeat(16)}.wav`]);
    expect(lines<VoiceMessage>(at('corpus/voice.jsonl')).some(({ id }) => id === first?.id)).toBe(false);
    expect(existsSync(at('.cache/audio/00'))).toBe(false);
    expect(existsSync(at('.cache/distill'))).toBe(false);
    cpSync(path, at('named.silk'));
    const clean = await run(['audio-clean', 'named.silk', '--dry-run', '--json']);
    expect(clean.recordings).toBe(0);
  });

  test('that stay keep their picture in the report, however often others are forgotten', async () => {
    const messages = lines<VoiceMessage>(at('corpus/voice.jsonl')).slice(0, 3);
    const seconds = { in: 4, kept: { A: 4, B: 0 }, rejected: {}, notSpeech: 0 };
    const recordings = messages.map(({ id }, n) => ({
      file: `voice ${n}.silk`,
      sha256: sha256(`sound ${n}`),
      item: id,
      seconds,
      segments: 0,
    }));
    mkdirSync(at('audio'), { recursive: true });
    writeFileSync(at('audio/segments.jsonl'), '');
    writeFileSync(at('audio/rejected.jsonl'), '');
    writeFileSync(at('audio/report.json'), JSON.stringify({ recordings }));
    const peaks = at('.cache/audio/peaks');
    mkdirSync(peaks, { recursive: true });
    for (const { sha256: sound } of recordings)
      writeFileSync(join(peaks, `${sound}.json`), '{"bytes":"AQID","length":3}');
    const pictures = () => readFileSync(at('audio/report.html'), 'utf8').split('data-peaks="AQID"').length - 1;
    await run(['forget', messages[0]?.id ?? '', '--yes']);
    expect(pictures()).toBe(2);
    expect(readdirSync(peaks).sort()).toEqual(
      recordings
        .slice(1)
        .map(({ sha256: sound }) => `${sound}.json`)
        .sort(),
    );
    await run(['forget', messages[0]?.id ?? '', '--yes']);
    expect(pictures()).toBe(2);
    await run(['forget', messages[1]?.id ?? '', '--yes']);
    expect(pictures()).toBe(1);
  });

  test('of the other side go too, with copies of them, and are not cleaned again', async () => {
    const hers = items().find(({ type, sender }) => type === 'voice' && sender.id === 'wxid_linxiao88') as Item;
    const path = join(hers.source.root as string, hers.media?.path as string);
    const stays = lines<VoiceMessage>(at('corpus/voice.jsonl'))[0] as VoiceMessage;
    const told = (file: string, sound: string) => ({ file, sha256: sound, item: null });
    const segments = [{ ...segment('', 1, ''), source: told('her copy.mp3', 'cd') }, segment(stays.id, 2, 'ab')];
    const seconds = { in: 4, kept: { A: 4, B: 0 }, rejected: {}, notSpeech: 0 };
    const recordings = [
      { ...told('her copy.mp3', 'cd'), seconds, segments: 1 },
      { ...told(path, sha256(readFileSync(path))), duplicateOf: 'her copy.mp3', seconds, segments: 0 },
    ];
    mkdirSync(at('audio/segments'), { recursive: true });
    for (const { file } of segments) writeFileSync(at('audio', file), encodeWav(new Float32Array(96_000), 24_000));
    writeFileSync(at('audio/segments.jsonl'), segments.map((line) => `${JSON.stringify(line)}\n`).join(''));
    writeFileSync(at('audio/rejected.jsonl'), '');
    writeFileSync(at('audio/report.json'), JSON.stringify({ recordings }));
    const media = dirname(path);
    const before = await run(['audio-clean', media, '--dry-run', '--json']);
    const summary = await run(['forget', '--sender', 'wxid_linxiao88', '--yes', '--json']);
    expect(summary).toMatchObject({ voices: 1, segments: 1 });
    expect(lines<Segment>(at('audio/segments.jsonl')).map(({ source }) => source.item)).toEqual([stays.id]);
    expect(readdirSync(at('audio/segments'))).toEqual([`${'2'.repeat(16)}.wav`]);
    const after = await run(['audio-clean', media, '--dry-run', '--json']);
    expect(after.recordings).toBe(before.recordings - 1);
  });

  test('take the words with them that were typed into a bundle and are not read back yet', async () => {
    const [first, second] = lines<VoiceMessage>(at('corpus/voice.jsonl')) as [VoiceMessage, VoiceMessage];
    const segments = [segment(first.id, 1, 'aa'), segment(second.id, 2, 'bb')];
    mkdirSync(at('audio/segments'), { recursive: true });
    for (const { file } of segments) writeFileSync(at('audio', file), encodeWav(new Float32Array(96_000), 24_000));
    writeFileSync(at('audio/segments.jsonl'), segments.map((line) => `${JSON.stringify(line)}\n`).join(''));
    writeFileSync(at('audio/report.json'), '{"recordings":[]}');
    await run(['bundle']);
    const words = ['明年春天再去一次', '枣树今年结得多'];
    const rows = segments.map(({ id }, n) => `${id},${words[n]}\n`);
    writeFileSync(at('陈默.persona/voice/transcripts.csv'), `segment,text\n${rows.join('')}`);
    await run(['forget', first.id, '--yes']);
    await run(['bundle', '--yes']);
    expect(lines(at('audio/transcripts.jsonl'))).toMatchObject([{ text: words[1] }]);
    expect(holding(words[0] as string)).toEqual([]);
    expect(holding(words[1] as string)).toContain('陈默.persona/voice/transcripts.csv');
  }, 60_000);
});

describe('bundles', () => {
  test('made before are named and stay; one made afterwards holds nothing of it', async () => {
    const item = rare(items(), ({ bySubject }) => bySubject);
    await run(['bundle', '--include-corpus', '--budget', 'full']);
    expect(holding(item.text, at('陈默.persona')).length).toBeGreaterThan(0);
    const summary = await run(['forget', item.id, '--yes', '--json']);
    expect(summary.bundles).toEqual([at('陈默.persona')]);
    await run(['bundle', '--include-corpus', '--budget', 'full']);
    expect(holding(item.text)).toEqual([]);
  }, 60_000);

  test('that somebody wrote into do not bring it back; what was written lies beside, and is named', async () => {
    const item = rare(items(), ({ bySubject }) => bySubject);
    await run(['bundle', '--only', 'prompt', '--budget', 'full']);
    const own = '陈默.persona/prompt/own-words.md';
    expect(holding(item.text)).toContain(own);
    writeFileSync(at(own), `${readFileSync(at(own), 'utf8')}\n`);
    await run(['forget', item.id, '--yes']);
    const { err } = await run(['bundle', '--only', 'prompt', '--budget', 'full', '--zip', '--yes']);
    expect(err).toContain('陈默.persona.edited/prompt/own-words.md');
    expect(holding(item.text)).toEqual(['陈默.persona.edited/prompt/own-words.md']);
    const other = items()[0] as Item;
    const { bundles } = await run(['forget', other.id, '--yes', '--json']);
    expect(bundles).toEqual(['陈默.persona', '陈默.persona.edited', '陈默.persona.zip'].map((name) => at(name)));
  }, 60_000);

  test('go with --all, and nothing else does', async () => {
    await run(['bundle', '--zip']);
    await run(['eval']);
    expect(readdirSync(dir)).toContain('eval');
    mkdirSync(at('mine'));
    writeFileSync(at('mine/manifest.json'), '{"schema":"somebody-else/1"}');
    writeFileSync(at('photos.zip'), 'PK');
    writeFileSync(at('letters.age'), 'age-encryption.org/v1');
    const summary = await run(['forget', '--all', '--yes', '--json']);
    expect(summary).toMatchObject({ all: true, done: true, bundles: [at('letters.age')] });
    expect(readdirSync(dir).sort()).toEqual(['letters.age', 'mine', 'persona.json', 'photos.zip']);
  }, 60_000);

  test('what a first run left that was killed goes with --all, and nothing else there', async () => {
    rmSync(dir, { recursive: true });
    mkdirSync(at('corpus'), { recursive: true });
    expect((await run(['forget', '--all', '--yes'], 1)).err).toContain('persona.json');
    mkdirSync(at('.cache'));
    writeFileSync(at('.cache/ingest.lock'), String(2 ** 30));
    writeFileSync(at('.cache/ingest-7-0.tmp'), '很私密的话');
    writeFileSync(at('corpus/items.jsonl.part'), '很私密的话');
    writeFileSync(at('corpus/thesis.txt'), 'mine');
    expect(await run(['forget', '--all', '--dry-run', '--json'])).toMatchObject({ done: false });
    const { removed } = await run(['forget', '--all', '--yes', '--json']);
    expect(removed).toEqual([at('corpus/items.jsonl.part'), at('.cache/ingest-7-0.tmp'), at('.cache/ingest.lock')]);
    expect(readdirSync(dir, { recursive: true }).sort()).toEqual(['corpus', 'corpus/thesis.txt']);
  });
});
