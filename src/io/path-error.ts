import { PersonaError } from '../core/errors.ts';
import { faultText } from '../core/wording/faults.ts';

/** An error of the file system as one that its user can act on; anything else stays what it is. */
export function pathError(error: unknown, path: string, doing: 'read' | 'write'): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (error instanceof PersonaError || typeof code !== 'string' || !/^E[A-Z]+$/u.test(code)) return error;
  if (code === 'ENOENT' && doing === 'read') return new PersonaError('no-such-path', { path }, { cause: error });
  return new PersonaError(
    doing === 'read' ? 'unreadable-path' : 'unwritable-path',
    { path, why: faultText(code) },
    { cause: error },
  );
}
