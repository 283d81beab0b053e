import { expect, test } from 'vitest';
import type { CorpusReport } from '../../../src/ingest/report/report.ts';
import { fileOf, LINXIAO, world } from '../world.ts';

const SAID = ['今天下班早', '晚上想吃什么，我来买', '超市人好多，等我一会儿', '到家了'];
const hers = (name: string, count: number) =>
  SAID.slice(0, count).map((text, n) => ({ text, time: 1_700_000_100 + 100 * n, sender: { ...LINXIAO, name } }));
const HIS = { text: '几点回来？' };
const FILES: Record<string, string> = {
  'part.txt': fileOf('alpha', HIS, ...hers('晓晓', 3)),
  'all.txt': fileOf('beta', HIS, ...hers('林晓', 4)),
};

test.each([['part.txt all.txt'], ['all.txt part.txt']])(
  'the uses of a name are counted in duplicates too, so that the order of reading does not matter: %s',
  async (order) => {
    const { run, store } = world();
    for (const file of order.split(' ')) await run({ [file]: FILES[file] as string });
    const { senders } = store.json<CorpusReport>('report.json');
    expect(senders.map(({ name, names }) => [name, ...names])).toContainEqual(['林晓', '晓晓']);
  },
);

test('people are seen in every file that has a row of theirs, also where another file told it first', async () => {
  const { people } = await world().run(FILES, { who: true });
  expect(people.map(({ name, files, fileCount }) => [name, files, fileCount])).toEqual([
    ['林晓', ['all.txt', 'part.txt'], 2],
    ['老默', ['all.txt', 'part.txt'], 2],
  ]);
});
