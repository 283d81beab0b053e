import { describe, expect, test } from 'vitest';
import { chatlabJson } from '../../../../src/ingest/formats/chat/chatlab-json.ts';
import { chatlabJsonl } from '../../../../src/ingest/formats/chat/chatlab-jsonl.ts';
import { chatlogCsv } from '../../../../src/ingest/formats/chat/chatlog-csv.ts';
import { chatlogJson } from '../../../../src/ingest/formats/chat/chatlog-json.ts';
import { memotrace4Csv } from '../../../../src/ingest/formats/chat/memotrace4-csv.ts';
import { memotrace4Json } from '../../../../src/ingest/formats/chat/memotrace4-json.ts';
import { pywxdumpCsv } from '../../../../src/ingest/formats/chat/pywxdump-csv.ts';
import { pywxdumpJson } from '../../../../src/ingest/formats/chat/pywxdump-json.ts';
import { wechatdataanalysisJson } from '../../../../src/ingest/formats/chat/wechatdataanalysis-json.ts';
import { wecloneCsv } from '../../../../src/ingest/formats/chat/weclone-csv.ts';
import { encodeGbk } from '../../../support/gb18030.ts';
import { readFile } from '../../../support/read-file.ts';
import { said } from '../../../support/read-text.ts';

describe('PyWxDump and WeClone', () => {
  const HEADER = 'id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime';
  const path = 'wxdump_work/export/wxid_me/csv/wxid_a/wxid_a_0_3.csv';

  test('until 2024-08 the content is JSON and the owner 我', async () => {
    const rows = [
      'id,MsgSvrID,type_name,is_sender,talker,room_name,content,CreateTime',
      '1,1318260923170456201,文本,1,我,wxid_a,"{""src"": """", ""msg"": ""我到了""}",2023-09-28 12:05:12',
      '2,1318260923170456202,语音,0,wxid_a,wxid_a,"{""src"": ""audio\\\\wxid_a\\\\2023-09-28_12-08-47_0_1318260923170456202.wav"", ""msg"": ""语音时长：2.38秒""}",2023-09-28 12:08:47',
    ];
    const { items, verdict } = await readFile(pywxdumpCsv, path, `${rows.join('\r\n')}\r\n`, {
      'wxdump_work/wxid_me/audio/wxid_a/2023-09-28_12-08-47_0_1318260923170456202.wav': '',
    });
    expect(verdict).toBe('yes');
    expect(items[0]).toMatchObject({ text: '我到了', sender: { id: 'wxid_me' }, direction: 'sent' });
    expect(items[1]?.media).toEqual({
      path: 'wxdump_work/wxid_me/audio/wxid_a/2023-09-28_12-08-47_0_1318260923170456202.wav',
      seconds: 2.38,
    });
  });

  test('users.json gives names; a damaged one costs nothing', async () => {
    const csv = `${HEADER}\r\n1,1318260923170456201,文本,0,wxid_a,wxid_a,好,,2023-09-28 12:05:12\r\n`;
    const users = 'wxdump_work/export/wxid_me/csv/wxid_a/users.json';
    const named = await readFile(pywxdumpCsv, path, csv, {
      [users]: '{"wxid_a":{"wxid":"wxid_a","nickname":"老默","remark":"陈默","account":"chenmo-work"}}',
    });
    expect(named.items[0]?.sender).toEqual({ id: 'wxid_a', name: '陈默', aliases: ['老默', 'chenmo-work'] });
    expect(named.items[0]?.conversationName).toBe('陈默');
    const damaged = await readFile(pywxdumpCsv, path, csv, { [users]: '{"wxid_a":{"wxid' });
    expect(damaged.items[0]?.sender).toEqual({ id: 'wxid_a', name: 'wxid_a' });
  });

  test('pandas may have written numbers of rows first; a data set made of WeChat’s own database has Unix seconds', async () => {
    const rows = ['0,1,1318260923170456201,文本,0,wxid_a,,好,,2023-09-28 12:05:12'];
    const numbered = await readFile(pywxdumpCsv, path, `,${HEADER}\r\n${rows.join('\r\n')}\r\n`);
    expect(numbered.verdict).toBe('yes');
    expect(numbered.items).toMatchObject([{ text: '好', rowId: '1', time: '2023-09-28T12:05:12' }]);
    const seconds = await readFile(wecloneCsv, 'a.csv', `${HEADER}\n1,,文本,0,wxid_a,,好,,1695873912\n`);
    expect(seconds.items).toMatchObject([{ text: '好', time: 1_695_873_912 }]);
    expect(seconds.items[0]?.precision).toBeUndefined();
  });

  test('a type without a known name is no misread row where id and time are sound', async () => {
    const rows = [
      '1,1318260923170456201,(分享)新玩意,0,wxid_a,wxid_a,一个标题,,2023-09-28 12:05:12',
      '2,,乱码,0,wxid_a,wxid_a,一个标题,,2023-09-28 12:05:12',
    ];
    const { items } = await readFile(pywxdumpCsv, path, `${HEADER}\r\n${rows.join('\r\n')}\r\n`);
    expect(items[0]).toMatchObject({ type: 'link', text: '', title: '一个标题' });
    expect(items[1]).toMatchObject({ dropped: 'unreadable' });
  });

  test('a quoted voice message is no text; a system row is nobody’s', async () => {
    const rows = [
      '1,1318260923170456201,引用回复,1,wxid_me,wxid_a,"留着听\n\n[引用](2023-09-30 20:10:30)老默:<msg><voicemsg voicelength=""1872""/></msg>",,2023-09-28 12:05:12',
      '2,1318260923170456202,系统通知,0,wxid_a,wxid_a,"""陈默"" 撤回了一条消息",,2023-09-28 12:05:13',
      '3,1318260923170456203,合并转发的聊天记录,1,wxid_me,wxid_a,"老默的聊天记录\n老默: 作业",,2023-09-28 12:05:14',
    ];
    const { items } = await readFile(pywxdumpCsv, path, `${HEADER}\r\n${rows.join('\r\n')}\r\n`);
    expect(items[0]).toMatchObject({ text: '留着听', quote: { sender: '老默', text: '' } });
    expect(items[1]).toMatchObject({ dropped: 'revoked', sender: { name: '' } });
    expect(items[2]).toMatchObject({ type: 'forward', text: '', title: '老默的聊天记录' });
  });

  test('a reply or a pasted text of which only the type is told has no words; an empty element is none', async () => {
    const rows = [
      '1,1318260923170456201,引用回复,1,wxid_me,wxid_a,引用回复,,2023-09-28 12:05:12',
      '2,1318260923170456202,粘贴的文本,1,wxid_me,wxid_a,粘贴的文本,False,2023-09-28 12:05:13',
      '3,1318260923170456203,文本,1,wxid_me,wxid_a,引用回复,,2023-09-28 12:05:14',
      '4,1318260923170456204,引用回复,1,wxid_me,wxid_a,"{}\n\n[引用](2023-09-30 20:10:30)老默:几点",,2023-09-28 12:05:15',
      `5,1318260923170456205,引用回复,1,wxid_me,wxid_a,"好\n\n[引用](2023-09-30 20:10:30)老默:{'emoji': {}}",,2023-09-28 12:05:16`,
      '6,1318260923170456206,(分享)卡片式链接,1,wxid_me,wxid_a,"{}\n{}\n\n<a>点击查看详情</a>",{},2023-09-28 12:05:17',
      '7,1318260923170456207,文件,1,wxid_me,wxid_a,文件,False,2023-09-28 12:05:18',
    ];
    const { items } = await readFile(pywxdumpCsv, path, `${HEADER}\r\n${rows.join('\r\n')}\r\n`);
    expect(
      items.map(({ type, text, title, quote, media, wordsLeftOut }) => ({
        type,
        text,
        ...{ title, quote, media, wordsLeftOut },
      })),
    ).toEqual([
      { type: 'text', text: '', wordsLeftOut: true },
      { type: 'text', text: '' },
      { type: 'text', text: '引用回复' },
      { type: 'text', text: '', quote: { sender: '老默', text: '几点' } },
      { type: 'text', text: '好', quote: { sender: '老默', text: '' } },
      { type: 'link', text: '' },
      { type: 'file', text: '' },
    ]);
  });

  test('JSON: until 2024-08 words and source stand in an object', async () => {
    const row = (type_name: string, content: object) => ({
      ...{ MsgSvrID: '1318260923170456201', type_name, is_sender: 1, talker: '我', room_name: 'wxid_a', content },
      ...{ CreateTime: '2023-09-28 12:05:12', id: 1 },
    });
    const sound = '2023-09-28_12-05-12_1_1318260923170456201.wav';
    const { items, verdict } = await readFile(
      pywxdumpJson,
      'wxdump_work/export/wxid_me/json/wxid_a/wxid_a_0_4.json',
      JSON.stringify([
        row('文本', { src: '', msg: '我到了' }),
        row('语音', { src: `audio\\wxid_a\\${sound}`, msg: '语音时长：2.38秒\n翻译结果：晚点到' }),
        row('合并转发的聊天记录', { src: { recordinfo: {} }, msg: 'A的聊天记录\nA: b' }),
      ]),
      { [`wxdump_work/wxid_me/audio/wxid_a/${sound}`]: '' },
    );
    expect(verdict).toBe('yes');
    expect(items.map(({ type, text, title, media }) => ({ type, text, ...{ title, media } }))).toEqual([
      { type: 'text', text: '我到了' },
      {
        type: 'voice',
        text: '晚点到',
        media: { path: `wxdump_work/wxid_me/audio/wxid_a/${sound}`, seconds: 2.38 },
      },
      { type: 'forward', text: '', title: 'A的聊天记录' },
    ]);
    expect(items[0]?.sender).toEqual({ id: 'wxid_me', name: 'wxid_me' });
  });

  test('through Excel: minutes, GBK, and ids that have become rounded numbers', async () => {
    const csv = `${HEADER}\n1,1.31826E+18,文本,1,wxid_me,wxid_a,"到了, 😄",,2024/10/4 11:42\n2,1318260923170450000,文本,1,wxid_me,wxid_a,FALSE,,2024/10/4 11:42\n`;
    const { items, verdict } = await readFile(wecloneCsv, 'dataset/csv/wxid_a/wxid_a_0_2.csv', encodeGbk(csv));
    expect(verdict).toBe('yes');
    expect((await readFile(pywxdumpCsv, 'a.csv', encodeGbk(csv))).verdict).toBe('no');
    expect(items.map(({ text, messageId, precision, time }) => [text, messageId, precision, time])).toEqual([
      ['到了, ?', undefined, 'minute', '2024-10-04T11:42:00'],
      ['FALSE', undefined, 'minute', '2024-10-04T11:42:00'],
    ]);
  });

  test('English type names, no room_name, and what was forwarded', async () => {
    const csv =
      'id,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime,is_forward\n' +
      '1,1,text,1,me,hello,,2024-10-04 11:42:05,False\n2,2,reply with quote,0,,ok,,2024-10-04 11:42:06,False\n3,3,text,1,me,news,,2024-10-04 11:42:07,True\n4,4,no such type,1,me,x,,2024-10-04 11:42:07,False\n';
    const { items, verdict } = await readFile(wecloneCsv, 'dataset/csv/alice/alice_0_4.csv', csv);
    expect(verdict).toBe('yes');
    expect(
      items.map(({ type, text, sender, conversation, dropped }) => [type, text, sender.name, conversation, dropped]),
    ).toEqual([
      ['text', 'hello', 'me', 'alice', undefined],
      ['text', 'ok', 'alice', 'alice', undefined],
      ['text', 'news', 'me', 'alice', 'not-own-words'],
      ['text', '4,4,no such type,1,me,x,,2024-10-04 11:42:07,False', '', expect.any(String), 'unreadable'],
    ]);
  });

  test('JSON: the source of a forward is an object, and a list of users is no chat', async () => {
    const text = JSON.stringify([
      {
        id: 1,
        MsgSvrID: '1318260923170456201',
        type_name: '合并转发的聊天记录',
        is_sender: 0,
        talker: 'wxid_a',
        room_name: '1@chatroom',
        msg: 'A的聊天记录\nA: b',
        src: { recordinfo: {} },
        CreateTime: '2023-12-30 18:04:02',
      },
    ]);
    const { items, verdict } = await readFile(pywxdumpJson, 'a.json', text);
    expect(verdict).toBe('yes');
    expect(items[0]).toMatchObject({ type: 'forward', group: true, sender: { id: 'wxid_a' } });
    expect((await readFile(pywxdumpJson, 'users.json', '{"wxid_a":{"nickname":"a","account":"b"}}')).verdict).toBe(
      'no',
    );
  });
});

describe('MemoTrace 2025', () => {
  test('JSON: a transfer has its amount as title, a picture has none', async () => {
    const entry = { is_send: false, timestamp: 1696035914, server_id: '1766598961336728823', display_name: '陈默' };
    const { items } = await readFile(
      memotrace4Json,
      '陈默.html.json',
      JSON.stringify([
        { ...entry, type: '8589934592049', text: '发起转账', pay_memo: '买鞋', fee_desc: '￥200.00' },
        { ...entry, type: '3', path: './image/a', file_name: 'a.jpg' },
        { ...entry, type: '25769803825', path: './file/b.pdf', file_name: '体检.pdf' },
      ]),
    );
    expect(items.map(({ type, title, text }) => [type, title, text])).toEqual([
      ['transfer', '发起转账:￥200.00', ''],
      ['image', undefined, ''],
      ['file', '体检.pdf', ''],
    ]);
  });

  const HEADER = '消息ID,类型,发送人,时间,内容,备注,昵称,更多信息';
  const folder = '聊天记录/陈默(wxid_chenmo01)';
  const read = (rows: string[], beside = {}) =>
    readFile(memotrace4Csv, `${folder}/陈默.csv`, `\ufeff${HEADER}\r\n${rows.join('\r\n')}\r\n`, beside);

  test('the owner’s rows have neither remark nor nickname; the folder tells the peer’s wxid', async () => {
    const { items } = await read([
      '2075703439705850943,文本,林晓,2023-09-28 12:03:40,几点？,,,more',
      '1648292853292210293,文本,陈默,2023-09-28 12:05:12,四点,陈默,老默,more',
    ]);
    expect(items.map(({ direction, sender, conversation }) => [direction, sender, conversation])).toEqual([
      ['sent', { name: '林晓' }, 'wxid_chenmo01'],
      ['received', { name: '陈默', aliases: ['老默', 'wxid_chenmo01'] }, 'wxid_chenmo01'],
    ]);
  });

  test('without the columns of the names only the peer and 我 tell their side', async () => {
    const rows = [
      '1,文本,陈默,2023-09-28 12:03:40,几点？',
      '2,文本,我,2023-09-28 12:05:12,四点',
      '3,文本,老默,2023-09-28 12:06:00,好',
    ];
    const text = `\ufeff消息ID,类型,发送人,时间,内容\r\n${rows.join('\r\n')}\r\n`;
    const { items, verdict } = await readFile(memotrace4Csv, `${folder}/陈默.csv`, text);
    expect(verdict).toBe('yes');
    expect(items.map(({ direction, sender, text }) => [direction, sender.name, text])).toEqual([
      ['received', '陈默', '几点？'],
      ['sent', '我', '四点'],
      [undefined, '老默', '好'],
    ]);
    const cut = await read(['4,文本,陈默,2023-09-28 12:03:40,几点？']);
    expect(cut.items).toMatchObject([{ dropped: 'unreadable' }]);
  });

  test('the name of a voice file is computed, when the page was exported too', async () => {
    const row = '1269999524870328884,语音,陈默,2023-09-28 12:08:47,【语音】书架我来钉,陈默,老默,more';
    const found = await read([row], { [`${folder}/voice/2023-09/20230928_120847_126999_0.mp3`]: '' });
    expect(found.items[0]).toMatchObject({
      text: '书架我来钉',
      media: { path: `${folder}/voice/2023-09/20230928_120847_126999_0.mp3` },
    });
    expect((await read([row])).items[0]?.media).toEqual({ path: '' });
  });

  test('quotes, cards, notes that are called pats, and unknown types', async () => {
    const { items } = await read([
      '1,引用消息,陈默,2023-09-28 12:08:02,"放我屋\n引用：林晓: 书？\n引用：假的",陈默,老默,more',
      '2,文件,陈默,2023-09-28 12:08:03,【文件】体检 报告.pdf 1.20 MB msg/file/a.pdf pdf 5f58,陈默,老默,more',
      '3,拍一拍,陈默,2023-09-28 12:08:04,"【笔记】\n买菜",陈默,老默,more',
      '4,未知类型,陈默,2023-09-28 12:08:05,"123\n{\'a\': 1}",陈默,老默,more',
      '6,转账,陈默,2023-09-28 12:08:07,"【发起转账】:￥200.00\n备注: 买鞋\n",陈默,老默,more',
      '7,红包,陈默,2023-09-28 12:08:08,【红包】: 恭喜发财,陈默,老默,more',
      '5,系统消息,陈默,2023-09-28 12:08:06,"""陈默"" 撤回了一条消息",陈默,老默,more',
    ]);
    expect(items.map(({ type, text, title, quote, dropped }) => [type, text, title, quote, dropped])).toEqual([
      ['text', '放我屋', undefined, { sender: '林晓', text: '书？\n引用：假的' }, undefined],
      ['file', '', '体检 报告.pdf', undefined, undefined],
      ['link', '', undefined, undefined, undefined],
      ['link', '', undefined, undefined, undefined],
      ['transfer', '', '发起转账:￥200.00', undefined, undefined],
      ['transfer', '', '恭喜发财', undefined, undefined],
      ['text', '"陈默" 撤回了一条消息', undefined, undefined, 'revoked'],
    ]);
  });

  test('a lost quote is none, a type of later versions is a card', async () => {
    const { items } = await read([
      '1,引用消息,陈默,2023-09-28 12:08:02,"放我屋\n引用：wxid_lin: 无效的消息",陈默,老默,more',
      '1318260923170456201,视频号名片二,陈默,2023-09-28 12:08:03,,陈默,老默,more',
    ]);
    expect(items[0]).toMatchObject({ text: '放我屋', quote: { text: '' } });
    expect(items[1]).toMatchObject({ type: 'link', text: '' });
  });

  test('.html.json: a sound is named after its message, and is SILK where it could not be converted', async () => {
    const entry = (timestamp: number, server_id: string, path: string) => ({
      ...{ type: '34', is_send: false, timestamp, server_id, display_name: '陈默', path },
      ...{ voice_to_text: '', duration: '2383' },
    });
    const text = JSON.stringify([
      entry(1_695_874_127, '1269999524870328884', './voice/2023-09/20230928_120847_126999_0.mp3'),
      entry(1_695_874_187, '1279999524870328884', ''),
      entry(1_695_874_247, '1289999524870328884', ''),
    ]);
    const { items } = await readFile(memotrace4Json, `${folder}/陈默.html.json`, text, {
      [`${folder}/voice/2023-09/20230928_120847_126999_0.silk`]: '',
      [`${folder}/voice/2023-09/20230928_120947_127999_0.mp3`]: '',
      [`${folder}/voice/2023-09/20230928_121047_128999_1.mp3`]: '',
    });
    expect(items.map(({ media }) => media)).toEqual([
      { path: `${folder}/voice/2023-09/20230928_120847_126999_0.silk`, seconds: 2.383 },
      { path: `${folder}/voice/2023-09/20230928_120947_127999_0.mp3`, seconds: 2.383 },
      { path: '', seconds: 2.383 },
    ]);
  });

  test('.html.json: a picture’s extension is missing, is_send of 3.x is a number', async () => {
    const text = JSON.stringify([
      {
        type: '3',
        is_send: 0,
        timestamp: 1695900033,
        server_id: '1912940420470702361',
        display_name: '陈默',
        xml_dict: {},
        path: './image/2023-09/a_0',
        file_type: 'jpg',
      },
      { type: '1', is_send: 1, timestamp: 1695900034, server_id: '0', display_name: '', xml_dict: {}, text: '好' },
      {
        type: 10000,
        is_send: true,
        timestamp: 1695900035,
        server_id: '1',
        display_name: '林晓',
        xml_dict: {},
        text: '我拍了拍 "陈默"',
      },
    ]);
    const { items, verdict } = await readFile(memotrace4Json, `${folder}/陈默.html.json`, text, {
      [`${folder}/image/2023-09/a_0.jpg`]: '',
    });
    expect(verdict).toBe('yes');
    expect(items[0]?.media).toEqual({ path: `${folder}/image/2023-09/a_0.jpg` });
    expect(items[1]).toMatchObject({ sender: { name: '我' }, direction: 'sent' });
    expect(items[1]).not.toHaveProperty('messageId');
    expect(items[2]?.dropped).toBe('system-line');
  });
});

describe('ChatLab', () => {
  const header = (meta: object) => ({
    chatlab: { version: '0.0.2' },
    meta: { name: '陈默', platform: 'wechat', type: 'private', ...meta },
  });
  const members = [
    { platformId: 'wxid_me', accountName: '林晓' },
    { platformId: 'wxid_a', accountName: '老默', aliases: ['陈默'] },
  ];

  test('milliseconds, media paths, and the peer of a private chat', async () => {
    const messages = [
      { sender: 'wxid_a', accountName: '老默', timestamp: 1_695_873_912_000, type: 2, content: 'media\\voices\\v.wav' },
      { sender: 'wxid_me', accountName: '林晓', timestamp: 1_695_873_913, type: 1, content: 'media/images/p.jpg' },
      {
        sender: 'wxid_a',
        accountName: '老默',
        timestamp: 1_695_873_914,
        type: 25,
        content: '好[引用 林晓：在吗]',
        replyToMessageId: '7',
      },
    ];
    const text = JSON.stringify({ ...header({ ownerId: 'wxid_me' }), members, messages });
    const { items } = await readFile(chatlabJson, 'a/陈默.json', text, { 'a/media/voices/v.wav': '' });
    expect(items[0]).toMatchObject({
      conversation: 'wxid_a',
      time: 1_695_873_912,
      direction: 'received',
      text: '',
      media: { path: 'a/media/voices/v.wav' },
      sender: { id: 'wxid_a', name: '老默', aliases: ['陈默'] },
    });
    expect(items[1]).toMatchObject({
      type: 'image',
      direction: 'sent',
      media: { path: 'a/media/images/p.jpg', missing: true },
    });
    expect(items[2]).toMatchObject({ text: '好', quote: { sender: '林晓', text: '在吗', messageId: '7' } });
  });

  test('what WeFlow gives the type of a link, or none, is told by its content', async () => {
    const told: [number, string, string, string | undefined][] = [
      [99, '[转账] (老默 转账给 我) ￥200.00', 'transfer', undefined],
      [7, '"陈默" 拍了拍我', 'text', 'system-line'],
      [7, '[转发的聊天记录]小禾和陈默的聊天记录\n小禾: 好', 'forward', undefined],
      [7, '[接龙] 周末谁去', 'forward', undefined],
      [7, '[红包](https://example.com/)', 'link', undefined],
      [7, '恭喜发财', 'link', undefined],
      [99, '', 'link', undefined],
    ];
    const messages = told.map(([type, content]) => ({ sender: 'wxid_a', timestamp: 1_695_873_912, type, content }));
    const { items } = await readFile(chatlabJson, 'a.json', JSON.stringify({ ...header({}), members, messages }));
    expect(items.map(({ type, dropped }) => [type, dropped])).toEqual(told.map(([, , ...rest]) => rest));
  });

  test.each([
    ['[语音]', '', undefined],
    ['[语音] 5"', '', 5],
    ['[语音]12秒', '', 12],
    ['[语音消息] 3秒', '', 3],
    ['[语音] 00:05', '', 5],
    ['[语音]（5秒）', '', 5],
    ['[语音:5秒]', '', 5],
    ['[语音 3.2秒] 路上堵车', '路上堵车', 3.2],
    ['语音消息', '', undefined],
    ['media/voices/v.wav?t=1', '', undefined],
    ['[语音消息] 110', '110', undefined],
    ['[语音转文字] 5秒', '5秒', undefined],
    ['等我5秒', '等我5秒', undefined],
  ])('of the voice message %j the words are %j', async (content, words, seconds) => {
    const messages = [{ sender: 'wxid_a', timestamp: 1_695_873_912, type: 2, content }];
    const { items } = await readFile(chatlabJson, 'a.json', JSON.stringify({ ...header({}), members, messages }));
    expect(items[0]?.text).toBe(words);
    expect(items[0]?.media?.seconds).toBe(seconds);
  });

  test('chatlog_alpha: the owner is whom it calls 我, where that is one account', async () => {
    const saved = (generator: string, own: string, other: string) =>
      JSON.stringify({
        chatlab: { version: '0.0.1', exportedAt: 1, generator },
        meta: { name: '老默', platform: 'wechat', type: 'private' },
        members: [
          { platformId: 'wxid_me', accountName: own },
          { platformId: 'wxid_a', accountName: other },
        ],
        messages: [
          { sender: 'wxid_me', accountName: own, timestamp: 1_695_873_912, type: 0, content: '到了吗' },
          { sender: 'wxid_a', accountName: other, timestamp: 1_695_873_913, type: 25, content: '到了' },
        ],
      });
    const told = async (...args: Parameters<typeof saved>) =>
      (await readFile(chatlabJson, 'x.json', saved(...args))).items.map(({ conversation, sender, direction }) => [
        conversation,
        sender.name,
        direction,
      ]);
    expect(await told('Chatlog', '我', '老默')).toEqual([
      ['wxid_a', 'wxid_me', 'sent'],
      ['wxid_a', '老默', 'received'],
    ]);
    expect((await told('Chatlog', '我', '我')).map(([, , direction]) => direction)).toEqual([undefined, undefined]);
    expect((await told('WeFlow', '我', '老默')).map(([, , direction]) => direction)).toEqual([undefined, undefined]);
  });

  test('the title of a link, with and without its address', async () => {
    const link = (content: string) => ({ sender: 'wxid_a', timestamp: 1_695_873_912, type: 7, content });
    const messages = ['[国庆[自驾]指南](http://a.cn/(b))', '[链接](http://a.cn)', '[链接] 国庆\nhttp://a.cn'].map(link);
    const { items } = await readFile(chatlabJson, 'a.json', JSON.stringify({ ...header({}), members, messages }));
    expect(items.map(({ type, title, text }) => [type, title, text])).toEqual([
      ['link', '国庆[自驾]指南', ''],
      ['link', undefined, ''],
      ['link', '国庆', ''],
    ]);
  });

  test('lines: members behind the messages, comments, and a broken line', async () => {
    const lines = [
      '# made by hand',
      JSON.stringify({ _type: 'header', ...header({ ownerId: 'wxid_me' }) }),
      '',
      '{"_type":"message","sender":"wxid_a","timestamp":1695873912,"type":0,"content":"我到了","platformMessageId":1648292853292210293}',
      '{"_type":"message","sender":"wxid_a",',
      ...members.map((member) => JSON.stringify({ _type: 'member', ...member })),
    ];
    const { items, verdict } = await readFile(chatlabJsonl, 'a.jsonl', lines.join('\r\n'));
    expect(verdict).toBe('yes');
    expect(items.map(({ text, dropped, source }) => [text, dropped, source.record])).toEqual([
      ['我到了', undefined, 4],
      ['{"_type":"message","sender":"wxid_a",', 'unreadable', 5],
    ]);
    expect(items[0]).toMatchObject({
      conversation: 'wxid_a',
      messageId: '1648292853292210293',
      sender: { name: '老默' },
    });
  });
});

describe('chatlog', () => {
  test('JSON: several chats in one answer, own rows without a sender', async () => {
    const base = {
      seq: 1695873820002,
      time: '2023-09-28T12:03:40+08:00',
      talker: 'wxid_a',
      talkerName: '陈默',
      isChatRoom: false,
    };
    const text = JSON.stringify([
      { ...base, sender: '', senderName: '', isSelf: true, type: 1, subType: 0, content: '好' },
      {
        ...base,
        talker: '1@chatroom',
        isChatRoom: true,
        sender: 'wxid_b',
        senderName: '小禾',
        isSelf: false,
        type: 48,
        subType: 0,
        content: '',
        contents: { label: '公园' },
      },
      {
        ...base,
        sender: '系统消息',
        senderName: '',
        isSelf: true,
        type: 10000,
        subType: 0,
        content: '你撤回了一条消息',
      },
    ]);
    const { items } = await readFile(chatlogJson, 'x.json', text);
    expect(
      items.map(({ conversation, group, sender, dropped, title }) => [
        conversation,
        group,
        sender.id ?? sender.name,
        dropped,
        title,
      ]),
    ).toEqual([
      ['wxid_a', false, '我', undefined, undefined],
      ['1@chatroom', true, 'wxid_b', undefined, '公园'],
      ['wxid_a', false, '', 'revoked', undefined],
    ]);
  });

  test('CSV: a type without a form and a letter cut in two are no words and cost no encoding', async () => {
    const head = new TextEncoder().encode(
      'Time,SenderName,Sender,TalkerName,Talker,Content\n2023-09-28 12:03:40,陈默,wxid_a,陈默,wxid_a,下午四点下班\n2023-09-28 12:03:41,陈默,wxid_a,陈默,wxid_a,Type: 99 Content: 未知',
    );
    const bytes = new Uint8Array(Buffer.concat([head, Buffer.from([0xe4, 0xb8]), new TextEncoder().encode('<...>\n')]));
    const { items } = await readFile(chatlogCsv, 'wxid_a_2023-09-28_2023-09-28.csv', bytes);
    expect(items.map(({ type, text }) => [type, text])).toEqual([
      ['text', '下午四点下班'],
      ['link', ''],
    ]);
  });

  test('CSV: in a group of 3.x the lines of WeChat have no sender either', async () => {
    const row = (chat: string, words: string) => `2023-01-10 08:00:00,,,一家,${chat},${words}`;
    const rows = [
      'Time,SenderName,Sender,TalkerName,Talker,Content',
      row('3@chatroom', '"""小禾""邀请""小李""加入了群聊"'),
      row('3@chatroom', '你撤回了一条消息'),
      row('3@chatroom', '好'),
      row('wxid_c', '你撤回了一条消息'),
    ];
    const { items } = await readFile(chatlogCsv, 'x.csv', `${rows.join('\n')}\n`);
    expect(said(items)).toEqual([
      ': (system-line)"小禾"邀请"小李"加入了群聊',
      ': (revoked)你撤回了一条消息',
      '我: 好',
      '我: 你撤回了一条消息',
    ]);
  });

  test('CSV: chatlog_alpha numbers the messages', async () => {
    const { items, verdict } = await readFile(
      chatlogCsv,
      'x.csv',
      'MessageID,Time,SenderName,Sender,TalkerName,Talker,Content\n1695874082000123,2023-09-28 12:08:02,陈默,wxid_c,,wxid_c,到了\n',
    );
    expect(verdict).toBe('yes');
    expect(items[0]).toMatchObject({ text: '到了', rowId: '1695874082000123', sender: { id: 'wxid_c' } });
  });

  test('JSON: what chatlog_alpha shows in place of an empty content is nobody’s words', async () => {
    const message = (fields: object) => ({
      ...{ seq: 1695874082000123, id: 1695874082000123, time: '2023-09-28T12:08:02+08:00', talker: 'wxid_c' },
      ...{
        talkerName: '',
        isChatRoom: false,
        sender: 'wxid_c',
        senderName: '陈默',
        isSelf: false,
        type: 49,
        ...fields,
      },
    });
    const refer = { sender: 'wxid_l', senderName: '林晓', type: 1, content: '又买书？' };
    const shown = '> 林晓(wxid_l) [0] 09-28 12:07:30\n> 又买书？\n';
    const { items } = await readFile(
      chatlogJson,
      'x.json',
      JSON.stringify([
        message({ subType: 57, content: shown, contents: { refer } }),
        message({ subType: 57, content: '[引用]' }),
        message({ subType: 57, content: '> 到了', contents: { refer } }),
        message({ subType: 33, content: '[小程序|%!s(<nil>)](%!s(<nil>))' }),
      ]),
    );
    const quote = { sender: '林晓', text: '又买书？' };
    expect(items.map(({ type, text, title, quote }) => ({ type, text, ...{ title, quote } }))).toEqual([
      { type: 'text', text: '', quote },
      { type: 'text', text: '', quote: { text: '' } },
      { type: 'text', text: '> 到了', quote },
      { type: 'link', text: '' },
    ]);
  });

  test('CSV: a name tells nothing of whose phone it is; in a private chat the ids do', async () => {
    const rows = [
      'Time,SenderName,Sender,TalkerName,Talker,Content',
      '2023-01-10 08:00:00,妈妈,wxid_l,一家,3@chatroom,有群昵称',
      '2023-01-10 08:00:10,,wxid_left,一家,3@chatroom,退群的',
      '2023-01-10 08:00:20,,,一家,3@chatroom,旧版自己',
      '2023-01-10 08:00:30,陈默,wxid_c,陈默,wxid_c,对方',
      '2023-01-10 08:00:40,,wxid_c,陈默,wxid_c,对方没有名字',
      '2023-01-10 08:00:50,晓晓,wxid_l,陈默,wxid_c,自己',
      '2023-01-10 08:01:00,,,陈默,wxid_c,旧版自己',
    ];
    const { items } = await readFile(chatlogCsv, 'x.csv', `${rows.join('\n')}\n`);
    expect(items.map(({ sender, direction }) => [sender.id ?? sender.name, direction])).toEqual([
      ['wxid_l', undefined],
      ['wxid_left', undefined],
      ['我', 'sent'],
      ['wxid_c', 'received'],
      ['wxid_c', 'received'],
      ['wxid_l', 'sent'],
      ['我', 'sent'],
    ]);
  });
});

describe('WeChatDataAnalysis', () => {
  const document = (conversation: object, messages: object[]) =>
    JSON.stringify({ schemaVersion: 1, account: 'wxid_me', conversation, messages });

  test('renderType text is words only for plain texts; bare server ids keep their digits', async () => {
    const message = {
      createTime: 1695873820,
      renderType: 'text',
      isSent: false,
      senderUsername: 'wxid_a',
      senderDisplayName: '陈默',
    };
    const text = document({ username: 'wxid_a', displayName: '陈默', isGroup: false }, [
      { ...message, type: 1, content: '好', serverId: 7 },
      { ...message, type: 227633266737, content: '接龙', title: '春游接龙' },
      { ...message, type: 34, renderType: 'voice', content: '[语音 2383秒]', voiceLength: '2383', voiceTranscript: '' },
    ]).replace('"serverId":7', '"serverId":1322620555140498947');
    const { items, verdict } = await readFile(wechatdataanalysisJson, 'conversations/0001/messages.json', text);
    expect(verdict).toBe('yes');
    expect(
      items.map(({ type, text: words, title, messageId, media }) => [type, words, title, messageId, media]),
    ).toEqual([
      ['text', '好', undefined, '1322620555140498947', undefined],
      ['forward', '', '春游接龙', undefined, undefined],
      ['voice', '', undefined, undefined, { path: '', seconds: 2.383 }],
    ]);
  });
});
