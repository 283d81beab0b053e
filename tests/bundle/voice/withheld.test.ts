import { expect, test } from 'vitest';
import { planBundle } from '../../../src/bundle/bundle.ts';
import type { Item } from '../../../src/core/types.ts';
import { bundleInput } from '../context.ts';
import { smallWorkspace } from '../workspace.ts';

const MESSAGE: Item = {
  id: 'a'.repeat(24),
  kind: 'message',
  time: '2020-02-08T08:02:44+08:00',
  conversation: 'wxid_linxiao88',
  sender: { id: 'wxid_chenmo01', name: '老默' },
  bySubject: true,
  type: 'voice',
  text: '新号码是[电话1]，你记一下。',
  flags: ['masked'],
  source: { format: 'memotrace-csv', file: '林晓.csv', record: 9 },
};

/** Of four segments the first says what is masked, the next two come from one longer message that does. */
function material() {
  const data = smallWorkspace({ segments: 4, seconds: () => 5 });
  const long = { ...MESSAGE, id: 'b'.repeat(24) };
  data.items.push(MESSAGE, long);
  data.segments = data.segments.map((segment, i) => ({
    ...segment,
    source: { ...segment.source, item: [MESSAGE.id, long.id, long.id, null][i] ?? null },
    transcript: i === 0 ? MESSAGE.text : null,
  }));
  return data;
}

const planned = async (data = material(), options: Record<string, unknown> = {}) => {
  const { head, files } = await planBundle(bundleInput(data, options));
  const heard = new Set<string>();
  for (const file of files) {
    if ('clip' in file) for (const { segment } of file.clip.parts) heard.add(segment.id);
    if ('segment' in file) heard.add(file.segment.id);
  }
  const texts = files.flatMap((file) => ('text' in file ? [file.text] : [])).join('\n');
  return { head, heard: [...heard].sort(), texts };
};

test('voice that says what its words mask is in no file, and is named', async () => {
  const { head, heard } = await planned();
  expect(heard).toEqual(['seg003']);
  expect(head.counts.segments).toBe(1);
  const left = head.leftOut.find(({ what }) => what === 'voice/segments');
  expect(left?.partly).toBe(true);
  expect(left?.why.en).toBe(
    'in 3 of 4 segments something is heard that is masked in the words (seg000, seg001, seg002); --include-masked keeps them',
  );
});

test('where it is wanted, a placeholder is still nobody’s exact words', async () => {
  const { heard, texts } = await planned(material(), { includeMasked: true, only: ['voice', 'backends'] });
  expect(heard).toEqual(['seg000', 'seg001', 'seg002', 'seg003']);
  expect(texts).not.toContain('[电话1]');
});

test('words that somebody wrote down tell which part of a long message is free of it', async () => {
  const data = material();
  data.segments = data.segments.map((segment, i) => (i === 2 ? { ...segment, transcript: '早点睡。' } : segment));
  expect((await planned(data)).heard).toEqual(['seg002', 'seg003']);
});
