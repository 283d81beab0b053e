import { PersonaError } from '../core/errors.ts';
import { faultText } from '../core/wording/faults.ts';

/** Turns an error of the file system into one that the user can act on; any other error is returned unchanged. */
export function pathError(error: unknown, path: string, doing: 'read' | 'write'): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (error instanceof PersonaError || typeof code !== 'string' || !/^E[A-Z]+$/u.test(code)) return error;
  if (code === 'ENOENT' && doing === 'read') return new PersonaError(absence(path), { path }, { cause: error });
  if (TOO_MANY_FILES.has(code)) return new PersonaError('too-many-open-files', {}, { cause: error });
  const told = doing === 'read' ? 'unreadable-path' : PERMISSION.has(code) ? 'not-permitted' : 'unwritable-path';
  return new PersonaError(told, { path, why: faultText(code) }, { cause: error });
}

/** Signs that hardly a name has show what the shell has left in a path. */
const absence = (path: string) =>
  path.includes('"') ? 'quote-in-path' : UNEXPANDED.test(path) ? 'unexpanded-path' : 'no-such-path';
const UNEXPANDED = /[*?]|(?:^|[/\\])~(?:$|[/\\])/u;

/** Of this process, and of the whole system. */
export const TOO_MANY_FILES: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE']);
const PERMISSION: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);

/** For `catch`: throws what `pathError` makes of the error. */
export const throwPathError =
  (path: string, doing: 'read' | 'write') =>
  (error: unknown): never => {
    throw pathError(error, path, doing);
  };
