import { expect, test } from 'vitest';
import { pathError } from '../../src/io/path-error.ts';

test('that no more files may be open is no fault of the file, wherever it is met', () => {
  for (const code of ['EMFILE', 'ENFILE']) {
    const error = Object.assign(new Error(code), { code });
    for (const doing of ['read', 'write'] as const)
      expect(pathError(error, '/a', doing)).toMatchObject({ code: 'too-many-open-files' });
  }
});
