import { expect, test } from 'vitest';
import type { Sender } from '../../../../src/core/types.ts';
import { chatlabJson, ciphertalkHtml, weflowArkmeJson, weflowJson } from '../../../../src/ingest/formats/index.ts';
import type { Reader } from '../../../../src/ingest/reader.ts';
import { context } from '../../../support/fixtures.ts';
import { memoryFolder } from '../../../support/memory-folder.ts';

const MESSAGE = { createTime: 1_695_873_912, type: '文本消息', localType: 1, content: '好', isSend: 1, senderID: '1' };
const CASES: { reader: Reader; text: string; listed: Sender[] }[] = [
  {
    reader: chatlabJson,
    text: JSON.stringify({
      chatlab: { version: '0.0.2' },
      meta: { name: '群', type: 'group' },
      members: [{ platformId: 'wxid_wangwu', accountName: '王五', groupNickname: '老五', aliases: ['五哥哥'] }],
      messages: [{ sender: 'wxid_chenmo', timestamp: 1_695_873_912, type: 0, content: '好' }],
    }),
    listed: [{ id: 'wxid_wangwu', name: '王五', aliases: ['老五', '五哥哥'] }],
  },
  {
    reader: ciphertalkHtml,
    text: `<script>window.CHAT_DATA = {"meta":{"sessionId":"1@chatroom"},"members":[{"id":"wxid_wangwu","name":"王五"}],"messages":[{"timestamp":1695873912,"sender":"wxid_chenmo","type":1,"content":"好"}]}</script>`,
    listed: [{ id: 'wxid_wangwu', name: '王五' }],
  },
  {
    reader: weflowArkmeJson,
    text: JSON.stringify({
      weflow: { format: 'arkme-json' },
      session: { wxid: '1@chatroom', type: '群聊' },
      senders: [{ senderID: 1, wxid: 'wxid_chenmo', displayName: '陈默' }],
      groupMembers: [{ wxid: 'wxid_wangwu', nickname: '王五', groupNickname: '老五', alias: 'wangwu99' }],
      messages: [MESSAGE],
    }),
    listed: [
      { id: 'wxid_chenmo', name: '陈默' },
      { id: 'wxid_wangwu', name: '老五', aliases: ['王五', 'wangwu99'] },
    ],
  },
  {
    reader: weflowJson,
    text: JSON.stringify({
      weflow: {},
      session: { wxid: 'wxid_wangwu', nickname: '五哥哥', remark: '王五', displayName: '王五', type: '私聊' },
      messages: [MESSAGE],
    }),
    listed: [{ id: 'wxid_wangwu', name: '王五', aliases: ['五哥哥'] }],
  },
];

test.each(CASES)('$reader.id tells whom it lists, also who never wrote', async ({ reader, text, listed }) => {
  const told: Sender[] = [];
  for (const file of memoryFolder({ a: text }).files) {
    const all = { ...context, listed: (people: Iterable<Sender>) => told.push(...people) };
    for await (const _ of reader.read(file, all));
  }
  expect(told).toEqual(listed);
});
