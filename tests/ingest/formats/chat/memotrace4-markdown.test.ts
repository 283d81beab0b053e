import { expect, test } from 'vitest';
import { memotrace4Markdown } from '../../../../src/ingest/formats/chat/memotrace4-markdown.ts';
import { readText, said } from '../../../support/read-text.ts';

const day = (...blocks: string[]) => ({
  '陈默.md': ['## 2023', '### 2023-09', '#### 2023-09-28', ...blocks].join('\n\n'),
});

test('the words quoted by a reply name nobody, though they may look so', async () => {
  const { items } = await readText(
    memotrace4Markdown,
    day(
      '**12:08:02 陈默**: 好 \n> 时间：晚上八点\n地点：家里',
      '**12:08:03 陈默**: 嗯 \n> 无效的消息',
      '**12:08:04 陈默**: 哈 \n> \\[捂脸\\]',
      '**12:08:05 陈默**: 行 \n> 那就七点\n引用：林晓: 几点？',
    ),
  );
  expect(items.map(({ text, quote }) => [text, quote])).toEqual([
    ['好', { text: '时间：晚上八点\n地点：家里' }],
    ['嗯', { text: '' }],
    ['哈', { text: '[捂脸]' }],
    ['行', { text: '那就七点' }],
  ]);
});

test('what is escaped was typed; only the exporter writes marks without backslashes', async () => {
  const { items } = await readText(
    memotrace4Markdown,
    day(
      '**12:08:02 陈默**: \\[图片\\]',
      '**12:08:03 陈默**: a &lt; b &amp; c',
      '**12:08:04 陈默**: "林晓" 拍了拍我',
      '**12:08:05 陈默**: [文件]',
      '**12:08:06 陈默**:\n[视频]',
    ),
  );
  expect(said(items)).toEqual([
    '陈默: [图片]',
    '陈默: a &lt; b &amp; c',
    '陈默: "林晓" 拍了拍我',
    '陈默: [file]',
    '陈默: [video]',
  ]);
});
