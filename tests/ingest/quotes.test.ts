import { expect, test } from 'vitest';
import type { Dialogue } from '../../src/core/types.ts';
import { fileOf, LINXIAO, world } from './world.ts';

const T = 1_700_000_000;

test('a quote without words of what it quotes finds it by the id of the server', async () => {
  const { store, run } = world();
  const asked = { text: '记得买醋和香油回来', time: T, sender: LINXIAO, messageId: '1322620555140490010' } as const;
  const quote = { sender: '林晓', text: '语音消息，十二秒', messageId: asked.messageId };
  await run({ 'a.txt': fileOf('alpha', { ...asked, type: 'voice' }, { text: '听见了', time: T + 30, quote }) });
  const [dialogue] = store.rows<Dialogue>('dialogues.jsonl');
  expect(dialogue?.context.map(({ text }) => text)).toEqual([asked.text]);
  expect(dialogue?.reply).toBe('听见了');
});
