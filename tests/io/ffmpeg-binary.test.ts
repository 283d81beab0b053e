import { expect, test } from 'vitest';
import { systemPath } from '../../src/io/ffmpeg-binary.ts';

const among =
  (...there: string[]) =>
  (path: string) =>
    there.includes(path);

test.each([
  ['linux', '/usr/local/bin:/usr/bin', '/usr/bin/ffmpeg'],
  ['darwin', '/opt/homebrew/bin', '/opt/homebrew/bin/ffmpeg'],
  ['win32', 'C:\\Windows;"C:\\Program Files\\ffmpeg\\bin"', 'C:\\Program Files\\ffmpeg\\bin\\ffmpeg.exe'],
] as const)('on %s it is looked for in the folders of %s', (platform, variable, there) => {
  expect(systemPath(variable, platform, among(there))).toBe(there);
});

test('the first folder wins', () => {
  expect(systemPath('/a:/b:/c', 'linux', among('/c/ffmpeg', '/b/ffmpeg'))).toBe('/b/ffmpeg');
});

test.each([
  ['linux', ':.:bin', 'ffmpeg', './ffmpeg', 'bin/ffmpeg'],
  ['win32', ';.;bin', 'ffmpeg.exe', '.\\ffmpeg.exe', 'bin\\ffmpeg.exe'],
] as const)('what lies in the current folder is never run (%s)', (platform, variable, ...there) => {
  expect(systemPath(variable, platform, among(...there))).toBeNull();
});
