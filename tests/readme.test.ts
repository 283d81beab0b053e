import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../src/cli/commands/index.ts';

const root = new URL('../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');
const names = Object.keys(COMMANDS);
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);

describe.each(['README.md', 'README.zh-CN.md'])('%s', (file) => {
  const text = read(file);
  const code = [...text.matchAll(/```sh\n(.*?)```/gsu)].map(([, block]) => block ?? '');

  test('its first command runs the demo, its second the tests', () => {
    expect(code[0]?.trim()).toBe('npm ci && npm run demo');
    expect(code[1]?.trim()).toBe('npm ci && npm test');
    expect(read('.ci/run')).toContain('npm ci && npm test');
  });

  test('every command it names exists', () => {
    const named = [...text.matchAll(/(?:^|`)persona ([a-z][a-z-]*)/gmu)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(names).toContain(name);
    for (const [, script] of text.matchAll(/npm run ([a-z:]+)/gu)) expect(scripts).toContain(script);
  });
});
