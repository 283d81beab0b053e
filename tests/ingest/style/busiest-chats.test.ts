import { expect, test } from 'vitest';
import type { StyleReport } from '../../../src/core/style.ts';
import type { ReadItem } from '../../../src/core/types.ts';
import { fileOf, LINXIAO, world } from '../world.ts';

const YEARS = 16;
const ACQUAINTANCES = 260;

/** A greeting each year to many people, and one chat with more in every year than each of those. */
function messages(): Partial<ReadItem>[] {
  const inYear = (year: number, day: number) => Date.UTC(2008 + year, 1, day) / 1000;
  return Array.from({ length: YEARS }, (_, year): Partial<ReadItem>[] => [
    ...Array.from({ length: ACQUAINTANCES }, (_, n) => ({
      conversation: `wxid_p${n}`,
      conversationName: `友${n}`,
      time: inYear(year, 1) + 60 * n,
      text: '新年好',
    })),
    ...[2, 3].map((day) => ({ time: inYear(year, day), text: '晚点到家' })),
    { time: inYear(year, 4), text: '好', sender: LINXIAO },
  ]).flat();
}

test('whoever is written to most has figures of all years, however many others there are', async () => {
  const { run, store } = world();
  await run({ 'a.txt': fileOf('alpha', ...messages()) });
  const { byPartner, method, overall } = JSON.parse(store.files.get('style.json') ?? '') as StyleReport;
  expect(overall.first?.slice(0, 4)).toBe('2008');
  expect(byPartner[0]?.conversation).toBe('wxid_linxiao');
  expect([byPartner[0]?.first, byPartner[0]?.last].map((time) => time?.slice(0, 4))).toEqual(['2008', '2023']);
  expect(method.partners).toEqual({ listed: 40, others: ACQUAINTANCES + 1 - 40 });
});
