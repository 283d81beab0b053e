import { expect, test } from 'vitest';
import type { Context } from '../../src/cli/command.ts';
import { initCommand } from '../../src/cli/commands/init.ts';
import type { Asker } from '../../src/cli/prompts.ts';
import type { PersonaConfig } from '../../src/core/persona.ts';
import { Workspace } from '../../src/io/workspace.ts';
import { fakeEnv } from '../support/env.ts';

/** Answers each question by the first word that it contains; an answer that is refused is an error with the reason. */
function answering(answers: Readonly<Record<string, string>>): Asker {
  const answerTo = (question: string) => Object.entries(answers).find(([word]) => question.includes(word))?.[1];
  return {
    text: async ({ en }, { default: byDefault = '', check = () => true } = {}) => {
      const answer = answerTo(en) ?? byDefault;
      const verdict = check(answer);
      if (verdict !== true) throw new Error(String(verdict));
      return answer;
    },
    one: async (_, choices) => choices[0]!.value,
  } as Asker;
}

async function asked(answers: Readonly<Record<string, string>>): Promise<PersonaConfig> {
  const context = {
    env: fakeEnv('/nowhere'),
    lang: 'en',
    workspace: new Workspace('/nowhere'),
    ask: answering(answers),
    dryRun: true,
    flags: {},
  } as unknown as Context;
  const summary = await initCommand.run(context, []);
  return (summary as unknown as { persona: PersonaConfig }).persona;
}

test('a name may hold blanks: only marks part the names', async () => {
  const { subject } = await asked({
    "person's name": '陈默',
    'Other names': '老默, 爸爸 Uncle Bob；默哥',
    wxid: 'wxid_a wxid_b',
  });
  expect(subject).toMatchObject({ names: ['老默', '爸爸 Uncle Bob', '默哥'], ids: ['wxid_a', 'wxid_b'] });
});

test('a time zone that does not exist is refused where it is asked for', async () => {
  await expect(asked({ "person's name": '陈默', 'Time zone': '北京' })).rejects.toThrow('A zone like Asia/Shanghai');
});

test('an answer that is needed says so', async () => {
  await expect(asked({ "person's name": ' ' })).rejects.toThrow('This cannot be left empty.');
});
