import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { smallWorkspace, writeWorkspace } from '../bundle/workspace.ts';
import { fakeEnv } from '../support/env.ts';

let dir: string;
const at = (...parts: string[]) => join(dir, ...parts);
const secret = (passphrase: string) => ({ variables: { LANG: 'en', PERSONA_PASSPHRASE: passphrase } });
const files = (root: string) => readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'persona-age-'));
  await writeWorkspace(dir, smallWorkspace({ talks: 12, segments: 4 }));
  const env = fakeEnv(dir, secret('correct horse'));
  expect(
    await main(['bundle', '--encrypt', '--out', 'dad.persona', '--backend', 'gpt-sovits-zero-shot'], env),
    env.err(),
  ).toBe(0);
}, 120_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('a bundle locked with a passphrase', () => {
  test('is an age file for its owner only, and leaves no open zip behind', () => {
    const sealed = readFileSync(at('dad.persona.zip.age'));
    expect(sealed.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    expect(files(dir).filter((name) => /\.zip$|\.open$|\.part$/u.test(name))).toEqual([]);
  });

  test('verifies without a workspace', async () => {
    const env = fakeEnv(tmpdir(), secret('correct horse'));
    expect(await main(['verify', at('dad.persona.zip.age')], env), env.err()).toBe(0);
  });

  test('opens into the same files', async () => {
    const env = fakeEnv(dir, secret('correct horse'));
    expect(await main(['open', 'dad.persona.zip.age', '--to', 'opened'], env), env.err()).toBe(0);
    expect(files(at('opened'))).toEqual(files(at('dad.persona')));
    expect(readFileSync(at('opened/manifest.json'))).toEqual(readFileSync(at('dad.persona/manifest.json')));
  });

  test('--dry-run says what it would write, and writes nothing', async () => {
    const env = fakeEnv(dir, secret('correct horse'));
    expect(await main(['open', 'dad.persona.zip.age', '--to', 'dry', '--dry-run'], env), env.err()).toBe(0);
    expect(env.out()).toMatch(/\d+ files would be written to .*dry/u);
    expect(existsSync(at('dry'))).toBe(false);
  });

  test('does not open into a folder that is there', async () => {
    const env = fakeEnv(dir, secret('correct horse'));
    expect(await main(['open', 'dad.persona.zip.age'], env)).toBe(1);
    expect(env.err()).toContain('already there');
  });

  test.each(['open', 'verify'])('%s says that the passphrase is wrong', async (command) => {
    const env = fakeEnv(dir, secret('wrong'));
    expect(await main([command, 'dad.persona.zip.age', ...(command === 'open' ? ['--to', 'no'] : [])], env)).toBe(1);
    expect(env.err()).toContain('does not open with this passphrase');
    expect(existsSync(at('no'))).toBe(false);
  });

  test('asks for nothing without a terminal, and names what is missing', async () => {
    const env = fakeEnv(dir);
    expect(await main(['open', 'dad.persona.zip.age', '--to', 'no'], env)).toBe(2);
    expect(env.err()).toMatch(/PERSONA_PASSPHRASE.*--identity/su);
  });

  test('a cut-off file is said to be damaged', async () => {
    const sealed = readFileSync(at('dad.persona.zip.age'));
    writeFileSync(at('cut.age'), sealed.subarray(0, sealed.length - 5000));
    const env = fakeEnv(dir, secret('correct horse'));
    expect(await main(['open', 'cut.age', '--to', 'no'], env)).toBe(1);
    expect(env.err()).toContain('cut off');
    expect(existsSync(at('no'))).toBe(false);
  });
});

test('a recipient opens it with an identity file, and nobody else', async () => {
  const [mine, other] = [await generateIdentity(), await generateIdentity()];
  writeFileSync(at('key.txt'), `# created by a test\n${mine}\n`);
  writeFileSync(at('other.txt'), `${other}\n`);
  const bundle = [
    'bundle',
    '--recipient',
    await identityToRecipient(mine),
    '--out',
    'two.persona',
    '--backend',
    'gpt-sovits-zero-shot',
  ];
  const [made, opened] = [fakeEnv(dir), fakeEnv(dir)];
  expect(await main(bundle, made)).toBe(0);
  expect(await main(['open', 'two.persona.zip.age', '--to', 'mine', '--identity', at('key.txt')], opened)).toBe(0);
  const files = (out: string) => /(\d+) files/u.exec(out)?.[1];
  expect(files(opened.out())).toBe(files(made.out()));
  expect(
    await main(['open', 'two.persona.zip.age', '--to', 'theirs', '--identity', at('other.txt')], fakeEnv(dir)),
  ).toBe(1);
});

test('what is no public key is refused as wrong usage', async () => {
  const env = fakeEnv(dir);
  expect(await main(['bundle', '--recipient', 'age1nonsense', '--out', 'three.persona', '--only', 'prompt'], env)).toBe(
    2,
  );
  expect(env.err()).toContain('age1nonsense');
  expect(env.err()).not.toContain('Writing');
  const trial = fakeEnv(dir);
  expect(await main(['bundle', '--recipient', 'age1nonsense', '--only', 'prompt', '--dry-run'], trial)).toBe(2);
});
