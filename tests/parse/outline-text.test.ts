import { expect, test } from 'vitest';
import { markdownText } from '../../src/parse/markdown-text.ts';
import { outlineText } from '../../src/parse/outline-text.ts';

test('what an outliner writes of its blocks is no prose', () => {
  const page = [
    'title:: 日记',
    '',
    '- 今天开会',
    '  id:: 61b1c2d3-aaaa-bbbb-cccc-111122223333',
    '  collapsed:: true',
    '\t- TODO 写总结',
    '\t  :LOGBOOK:',
    '\t  CLOCK: [2021-03-05 Fri 10:00:00]--[2021-03-05 Fri 10:20:00] =>  00:20:00',
    '\t  :END:',
    '- DONE 买菜',
    '- ((61b1c2d3-aaaa-bbbb-cccc-111122223333))',
    '- #+BEGIN_QUOTE',
    '  人生天地间',
    '  #+END_QUOTE',
    '- 说得对',
  ].join('\n');
  expect(markdownText(page).text.split('\n').filter(Boolean)).toEqual(['今天开会', '写总结', '买菜', '说得对']);
});

test.each([
  '心情:: 好',
  'std::vector 我学不会',
  '- DONE',
  'TODO 这个词我不懂',
  '((等一下))',
  '# 一\n\n#+BEGIN_QUOTE\n没有结束',
])('%j was typed', (line) => {
  expect(outlineText(line)).toBe(line);
});
