import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Chalk } from 'chalk';
import { type Argument, type Command, type CommanderError, Help } from 'commander';
import stringWidth from 'string-width';
import { PersonaError } from '../core/errors.ts';
import { shellWord } from '../core/shell-word.ts';
import type { Bilingual, Lang } from '../core/types.ts';

const TITLES: Record<string, string> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** The help page in one language, with examples below it. */
export function styleHelp(
  command: Command,
  lang: Lang,
  color: boolean,
  examples: readonly { line: string; what: Bilingual }[] = [],
): void {
  const paint = new Chalk({ level: color ? 1 : 0 });
  const title = (text: string) => paint.bold(lang === 'zh' ? (TITLES[text] ?? text) : text);
  command.helpOption('-h, --help', lang === 'zh' ? '显示本页' : 'show this page');
  if (command.name() === 'persona')
    command.helpCommand('help [command]', lang === 'zh' ? '显示某个命令的说明' : 'show the page of a command');
  else command.helpCommand(false);
  command.configureOutput({ getOutHasColors: () => color });
  command.configureHelp({
    styleTitle: title,
    styleCommandText: (text) => paint.cyan(text),
    subcommandTerm: (sub) => [sub.name(), ...sub.registeredArguments.map(argumentTerm)].join(' '),
    commandUsage: (shown) => {
      const usage = new Help().commandUsage(shown);
      return lang === 'zh' ? usage.replace('[options]', '[选项]').replace('[command]', '[命令]') : usage;
    },
    optionDescription: ({ description, argChoices }) => {
      if (!argChoices) return description;
      return (
        description + (lang === 'zh' ? `（可选：${argChoices.join('、')}）` : ` (choices: ${argChoices.join(', ')})`)
      );
    },
    boxWrap: wrapWords,
  });
  if (!examples.length) return;
  const lines = examples.map(({ line, what }) => `  ${paint.dim(`# ${what[lang]}`)}\n  ${line}`);
  command.addHelpText('after', `\n${title(lang === 'zh' ? '示例：' : 'Examples:')}\n${lines.join('\n')}\n`);
}

/** Where a line may break: after a blank, and around Chinese characters, but never before a closing mark. */
const BREAK =
  /(?<=\s)(?=\S)|(?<=[\p{Script=Han}，。；：、！？）”])(?=[\p{Script=Han}\w`"“（])|(?<=[\w`"])(?=[\p{Script=Han}“（])/u;

/** A paragraph in lines of at most `width` columns; commander breaks only at blanks. */
function wrapWords(text: string, width: number): string {
  const paragraphs = text.split('\n').map((paragraph) => {
    const lines = [''];
    for (const part of paragraph.split(BREAK)) {
      const line = lines.at(-1) as string;
      if (line && stringWidth((line + part).trimEnd()) > width) lines.push(part);
      else lines[lines.length - 1] = line + part;
    }
    return lines.map((line) => line.trimEnd()).join('\n');
  });
  return paragraphs.join('\n');
}

function argumentTerm(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name();
  return argument.required ? `<${name}>` : `[${name}]`;
}

const USAGE_ERRORS: Record<string, string> = {
  'commander.unknownOption': '没有这个选项',
  'commander.unknownCommand': '没有这个命令',
  'commander.missingArgument': '缺少参数',
  'commander.optionMissingArgument': '选项缺少取值',
};

/** The error for a command line that commander refuses; where a file is taken for an option, how it is named instead. */
export function wrongUsage(error: CommanderError, command: string | undefined, cwd: string): PersonaError {
  const why = { en: usageError(error, 'en'), zh: usageError(error, 'zh') };
  const option = error.code === 'commander.unknownOption' ? /'([^']*)'/u.exec(error.message)?.[1] : undefined;
  if (option && existsSync(resolve(cwd, option)))
    return new PersonaError('file-like-option', { why, path: shellWord(`./${option}`) });
  return new PersonaError('wrong-usage', { why, help: `persona ${command ? `${command} ` : ''}--help` });
}

/**
 * Commander's messages are in English only. What they quote or list stays as it is: the user typed it or must type it.
 */
function usageError(error: CommanderError, lang: Lang): string {
  const message = error.message.replace(/^error: /u, '');
  if (lang === 'en') return message;
  const [, option, value, choices] =
    /^option '(.+?)' argument '(.*)' is invalid\. Allowed choices are (.+)\.$/u.exec(message) ?? [];
  if (option) return `${option} 的取值“${value}”不对，应为以下之一：${choices?.replaceAll(', ', '、')}`;
  const [, expected, given] = /^too many arguments.* Expected (\d+) arguments? but got (\d+)\.$/u.exec(message) ?? [];
  if (expected) return `参数太多：最多 ${expected} 个，给了 ${given} 个`;
  const near = /\(Did you mean (?:one of )?(.+?)\?\)/u.exec(message)?.[1];
  const known = USAGE_ERRORS[error.code];
  if (!known) return message;
  const what = /'([^']*)'/u.exec(message)?.[1] ?? message;
  return `${known}：${what}${near ? `（是否想用 ${near.replaceAll(', ', '、')}？）` : ''}`;
}
