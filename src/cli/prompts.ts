import type { Text } from '../core/types.ts';

export interface Choice<T> {
  name: string;
  value: T;
  description?: string;
}

/** Questions to the person at the terminal. */
export interface Asker {
  text(question: Text, options?: { default?: string; check?: (answer: string) => string | true }): Promise<string>;
  /** Shows no character of the answer. */
  secret(question: Text): Promise<string>;
  confirm(question: Text, byDefault: boolean): Promise<boolean>;
  one<T>(question: Text, choices: readonly Choice<T>[]): Promise<T>;
  many<T>(question: Text, choices: readonly Choice<T>[]): Promise<T[]>;
}

/** Asks with inquirer on stderr, so that stdout holds only the result. Ctrl-C at a question aborts the run. */
export function inquirerAsker(lang: keyof Text, signal: AbortSignal): Asker {
  const context = { output: process.stderr, signal };
  const load = () => import('inquirer').then((module) => module.default);
  const answer = async <T>(question: Record<string, unknown>): Promise<T> => {
    const prompt = (await load()).createPromptModule(context);
    const answers = (await prompt([{ name: 'answer', ...question } as never])) as { answer: T };
    return answers.answer;
  };
  return {
    text: (question, options = {}) =>
      answer<string>({
        type: 'input',
        message: question[lang],
        ...(options.default === undefined ? {} : { default: options.default }),
        validate: options.check ?? (() => true),
      }).then((text) => text.trim()),
    secret: (question) => answer<string>({ type: 'password', message: question[lang], mask: false }),
    confirm: (question, byDefault) => answer<boolean>({ type: 'confirm', message: question[lang], default: byDefault }),
    one: (question, choices) => answer({ type: 'select', message: question[lang], choices, pageSize: 15 }),
    many: (question, choices) => answer({ type: 'checkbox', message: question[lang], choices, pageSize: 15 }),
  };
}
