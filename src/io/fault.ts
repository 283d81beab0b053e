import { type Facts, type NoticeCode, PersonaError } from '../core/errors.ts';

/** An error on its way from one thread to another: a cloned error is no longer an instance of its class. */
export interface SentError {
  name: string;
  message: string;
  stack: string;
  /** Only for a PersonaError: the user can act on it, whichever thread met it. */
  persona?: { code: NoticeCode; facts: Facts };
}

/** Any thrown value as plain data that can be sent to another thread. */
export function faultOf(error: unknown): SentError {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  return error instanceof PersonaError
    ? { name, message, stack, persona: { code: error.code, facts: error.facts } }
    : { name, message, stack };
}

/** The error as it was thrown, with the stack trace of its own thread. */
export function errorOf({ name, message, stack, persona }: SentError): Error {
  const error = persona ? new PersonaError(persona.code, persona.facts) : new Error(message);
  return Object.assign(error, { name, stack });
}
