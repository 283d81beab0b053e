import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { Item } from '../../../../src/core/types.ts';
import * as formats from '../../../../src/ingest/formats/index.ts';
import { ingest } from '../../../../src/ingest/ingest.ts';
import { IngestOptions } from '../../../../src/ingest/options.ts';
import { openPath } from '../../../../src/io/disk.ts';
import { MemoryStore } from '../../memory-store.ts';
import { CHENMO } from '../../world.ts';

/** Who talks with whom in what is read, when this path is named. */
async function told(path: string) {
  const store = new MemoryStore();
  await ingest(IngestOptions.parse({}), {
    folders: [(await openPath(path)).folder],
    readers: Object.values(formats),
    config: CHENMO,
    store,
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    emit: () => {},
  });
  const items = store.rows<Item>('items.jsonl');
  return items.map(({ id, conversation, conversationName, group }) => [id, conversation, conversationName, group]);
}

test.each([
  'memotrace4-txt/family/聊天记录/陈默(wxid_chenmo01)/陈默.txt',
  'memotrace4-markdown/family/陈默(wxid_chenmo01)/陈默.md',
  'echotrace-html/family/陈默_1766236503118/陈默.html',
  'pywxdump-csv/family/wxdump_work/export/wxid_chenmo01/csv/wxid_linxiao88/wxid_linxiao88_0_48.csv',
])('%s is one chat with the same ids, however much of its path is named', async (path) => {
  const file = resolve('fixtures', path);
  const whole = await told(dirname(dirname(file)));
  expect(whole.length).toBeGreaterThan(0);
  expect(await told(dirname(file))).toEqual(whole);
  expect(await told(file)).toEqual(whole);
});
