import type { Emit, Summary } from '../../core/events.ts';
import type { CommandSpec } from '../command.ts';

/** How a command's events and result are shown: one form for people, one for programs. */
export interface Reporter {
  event: Emit;
  result(spec: CommandSpec, summary: Summary): void;
  error(error: unknown, command: string): void;
}
