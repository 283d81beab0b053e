import { PersonaError, type Sentence, sentence, spoken } from '../../core/errors.ts';
import type { Notice } from '../../core/events.ts';
import { prettyJson } from '../../core/pretty-json.ts';
import type { Lang } from '../../core/types.ts';
import { withCommandLines } from '../command-line.ts';
import type { Env } from '../env.ts';
import type { Reporter } from './reporter.ts';

/** For programs: one object and nothing else on stdout; warnings are in it, and on stderr as they come. */
export function jsonReporter(env: Env, lang: Lang, workspace: string | null = null): Reporter {
  const warnings: Notice[] = [];
  const print = (value: unknown) => env.stdout.write(prettyJson(value));
  const here = (text: string) => withCommandLines(text, workspace);
  const inWorkspace = ({ say, hint }: Sentence) => ({ say: here(say), ...(hint ? { hint: here(hint) } : {}) });
  const worded = ({ code, facts }: Notice) => ({
    code,
    ...inWorkspace(sentence({ code, facts }, lang)),
    facts: spoken(facts, lang),
  });
  return {
    event: (event) => {
      if (event.type !== 'warn') return;
      warnings.push(event.notice);
      env.stderr.write(`${here(sentence(event.notice, lang).say)}\n`);
    },
    result: (_, summary) => {
      const { exitCode, ...rest } = summary;
      print({ ...rest, ok: !exitCode, warnings: warnings.map(worded) });
    },
    error: (error, command) => {
      const known = error instanceof PersonaError;
      print({
        command,
        ok: false,
        error: known ? worded(error) : { code: 'internal', say: error instanceof Error ? error.name : 'error' },
        warnings: warnings.map(worded),
      });
    },
  };
}
