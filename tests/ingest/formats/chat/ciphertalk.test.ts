import { describe, expect, test } from 'vitest';
import { ciphertalkExcel } from '../../../../src/ingest/formats/chat/ciphertalk-excel.ts';
import { ciphertalkSql } from '../../../../src/ingest/formats/chat/ciphertalk-sql.ts';
import { headOf, readAll } from '../../../support/fixtures.ts';
import { readText, said } from '../../../support/read-text.ts';
import { workbook } from '../../../support/workbook.ts';

/** `[id, name, type, content, number of the type]`, a second apart. */
type Row = [string, string, string, string, number];

const sheet = (name: string, rows: readonly Row[], more: Record<string, string> = {}) =>
  workbook(`${name}.xlsx`, [
    [
      '序号',
      '时间',
      '日期',
      '时刻',
      '星期',
      '发送者',
      '微信ID',
      '消息类型',
      '消息内容',
      '原始类型代码',
      '时间戳',
    ].concat(Object.keys(more)),
    ...rows.map(([id, by, type, content, number], at) =>
      [
        `${at + 1}`,
        '2023/09/28 12:01:05',
        '2023/9/28',
        '12:01:05',
        '四',
        by,
        id,
        type,
        content,
        `${number}`,
        `${1695873665 + at}`,
      ].concat(Object.values(more)),
    ),
  ]);

describe('the workbook', () => {
  test('of a group: the owner is whose account stands there without its wxid_', async () => {
    const file = await sheet(
      '一家三口',
      [
        ['wxid_linxiao88', '晓晓', '文本消息', '吃啥', 1],
        ['chenmo01', 'chenmo01', '文本消息', '面', 1],
        ['34567890123@chatroom', '一家三口❤️', '系统消息', '"晓晓"邀请"小禾"加入了群聊', 10000],
        ['chenmo01', 'chenmo01', '引用消息', '清汤的', 244813135921],
      ],
      { 头像链接: 'https://example.com/1.jpg', 聊天记录详情: '' },
    );
    expect(ciphertalkExcel.detect(await headOf(file))).toBe('yes');
    const items = await readAll(ciphertalkExcel, file);
    expect(said(items)).toEqual([
      'wxid_linxiao88: 吃啥',
      'wxid_chenmo01: 面',
      ': (system-line)"晓晓"邀请"小禾"加入了群聊',
      'wxid_chenmo01: 清汤的',
    ]);
    expect(items.map(({ direction }) => direction)).toEqual(['received', 'sent', undefined, 'sent']);
    expect(items[0]).toMatchObject({
      conversation: '34567890123@chatroom',
      conversationName: '一家三口❤️',
      group: true,
      time: 1695873665,
    });
  });

  test('of a group: two such accounts are nobody’s, unless one of them took a message back', async () => {
    const rows: Row[] = [
      ['zhouye77', 'zhouye77', '文本消息', '来', 1],
      ['chenmo01', 'chenmo01', '文本消息', '好', 1],
      ['1@chatroom', '同学', '系统消息', '以上是打招呼的消息', 10000],
    ];
    const unclear = await readAll(ciphertalkExcel, await sheet('同学', rows));
    expect(unclear.map(({ sender, direction }) => [sender.id, direction])).toEqual([
      ['zhouye77', undefined],
      ['chenmo01', undefined],
      [undefined, undefined],
    ]);
    rows.push(['chenmo01', 'chenmo01', '系统消息', '你撤回了一条消息', 10000]);
    const told = await readAll(ciphertalkExcel, await sheet('同学', rows));
    expect(told.map(({ sender, direction }) => [sender.id, direction])).toEqual([
      ['zhouye77', 'received'],
      ['wxid_chenmo01', 'sent'],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  test('of a private chat: the peer is who bears the name of the file', async () => {
    const rows: Row[] = [
      ['wxid_chenmo01', '老默', '文本消息', '到了', 1],
      ['wxid_linxiao88', '晓晓/妈', '文本消息', '好', 1],
    ];
    const items = await readAll(ciphertalkExcel, await sheet('晓晓_妈', rows));
    expect(items.map(({ sender, direction }) => [sender.id, direction])).toEqual([
      ['wxid_chenmo01', 'sent'],
      ['wxid_linxiao88', 'received'],
    ]);
    expect(items[0]).toMatchObject({ conversation: 'wxid_linxiao88', conversationName: '晓晓/妈', group: false });
  });

  test('a row without a time, and one without an account, are unreadable', async () => {
    const file = await sheet('晓晓', [
      ['', '晓晓', '文本消息', '好', 1],
      ['wxid_linxiao88', '晓晓', '文本消息', '好', 1],
    ]);
    expect((await readAll(ciphertalkExcel, file)).map(({ dropped }) => dropped)).toEqual(['unreadable', undefined]);
  });
});

describe('the SQL script', () => {
  const COLUMNS =
    'session_wxid, local_id, create_time, formatted_time, msg_type, content, is_send, sender_username, sender_display_name, group_nickname, reply_to_message_id';
  const script = (name: string, rows: readonly [type: string, content: string][]) =>
    [
      '-- 密语 CipherTalk - 聊天记录导出',
      `-- 会话: ${name}`,
      "DELETE FROM messages WHERE session_wxid = '1@chatroom';",
      'CREATE TABLE IF NOT EXISTS messages (\n  id SERIAL PRIMARY KEY\n);',
      `INSERT INTO sessions (wxid, display_name, session_type) VALUES ('1@chatroom', '${name.replaceAll("'", "''")}', 'group');`,
      '-- 插入消息',
      `INSERT INTO messages (${COLUMNS}) VALUES`,
      `${rows
        .map(
          ([type, content], at) =>
            `('1@chatroom', ${at + 1}, ${1695873665 + at}, '2023-09-28 12:01:05', '${type}', '${content.replaceAll("'", "''")}', 0, 'wxid_chenmo01', '老默', '爸爸', NULL)`,
        )
        .join(',\n')};`,
      '-- 导出完成',
      `-- 会话: ${name} | ${rows.length} 条消息`,
    ].join('\n');

  test('types are named by the number of the database', async () => {
    const { items } = await readText(ciphertalkSql, {
      '同学.sql': script('同学', [
        ['文本消息', "it's 8;\n(好)"],
        ['其他消息(244813135921)', '清汤的'],
        ['引用/文件/链接消息', '不用'],
        ['引用/文件/链接消息', '[文件] 菜单.pdf'],
        ['其他消息(25769803825)', '[文件] 菜单.pdf'],
        ['消息撤回', '"老默" 拍了拍 我'],
        ['消息撤回', '"老默" 撤回了一条消息'],
        ['系统消息', '你撤回了一条消息'],
        ['其他消息(42)', '[名片]'],
        ['表情消息', '[动画表情] emojis/20230928/1695873673_0a.gif'],
        ['什么', '?'],
      ]),
    });
    expect(said(items).map((line) => line.replace(/^[^:]*: /u, ''))).toEqual([
      "it's 8;\n(好)",
      '清汤的',
      '不用',
      '[file]<菜单.pdf>',
      '[file]<菜单.pdf>',
      '(system-line)"老默" 拍了拍 我',
      '(revoked)"老默" 撤回了一条消息',
      '(revoked)你撤回了一条消息',
      '[card]',
      '[sticker]',
      expect.stringMatching(/^\(unreadable\)/u),
    ]);
    expect(items[0]).toMatchObject({
      sender: { id: 'wxid_chenmo01', name: '老默', aliases: ['爸爸'] },
      conversation: '1@chatroom',
      conversationName: '同学',
      group: true,
      direction: 'received',
    });
  });

  test('the name of a chat may hold a quote', async () => {
    const { items } = await readText(ciphertalkSql, { 'a.sql': script("晓晓's; '", [['文本消息', '好']]) });
    expect(items.map(({ conversationName, text }) => [conversationName, text])).toEqual([["晓晓's; '", '好']]);
  });
});
