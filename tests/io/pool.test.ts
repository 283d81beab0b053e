import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PersonaError } from '../../src/core/errors.ts';
import { errorOf, faultOf } from '../../src/io/fault.ts';
import { Pool } from '../../src/io/pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'persona-pool-'));
afterAll(() => rmSync(folder, { recursive: true }));
const worker = join(folder, 'worker.mjs');
writeFileSync(
  worker,
  `import { parentPort, workerData, threadId } from 'node:worker_threads';
   const persona = { code: 'unwritable-path', facts: { path: '/x', why: 'ENOSPC' } };
   parentPort.on('message', (call) => {
     if (call === null) return parentPort.close();
     if (call.task === 'die') process.exit(3);
     if (call.task === 'eat') for (const eaten = []; ; ) eaten.push(new Array(1e5).fill(Math.random()));
     if (call.task === 'fail') return parentPort.postMessage({ id: call.id, fault: { name: 'Undecodable', message: 'damaged', stack: '' } });
     if (call.task === 'full') return parentPort.postMessage({ id: call.id, fault: { name: 'PersonaError', message: '', stack: '', persona } });
     parentPort.postMessage({ id: call.id, value: { sum: call.payload.reduce((a, b) => a + b, 0), data: workerData, threadId } });
   });`,
);

let pool: Pool;
beforeEach(() => {
  pool = new Pool(pathToFileURL(worker), 2, { name: 'x' });
});
afterEach(() => pool.close());
const add = (...numbers: number[]) =>
  pool.run<{ sum: number; data: { name: string }; threadId: number }>('add', numbers);

describe('Pool', () => {
  test('answers every call, on no more threads than it has', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => add(i, 1)));
    expect(answers.map(({ sum }) => sum)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(new Set(answers.map(({ threadId }) => threadId)).size).toBeLessThanOrEqual(2);
    expect(answers[0]!.data).toEqual({ name: 'x' });
  });

  test('starts its threads when told to, and fewer answer after it shrank', async () => {
    pool.warm();
    const [first, second] = await Promise.all([add(1), add(2)]);
    expect(new Set([first!.threadId, second!.threadId]).size).toBe(2);
    await pool.shrink(1);
    const after = await Promise.all([add(3), add(4), add(5)]);
    expect(after.map(({ sum }) => sum)).toEqual([3, 4, 5]);
    expect(new Set(after.map(({ threadId }) => threadId)).size).toBe(1);
  });

  test('hands on an error by name and message', async () => {
    await expect(pool.run('fail', null)).rejects.toMatchObject({ name: 'Undecodable', message: 'damaged' });
    expect((await add(1, 1)).sum).toBe(2);
  });

  test('hands on what its user can act on as that', async () => {
    const error: unknown = await pool.run('full', null).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(PersonaError);
    expect(error).toMatchObject({ code: 'unwritable-path', facts: { path: '/x', why: 'ENOSPC' }, exitCode: 1 });
  });

  test('one thread dying fails its call only', async () => {
    const calls = [pool.run('die', null), add(1, 2), pool.run('die', null), add(3, 4)];
    const [a, b, c, d] = await Promise.allSettled(calls);
    expect([a!.status, b!.status, c!.status, d!.status]).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
  });

  test('a thread without memory fails its call with a sentence', async () => {
    const small = new Pool(pathToFileURL(worker), 1, {}, { maxOldGenerationSizeMb: 20 });
    await expect(small.run('eat', null)).rejects.toMatchObject({ code: 'too-little-memory', exitCode: 1 });
    await expect(small.run('add', [1, 2])).resolves.toMatchObject({ sum: 3 });
    await small.close();
  });

  test('a payload that cannot be sent costs no thread', async () => {
    for (let n = 0; n < 3; n++) await expect(pool.run('add', () => {})).rejects.toThrow(/cloned/u);
    expect((await add(1, 2)).sum).toBe(3);
  });

  test('a thread that cannot be started fails the call, and no later one', async () => {
    const url = new URL('https://example.org/worker.mjs');
    const nowhere = new Pool(url, 1);
    await expect(nowhere.run('add', [1])).rejects.toThrow();
    await expect(nowhere.run('add', [1])).rejects.toThrow();
    await nowhere.close();
  });

  test('closing fails what is open and refuses what comes', async () => {
    const open = Promise.allSettled([add(1), add(2), add(3), add(4)]);
    await pool.close();
    expect((await open).some(({ status }) => status === 'rejected')).toBe(true);
    await expect(add(1)).rejects.toThrow(/closed/u);
  });
});

describe('a fault', () => {
  test('comes out of another thread as it went in', () => {
    const full = new PersonaError('unwritable-path', { path: '/x', why: 'ENOSPC' });
    const back = errorOf(structuredClone(faultOf(full)));
    expect(back).toBeInstanceOf(PersonaError);
    expect(back).toMatchObject({ code: full.code, facts: full.facts, message: full.message, stack: full.stack });
  });

  test.each([new TypeError('x is not a function'), 'no error at all'])('of ours stays ours: %s', (thrown) => {
    const back = errorOf(structuredClone(faultOf(thrown)));
    expect(back).not.toBeInstanceOf(PersonaError);
    expect(back.message).toBe(thrown instanceof Error ? thrown.message : thrown);
  });
});
