import { describe, expect, test } from 'vitest';
import { ciphertalkJson } from '../../../../src/ingest/formats/chat/ciphertalk-json.ts';
import { echotraceHtml } from '../../../../src/ingest/formats/chat/echotrace-html.ts';
import { echotraceJson } from '../../../../src/ingest/formats/chat/echotrace-json.ts';
import { weflowArkmeJson } from '../../../../src/ingest/formats/chat/weflow-arkme-json.ts';
import { weflowExcel } from '../../../../src/ingest/formats/chat/weflow-excel.ts';
import { weflowJson } from '../../../../src/ingest/formats/chat/weflow-json.ts';
import { weflowSql } from '../../../../src/ingest/formats/chat/weflow-sql.ts';
import { weflowWecloneCsv } from '../../../../src/ingest/formats/chat/weflow-weclone-csv.ts';
import { readFile } from '../../../support/read-file.ts';
import { readText, said } from '../../../support/read-text.ts';

const SESSION = { wxid: 'wxid_chenmo01', nickname: '老默', remark: '陈默', displayName: '陈默', type: '私聊' };
const message = (more: object) => ({
  localId: 1,
  createTime: 1_695_873_912,
  type: '文本消息',
  localType: 1,
  content: '我到了',
  isSend: 0,
  senderUsername: 'wxid_chenmo01',
  senderDisplayName: '陈默',
  ...more,
});
const weflow = (messages: object[], more: object = {}) =>
  JSON.stringify({ weflow: { version: '1.0.3', generator: 'WeFlow' }, session: SESSION, messages, ...more }, null, 2);
const read = (messages: object[], beside = {}) =>
  readFile(weflowJson, '私聊_陈默/私聊_陈默.json', weflow(messages), beside);

describe('WeFlow', () => {
  test('the chat, the sender’s other names, and the side', async () => {
    const { items, verdict } = await read([
      message({}),
      message({ isSend: 1, senderUsername: 'wxid_a', senderDisplayName: '林晓' }),
    ]);
    expect(verdict).toBe('yes');
    expect(items[0]).toMatchObject({
      conversation: 'wxid_chenmo01',
      conversationName: '陈默',
      group: false,
      direction: 'received',
      sender: { id: 'wxid_chenmo01', name: '陈默', aliases: ['老默'] },
    });
    expect(items[1]).toMatchObject({ direction: 'sent', sender: { id: 'wxid_a', name: '林晓' } });
  });

  test('the side may be told by true and false', async () => {
    const { items } = await read([
      message({ isSend: false }),
      message({ isSend: true, senderUsername: '', senderDisplayName: '' }),
      message({ isSend: null }),
    ]);
    expect(items.map(({ direction, sender }) => [direction, sender.name])).toEqual([
      ['received', '陈默'],
      ['sent', '我'],
      [undefined, '陈默'],
    ]);
  });

  test('in the last releases an account is called accountId', async () => {
    const { wxid: accountId, ...names } = SESSION;
    const text = weflow([message({})], { session: { ...names, accountId } });
    const { items, verdict } = await readFile(weflowJson, '私聊_陈默-1f0c3a9b7e/私聊_陈默-1f0c3a9b7e.json', text);
    expect(verdict).toBe('yes');
    expect(items[0]).toMatchObject({
      conversation: 'wxid_chenmo01',
      conversationName: '陈默',
      sender: { id: 'wxid_chenmo01', name: '陈默', aliases: ['老默'] },
    });
  });

  test('a quote is cut by its fields, else at the last mark', async () => {
    const quote = { type: '引用消息', localType: 244813135921 };
    const { items } = await read([
      message({
        ...quote,
        content: '好[引用 林晓：见[引用 a：b]]',
        quotedSender: '林晓',
        quotedContent: '见[引用 a：b]',
        replyToMessageId: '12',
      }),
      message({ ...quote, content: '走[引用 林晓：预览…]', quotedSender: '林晓', quotedContent: '预览全文' }),
      message({ ...quote, content: '嗯[引用 林晓：在吗]' }),
      message({ ...quote, content: '没有引用[微笑]' }),
      message({ ...quote, content: '行[引用 哥: 上海：几点？]' }),
    ]);
    expect(items.map(({ text, quote: found }) => [text, found])).toEqual([
      ['好', { sender: '林晓', text: '见[引用 a：b]', messageId: '12' }],
      ['走', { sender: '林晓', text: '预览全文' }],
      ['嗯', { sender: '林晓', text: '在吗' }],
      ['没有引用[微笑]', undefined],
      ['行', { sender: '哥: 上海', text: '几点？' }],
    ]);
  });

  test('a voice message: path with backslashes, transcript with the sound found by second and id, failures', async () => {
    const voice = { type: '语音消息', localType: 34 };
    const beside = {
      '私聊_陈默/media/voices/voice_507.wav': '',
      '私聊_陈默/media/voices/voice_wxid_chenmo01_508_1695873912_1269999524870328884.wav': '',
    };
    const { items } = await read(
      [
        message({ ...voice, content: 'media\\voices\\voice_507.wav' }),
        message({ ...voice, content: '[语音转文字] 书架我来钉', platformMessageId: '1269999524870328884' }),
        message({ ...voice, content: '[语音消息 - 转文字失败(网络)]', createTime: 1_600_000_000 }),
        message({ ...voice, content: 'media/voices/voice_9.wav', createTime: 1_600_000_000 }),
      ],
      beside,
    );
    expect(items.map(({ text, media }) => [text, media])).toEqual([
      ['', { path: '私聊_陈默/media/voices/voice_507.wav' }],
      ['书架我来钉', { path: '私聊_陈默/media/voices/voice_wxid_chenmo01_508_1695873912_1269999524870328884.wav' }],
      ['', { path: '' }],
      ['', { path: '私聊_陈默/media/voices/voice_9.wav', missing: true }],
    ]);
  });

  test('a pat and a red packet are 其他消息, told by their numbers', async () => {
    const { items } = await read([
      message({ type: '其他消息', localType: 266287972401, content: '我拍了拍 "陈默"', isSend: 1 }),
      message({ type: '其他消息', localType: 8594229559345, content: '恭喜发财' }),
      message({ type: '其他消息', localType: 227633266737, content: '接龙\n1. 陈默' }),
    ]);
    expect(items.map(({ type, text, title, dropped }) => [type, text, title, dropped])).toEqual([
      ['text', '我拍了拍 "陈默"', undefined, 'system-line'],
      ['transfer', '', '恭喜发财', undefined],
      ['forward', '', '接龙', undefined],
    ]);
  });

  test('a place is called by its name, without its address and coordinates', async () => {
    const place = { type: '位置消息', localType: 48, content: '[位置] 虹桥火车站 申贵路1500号 (31.194201,121.327402)' };
    const { items } = await read([message({ ...place, locationPoiname: '虹桥火车站' }), message(place)]);
    expect(items.map(({ type, title }) => [type, title])).toEqual([
      ['location', '虹桥火车站'],
      ['location', '虹桥火车站 申贵路1500号'],
    ]);
  });

  test('the session may stand behind the messages', async () => {
    const text = JSON.stringify({ weflow: { generator: 'WeFlow' }, messages: [message({})], session: SESSION });
    const { items } = await readFile(weflowJson, 'a.json', text);
    expect(items[0]).toMatchObject({ conversation: 'wxid_chenmo01', conversationName: '陈默' });
  });

  test('records that are no message are kept as unreadable', async () => {
    const { items } = await readFile(
      weflowJson,
      'a.json',
      weflow([message({})]).replace('"messages": [', '"messages": [7, '),
    );
    expect(items.map(({ dropped }) => dropped)).toEqual(['unreadable', undefined]);
  });
});

test('what is no id of the server is left out', async () => {
  const id = '1269999524870328884';
  const { items } = await read([-1, 0, '-1', '12', id].map((platformMessageId) => message({ platformMessageId })));
  expect(items.map(({ messageId }) => messageId)).toEqual([undefined, undefined, undefined, undefined, id]);
});

describe('relatives', () => {
  test('old WeFlow and EchoTrace have one shape and are told apart by what they write', async () => {
    const bare = (messages: object[], more = {}) => JSON.stringify({ session: SESSION, messages, ...more });
    const old = bare([message({ type: '链接消息', localType: 21474836529, platformMessageId: '1' })]);
    const echo = bare([message({ type: '图文消息', localType: 21474836529 })], { exportTime: '2025-12-20T21:15:03' });
    expect((await readFile(weflowJson, 'a.json', old)).verdict).toBe('yes');
    expect((await readFile(echotraceJson, 'a.json', old)).verdict).toBe('no');
    expect((await readFile(weflowJson, 'a.json', echo)).verdict).toBe('no');
    expect((await readFile(echotraceJson, 'a.json', echo)).verdict).toBe('yes');
  });

  test('EchoTrace: its first releases knew a chat by its username', async () => {
    const { wxid: username, displayName, type } = SESSION;
    const { senderDisplayName: _, ...bare } = message({ formattedTime: '2023-09-28 12:05:12', source: '' });
    const text = JSON.stringify({
      session: { username, displayName, type },
      messages: [bare],
      exportTime: '2025-10-20',
    });
    const { items, verdict } = await readFile(echotraceJson, '陈默_聊天记录_1766236503118.json', text);
    expect(verdict).toBe('yes');
    expect(items[0]).toMatchObject({
      conversation: 'wxid_chenmo01',
      conversationName: '陈默',
      sender: { id: 'wxid_chenmo01', name: '陈默' },
      text: '我到了',
    });
  });

  test('EchoTrace: the page of its first releases has bare texts', async () => {
    const entry = (isSend: boolean, senderName: string, content: string) => ({
      date: '2023-09-28',
      time: '12:05:12',
      isSend,
      content,
      senderName,
      timestamp: 1_695_873_912,
    });
    const data = JSON.stringify([entry(false, '陈默', 'a<b 家 &amp; 院'), entry(true, '', '[图片]')]);
    const page = `<title>陈默 - 聊天记录</title><script>\n    const messagesData = ${data};\n    const BATCH_SIZE = 200;</script>`;
    const { items, verdict } = await readFile(echotraceHtml, '陈默_聊天记录_1766236503118.html', page);
    expect(verdict).toBe('yes');
    expect(items.map(({ sender, type, text, direction }) => [sender.name, type, text, direction])).toEqual([
      ['陈默', 'text', 'a<b 家 &amp; 院', 'received'],
      ['我', 'image', '', 'sent'],
    ]);
  });

  test('EchoTrace: no side at system lines, the seconds of a voice that was not exported', async () => {
    const text = JSON.stringify({
      session: SESSION,
      messages: [
        message({ type: '系统消息', localType: 10000, isSend: null, content: '以上是打招呼的内容' }),
        message({ type: '语音消息', localType: 34, content: '[语音 3.2秒]' }),
        message({ senderUsername: null, senderDisplayName: null }),
      ],
      exportTime: '2025-12-20T21:15:03',
    });
    const { items } = await readFile(echotraceJson, '陈默_1766236503118.json', text);
    expect(items.map(({ direction, dropped, media, sender }) => [direction, dropped, media, sender.id])).toEqual(
      [
        [undefined, 'system-line', undefined, undefined],
        ['received', undefined, { path: '', seconds: 3.2 }, undefined],
        ['received', undefined, undefined, 'wxid_chenmo01'],
      ].map((row, at) => (at === 1 ? [row[0], row[1], row[2], 'wxid_chenmo01'] : row)),
    );
  });

  test('CipherTalk: the quoted words stand in the raw XML', async () => {
    const raw =
      '<msg><appmsg><title>好</title><type>57</type><refermsg><svrid>12</svrid><displayname>林晓</displayname><content>a &lt; b？</content></refermsg></appmsg></msg>';
    const text = JSON.stringify({
      exportInfo: { generator: 'CipherTalk' },
      session: SESSION,
      messages: [
        message({ type: '引用消息', localType: 244813135921, content: '好', rawContent: raw, replyToMessageId: '12' }),
      ],
    });
    const { items, verdict } = await readFile(ciphertalkJson, '陈默/陈默.json', text);
    expect(verdict).toBe('yes');
    expect(items[0]).toMatchObject({ text: '好', quote: { sender: '林晓', text: 'a < b？', messageId: '12' } });
  });

  test('CipherTalk: of a quoted picture nothing is said, and its id is in the raw XML', async () => {
    const raw =
      '<msg><appmsg><refermsg><svrid>1269999524870328884</svrid><displayname>林晓</displayname><content>&lt;?xml version="1.0"?&gt;&lt;msg&gt;&lt;img aeskey="x"/&gt;&lt;/msg&gt;</content></refermsg></appmsg></msg>';
    const text = JSON.stringify({
      exportInfo: { generator: 'CipherTalk' },
      session: SESSION,
      messages: [message({ type: '引用消息', localType: 244813135921, content: '好看', rawContent: raw })],
    });
    const { items } = await readFile(ciphertalkJson, '陈默/陈默.json', text);
    expect(items[0]?.quote).toEqual({ sender: '林晓', text: '', messageId: '1269999524870328884' });
  });

  test('Arkme: senders may stand behind the messages', async () => {
    const text = JSON.stringify({
      weflow: { generator: 'WeFlow', format: 'arkme-json' },
      session: { ...SESSION, wxid: '1@chatroom', type: '群聊' },
      messages: [{ ...message({}), senderUsername: undefined, senderID: 2 }],
      senders: [{ senderID: 2, wxid: 'wxid_chenmo01', displayName: '爸爸', nickname: '老默', remark: '陈默' }],
    });
    const { items, verdict } = await readFile(weflowArkmeJson, 'a.json', text);
    expect(verdict).toBe('yes');
    expect(items[0]).toMatchObject({
      group: true,
      sender: { id: 'wxid_chenmo01', name: '爸爸', aliases: ['陈默', '老默'] },
    });
  });

  test('Arkme: of the last releases', async () => {
    const text = JSON.stringify({
      weflow: { generator: 'WeFlow', format: 'arkme-json' },
      session: { accountId: '1@chatroom', displayName: '一家', type: '群聊' },
      senders: [{ senderID: 1, accountId: 'wxid_chenmo01', displayName: '爸爸', nickname: '老默' }],
      messages: [{ ...message({}), senderUsername: undefined, senderID: 1 }],
      groupMembers: [
        { accountId: 'wxid_chenmo01', displayName: '爸爸', nickname: '老默', remark: '', alias: 'mo1970' },
      ],
    });
    const { items } = await readFile(weflowArkmeJson, '群聊_一家-1f0c3a9b7e.json', text);
    expect(items[0]).toMatchObject({
      conversation: '1@chatroom',
      sender: { id: 'wxid_chenmo01', name: '爸爸', aliases: ['老默', 'mo1970'] },
    });
  });

  test('the CSV for WeClone: words, quotes, placeholders and system lines all come as text', async () => {
    const rows = [
      '1,1648292853292210293,text,0,陈默,我到了,,2023-09-28T04:05:12.000Z',
      '2,2075703439705850943,text,1,林晓,好[引用 陈默：我到了],,2023-09-28T04:05:13.000Z',
      '3,1331576003301095947,text,0,陈默,[小程序] 公园预约,,2023-09-28T04:05:14.000Z',
      '4,1865648637454712954,text,0,陈默,"""陈默"" 撤回了一条消息",,2023-09-28T04:05:15.000Z',
      '5,1269999524870328884,voice,0,陈默,[语音转文字] 书架我来钉,media\\voices\\v_1269999524870328884.wav,2023-09-28T04:05:16.000Z',
      '6,1269999524870328885,text,0,陈默,坏,,不是时间',
      '7,1269999524870328886,text,0,陈默,[文件]我放在桌上了,,2023-09-28T04:05:17.000Z',
      '8,1269999524870328887,text,0,陈默,[位置]我发你了,,2023-09-28T04:05:18.000Z',
    ];
    const content = `\ufeffid,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime\r\n${rows.join('\r\n')}\r\n`;
    const { items, verdict } = await readFile(weflowWecloneCsv, '私聊_陈默/私聊_陈默.csv', content, {
      '私聊_陈默/media/voices/v_1269999524870328884.wav': '',
    });
    expect(verdict).toBe('yes');
    expect(items.map(({ type, text, dropped }) => [type, text, dropped])).toEqual([
      ['text', '我到了', undefined],
      ['text', '好', undefined],
      ['link', '', undefined],
      ['text', '"陈默" 撤回了一条消息', 'revoked'],
      ['voice', '书架我来钉', undefined],
      ['text', expect.stringContaining('不是时间'), 'unreadable'],
      ['text', '[文件]我放在桌上了', undefined],
      ['text', '[位置]我发你了', undefined],
    ]);
    expect(items[1]?.quote).toEqual({ sender: '陈默', text: '我到了' });
    expect(items[4]?.media).toEqual({ path: '私聊_陈默/media/voices/v_1269999524870328884.wav' });
    expect(items[0]?.time).toBe('2023-09-28T04:05:12Z');
  });

  test('the CSV for WeClone: rows of WeChat in a group carry its name, and a quote may name nobody', async () => {
    const row = (id: number, talker: string, msg: string) =>
      `${id},,text,0,${talker},${msg},,2023-12-30T10:00:0${id}.000Z`;
    const { items } = await readText(weflowWecloneCsv, {
      '群聊_一家-1f0c3a9b7e.csv': [
        'id,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime',
        row(1, '一家', '群主已恢复默认进群方式。'),
        row(2, '妈妈', '看见了[引用 [消息]]'),
      ].join('\r\n'),
    });
    expect(said(items)).toEqual([': (system-line)群主已恢复默认进群方式。', '妈妈: 看见了']);
  });

  test('the SQL dump: quotes in words, other tables left out', async () => {
    const columns =
      'session_id, local_id, message_id, create_time, sender, is_send, local_type, media_type, content, media_path';
    const content = [
      'BEGIN;',
      'CREATE TABLE IF NOT EXISTS weflow_messages (session_id TEXT);',
      `INSERT INTO weflow_messages (${columns}) VALUES ('1@chatroom', '5', '12', 1695873912, 'wxid_chenmo01', FALSE, 1, NULL, 'it''s;\n好', NULL);`,
      "INSERT INTO other (a) VALUES ('x');",
      `INSERT INTO weflow_messages (${columns}) VALUES ('1@chatroom', '6', NULL, 0, NULL, TRUE, 1, NULL, '无时间', NULL);`,
      'COMMIT;',
    ].join('\n');
    const { items, verdict } = await readFile(weflowSql, 'a.sql', content);
    expect(verdict).toBe('yes');
    expect(items.map(({ text, dropped, group, sender }) => [text, dropped, group, sender.id])).toEqual([
      ["it's;\n好", undefined, true, 'wxid_chenmo01'],
      [expect.stringContaining('无时间'), 'unreadable', undefined, undefined],
    ]);
  });

  test('the SQL dump: a server id that went through a number is none', async () => {
    const columns =
      'session_id, local_id, message_id, create_time, sender, is_send, local_type, media_type, content, media_path';
    const row = (id: string) =>
      `INSERT INTO weflow_messages (${columns}) VALUES ('wxid_a', '5', '${id}', 1695873912, 'wxid_a', FALSE, 1, NULL, '好', NULL);`;
    const ids = ['1865648637454713000', '865648637454713000', '1865648637454712954'];
    const { items } = await readFile(weflowSql, 'a.sql', ids.map(row).join('\n'));
    expect(items.map(({ messageId }) => messageId)).toEqual([undefined, undefined, '1865648637454712954']);
  });

  test('a workbook that is none, and one without a header, give no throw', async () => {
    expect((await readFile(weflowExcel, 'a.xlsx', 'no zip')).items).toEqual([]);
    expect((await readFile(weflowExcel, 'a.xlsx', 'no zip')).verdict).toBe('no');
  });
});
