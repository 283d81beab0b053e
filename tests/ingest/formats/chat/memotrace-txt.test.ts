import { expect, test } from 'vitest';
import { memotraceTxt } from '../../../../src/ingest/formats/chat/memotrace-txt.ts';
import { readText, said } from '../../../support/read-text.ts';

const blocks = (...each: string[]) => ({
  '陈默.txt': each.map((block) => `2023-09-28 12:08:02 ${block}\n\n`).join(''),
});

test('a system line of several lines is nobody, also where it looks like a name above words', async () => {
  const { items } = await readText(
    memotraceTxt,
    blocks(
      '陈默\n到家了',
      '"林晓"邀请"小禾"加入了群聊\n群聊参与人还有：陈默',
      '<sysmsg type="paymsg">\n<paymsg/></sysmsg>',
      '你撤回了一条消息',
      '"陈默"\n我的名字带引号',
    ),
  );
  expect(said(items)).toEqual([
    '陈默: 到家了',
    ': (system-line)"林晓"邀请"小禾"加入了群聊\n群聊参与人还有：陈默',
    ': (system-line)<sysmsg type="paymsg">\n<paymsg/></sysmsg>',
    ': (revoked)你撤回了一条消息',
    '"陈默": 我的名字带引号',
  ]);
});

test('a reply that the exporter could not read has no words', async () => {
  const { items } = await readText(
    memotraceTxt,
    blocks('陈默\n发生错误\n引用:用户名:引用错误', '陈默\n发生错误\n引用:林晓:怎么了', '陈默\n好\n引用:未知'),
  );
  expect(items.map(({ text, quote }) => [text, quote])).toEqual([
    ['', undefined],
    ['发生错误', { sender: '林晓', text: '怎么了' }],
    ['好', { text: '' }],
  ]);
});

test('the owner, whom builds of 2023 call 你, is the one who sent', async () => {
  const { items } = await readText(memotraceTxt, blocks('你\n到哪了', '陈默\n楼下'));
  expect(items.map(({ sender, direction }) => [sender.name, direction])).toEqual([
    ['我', 'sent'],
    ['陈默', undefined],
  ]);
});
