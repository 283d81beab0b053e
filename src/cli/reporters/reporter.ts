import type { Emit, Summary } from '../../core/events.ts';
import type { CommandSpec } from '../command.ts';

/** What a command's events and result look like: one face for people, one for programs. */
export interface Reporter {
  event: Emit;
  result(spec: CommandSpec, summary: Summary): void;
  error(error: unknown, command: string): void;
}
