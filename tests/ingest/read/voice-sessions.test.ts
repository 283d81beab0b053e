import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/core/events.ts';
import { weflowMarkdown } from '../../../src/ingest/formats/chat/weflow-markdown.ts';
import { weflowTxt } from '../../../src/ingest/formats/chat/weflow-txt.ts';
import type { Job } from '../../../src/ingest/read/discover.ts';
import { tellSessions } from '../../../src/ingest/read/voice-sessions.ts';
import { ZoneClock } from '../../../src/parse/time.ts';
import { memoryFolder } from '../../support/memory-folder.ts';

const timeZone = 'Asia/Shanghai';
const clock = new ZoneClock(timeZone);
const START = 1_700_000_000;
const stamp = (after: number) =>
  clock
    .iso(START + after)
    .slice(0, 19)
    .replace('T', ' ');

/** A chat as text, with a voice message at each of these seconds, and words before and after them. */
const chat = (...voices: number[]) =>
  [-60, ...voices, 3600]
    .map((after) => `${stamp(after)} '陈默'\n${voices.includes(after) ? '[语音转文字] 好的' : '在吗'}\n`)
    .join('\n');
const sound = (session: string, after: number) =>
  `voice_wxid_${session}_${after}_${START + after}_20000000119${String(after).padStart(8, '0')}.wav`;
const sounds = (folder: string, session: string, ...seconds: number[]) =>
  Object.fromEntries(seconds.map((after) => [`${folder}/${sound(session, after)}`, 'RIFF']));

/** The chat that each text file is told to be of, and the sounds that its messages get. */
async function told(files: Record<string, string>) {
  const folder = memoryFolder(files);
  const jobs = folder.files
    .filter(({ path }) => /\.(?:txt|md)$/u.test(path))
    .map((file): Job => ({ file, reader: file.path.endsWith('.md') ? weflowMarkdown : weflowTxt }));
  await tellSessions(jobs, { timeZone, emit: () => {} });
  const found: Record<string, { session: string | undefined; sounds: string[] }> = {};
  for (const { file, reader, session } of jobs) {
    const paths: string[] = [];
    for await (const { media } of reader.read(file, { timeZone, emit: () => {}, ...(session ? { session } : {}) }))
      if (media?.path) paths.push(media.path);
    found[file.path] = { session, sounds: paths };
  }
  return found;
}
const sessions = async (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(await told(files)).map(([path, { session }]) => [path, session]));

describe('sounds in a folder beside that of the chats', () => {
  test.each(['voices', 'media/voices', 'media/2023/voices'])('%s: each chat gets its own', async (folder) => {
    const files = {
      'x/texts/私聊_陈默.txt': chat(0, 100, 200),
      'x/texts/私聊_王五.txt': chat(50, 100, 300),
      ...sounds(`x/${folder}`, 'chenmo', 0, 100, 200),
      ...sounds(`x/${folder}`, 'wangwu', 50, 100, 300),
    };
    expect(await told(files)).toEqual({
      'x/texts/私聊_陈默.txt': {
        session: 'wxid_chenmo',
        sounds: [0, 100, 200].map((after) => `x/${folder}/${sound('chenmo', after)}`),
      },
      'x/texts/私聊_王五.txt': {
        session: 'wxid_wangwu',
        sounds: [50, 100, 300].map((after) => `x/${folder}/${sound('wangwu', after)}`),
      },
    });
  });

  test('and so in one folder with the chats, and for a chat in two formats', async () => {
    const text = chat(0, 100);
    const markdown = `# 陈默\n- 导出工具: WeFlow\n\n${text.replace(/^(\S+ \S+) '(.*)'$/gmu, '## $1 $2\n')}`;
    const files = {
      '陈默.txt': text,
      '陈默.md': markdown,
      '王五.txt': chat(50, 300),
      ...sounds('media/voices', 'chenmo', 0, 100),
      ...sounds('media/voices', 'wangwu', 50, 300),
    };
    expect(await sessions(files)).toEqual({
      '陈默.txt': 'wxid_chenmo',
      '陈默.md': 'wxid_chenmo',
      '王五.txt': 'wxid_wangwu',
    });
  });

  test('elsewhere beside it they are those of other chats', async () => {
    expect(await sessions({ 'x/a/陈默.txt': chat(0, 100), ...sounds('x/b/voices', 'chenmo', 0, 100) })).toEqual({
      'x/a/陈默.txt': undefined,
    });
  });

  const one = (file: string, ...seconds: number[]) => ({
    'x/t/陈默.txt': file,
    ...sounds('x/voices', 'chenmo', ...seconds),
  });
  test.each([
    ['one second is enough where there is one', one(chat(0), 0), 'wxid_chenmo'],
    ['but not where there are several', one(chat(0, 100, 200), 0), undefined],
    ['two are', one(chat(0, 100, 200), 0, 100), 'wxid_chenmo'],
    [
      'nine of ten of its sounds are in the chat',
      one(chat(0, 1, 2, 3, 4, 5, 6, 7, 8), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
      'wxid_chenmo',
    ],
    ['fewer are not enough', one(chat(0, 1, 2, 3, 4, 5, 6, 7), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), undefined],
    ['sounds before and after the file do not count', one(chat(0, 1), 0, 1, 90_000, 90_001), 'wxid_chenmo'],
    ['no second agrees', one(chat(0, 1), 2, 3), undefined],
    [
      'another chat agrees half as well',
      { ...one(chat(0, 1, 2, 3), 0, 1, 2, 3), ...sounds('x/voices', 'wangwu', 0, 1) },
      undefined,
    ],
    [
      'another chat agrees less',
      { ...one(chat(0, 1, 2, 3), 0, 1, 2, 3), ...sounds('x/voices', 'wangwu', 0) },
      'wxid_chenmo',
    ],
    ['another file agrees half as well', { ...one(chat(0, 1), 0, 1), 'x/t/王五.txt': chat(0, 50, 51) }, undefined],
    [
      'the paths of another file lead there',
      {
        ...one(chat(0, 1), 0, 1),
        'x/t/王五.txt': `${stamp(0)} '王五'\n../voices/${sound('chenmo', 0)}\n`,
      },
      undefined,
    ],
    [
      'a path of the file itself leads there',
      {
        ...one(`${chat(5, 6, 7)}\n${stamp(3700)} '陈默'\n../voices/${sound('chenmo', 3700)}\n`, 5, 3700),
        'x/t/王五.txt': chat(5),
      },
      'wxid_chenmo',
    ],
  ])('%s', async (_, files, session) => {
    expect((await sessions(files))['x/t/陈默.txt']).toBe(session);
  });

  test('of two sounds of one second none is given', async () => {
    const files = {
      ...one(chat(0, 100), 0, 100),
      [`x/voices/voice_wxid_chenmo_9_${START}_2000000011999999999.wav`]: 'RIFF',
    };
    expect((await told(files))['x/t/陈默.txt']).toEqual({
      session: 'wxid_chenmo',
      sounds: [`x/voices/${sound('chenmo', 100)}`],
    });
  });
});

test('reading for it is told, and ends with the run', async () => {
  const files = { 'x/texts/陈默.txt': chat(0, 100), ...sounds('x/voices', 'chenmo', 0, 100) };
  const jobs = memoryFolder(files)
    .files.filter(({ path }) => path.endsWith('.txt'))
    .map((file): Job => ({ file, reader: weflowTxt }));
  const told: RunEvent[] = [];
  const emit = (event: RunEvent) => void told.push(event);
  await tellSessions(jobs, { timeZone, emit });
  const size = jobs[0]?.file.size;
  expect(told).toEqual([
    { type: 'progress', task: 'sessions', done: size, total: size, unit: 'bytes' },
    { type: 'done', task: 'sessions' },
  ]);
  await expect(tellSessions(jobs, { timeZone, emit, signal: AbortSignal.abort() })).rejects.toThrow();
});
