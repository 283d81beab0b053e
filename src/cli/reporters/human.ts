import { PersonaError, sentence } from '../../core/errors.ts';
import type { Notice, RunEvent } from '../../core/events.ts';
import type { Lang } from '../../core/types.ts';
import { type Env, type Output, wantsColor } from '../env.ts';
import { Ui } from '../ui.ts';
import { type ProgressLine, plainProgress, terminalProgress } from './progress.ts';
import type { Reporter } from './reporter.ts';

/**
 * For people: progress on stderr, as a bar on a terminal and as plain lines otherwise; the result on stdout. With
 * --quiet only a result that is a failure is shown, on stderr as an error is.
 */
export function humanReporter(env: Env, lang: Lang, quiet: boolean, workspace: string | null = null): Reporter {
  const uiOn = (out: Output) => new Ui(out, lang, wantsColor(out, env.variables), workspace);
  const aside = uiOn(env.stderr);
  const progress = quiet ? null : hasSize(env.stderr) ? terminalProgress(env, aside) : plainProgress(env, aside);
  return {
    event: (event) => showEvent(event, aside, progress),
    result: (spec, summary) => {
      progress?.end();
      if (!quiet) spec.render(summary, uiOn(env.stdout));
      else if (summary.exitCode) spec.render(summary, aside);
    },
    error: (error) => {
      progress?.end();
      if (error instanceof PersonaError) {
        showSentence(aside.paint.red('✖'), error, aside);
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
    const print = () => showSentence(aside.paint.yellow('!'), event.notice, aside);
    if (progress) progress.above(print);
    else print();
  }
}

function showSentence(mark: string, notice: Notice, ui: Ui): void {
  const { say, hint } = sentence(notice, ui.lang);
  ui.line(`${mark} ${ui.here(say)}`);
  if (hint) ui.line(`  ${ui.paint.dim(ui.here(hint))}`);
}
