import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../src/cli/commands/index.ts';

const root = new URL('../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');
const names = Object.keys(COMMANDS);
const { scripts: allScripts, engines } = JSON.parse(read('package.json')) as {
  scripts: object;
  engines: { node: string };
};
const scripts = Object.keys(allScripts);

describe.each(['README.md', 'README.zh-CN.md'])('%s', (file) => {
  const text = read(file);
  const code = [...text.matchAll(/```sh\n(.*?)```/gsu)].map(([, block]) => block ?? '');

  test('its first command runs the demo, its second the tests', () => {
    expect(code[0]?.trim()).toBe('npm ci && npm run demo');
    expect(code[1]?.trim()).toBe('npm ci && npm test');
    expect(read('.ci/run')).toContain('npm ci && npm test');
  });

  test('it names the oldest Node that package.json takes, of each line that is kept up', () => {
    const versions = [...engines.node.matchAll(/\^(\d+\.\d+)\.0/gu)].map(([, version]) => version);
    expect(versions.length).toBeGreaterThan(0);
    for (const version of versions) expect(text).toMatch(new RegExp(`Node .*\\b${version}\\b`, 'u'));
  });

  test('every command it names exists', () => {
    const named = [...text.matchAll(/(?:^|`)persona ([a-z][a-z-]*)/gmu)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(names).toContain(name);
    for (const [, script] of text.matchAll(/npm run ([a-z:]+)/gu)) expect(scripts).toContain(script);
  });
});

describe.each(['ARCHITECTURE.md', 'fixtures/README.md', 'README.md', 'README.zh-CN.md'])('%s', (file) => {
  const lines = read(file).split('\n');

  test('a table has as many cells in each row as in its head', () => {
    const rows = lines.map((line) => (line.startsWith('|') ? line.split('|').length : 0));
    rows.forEach((cells, at) => {
      if (cells && rows[at - 1]) expect([lines[at], cells]).toEqual([lines[at], rows[at - 1]]);
    });
  });

  test('the files and folders of the code that it names are there', () => {
    const named = [...read(file).matchAll(/`((?:src|tests|fixtures|bin)\/[\w./-]*)`/gu)].map(([, path = '']) => path);
    for (const path of named) expect([path, existsSync(new URL(path, root))]).toEqual([path, true]);
  });
});
