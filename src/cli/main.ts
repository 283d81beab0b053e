import { resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { breathe } from '../core/breathe.ts';
import { PersonaError, sentence } from '../core/errors.ts';
import type { Bilingual, Lang } from '../core/types.ts';
import { asOnDisk } from '../io/as-on-disk.ts';
import { finishCommit } from '../io/corpus-commit.ts';
import { pathError, TOO_MANY_FILES } from '../io/path-error.ts';
import type { RunLock } from '../io/run-lock.ts';
import { Workspace } from '../io/workspace.ts';
import { holdWorkspace } from '../io/workspace-lock.ts';
import type { CommandSpec, Context } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { type Env, processEnv, terminalLang, wantsColor } from './env.ts';
import { styleHelp, wrongUsage } from './help.ts';
import { inquirerAsker } from './prompts.ts';
import { humanReporter } from './reporters/human.ts';
import { jsonReporter } from './reporters/json.ts';
import { TOOL } from './version.ts';

interface CommonFlags {
  workspace?: string;
  json?: boolean;
  quiet?: boolean;
  yes?: boolean;
  lang?: Lang;
  dryRun?: boolean;
}

/** Runs one command line. Exit codes: 0 done, 1 an error that the user can fix, 2 wrong usage, 70 our bug. */
export async function main(typed: readonly string[], env: Env = processEnv()): Promise<number> {
  const exitCode = await run(typed, env);
  // A stream tells of its fault only after the call that wrote to it.
  await breathe();
  const fault = env.outputFault?.();
  if (!fault) return exitCode;
  const lang = langOf(typed, env);
  humanReporter(env, lang, true).error(pathError(fault, OUTPUT[lang], 'write'), 'persona');
  return exitCode || 1;
}

const OUTPUT: Bilingual = { en: 'The output', zh: '输出' };

async function run(typed: readonly string[], env: Env): Promise<number> {
  const argv = asCommanderReads(typed);
  const lang = langOf(argv, env);
  let exitCode = 0;
  const program = buildProgram(await calledFor(argv), lang, env, async (spec, args, flags) => {
    exitCode = await runCommand(spec, args, flags, env, lang);
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) return ourFault(error, program.name(), env, lang);
    if (error.exitCode === 0) return 0;
    const command = commandOf(argv);
    const reporter = argv.includes('--json') ? jsonReporter(env, lang) : humanReporter(env, lang, true);
    reporter.error(wrongUsage(error, command, env.cwd), command ?? program.name());
    return 2;
  }
  return exitCode;
}

type RunSpec = (spec: CommandSpec, args: string[], flags: Record<string, unknown>) => Promise<void>;

/**
 * `--lang zh` may also stand before the command. `help NAME` is turned into `NAME --help`, because commander answers
 * the former with a page of its own even where there is no such command.
 */
function asCommanderReads(typed: readonly string[]): readonly string[] {
  const [first, second, ...rest] = typed;
  if (first === '--lang' && second !== undefined) return [...asCommanderReads(rest), first, second];
  if (first?.startsWith('--lang=')) return [...asCommanderReads(typed.slice(1)), first];
  if (first === undefined) return ['--help'];
  if (first !== 'help' || second === undefined || second.startsWith('-')) return typed;
  return second in COMMANDS ? [second, '--help', ...rest] : [second, ...rest];
}

const commandOf = ([first = '']: readonly string[]): string | undefined => (first in COMMANDS ? first : undefined);

/** The command that is called; all commands where their names or summaries are needed. */
async function calledFor([first]: readonly string[]): Promise<CommandSpec[]> {
  if (first === '--version' || first === '-V') return [];
  const all = Object.entries(COMMANDS);
  const called = all.filter(([name]) => name === first);
  return Promise.all((called.length ? called : all).map(([, load]) => load()));
}

function buildProgram(specs: readonly CommandSpec[], lang: Lang, env: Env, run: RunSpec): Command {
  const t = (text: Bilingual) => text[lang];
  const program = new Command('persona')
    .description(
      t({
        en: 'Turns what someone left behind into a persona bundle: texts, clean voice, metadata. Everything stays on this machine.',
        zh: '把一个人留下的文字与声音整理成数字人格包：文本、干声、说明。一切都在本机完成。',
      }),
    )
    .version(TOOL.version, '-V, --version', t({ en: 'print the version', zh: '显示版本' }))
    .exitOverride()
    .configureOutput({ writeOut: (text) => env.stdout.write(text), outputError: () => {} });
  styleHelp(program, lang, wantsColor(env.stdout, env.variables));
  for (const spec of specs) program.addCommand(buildCommand(spec, lang, env, run));
  return program;
}

function buildCommand(spec: CommandSpec, lang: Lang, env: Env, run: RunSpec): Command {
  const t = (text: Bilingual) => text[lang];
  const command = new Command(spec.name).summary(t(spec.summary)).exitOverride();
  command.description(spec.details ? `${t(spec.summary)}\n\n${t(spec.details)}` : t(spec.summary));
  command.configureOutput({ writeOut: (text) => env.stdout.write(text), outputError: () => {} });
  for (const argument of spec.arguments ?? []) command.argument(argument.name, t(argument.help));
  for (const { flags, help, choices, repeatable } of spec.options ?? []) {
    const option = new Option(flags, t(help));
    if (choices) option.choices(choices);
    if (repeatable) option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
    command.addOption(option);
  }
  command
    .option('-w, --workspace <dir>', t({ en: 'the folder that holds persona.json', zh: 'persona.json 所在的文件夹' }))
    .option('--json', t({ en: 'print one JSON object and nothing else on stdout', zh: '标准输出只打印一个 JSON 对象' }))
    .option('-q, --quiet', t({ en: 'print errors and warnings only', zh: '只显示错误和提醒' }))
    .option('-y, --yes', t({ en: 'never ask', zh: '不询问' }))
    .addOption(
      new Option('--lang <lang>', t({ en: 'language of the messages', zh: '界面语言' })).choices(['en', 'zh']),
    );
  if (spec.writes)
    command.option('--dry-run', t({ en: 'say what would be written, write nothing', zh: '只说明将写入什么，不写入' }));
  styleHelp(command, lang, wantsColor(env.stdout, env.variables), spec.examples);
  return command.action(async (...parameters: unknown[]) => {
    const args = parameters
      .slice(0, -2)
      .flat()
      .filter((arg) => arg !== undefined) as string[];
    await run(spec, args, command.opts());
  });
}

/** The workspace where it is named by an argument: `persona init dad`. */
function workspaceArgument(spec: CommandSpec, args: readonly string[]): string | undefined {
  const at = spec.arguments?.findIndex(({ isWorkspace }) => isWorkspace) ?? -1;
  return args[at];
}

async function runCommand(
  spec: CommandSpec,
  args: string[],
  flags: Record<string, unknown>,
  env: Env,
  lang: Lang,
): Promise<number> {
  const common = flags as CommonFlags;
  const folder = workspaceArgument(spec, args) ?? common.workspace ?? '.';
  const dir = resolve(env.cwd, folder);
  const named = dir === resolve(env.cwd) ? null : folder;
  const workspace = new Workspace(await asOnDisk(dir));
  const reporter = common.json
    ? jsonReporter(env, lang, named)
    : humanReporter(env, lang, common.quiet === true, named);
  const context: Context = {
    env,
    lang,
    ...(common.lang ? { askedLang: common.lang } : {}),
    workspace,
    emit: reporter.event,
    signal: env.signal,
    ask: env.interactive && !common.yes && !common.json ? inquirerAsker(lang, env.signal) : null,
    yes: common.yes === true,
    dryRun: common.dryRun === true,
    flags,
  };
  let lock: RunLock | undefined;
  try {
    if (spec.holds && !changesNothing(spec, context)) lock = holdWorkspace(workspace, spec.holds);
    if (!spec.withoutCorpus) await finishCommit(workspace);
    const summary = await spec.run(context, args);
    reporter.result(spec, summary);
    return summary.exitCode ?? 0;
  } catch (caught) {
    const error = asUsersError(caught, env);
    reporter.error(error, spec.name);
    if (error instanceof PersonaError) return error.exitCode;
    return ourFault(error, spec.name, env, lang);
  } finally {
    lock?.release();
  }
}

/** Whether a command was told only to look, and so writes nothing. */
const changesNothing = ({ looksWith }: CommandSpec, { dryRun, flags }: Context): boolean =>
  dryRun || (looksWith !== undefined && flags[looksWith] !== undefined);

/** What the user can do something about, wherever it was met: modules that are loaded late are files too. */
function asUsersError(error: unknown, env: Env): unknown {
  if (stoppedByUser(error, env)) return new PersonaError('interrupted', {}, { cause: error });
  const { code = '' } = (error ?? {}) as NodeJS.ErrnoException;
  return TOO_MANY_FILES.has(code) ? new PersonaError('too-many-open-files', {}, { cause: error }) : error;
}

function ourFault(error: unknown, command: string, env: Env, lang: Lang): 70 {
  env.stderr.write(`${sentence({ code: 'internal', facts: { command, version: TOOL.version } }, lang).say}\n`);
  env.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return 70;
}

/** A signal, or Ctrl-C at a question (inquirer throws ExitPromptError then). */
function stoppedByUser(error: unknown, env: Env): boolean {
  return env.signal.aborted || (error instanceof Error && error.name === 'ExitPromptError');
}

/** --lang is read before commander reads the line, since the help page itself is in that language. */
function langOf(argv: readonly string[], env: Env): Lang {
  const at = argv.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const asked = at < 0 ? undefined : argv[at]?.includes('=') ? argv[at].slice('--lang='.length) : argv[at + 1];
  return asked === 'zh' || asked === 'en' ? asked : terminalLang(env.variables);
}
