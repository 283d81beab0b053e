import { expect, test } from 'vitest';
import { isClosingLine } from '../../../src/bundle/prompt/closing-line.ts';

test.each([
  '2005年9月10日',
  '妈 2005年9月10日',
  '二〇〇五年九月十日 夜',
  '2005年9月10日於瀋陽家中',
  '写于北京，2003年5月',
  '爱你的爸爸 2012年3月3日',
  'Love, Mum, 10 September 2005',
])('%s closes a letter', (text) => expect(isClosingLine(text)).toBe(true));

test.each(['1986年我参军离开家', '2003年5月，我们搬进了新房子。', '那年冬天他住院', 'In 1986 I joined the army'])(
  '%s tells something',
  (text) => expect(isClosingLine(text)).toBe(false),
);
