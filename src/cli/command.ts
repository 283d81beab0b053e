import type { Emit, Summary } from '../core/events.ts';
import type { Bilingual, Lang } from '../core/types.ts';
import type { Workspace } from '../io/workspace.ts';
import type { Hold } from '../io/workspace-lock.ts';
import type { Env } from './env.ts';
import type { Asker } from './prompts.ts';
import type { Ui } from './ui.ts';

export interface OptionSpec {
  /** As commander reads it: `--since <date>`, `--zip`, `--denoise <mode>`. */
  flags: string;
  help: Bilingual;
  choices?: readonly string[];
  /** May be given several times; the value is an array of strings. */
  repeatable?: true;
}

interface ArgumentSpec {
  /** As commander reads it: `<paths...>`, `[dir]`. */
  name: string;
  help: Bilingual;
  /** It is the folder of the workspace, as `--workspace` is. */
  isWorkspace?: true;
}

/** Everything that a command may use during one call. */
export interface Context {
  env: Env;
  lang: Lang;
  /** The language that --lang asks for, absent without --lang: a page that holds both languages opens in it. */
  askedLang?: Lang;
  workspace: Workspace;
  emit: Emit;
  signal: AbortSignal;
  /** Asks on the terminal; null with --yes, --json or without a terminal. */
  ask: Asker | null;
  yes: boolean;
  dryRun: boolean;
  /** The command's own flags as typed, in camelCase; a flag not typed is absent. */
  flags: Readonly<Record<string, unknown>>;
}

/**
 * One command, as data: main.ts makes from it the commander command, the help page in both languages, the common
 * options, progress and exit codes. `run` returns the object that --json prints; `render` shows the same to a person.
 */
export interface CommandSpec<S extends Summary = Summary> {
  name: string;
  summary: Bilingual;
  /** A paragraph for the help page. */
  details?: Bilingual;
  arguments?: readonly ArgumentSpec[];
  options?: readonly OptionSpec[];
  /** Whether it writes: adds --dry-run. */
  writes?: true;
  /** How it has the workspace while it runs; absent where it writes nothing there that is made of the person's data. */
  holds?: Hold;
  /** The flag, besides --dry-run, with which it changes nothing and so holds nothing. */
  looksWith?: string;
  /** It needs nothing of corpus/, and so runs also where that is half in place and cannot be put right. */
  withoutCorpus?: true;
  examples: readonly { line: string; what: Bilingual }[];
  run(context: Context, args: readonly string[]): Promise<S>;
  render(summary: S, ui: Ui): void;
}

/** Gives `run` and `render` of a spec its own summary type; the list of commands holds specs of the plain type. */
export function defineCommand<S extends Summary>(spec: CommandSpec<S>): CommandSpec {
  return spec as unknown as CommandSpec;
}

/** `--subject`, for every command that works on a person who may not be in persona.json yet. */
export const SUBJECT_OPTION: OptionSpec = {
  flags: '--subject <name-or-id>',
  help: {
    en: 'a name, remark or id of the person (repeatable; matched whole)',
    zh: '本人的姓名、备注或 ID（可重复；整词匹配）',
  },
  repeatable: true,
};
