import { Chalk } from 'chalk';
import type { Command } from 'commander';
import type { Lang, Text } from '../core/types.ts';

const TITLES: Record<string, string> = {
  'Usage:': '用法:',
  'Arguments:': '参数:',
  'Options:': '选项:',
  'Commands:': '命令:',
};

/** The help page in one language, with examples below it. */
export function styleHelp(
  command: Command,
  lang: Lang,
  color: boolean,
  examples: readonly { line: string; what: Text }[] = [],
): void {
  const paint = new Chalk({ level: color ? 1 : 0 });
  const title = (text: string) => paint.bold(lang === 'zh' ? (TITLES[text] ?? text) : text);
  command.helpOption('-h, --help', lang === 'zh' ? '显示本页' : 'show this page');
  if (command.commands.length || !command.parent) {
    command.helpCommand('help [command]', lang === 'zh' ? '显示某个命令的说明' : 'show the page of a command');
  }
  command.configureHelp({
    styleTitle: title,
    styleCommandText: (text) => paint.cyan(text),
    subcommandTerm: (sub) =>
      [
        sub.name(),
        ...sub.registeredArguments.map(({ required, variadic, name }) => wrap(name(), required, variadic)),
      ].join(' '),
  });
  if (!examples.length) return;
  const lines = examples.map(({ line, what }) => `  ${paint.dim(`# ${what[lang]}`)}\n  ${line}`);
  command.addHelpText('after', `\n${title(lang === 'zh' ? '示例:' : 'Examples:')}\n${lines.join('\n')}\n`);
}

const wrap = (name: string, required: boolean, variadic: boolean) => {
  const text = variadic ? `${name}...` : name;
  return required ? `<${text}>` : `[${text}]`;
};
