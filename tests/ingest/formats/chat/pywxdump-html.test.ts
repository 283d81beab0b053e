import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pywxdumpHtml } from '../../../../src/ingest/formats/chat/pywxdump-html.ts';
import { openPath } from '../../../../src/io/disk.ts';
import { FIXTURES, readAll } from '../../../support/fixtures.ts';

const dir = join(FIXTURES, 'pywxdump-html/family/wxdump_work/export/wxid_chenmo01/html/wxid_linxiao88');

test('the page alone leads to its data; beside its data it is not read twice', async () => {
  const [alone] = (await openPath(join(dir, 'index.html'))).files;
  expect(alone && (await readAll(pywxdumpHtml, alone)).length).toBe(47);
  const both = await openPath(dir);
  const counts = await Promise.all(
    both.files.map(async (file) => [file.path, (await readAll(pywxdumpHtml, file)).length]),
  );
  expect(counts).toEqual([
    ['data.js', 47],
    ['index.html', 0],
  ]);
});
