import { PersonaError, sentence } from '../../core/errors.ts';
import type { RunEvent } from '../../core/events.ts';
import type { Lang } from '../../core/types.ts';
import { type Env, wantsColor } from '../env.ts';
import { Ui } from '../ui.ts';
import { type ProgressLine, plainProgress, terminalProgress } from './progress.ts';
import type { Reporter } from './reporter.ts';

/** For people: progress on stderr, as a bar on a terminal and as plain lines otherwise; the result on stdout. */
export function humanReporter(env: Env, lang: Lang, quiet: boolean): Reporter {
  const aside = new Ui(env.stderr, lang, wantsColor(env.stderr, env.variables));
  const progress = quiet ? null : hasSize(env.stderr) ? terminalProgress(env, aside) : plainProgress(env, aside);
  return {
    event: (event) => showEvent(event, aside, progress),
    result: (spec, summary) => {
      progress?.end();
      if (!quiet) spec.render(summary, new Ui(env.stdout, lang, wantsColor(env.stdout, env.variables)));
    },
    error: (error) => {
      progress?.end();
      if (error instanceof PersonaError) {
        const { say, hint } = sentence(error, lang);
        aside.line(`${aside.paint.red('✖')} ${say}`);
        if (hint) aside.line(`  ${aside.paint.dim(hint)}`);
      }
    },
  };
}

/** A terminal of 0 columns (`script` without one) does not know its size; a line that moves cannot be drawn there. */
const hasSize = ({ isTTY, columns }: Env['stderr']): boolean => isTTY === true && columns !== 0;

function showEvent(event: RunEvent, aside: Ui, progress: ProgressLine | null): void {
  if (event.type === 'progress') progress?.update(event);
  else if (event.type === 'done') progress?.done(event.task);
  else {
    const { say, hint } = sentence(event.notice, aside.lang);
    const print = () => {
      aside.line(`${aside.paint.yellow('!')} ${say}`);
      if (hint) aside.line(`  ${aside.paint.dim(hint)}`);
    };
    if (progress) progress.above(print);
    else print();
  }
}
