import type { Bilingual } from '../core/types.ts';

export interface Choice<T> {
  name: string;
  value: T;
  description?: string;
}

/** Questions to the person at the terminal. */
export interface Asker {
  text(question: Bilingual, options?: { default?: string; check?: (answer: string) => string | true }): Promise<string>;
  /** Shows no character of the answer. */
  secret(question: Bilingual): Promise<string>;
  confirm(question: Bilingual, byDefault: boolean): Promise<boolean>;
  one<T>(question: Bilingual, choices: readonly Choice<T>[]): Promise<T>;
  /** At least one. */
  many<T>(question: Bilingual, choices: readonly Choice<T>[]): Promise<T[]>;
}

/** What inquirer itself says, in English only unless it is told otherwise: which keys do what, and what an answer lacks. */
const KEYS = {
  one: { en: '↑↓ move · Enter choose', zh: '↑↓ 移动 · 回车 确定' },
  many: { en: '↑↓ move · Space tick · Enter done', zh: '↑↓ 移动 · 空格 勾选 · 回车 确定' },
} as const satisfies Record<string, Bilingual>;
const NONE_TICKED: Bilingual = { en: 'Tick at least one, with the space bar.', zh: '请先用空格勾选，至少一项。' };
const HIDDEN: Bilingual = { en: '(not shown as you type)', zh: '（输入时不显示）' };
const YES_OR_NO: Bilingual = { en: 'Type y or n.', zh: '请输入 y 或 n。' };

/**
 * Asks with inquirer on stderr, so that stdout holds only the result. Ctrl-C at a question aborts the run. `terminal`:
 * other streams, for a test.
 */
export function inquirerAsker(
  lang: keyof Bilingual,
  signal: AbortSignal,
  terminal: { input?: NodeJS.ReadableStream; output: NodeJS.WritableStream } = { output: process.stderr },
): Asker {
  const context = { ...terminal, signal };
  const load = () => import('inquirer').then((module) => module.default);
  const answer = async <T>(question: Record<string, unknown>): Promise<T> => {
    const prompt = (await load()).createPromptModule(context as never);
    const answers = (await prompt([{ name: 'answer', ...question } as never])) as { answer: T };
    return answers.answer;
  };
  const list = (type: 'select' | 'checkbox', question: Bilingual, keys: Bilingual, more: Record<string, unknown>) => ({
    type,
    message: question[lang],
    pageSize: 15,
    theme: { style: { keysHelpTip: () => keys[lang] } },
    ...more,
  });
  return {
    text: (question, options = {}) =>
      answer<string>({
        type: 'input',
        message: question[lang],
        ...(options.default === undefined ? {} : { default: options.default }),
        validate: options.check ?? (() => true),
      }).then((text) => text.trim()),
    secret: (question) =>
      answer<string>({
        type: 'password',
        message: question[lang],
        mask: false,
        theme: { style: { maskedText: HIDDEN[lang] } },
      }),
    confirm: (question, byDefault) =>
      answer<boolean>({
        type: 'confirm',
        message: question[lang],
        default: byDefault,
        theme: { keywords: { error: () => YES_OR_NO[lang] } },
      }),
    one: (question, choices) => answer(list('select', question, KEYS.one, { choices })),
    // No key ticks everybody at once: one slip would make all of them the same person.
    many: (question, choices) =>
      answer(
        list('checkbox', question, KEYS.many, {
          choices,
          shortcuts: { all: null, invert: null },
          validate: (ticked: readonly unknown[]) => (ticked.length ? true : NONE_TICKED[lang]),
        }),
      ),
  };
}
