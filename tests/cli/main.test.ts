import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { main } from '../../src/cli/main.ts';
import { fakeEnv } from '../support/env.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'persona-cli-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const GROUND = [
  '--name',
  '陈默',
  '--name',
  '老默',
  '--id',
  'wxid_chenmo01',
  '--basis',
  'family-of-deceased',
  '--by',
  '林晓',
];

test.each(Object.entries(COMMANDS))('%s is the name of the command that is loaded for it', async (name, load) => {
  expect((await load()).name).toBe(name);
});

describe('exit codes and streams', () => {
  test.each([
    [['--help'], 0],
    [['--version'], 0],
    [['init', '--help'], 0],
    [['no-such-command'], 2],
    [['init', '--no-such-flag'], 2],
    [['init', '--basis', 'because'], 2],
    [['help', 'init'], 0],
    [['help', 'foo'], 2],
    [['--lang', 'zh', '--help'], 0],
    [['--lang', 'xx', 'init'], 2],
    [['init'], 2],
  ])('%j exits %i', async (argv, code) => {
    expect(await main(argv, fakeEnv(dir))).toBe(code);
  });

  test('--json prints one object on stdout, errors included', async () => {
    const env = fakeEnv(dir);
    expect(await main(['init', '--json'], env)).toBe(2);
    const printed = JSON.parse(env.out());
    expect(printed).toMatchObject({ command: 'init', ok: false, error: { code: 'missing-answer' } });
    expect(printed.error.facts.missing.join(' ')).toMatch(/--name.*--basis.*--by/u);
  });

  test('that no more files may be open is nothing that we did', async () => {
    const env = fakeEnv(dir);
    env.now = () => {
      throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' });
    };
    expect(await main(['init', ...GROUND], env)).toBe(1);
    expect(env.err()).toContain('ulimit -n');
  });

  test('an error goes to stderr in the language asked for', async () => {
    const [en, zh] = [fakeEnv(dir), fakeEnv(dir, { variables: { LANG: 'zh_CN.UTF-8' } })];
    await main(['init'], en);
    await main(['init'], zh);
    expect(en.err()).toContain('there is no terminal to ask on');
    expect(zh.err()).toContain('没有终端');
    expect(en.out() + zh.out()).toBe('');
  });

  test.each([
    [['ingest', 'x', '--since', '20x', '--until', '7'], '--since 应为日期，如 2020、2020-03 或 2020-03-04。'],
    [['ingest', 'x', '--redact', 'all'], '--redact <level> 的取值“all”不对，应为以下之一：standard、strict、none'],
    [['ingest', 'x', '--sinc', '2020'], '没有这个选项：--sinc（是否想用 --since？）'],
    [['check', 'a', 'b'], '参数太多：最多 0 个，给了 2 个'],
    [['init', '--language', '火星文'], '--language 应为语言代码，如 zh、yue 或 en。'],
    [['init', '--date', 'today'], '--date 应为日期，如 2026-04-05。'],
    [['models', 'drop'], 'drop 应为以下之一：list、pull、add。'],
  ])('%j is refused in Chinese, the option named once', async (argv, says) => {
    const env = fakeEnv(dir);
    expect(await main([...argv, '--lang', 'zh'], env)).toBe(2);
    expect(env.err().split('\n')[0]?.replace('✖ ', '')).toBe(says);
  });

  test.each([
    [['ingest', '.', '--redact', 'foo', '--json'], 'ingest', '--redact'],
    [['ingest', '--json'], 'ingest', 'exports'],
    [['foo', '--json'], 'persona', 'foo'],
  ])('%j prints one object on stdout', async (argv, command, what) => {
    const env = fakeEnv(dir);
    expect(await main(argv, env)).toBe(2);
    expect(JSON.parse(env.out())).toMatchObject({
      command,
      ok: false,
      error: { code: 'wrong-usage', say: expect.stringContaining(what) },
    });
  });

  test('--lang may stand before the command', async () => {
    const env = fakeEnv(dir);
    expect(await main(['--lang', 'zh', 'ingest', 'nowhere'], env)).toBe(1);
    expect(env.err()).toContain('找不到');
  });

  test('the page of an unknown command is none; what was meant is named', async () => {
    const env = fakeEnv(dir);
    await main(['help', 'inget'], env);
    expect(env.out()).toBe('');
    expect(env.err()).toMatch(/unknown command 'inget'.*ingest/su);
  });

  test('a Chinese help page has no English of its own, and its paragraphs fit the terminal', async () => {
    const env = fakeEnv(dir);
    await main(['ingest', '--help', '--lang', 'zh'], env);
    expect(env.out()).toContain('用法： persona ingest [选项] <exports...>');
    expect(env.out()).toContain('（可选：standard、strict、none）');
    expect(env.out()).not.toContain('choices');
    for (const line of env.out().split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  });

  test('--lang wins over the locale, on the help page too', async () => {
    const env = fakeEnv(dir);
    await main(['init', '--help', '--lang', 'zh'], env);
    expect(env.out()).toContain('示例');
  });

  test('NO_COLOR leaves no escape codes, FORCE_COLOR puts them in', async () => {
    const plain = fakeEnv(dir, { variables: { LANG: 'en', NO_COLOR: '1', FORCE_COLOR: '1' } });
    const colored = fakeEnv(dir, { variables: { LANG: 'en', FORCE_COLOR: '1' } });
    await main(['--help'], plain);
    await main(['--help'], colored);
    expect(plain.out()).not.toContain('\u001b[');
    expect(colored.out()).toContain('\u001b[');
  });
});

describe('init', () => {
  test('writes what the flags say', async () => {
    expect(await main(['init', ...GROUND, '--owner', '林晓'], fakeEnv(dir))).toBe(0);
    expect(JSON.parse(readFileSync(join(dir, 'persona.json'), 'utf8'))).toEqual({
      schema: 'persona/1',
      subject: { name: '陈默', names: ['老默'], ids: ['wxid_chenmo01'] },
      owner: { name: '林晓', names: [], ids: [] },
      language: 'zh',
      timeZone: 'Asia/Shanghai',
      consent: { basis: 'family-of-deceased', by: '林晓', relation: '', date: '2024-03-02', statement: '' },
      settings: {},
    });
  });

  test('keeps what is there unless --force says otherwise', async () => {
    writeFileSync(join(dir, 'persona.json'), '{ damaged');
    const env = fakeEnv(dir);
    expect(await main(['init', ...GROUND], env)).toBe(1);
    expect(readFileSync(join(dir, 'persona.json'), 'utf8')).toBe('{ damaged');
    expect(await main(['init', ...GROUND, '--force'], fakeEnv(dir))).toBe(0);
  });

  test('--force keeps what no flag gives: ids that were found, names, the zone, settings', async () => {
    const file = join(dir, 'persona.json');
    const before = {
      schema: 'persona/1',
      subject: { name: '陈默', names: ['老默'], ids: ['wxid_chenmo01'] },
      owner: { name: '林晓', names: ['晓晓'], ids: ['wxid_linxiao88'] },
      language: 'zh',
      timeZone: 'America/New_York',
      consent: null,
      settings: { ingest: { redact: 'strict' } },
    };
    writeFileSync(file, JSON.stringify(before));
    expect(await main(['init', '--force', '--basis', 'own-voice', '--date', '2026-04-05'], fakeEnv(dir))).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      ...before,
      consent: { basis: 'own-voice', by: '陈默', relation: '', date: '2026-04-05', statement: '' },
    });
    const renamed = ['init', '--force', '--name', '陈墨', '--owner', '小禾'];
    expect(await main(renamed, fakeEnv(dir))).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      subject: { name: '陈墨', names: [], ids: ['wxid_chenmo01'] },
      owner: { name: '小禾', names: [], ids: [] },
      consent: { basis: 'own-voice', by: '陈默' },
    });
  });

  test('--force keeps the rest of a file with a key that nobody reads', async () => {
    const file = join(dir, 'persona.json');
    writeFileSync(
      file,
      '{"schema":"persona/1","subject":{"name":"陈默","ids":["wxid_chenmo01"],"nick":"老默"},"timezone":"?"}',
    );
    expect(await main(['init', '--force', '--basis', 'own-voice'], fakeEnv(dir))).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8')).subject).toEqual({ name: '陈默', names: [], ids: ['wxid_chenmo01'] });
  });

  test('a key that nobody reads is named, with the one that was meant', async () => {
    const file = join(dir, 'persona.json');
    writeFileSync(file, '{"schema":"persona/1","subject":{"name":"陈默","nick":"老默"},"timezone":"Asia/Tokyo"}');
    const env = fakeEnv(dir);
    expect(await main(['ingest', dir], env)).toBe(1);
    expect(env.err()).toContain('timezone is an unknown key: timeZone?');
    expect(env.err()).toContain('subject.nick is an unknown key');
  });

  test.each([
    [['--time-zone', 'Moon/Crater'], '--time-zone'],
    [['--date', '2024-02-30'], '--date'],
  ])('%j is named as the wrong flag', async (flags, named) => {
    const env = fakeEnv(dir);
    expect(await main(['init', ...GROUND, ...flags], env)).toBe(2);
    expect(env.err()).toContain(named);
  });

  test('--dry-run writes nothing', async () => {
    expect(await main(['init', ...GROUND, '--dry-run'], fakeEnv(dir))).toBe(0);
    expect(() => readFileSync(join(dir, 'persona.json'))).toThrow('ENOENT');
  });
});

describe('what is wrong is said as it is', () => {
  test.each([
    [['init', 'afile', ...GROUND], 1, 'afile is a file, not a folder'],
    [['ingest', '.', '-w', 'afile'], 1, 'afile is a file, not a folder'],
    [['init', 'one', '-w', 'two', ...GROUND], 2, '--workspace must be one, or left out'],
    [['open', 'afile'], 1, 'is no persona bundle'],
    [['open', 'folder'], 1, 'is no persona bundle'],
    [['verify', 'folder'], 1, 'is no persona bundle'],
    [['check', '--require', 'foo'], 2, 'no backend called foo'],
    [['ingest', 'folder', '--from', 'memotrace'], 2, 'memotrace-csv'],
    [['forget', 'zzzzzz'], 2, 'zzzzzz: no id of an item'],
  ])('%j', async (argv, exitCode, says) => {
    writeFileSync(join(dir, 'afile'), 'words');
    mkdirSync(join(dir, 'folder'));
    writeFileSync(join(dir, 'folder', 'a.txt'), 'words');
    const env = fakeEnv(dir);
    expect(await main(argv, env)).toBe(exitCode);
    expect(env.err()).toContain(says);
    expect(readdirSync(dir).sort()).toEqual(['afile', 'folder']);
  });
});

describe('a word that is not known', () => {
  const said = async (...argv: string[]) => {
    const env = fakeEnv(dir);
    expect(await main(argv, env)).toBe(2);
    return env.err();
  };

  test('is answered with the words near it', async () => {
    expect(await said('backends', 'minimx')).toContain('lists them all. Did you mean minimax?');
    expect(await said('check', '--require', 'minimx', '--lang', 'zh')).toContain('您要找的是不是 minimax？');
  });

  test.each([[['backends', 'foo']], [['check', '--require', 'foo']], [['ingest', '.', '--from', 'qwertz']]])(
    '%j has none near it, so none are offered',
    async (argv) => {
      expect(await said(...argv)).toMatch(/`persona (?:backends|formats)` lists them(?: all)?\.\n$/u);
    },
  );
});

test.each([
  [['pull'], /Which model\? There are: .*\n {2}For instance: `persona models pull \w+`/u],
  [['add'], /Which file\?.*\n.*`persona models add FILE`/u],
])('models %j asks for what is missing, and speaks of no flags', async (argv, says) => {
  const env = fakeEnv(dir);
  expect(await main(['models', ...argv], env)).toBe(2);
  expect(env.err()).toMatch(says);
});

test('models --dry-run checks what is asked for, and says what would be written', async () => {
  const run = async (...argv: string[]) => {
    const env = fakeEnv(dir);
    const code = await main(['models', ...argv, '--dry-run', '--models', join(dir, 'models'), '--lang', 'en'], env);
    return { code, out: env.out(), err: env.err() };
  };
  expect(await run('add', 'nope')).toMatchObject({ code: 1, err: expect.stringContaining('nope') });
  writeFileSync(join(dir, 'other.onnx'), 'x');
  expect((await run('add', 'other.onnx')).code).toBe(1);
  const { code, out } = await run('pull', 'dtln');
  expect(code).toBe(0);
  expect(out).toContain(`Would write ${join(dir, 'models', 'dtln_1.onnx')}`);
  expect(existsSync(join(dir, 'models'))).toBe(false);
});

test('demo leaves a workspace alone, and does not advise to write it anew', async () => {
  writeFileSync(join(dir, 'persona.json'), '{}');
  const env = fakeEnv(dir);
  expect(await main(['demo', dir], env)).toBe(1);
  expect(env.err()).toMatch(/is a workspace already.*Choose another folder/su);
  expect(env.err()).not.toContain('--force');
});

test('demo --dry-run names its commands and runs none', async () => {
  const env = fakeEnv(dir);
  expect(await main(['demo', join(dir, 'ws'), '--dry-run'], env)).toBe(0);
  expect(env.out()).toMatch(/\$ persona init.*\$ persona verify.*Nothing was run/su);
  expect(readdirSync(dir)).toEqual([]);
});
