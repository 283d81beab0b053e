import { expect, test } from 'vitest';
import { HEAD_BYTES } from '../../src/core/export-file.ts';
import { isJoplinNoteFile, isJoplinSide, joplinItem } from '../../src/parse/joplin-item.ts';

const path = '备份/0a1b2c3d4e5f60718293a4b5c6d7e8f9.md';
const note = '周末\n\n妈: 你别操心\n\n买了虾。\n\nid: 0a1b\nauthor: \ncreated_time: 2022-01-05T12:30:00.123Z\ntype_: 1';
const kinds = (text: string, size = text.length, at = path) => [
  isJoplinNoteFile({ path: at, size, text }),
  isJoplinSide({ path: at, text }),
];

test('a note is its title, its words and its keys', () => {
  const item = joplinItem(note);
  expect(item).toMatchObject({ title: '周末', body: '妈: 你别操心\n\n买了虾。' });
  expect([...(item?.data ?? [])]).toEqual([
    ['id', '0a1b'],
    ['author', ''],
    ['created_time', '2022-01-05T12:30:00.123Z'],
    ['type_', '1'],
  ]);
});

test('notes, other items and other files', () => {
  expect(kinds(note)).toEqual([true, false]);
  expect(kinds('随笔\n\nid: 1\ntype_: 2')).toEqual([false, true]);
  expect(kinds('一个很长的笔记', HEAD_BYTES + 1)).toEqual([true, false]);
  expect(kinds('# Notion 的一页', HEAD_BYTES + 1)).toEqual([false, false]);
  expect(kinds('没有别的', 12)).toEqual([false, false]);
  expect(kinds(note, note.length, '备份/周末.md')).toEqual([false, false]);
});
