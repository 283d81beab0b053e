import { expect, test } from 'vitest';
import { everydayWords } from '../../../src/ingest/who/everyday-words.ts';

test('names that are words, or made of words alone, are told from names that are names', async () => {
  const words = ['天天', '高兴', '不知道', '回家', '小米', '苹果', '月亮', '可乐', '晴天', '美丽人生'];
  const names = ['林晓', '李娜', '豆豆', '婷婷', '小张', '老李', '王师傅', '张三', '阿福', 'May', '云'];
  expect([...(await everydayWords([...words, ...names]))]).toEqual(words);
});

test('a name without its trimmings is asked about too, and a traditional one as its simplified twin', async () => {
  expect([...(await everydayWords(['🌙月亮🌙', '林晓🌸', '高興']))]).toEqual(['月亮', '高興']);
});

test('where nobody has a Chinese name, no dictionary is asked', async () => {
  expect([...(await everydayWords(['Lucy', '静']))]).toEqual([]);
});
