import { expect, test } from 'vitest';
import { wxCliJson } from '../../../../src/ingest/formats/chat/wx-cli-json.ts';
import { wxCliMarkdown } from '../../../../src/ingest/formats/chat/wx-cli-markdown.ts';
import { wxCliTxt } from '../../../../src/ingest/formats/chat/wx-cli-txt.ts';
import { wxCliYaml } from '../../../../src/ingest/formats/chat/wx-cli-yaml.ts';
import { wxCliContent } from '../../../../src/ingest/formats/families/wx-cli-content.ts';
import { readFile } from '../../../support/read-file.ts';
import { readText, said } from '../../../support/read-text.ts';

test.each([
  ['[图片] local_id=5', { type: 'image' }],
  ['[Image] local_id=5', { type: 'image' }],
  ['[图片] 好看吗', { text: '[图片] 好看吗' }],
  ['[红包]呢', { text: '[红包]呢' }],
  ['[语音]', { type: 'voice', media: { path: '' } }],
  ['[Call]', { type: 'call' }],
  ['[系统] "甲"加入了群聊', { text: '"甲"加入了群聊', dropped: 'system-line' }],
  ['[系统] 你撤回了一条消息', { text: '你撤回了一条消息', dropped: 'revoked' }],
  ['[Recalled a message]', { text: '[Recalled a message]', dropped: 'revoked' }],
  ['[链接] "陈默" 拍了拍我', { text: '"陈默" 拍了拍我', dropped: 'system-line', droppedBy: 'by-words' }],
  ['[链接/文件]', { type: 'link' }],
  ['[Mini program] 公园预约', { type: 'link', title: '公园预约' }],
  ['[文件] 报告 (二).pdf (1.2 MB, pdf)', { type: 'file', title: '报告 (二).pdf' }],
  ['[合并聊天记录] 一家的聊天记录 (2条)\n  - 甲: 别人的话', { type: 'forward', title: '一家的聊天记录' }],
  ['[转账] ￥200.00', { type: 'transfer', title: '￥200.00' }],
  ['[引用] 七点\n  ↳ 林晓: 几点: 到', { text: '七点', quote: { sender: '林晓', text: '几点: 到' } }],
  ['[Quote] 七点\n  ↳ 几点到', { text: '七点', quote: { text: '几点到' } }],
  ['[引用] 七点', { text: '七点', quote: { text: '' } }],
  ['[引用] 你&amp;我 &gt;_&lt;\n  ↳ A&amp;B: a & b', { text: '你&我 >_<', quote: { sender: 'A&B', text: 'a & b' } }],
  ['[引用] <![CDATA[七点]]>', { text: '七点', quote: { text: '' } }],
  ['[引用]\n  ↳ 几点到', { text: '', quote: { text: '几点到' } }],
  ['<?xml version="1.0"?><msg><location/></msg>', { type: 'link' }],
  ['[微笑] 好', { text: '[微笑] 好' }],
])('content: %s', (content, fields) => {
  expect(wxCliContent(content)).toEqual(fields);
});

const message = { timestamp: 1_695_873_912, time: '2023-09-28 12:05', type: '文本', local_id: 1 };
const document = (head: object, messages: object[]) =>
  JSON.stringify({ chat: '陈默', ...head, messages, username: 'wxid_c' });

test('JSON: of a private chat only the owner is named; in a group everybody, by id where it is there', async () => {
  const { items, verdict } = await readFile(
    wxCliJson,
    'chat.json',
    document({ is_group: false }, [
      { ...message, sender: '', content: '到了' },
      { ...message, sender: '林晓', content: '好' },
      { ...message, sender: 'wxid_l', content: '好' },
      { ...message, sender: '陈默', sender_username: 'wxid_c', content: '另一版写法' },
    ]),
  );
  expect(verdict).toBe('yes');
  expect(items.map(({ sender, direction, group }) => [sender, direction, group])).toEqual([
    [{ id: 'wxid_c', name: '陈默' }, 'received', false],
    [{ name: '林晓' }, 'sent', false],
    [{ id: 'wxid_l', name: 'wxid_l' }, 'sent', false],
    [{ id: 'wxid_c', name: '陈默' }, 'received', false],
  ]);
  const group = await readFile(
    wxCliJson,
    'group.json',
    JSON.stringify({
      chat: '一家',
      username: '3@chatroom',
      is_group: true,
      messages: [
        { ...message, sender: '爸爸', sender_username: 'wxid_c', sender_contact_display: '陈默', content: '到了' },
        { ...message, sender: '小李', content: '好' },
        { ...message, sender: '', type: '系统', content: '[系统] "甲"加入了群聊' },
      ],
    }),
  );
  expect(group.items.map(({ sender, direction, conversation }) => [sender, direction, conversation])).toEqual([
    [{ id: 'wxid_c', name: '爸爸', aliases: ['陈默'] }, undefined, '3@chatroom'],
    [{ name: '小李' }, undefined, '3@chatroom'],
    [{ name: '' }, undefined, '3@chatroom'],
  ]);
});

test('JSON: the type decides, so that a typed bracket stays words', async () => {
  const row = (type: string, content: string) => ({ ...message, sender: '', type, content });
  const { items } = await readFile(
    wxCliJson,
    'chat.json',
    document({ is_group: false }, [
      row('文本', '[语音] 转文字不准'),
      row('text', '[链接] x'),
      row('语音', '[语音]'),
      row('链接/文件', '[引用] 七点\n  ↳ 林晓: 几点'),
      row('link/file', '[File] a.pdf'),
      row('位置', '<?xml version="1.0"?><msg/>'),
      row('撤回', '[撤回] 陈默'),
      row('type=11000', '未知'),
      { ...message, sender: '', content: null },
    ]),
  );
  expect(said(items)).toEqual([
    'wxid_c: [语音] 转文字不准',
    'wxid_c: [链接] x',
    'wxid_c: [voice]',
    'wxid_c: 七点',
    'wxid_c: [file]<a.pdf>',
    'wxid_c: [location]',
    ': (revoked)陈默',
    'wxid_c: [link]',
    ': (unreadable){"timestamp":1695873912,"time":"2023-09-28 12:05","type":"文本","local_id":1,"sender":"","content":null}',
  ]);
});

test('YAML: what stands around the messages may be behind them, and a broken one costs itself', async () => {
  const { items } = await readText(wxCliYaml, {
    'history.yaml': [
      'chat: 陈默',
      'is_group: false',
      'messages:',
      "- content: '[不是标记] 到了'",
      '  local_id: 1',
      "  sender: ''",
      '  time: 2023-09-28 12:05',
      '  timestamp: 1695873912',
      '  type: 文本',
      '- content: "断了',
      '  local_id: 2',
      '- content: |-',
      '    第一行',
      '',
      '    - 第二行',
      '  local_id: 3',
      '  sender: 林晓',
      '  time: 2023-09-28 12:06',
      '  type: 文本',
      'meta:',
      '  unknown_shards:',
      '  - message_9.db',
      'username: wxid_c',
    ].join('\n'),
  });
  expect(said(items.slice(0, 1))).toEqual(['wxid_c: [不是标记] 到了']);
  expect(items[1]?.dropped).toBe('unreadable');
  expect(said(items.slice(2))).toEqual(['林晓: 第一行\n\n- 第二行']);
  expect(items[2]).toMatchObject({ time: '2023-09-28T12:06:00', precision: 'minute', direction: 'sent' });
});

test('text: a colon of the partner is no name', async () => {
  const lines = (title: string, ...rows: string[]) =>
    readText(wxCliTxt, { 'chat.txt': `${title}\n\n[wx] Warning: results may be incomplete.\n\n${rows.join('\n')}` });
  const own = await lines(
    '=== 陈默 (4 条) ===',
    '[2023-09-28 12:05] 林晓: 到哪了',
    '[2023-09-28 12:06] PS: 别等我',
    '第二行: 也是我的',
    '[2023-09-28 12:07] 林晓: 好: 慢点',
    '[2023-09-28 12:08] [链接] 公园: 预约',
  );
  expect(said(own.items)).toEqual([
    '林晓: 到哪了',
    '陈默: PS: 别等我\n第二行: 也是我的',
    '林晓: 好: 慢点',
    '陈默: [link]<公园: 预约>',
  ]);
  expect(own.items.map(({ direction, precision }) => [direction, precision])).toEqual([
    ['sent', 'minute'],
    ['received', 'minute'],
    ['sent', 'minute'],
    ['received', 'minute'],
  ]);
  const group = await lines(
    '=== 一家[群] (2 条) ===',
    '[2023-09-28 12:05:09] 甲: 早',
    '[2023-09-28 12:06] [系统] 乙: 群名',
  );
  expect(said(group.items)).toEqual(['甲: 早', ': (system-line)乙: 群名']);
  expect(group.items[0]).toMatchObject({ group: true, conversation: '一家', time: '2023-09-28T12:05:09' });
});

test('Markdown: further lines are taken out of their block quote; both sides may be named', async () => {
  const { items } = await readText(wxCliMarkdown, {
    'chat.md': [
      '# 陈默',
      '> Exported 3 messages',
      '> [!WARNING]\n> results may be incomplete',
      '### 2026-04-01 09:46',
      '**林晓**: 第一行\n> 第二行\n> \n> > 第四行',
      '### 2026-04-01 09:47',
      '结果怎么样',
      '### 2026-04-01 09:48',
      '**陈默**: 医生说没事',
    ].join('\n\n'),
  });
  expect(said(items)).toEqual(['林晓: 第一行\n第二行\n\n> 第四行', '陈默: 结果怎么样', '陈默: 医生说没事']);
  expect(items.map(({ direction }) => direction)).toEqual(['sent', 'received', 'received']);
});
