import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { planBundle } from '../../src/bundle/bundle.ts';
import { breathe } from '../../src/core/breathe.ts';
import type { Item } from '../../src/core/types.ts';
import { bundleInput } from './context.ts';
import { smallWorkspace } from './workspace.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('once the files are planned, none of them holds the items in memory', async () => {
  const data = smallWorkspace();
  const seen: WeakRef<Item>[] = [];
  const items = async function* () {
    for (const item of data.items) {
      const read = { ...item };
      seen.push(new WeakRef(read));
      yield read;
    }
  };
  const input = bundleInput(data, { includeCorpus: true });
  const { files } = await planBundle({ ...input, corpus: { ...input.corpus, items } });
  await breathe();
  collectGarbage();
  expect(files.map(({ path }) => path)).toContain('train/openai.train.jsonl');
  expect(seen.length).toBeGreaterThan(2 * data.items.length - 1);
  expect(seen.filter((ref) => ref.deref() !== undefined)).toEqual([]);
});
