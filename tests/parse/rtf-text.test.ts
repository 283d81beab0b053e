import { expect, test } from 'vitest';
import { rtfDocument } from '../../src/parse/rtf-text.ts';

const read = (source: string) => rtfDocument(new TextEncoder().encode(source));

test('what a document says of itself is apart from its words', () => {
  expect(
    read(
      String.raw`{\rtf1 Before {\info{\author Mo}{\title A {\b long} day}{\creatim\yr2015\mo3\dy2\hr8\min5}{\revtim\yr2016\mo1\dy1}}after}`,
    ),
  ).toEqual({
    text: 'Before after',
    title: 'A long day',
    created: '2015-03-02 08:05:00',
    modified: '2016-01-01 00:00:00',
  });
});

test('a title that never ends takes no words', () => {
  expect(read(String.raw`{\rtf1 Words.{\info{\title A day`)).toMatchObject({ text: 'Words.', title: 'A day' });
});

test('a title outside of the info is no title', () => {
  expect(read(String.raw`{\rtf1 {\title x}words}`)).toMatchObject({ title: '', created: '', modified: '' });
  expect(read('plain')).toBeNull();
});
