import { hash } from 'node:crypto';

/** One session in ten is sealed for `persona eval`: it is used for no prompt, no figure and no example. */
const HELD_OUT_SHARE = 0.1;
/** With less material than this, every session is worth more in the bundle than as a test. */
export const HOLD_OUT_FROM = 40;

/**
 * Whether a session (or an essay, by its id) is held out. Its hash decides, so it is the same in every run, whatever
 * else is there.
 */
export function isHeldOut(session: string): boolean {
  return Number.parseInt(hash('sha256', `hold-out\n${session}`).slice(0, 8), 16) / 2 ** 32 < HELD_OUT_SHARE;
}

/** Session of a dialogue. An export without sessions falls back to the chat and the day. */
export const sessionOf = (dialogue: { session?: string; conversation: string; start: string }): string =>
  dialogue.session ?? `${dialogue.conversation}\n${dialogue.start.slice(0, 10)}`;
