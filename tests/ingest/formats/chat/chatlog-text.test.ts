import { describe, expect, test } from 'vitest';
import { chatlogText } from '../../../../src/ingest/formats/chat/chatlog-text.ts';
import { readFile } from '../../../support/read-file.ts';
import { readText, said } from '../../../support/read-text.ts';

const year = '爸爸(wxid_a) 12-30 18:01:10\n到家了\n\n我 12-30 18:02:20\n好\n';

test('a year that is not written is taken from the name of the file, never guessed', async () => {
  const named = await readText(chatlogText, { '一家_2023-01-01_2023-12-31.txt': year });
  expect(named.items.map(({ time }) => time)).toEqual(['2023-12-30T18:01:10', '2023-12-30T18:02:20']);
  expect(named.items[0]?.conversation).toBe('一家');
  for (const path of ['一家.txt', '一家_2022-12-01_2023-12-31.txt']) {
    const { items, notices } = await readText(chatlogText, { [path]: year });
    expect(items.map(({ time, flags }) => [time, flags])).toEqual([
      [null, ['no-time']],
      [null, ['no-time']],
    ]);
    expect(notices).toEqual([{ code: 'times-incomplete', facts: { file: path, count: 2 } }]);
  }
});

test('a clock alone needs a name of one day', async () => {
  const { items } = await readText(chatlogText, {
    'a_2023-12-30_2023-12-30.txt': '我 18:02:20\n好\n\nwxid_b 18:03:00\n嗯\n',
  });
  expect(items.map(({ time }) => time)).toEqual(['2023-12-30T18:02:20', '2023-12-30T18:03:00']);
  expect(items[1]?.sender).toEqual({ id: 'wxid_b', name: 'wxid_b' });
});

test('only a line behind a blank one can be a head', async () => {
  const { items } = await readText(chatlogText, {
    'a.txt': '爸爸(wxid_a) 2023-12-30 18:01:10\n记一下\n小李(wxid_c) 2023-12-30 18:01:11\n这行是我打的\n',
  });
  expect(items.map(({ text }) => text)).toEqual(['记一下\n小李(wxid_c) 2023-12-30 18:01:11\n这行是我打的']);
});

test('the owner of the phone is 我, also behind a nickname of hers in a group', async () => {
  const { items } = await readText(chatlogText, {
    '一家.txt':
      '爸爸(wxid_a) 2022-03-01 08:00:00\n晚上回来吃\n\n妈妈(我) 2022-03-01 08:00:10\n我去医院拿报告\n\n我 2022-03-01 08:00:20\n好\n',
  });
  expect(said(items)).toEqual(['wxid_a: 晚上回来吃', '妈妈: 我去医院拿报告', '我: 好']);
  expect(items.map(({ direction }) => direction)).toEqual([undefined, 'sent', 'sent']);
});

test('a listing over several chats is one chat for each group, whatever its name holds', async () => {
  const { items } = await readText(chatlogText, {
    'chatlog.txt': [
      '王二(wxid_w) [同事[闲聊](b)群(111@chatroom)] 2023-01-12 08:00:00\n工资多少？',
      '陈默(wxid_c) [345@chatroom] 2023-01-12 08:00:30\n晚上吃火锅',
      '妈妈(我) [345@chatroom] 2023-01-12 08:00:40\n好',
      '系统消息 [345@chatroom] 2023-01-12 08:00:50\n"小禾"加入了群聊',
      '林晓(wxid_l) 2023-01-12 08:01:00\n私下说的',
    ].join('\n\n'),
  });
  expect(items.map(({ conversation, conversationName, group }) => [conversation, conversationName, group])).toEqual([
    ['111@chatroom', '同事[闲聊](b)群', true],
    ['345@chatroom', '345@chatroom', true],
    ['345@chatroom', '345@chatroom', true],
    ['345@chatroom', '345@chatroom', true],
    ['memory', 'memory', undefined],
  ]);
  expect(said(items)).toEqual([
    'wxid_w: 工资多少？',
    'wxid_c: 晚上吃火锅',
    '妈妈: 好',
    ': (system-line)"小禾"加入了群聊',
    'wxid_l: 私下说的',
  ]);
});

test('the lines of WeChat are nobody’s: without a sender in groups of 3.x, and as 我 where they are about the owner', async () => {
  const { items } = await readText(chatlogText, {
    '一家.txt': [
      '爸爸(wxid_a) 2022-03-01 08:00:00\n晚上回来吃',
      ' 2022-03-01 08:00:10\n"小禾"邀请"小李"加入了群聊',
      ' [345@chatroom] 2022-03-01 08:00:20\n小李通过扫描二维码加入群聊',
      '我 2022-03-01 08:00:30\n你撤回了一条消息',
      '我 2022-03-01 08:00:40\n好\n\n  2022-03-01 08:00:40',
      '妈妈(我) 2022-03-01 08:00:50\n你撤回了一条消息',
    ].join('\n\n'),
  });
  expect(said(items)).toEqual([
    'wxid_a: 晚上回来吃',
    ': (system-line)"小禾"邀请"小李"加入了群聊',
    ': (system-line)小李通过扫描二维码加入群聊',
    ': (revoked)你撤回了一条消息',
    '我: 好\n\n  2022-03-01 08:00:40',
    '妈妈: 你撤回了一条消息',
  ]);
});

test('a time alone is no chat; the first line may be one of WeChat’s', async () => {
  const verdict = async (text: string) => (await readFile(chatlogText, 'a.txt', text)).verdict;
  expect(await verdict(' 2022-03-01 08:00:00\n晚上回来吃\n\n 2022-03-02 08:00:00\n在家\n')).toBe('no');
  expect(
    await verdict(' 2022-03-01 08:00:00\n你邀请小李加入了群聊\n\n小李(wxid_a) 2022-03-01 08:00:10\n大家好\n'),
  ).toBe('yes');
  expect(await verdict('老张 [3] 08:00:00\n好\n')).toBe('no');
});

test('chatlog_alpha numbers every message, also a quoted one', async () => {
  const { items, verdict } = await readFile(
    chatlogText,
    '一家.txt',
    [
      '我 [1695874081000122] 2023-09-28 12:08:01\n[语音]',
      '陈默(wxid_c) [1695874082000123] 2023-09-28 12:08:02\n> 林晓(wxid_l) [0] 09-28 12:07:30\n> 几点\n七点',
      '系统消息 [1695874083000124] 2023-09-28 12:08:03\n"小禾"加入了群聊',
      '陈默(wxid_c) [1695874084000125] [一家(345@chatroom)] 2023-09-28 12:08:04\n好',
    ].join('\n\n'),
  );
  expect(verdict).toBe('yes');
  expect(said(items)).toEqual(['我: [voice]', 'wxid_c: 七点', ': (system-line)"小禾"加入了群聊', 'wxid_c: 好']);
  expect(items.map(({ conversation, rowId }) => [conversation, rowId])).toEqual([
    ['一家', '1695874081000122'],
    ['一家', '1695874082000123'],
    ['一家', '1695874083000124'],
    ['345@chatroom', '1695874084000125'],
  ]);
  expect(items[1]?.quote).toEqual({ sender: '林晓', text: '几点' });
});

test('what others wrote in a merged forward or a quote is nobody’s own text here', async () => {
  const body = (...rows: string[]) => `爸爸(wxid_a) 2023-03-01 09:00:00\n${rows.join('\n')}\n`;
  const { items } = await readText(chatlogText, {
    'a.txt': [
      body(
        '[合并转发|一家[爱心]的聊天记录]',
        '  甲(wxid_b) 2023-03-01 08:00:00',
        '  别人的话',
        '',
        '  乙(wxid_c) 2023-03-01 08:00:10',
        '  也是',
        '',
      ),
      body('[合并转发]'),
      body('[引用]'),
      body('[红包封面]'),
      body('> wxid_b 03-01 08:00:00', '> 几点', '七点'),
      body('> 妈妈(我) 03-01 08:00:00', '> 几点', '七点'),
    ].join('\n'),
  });
  expect(items.map(({ type, title, text, quote }) => ({ type, title, text, quote }))).toEqual([
    { type: 'forward', title: '一家[爱心]的聊天记录', text: '', quote: undefined },
    { type: 'forward', title: undefined, text: '', quote: undefined },
    { type: 'text', title: undefined, text: '', quote: { text: '' } },
    { type: 'transfer', title: undefined, text: '', quote: undefined },
    { type: 'text', title: undefined, text: '七点', quote: { sender: 'wxid_b', text: '几点' } },
    { type: 'text', title: undefined, text: '七点', quote: { sender: '妈妈', text: '几点' } },
  ]);
});

describe('what a message holds', () => {
  const content = async (body: string) => {
    const [item] = (
      await readText(chatlogText, { 'chatlog.txt': `陈默(wxid_chenmo01) 2023-09-28 12:00:00\n${body}\n` })
    ).items;
    return { type: item?.type, text: item?.text, title: item?.title, quote: item?.quote };
  };
  const QUOTE = '> 林晓(wxid_linxiao88) 09-28 11:59:00\n> ';

  test.each([
    {
      name: 'own words that begin as a quote does',
      body: `${QUOTE}又买书？\n>_< 真的只买一本`,
      text: '>_< 真的只买一本',
      quoted: '又买书？',
    },
    {
      name: 'a quote with a blank line',
      body: `${QUOTE}第一行\n>\n> 第三行\n好`,
      text: '好',
      quoted: '第一行\n\n第三行',
    },
  ])('$name', async ({ body, text, quoted }) => {
    expect(await content(body)).toMatchObject({ type: 'text', text, quote: { text: quoted } });
  });

  test.each([
    { body: '> 这句是我自己打的', type: 'text', text: '> 这句是我自己打的' },
    { body: '[红包]祝大家新年快乐', type: 'text', text: '[红包]祝大家新年快乐' },
    { body: '[红包]', type: 'transfer', text: '' },
    { body: '[笔记|买菜]\n  甲 2023-09-28\n  鸡蛋', type: 'link', title: '买菜', text: '' },
    { body: '[群公告|周六聚餐]\n  甲 2023-09-28\n  周六', type: 'forward', title: '周六聚餐', text: '' },
    { body: '[群公告]\n周六我做饭', type: 'text', text: '[群公告]\n周六我做饭' },
    { body: '[视频号直播|今晚\n八点[开播]]', type: 'link', title: '今晚 八点[开播]', text: '' },
    { body: '[分享|公园|周末\n去吗](http://a.example/x)', type: 'link', title: '公园', text: '' },
    {
      body: '[链接|秋分养生\n这五样要多吃](http://mp.weixin.qq.com/s?x=1)',
      type: 'link',
      title: '秋分养生 这五样要多吃',
    },
    { body: '[位置|静安寺[公园]|上海|1|2]', type: 'location', title: '静安寺[公园]' },
    { body: '[小程序|%!s(<nil>)](%!s(<nil>))', type: 'link', title: undefined },
    { body: '[转账|发送 ￥20.00](路上\n买瓶水)', type: 'transfer', title: '发送 ￥20.00' },
    { body: 'Type: 49 SubType: 53 Content: <msg>接龙', type: 'link' },
  ])('$body', async ({ body, ...wanted }) => {
    expect(await content(body)).toMatchObject(wanted);
  });

  test('a file that is called after the id of a group is of that group', async () => {
    const text = '陈默(wxid_chenmo01) 2023-09-28 12:00:00\n到了\n';
    const { items } = await readText(chatlogText, { '45678901234@chatroom_2023-09-01_2023-09-30.txt': text });
    expect(items[0]).toMatchObject({ conversation: '45678901234@chatroom', group: true });
  });
});
