import { PersonaError, sentence, spoken } from '../../core/errors.ts';
import type { Notice } from '../../core/events.ts';
import type { Lang } from '../../core/types.ts';
import type { Env } from '../env.ts';
import type { Reporter } from './reporter.ts';

/** For programs: one object and nothing else on stdout; warnings are in it, and on stderr as they come. */
export function jsonReporter(env: Env, lang: Lang): Reporter {
  const warnings: Notice[] = [];
  const print = (value: unknown) => env.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  const worded = ({ code, facts }: Notice) => ({
    code,
    ...sentence({ code, facts }, lang),
    facts: spoken(facts, lang),
  });
  return {
    event: (event) => {
      if (event.type !== 'warn') return;
      warnings.push(event.notice);
      env.stderr.write(`${sentence(event.notice, lang).say}\n`);
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
