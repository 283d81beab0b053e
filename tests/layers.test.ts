import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** Which area may import which: one direction, features never each other. */
const ALLOWED: Record<string, readonly string[]> = {
  core: ['core'],
  parse: ['parse', 'core'],
  io: ['io', 'core'],
  ingest: ['ingest', 'parse', 'core'],
  audio: ['audio', 'parse', 'core'],
  bundle: ['bundle', 'parse', 'core'],
  cli: ['cli', 'ingest', 'audio', 'bundle', 'parse', 'io', 'core'],
};

/** Libraries that touch the world stay behind one door each, so that they can be replaced there. */
const ONLY_IN: Record<string, RegExp> = {
  chalk: /^cli\//u,
  ora: /^cli\//u,
  inquirer: /^cli\//u,
  commander: /^cli\//u,
  'fluent-ffmpeg': /^io\/ffmpeg\.ts$/u,
  wavefile: /^io\/wav\.ts$/u,
  yauzl: /^io\//u,
  yazl: /^io\//u,
  'node:fs': /^(?:io|cli)\//u,
  'node:fs/promises': /^(?:io|cli)\//u,
  'node:child_process': /^io\//u,
  'node:http': /^(?:io|cli)\//u,
  'node:https': /^(?:io|cli)\//u,
  'node:net': /^(?:io|cli)\//u,
};

const importsOf = (file: string) =>
  [
    ...readFileSync(join(SRC, file), 'utf8').matchAll(
      /(?:^|\s)(?:import|export)[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)/gmu,
    ),
  ].map(([, fixed, dynamic]) => fixed ?? dynamic ?? '');

describe.each(files.map((file) => file.replaceAll('\\', '/')))('%s', (file) => {
  test('imports in one direction only', () => {
    const area = file.split('/')[0] ?? '';
    for (const target of importsOf(file)) {
      if (target.startsWith('.')) {
        const to = relative(SRC, resolve(SRC, dirname(file), target)).replaceAll('\\', '/');
        if (to.startsWith('..')) continue;
        expect(ALLOWED[area], `${file} imports ${to}`).toContain(to.split('/')[0]);
        expect(to, 'relative imports name the file').toMatch(/\.(?:ts|json)$/u);
      } else {
        const door = ONLY_IN[target];
        if (door) expect(file, `${target} is imported there only`).toMatch(door);
      }
    }
  });
});

/** Each does otherwise than it says on some system, and has a function of ours beside it. */
const NOT_FROM_NODE: Record<string, { only: RegExp; instead: string }> = {
  // Of a path with Chinese characters Node 23.5 to 25 removes nothing on Windows, and says nothing: nodejs/node#61067.
  rmSync: { only: /^$/u, instead: 'removeFileSync of io/remove.ts' },
  // On Windows it fails while a virus scanner looks at the file.
  rename: { only: /^io\/rename\.ts$/u, instead: 'rename of io/rename.ts' },
};

test.each(Object.entries(NOT_FROM_NODE))('%s is not taken from node:fs', (name, { only, instead }) => {
  const taken = files.filter((file) =>
    new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from 'node:fs(?:/promises)?'`, 'u').test(
      readFileSync(join(SRC, file), 'utf8'),
    ),
  );
  expect(
    taken.map((file) => file.replaceAll('\\', '/')).filter((file) => !only.test(file)),
    instead,
  ).toEqual([]);
});
