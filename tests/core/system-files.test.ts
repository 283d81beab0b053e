import { expect, test } from 'vitest';
import { isSystemFile } from '../../src/core/system-files.ts';

test.each(['.DS_Store', 'voice/.DS_Store', 'a/._b.wav', 'prompt/Thumbs.db', 'Desktop.ini', '__MACOSX/a/b'])(
  '%s is a file of the system',
  (path) => expect(isSystemFile(path)).toBe(true),
);

test.each(['notes.txt', '.env', 'a/__MACOSX.txt', 'my.DS_Store'])('%s is not', (path) =>
  expect(isSystemFile(path)).toBe(false),
);
