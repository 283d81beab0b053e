import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { Item } from '../../../src/core/types.ts';
import * as formats from '../../../src/ingest/formats/index.ts';
import { ingest } from '../../../src/ingest/ingest.ts';
import { IngestOptions } from '../../../src/ingest/options.ts';
import { placeOf } from '../../../src/ingest/read/discover.ts';
import { openPath } from '../../../src/io/disk.ts';
import { MemoryStore } from '../memory-store.ts';
import { CHENMO } from '../world.ts';

/** Who talks with whom, which way and when, in one file, when this path is named. */
async function told(path: string, file: string) {
  const store = new MemoryStore();
  await ingest(IngestOptions.parse({}), {
    folders: [await openPath(path)],
    readers: Object.values(formats),
    config: CHENMO,
    store,
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    emit: () => {},
  });
  return store
    .rows<Item>('items.jsonl')
    .filter(({ source }) => placeOf(source) === file)
    .map(({ id, time, direction, conversation, conversationName, group }) => ({
      id,
      time,
      direction,
      conversation,
      conversationName,
      group,
    }));
}

test.each([
  'memotrace4-txt/family/聊天记录/陈默(wxid_chenmo01)/陈默.txt',
  'memotrace4-markdown/family/陈默(wxid_chenmo01)/陈默.md',
  'echotrace-html/family/陈默_1766236503118/陈默.html',
  'pywxdump-csv/family/wxdump_work/export/wxid_chenmo01/csv/wxid_linxiao88/wxid_linxiao88_0_48.csv',
  'stomakun-txt/family/老默/wxid_linxiao88.txt',
  'essay-plain-text/folder-year/日记2008/5月12日.txt',
])('%s gives the same chat, times and ids, however much of its path is named', async (path) => {
  const file = resolve('fixtures', path);
  const whole = await told(dirname(dirname(file)), file);
  expect(whole.length).toBeGreaterThan(0);
  expect(await told(dirname(file), file)).toEqual(whole);
  expect(await told(file, file)).toEqual(whole);
});
