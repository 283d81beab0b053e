import { expect, test } from 'vitest';
import { withContactNames } from '../../src/bundle/contacts.ts';
import { corpusInput, persona } from './context.ts';
import { smallWorkspace } from './workspace.ts';

const bubble = (name: string, role: 'subject' | 'other' = 'other') => ({ role, name, text: '在吗' });

async function names(contexts: readonly ReturnType<typeof bubble>[][], conversation = '12345@chatroom') {
  const data = smallWorkspace({ talks: contexts.length });
  const dialogues = data.dialogues.map((dialogue, i) => ({ ...dialogue, conversation, context: contexts[i] ?? [] }));
  const corpus = withContactNames(corpusInput({ items: data.items, dialogues }), persona, 'zh');
  const read = async () => {
    const said: string[] = [];
    for await (const { context } of corpus.dialogues()) said.push(...context.map(({ name }) => name));
    return said;
  };
  const first = await read();
  expect(await read(), 'the same names at every reading').toEqual(first);
  return first;
}

test('accounts are called by numbers, one for good; names stay', async () => {
  expect(
    await names([
      [bubble('wxid_abcdef12345'), bubble('林晓'), bubble('10086123')],
      [bubble('10086123'), bubble('wxid_abcdef12345'), bubble('Tom88'), bubble('gh_0123456789ab')],
    ]),
  ).toEqual(['联系人1', '林晓', '联系人2', '联系人2', '联系人1', 'Tom88', '联系人3']);
});

test('a chosen account is one where the chat bears it', async () => {
  expect(await names([[bubble('Tom88')]], 'Tom88')).toEqual(['联系人1']);
  expect(await names([[bubble('Tom')]], 'Tom')).toEqual(['Tom']);
});

test('the subject is called by name', async () => {
  expect(await names([[bubble('wxid_chenmo01', 'subject')]])).toEqual(['陈默']);
});
