import { describe, expect, test } from 'vitest';
import { memotraceCsv } from '../../../../src/ingest/formats/chat/memotrace-csv.ts';
import { encodeGbk } from '../../../support/gb18030.ts';
import { readFile } from '../../../support/read-file.ts';

const NINE = 'localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime';
const TWELVE = `${NINE},Remark,NickName,Sender`;
const PEER = '陈默,老默,wxid_chenmo01';
const OWN = '林晓,林晓,wxid_linxiao88';

const csv = (header: string, ...rows: string[]) => `\ufeff${[header, ...rows].join('\r\n')}\r\n`;
const row = (own: 0 | 1, text: string, more = '', type = '1,0') =>
  `1,7,${type},${own},1695873912,3,${text},2023-09-28 12:05:12${more ? `,${more}` : ''}`;
const read = (content: string | Uint8Array, path = '陈默/陈默_utf8.csv', beside = {}) =>
  readFile(memotraceCsv, path, content, beside);
const brief = (items: Awaited<ReturnType<typeof read>>['items']) =>
  items.map(({ sender, text, direction, messageId, dropped }) => [
    sender.id ?? sender.name,
    text,
    direction,
    messageId ?? dropped,
  ]);

test.each(['', 'Unnamed: 0'])(
  'the numbers of the rows, which pandas writes first below %j, are no cells',
  async (name) => {
    const rows = [row(0, '我到了', PEER), row(1, '好', OWN)].map((cells, at) => `${at},${cells}`);
    const { items, verdict } = await read(csv(`${name},${TWELVE}`, ...rows));
    expect(verdict).toBe('yes');
    expect(brief(items)).toEqual([
      ['wxid_chenmo01', '我到了', 'received', undefined],
      ['wxid_linxiao88', '好', 'sent', undefined],
    ]);
  },
);

describe('builds', () => {
  test('2023-11: nine cells, so the file names the peer and nobody the owner', async () => {
    const { items, verdict } = await read(csv(NINE, row(0, '我到了'), row(1, '好')));
    expect(verdict).toBe('yes');
    expect(brief(items)).toEqual([
      ['陈默', '我到了', 'received', undefined],
      ['我', '好', 'sent', undefined],
    ]);
  });

  test('2023-12: server id and Python’s bytes behind the nine', async () => {
    const { items } = await read(
      csv(
        NINE,
        row(0, '我到了', "1648292853292210293,b'\\x08',b''"),
        row(1, '好', "2075703439705850943,b'\\x08'"),
        row(0, '嗯', '1331576003301095947'),
      ),
    );
    expect(brief(items)).toEqual([
      ['陈默', '我到了', 'received', '1648292853292210293'],
      ['我', '好', 'sent', '2075703439705850943'],
      ['陈默', '嗯', 'received', '1331576003301095947'],
    ]);
  });

  test('2024-01-02: the same under the names of other columns; a voice message finds its file by the id', async () => {
    const xml = '"<msg><voicemsg voicelength=""2383"" /><voicetrans transtext=""书架&amp;柜子"" /></msg>"';
    const { items } = await read(
      csv(
        TWELVE,
        row(0, '我到了', "1648292853292210293,b'\\x08',b''"),
        row(0, xml, "1269999524870328884,b'\\x08',b''", '34,0'),
      ),
      '陈默/陈默_utf8.csv',
      { '陈默/voice/1269999524870328884.mp3': '' },
    );
    expect(brief(items)).toEqual([
      ['陈默', '我到了', 'received', '1648292853292210293'],
      ['陈默', '书架&柜子', 'received', '1269999524870328884'],
    ]);
    expect(items[1]?.media).toEqual({ path: '陈默/voice/1269999524870328884.mp3', seconds: 2.383 });
  });

  test('since 2024-02: names and wxids; the peer’s wxid names a private chat', async () => {
    const { items } = await read(csv(TWELVE, row(1, '好', OWN), row(0, '我到了', `${PEER}:25319:1`)));
    expect(items.map(({ conversation, conversationName, group }) => [conversation, conversationName, group])).toEqual(
      Array(2).fill(['wxid_chenmo01', '陈默', false]),
    );
    expect(items[1]?.sender).toEqual({ id: 'wxid_chenmo01', name: '陈默', aliases: ['老默'] });
  });

  test('2.x: the folder names the chat’s id', async () => {
    const { items } = await read(csv(TWELVE, row(0, '我到了', PEER)), '一家三口(34567890123@chatroom)/一家三口.csv');
    expect(items[0]).toMatchObject({ conversation: '34567890123@chatroom', group: true });
  });

  test('export all: rows name their chat, the owner is 我', async () => {
    const { items } = await read(
      csv(
        TWELVE,
        row(0, '我到了', '陈默,老默,陈默'),
        row(1, '好', '陈默,老默,我'),
        row(0, '火锅', '一家三口,一家三口,小禾宝贝'),
      ),
      'messages.csv',
    );
    expect(items.map(({ conversation, sender, direction }) => [conversation, sender.name, direction])).toEqual([
      ['陈默', '陈默', 'received'],
      ['陈默', '我', 'sent'],
      ['一家三口', '小禾宝贝', 'received'],
    ]);
  });
});

test('saved again by Excel: GBK, no BOM, no seconds in the text, but in the number', async () => {
  const text = csv(TWELVE, row(0, '"我到了，""快""开门"', PEER))
    .replace('\ufeff', '')
    .replaceAll('2023-09-28 12:05:12', '2023/9/28 12:05');
  const { items, verdict } = await read(encodeGbk(text));
  expect(verdict).toBe('yes');
  expect(items[0]).toMatchObject({ text: '我到了，"快"开门', time: 1_695_873_912, sender: { id: 'wxid_chenmo01' } });
  expect(items[0]).not.toHaveProperty('precision');
});

test('a number of seconds that a spreadsheet shows as 1.7E+09 leaves the minute of the text', async () => {
  const text = csv(TWELVE, row(0, '我到了', PEER))
    .replaceAll('1695873912', '1.7E+09')
    .replaceAll('2023-09-28 12:05:12', '2023/9/28 12:05');
  const { items, notices } = await read(text);
  expect(items[0]).toMatchObject({ time: '2023-09-28T12:05:00', precision: 'minute' });
  expect(notices).toEqual([{ code: 'seconds-lost', facts: { file: '陈默/陈默_utf8.csv', count: 1 } }]);
});

test('server ids that were rounded are none', async () => {
  const rows = [row(0, '我到了', "1.64829E+18,b'\\x08'"), row(0, '上来吧', "1648292853292210000,b'\\x08'")];
  const { items, notices } = await read(csv(NINE, ...rows));
  expect(items.map(({ messageId }) => messageId)).toEqual([undefined, undefined]);
  expect(notices).toEqual([{ code: 'ids-rounded', facts: { file: '陈默/陈默_utf8.csv', count: 2 } }]);
});

test('a page beside it names the sound files, by second and side', async () => {
  const xml = '"<msg><voicemsg voicelength=""2383"" /></msg>"';
  const entry = (own: number, name: string) =>
    `{ type:34, text:'./voice/${name}.mp3',is_send:${own},avatar_path:'./a.png',voice_to_text:'书架',timestamp:1695873912,is_chatroom:0},`;
  const pad = `{ type:1, text: '${'长'.repeat(9000)}',is_send:0,timestamp:1,},\n`;
  const page = `const chatMessages = [\n${pad}${entry(0, '11')}${pad}${entry(1, '21')}${entry(1, '22')}\n];`;
  const { items } = await read(csv(TWELVE, row(0, xml, PEER, '34,0'), row(1, xml, OWN, '34,0')), undefined, {
    '陈默/陈默.html': page,
    '陈默/voice/11.mp3': '',
    '陈默/voice/21.mp3': '',
  });
  expect(items.map(({ media }) => media)).toEqual([
    { path: '陈默/voice/11.mp3', seconds: 2.383 },
    // Two of one second: neither is guessed.
    { path: '', seconds: 2.383 },
  ]);
});

test('a group whose members differ is named by its file', async () => {
  const { items } = await read(
    csv(TWELVE, row(0, '火锅', '小禾宝贝,小禾,wxid_xiaohe2012'), row(0, '清汤', PEER)),
    '一家三口/一家三口_utf8.csv',
  );
  expect(items.map(({ conversation, group }) => [conversation, group])).toEqual(Array(2).fill(['一家三口', true]));
});

test('a mark of direction that is wrong once makes no group of two people', async () => {
  const right = [row(0, '我到了', PEER), row(1, '好', OWN), row(0, '上来吧', PEER), row(1, '马上', OWN)];
  const { items } = await read(csv(TWELVE, ...right, row(0, '其实是她写的', OWN), row(1, '其实是他写的', PEER)));
  expect(new Set(items.map(({ conversation, group }) => `${conversation} ${group}`))).toEqual(
    new Set(['wxid_chenmo01 false']),
  );
});

test('system lines are nobody’s, whomever they name; revokes are told apart', async () => {
  const { items } = await read(
    csv(
      TWELVE,
      row(0, '你已添加了陈默，现在可以开始聊天了。', PEER, '10000,0'),
      row(0, '"""陈默"" 撤回了一条消息"', PEER, '10000,0'),
      row(1, '"我拍了拍 ""陈默"""', OWN, '10000,4'),
    ),
  );
  expect(items.map(({ sender, dropped }) => [sender.name, dropped])).toEqual([
    ['', 'system-line'],
    ['', 'revoked'],
    ['', 'system-line'],
  ]);
});

test('quote replies have lost their words', async () => {
  const { items } = await read(csv(TWELVE, row(0, '', PEER, '49,57'), row(0, '', PEER, '49,5')));
  expect(items.map(({ type, text, wordsLeftOut }) => [type, text, wordsLeftOut])).toEqual([
    ['text', '', true],
    ['link', '', undefined],
  ]);
});

test('rows that are none are kept as unreadable', async () => {
  const { items } = await read(csv(TWELVE, 'x,7,hello', row(0, '好', PEER)));
  expect(items.map(({ dropped, text }) => [dropped, text])).toEqual([
    ['unreadable', 'x,7,hello'],
    [undefined, '好'],
  ]);
});

test('contacts.csv is no chat', async () => {
  expect((await read('\ufeffUserName,Alias,Type,Remark,NickName\r\nwxid_a,,3,,\r\n', 'contacts.csv')).verdict).toBe(
    'no',
  );
});

describe('all chats in one file', () => {
  const cells = (talker: number, own: 0 | 1, text: string, more: string) =>
    `1,${talker},1,0,${own},1695873912,3,${text},2023-09-28 12:05:12${more}`;

  test.each([
    ['nine cells', '', undefined],
    ['the server’s id behind them', ',1648292853292210293', '1648292853292210293'],
    ['that id and Python’s bytes', ",1648292853292210293,b'\\x08',b''", '1648292853292210293'],
  ])('that name nobody, with %s, are told apart by their numbers', async (_, more, messageId) => {
    const rows = [cells(7, 0, '晚点到家', more), cells(7, 1, '几点回来', more), cells(9, 0, '群里说一句', more)];
    const { items } = await read(csv(NINE, ...rows), 'messages.csv');
    expect(items.map((item) => [item.conversation, item.sender.name, item.text, item.messageId])).toEqual([
      ['TalkerId 7', 'TalkerId 7', '晚点到家', messageId],
      ['TalkerId 7', '我', '几点回来', messageId],
      ['TalkerId 9', 'TalkerId 9', '群里说一句', messageId],
    ]);
  });
});

test.each([
  [
    '48,0',
    '"<msg><location x=""30.27"" label=""杭州市西湖区文三路"" poiname=""小禾家"" /></msg>"',
    'location',
    '小禾家',
  ],
  ['48,0', '"<msg><location x=""30.27"" label=""西湖&amp;断桥"" poiname="""" /></msg>"', 'location', '西湖&断桥'],
  ['42,0', '"<msg username=""wxid_he"" nickname=""小禾"" />"', 'card', '小禾'],
  ['42,0', '', 'card', undefined],
])('a place and a card have their names as title (%s)', async (type, content, wanted, title) => {
  const { items } = await read(csv(TWELVE, row(0, content, PEER, type)));
  expect(items[0]).toMatchObject({ type: wanted, text: '' });
  expect(items[0]?.title).toBe(title);
});
