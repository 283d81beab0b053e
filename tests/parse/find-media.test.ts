import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../src/core/export-file.ts';
import { findMedia } from '../../src/parse/find-media.ts';

const folder = memoryFolder({
  '陈默/陈默.json': '',
  '陈默/media/voices/1.wav': '',
  '陈默/voices/20230928/1695874127.wav': '',
  '陈默/voices/20230928/1695874130.wav': '',
  '陈默/voices/20230928/1695874130.mp3': '',
  '林晓/林晓.json': '',
  '林晓/voices/20230928/1695874200.wav': '',
  '林晓/voices/20230928/1695874201.wav': '',
  '林晓/voices/20230928/1695874201_2.wav': '',
  'texts/a.json': '',
  'voices/b.wav': '',
  'wxdump_work/export/wxid_me/csv/wxid_a/wxid_a_0_48.csv': '',
  'wxdump_work/wxid_me/audio/wxid_a/2023-09-28_12-08-47_1_1941660723392879319.wav': '',
  'media/voices/voice_1269999524870328884.mp3': '',
  'media/voices/voice_1269999524870328884.silk': '',
  'media/images/1269999524870328884.jpg': '',
});
const file = (path: string) => folder.get(path)!;
const chat = file('陈默/陈默.json');

describe('a written path', () => {
  test.each([
    ['beside the file', chat, 'media/voices/1.wav', '陈默/media/voices/1.wav'],
    ['with backslashes', chat, '.\\media\\voices\\1.wav', '陈默/media/voices/1.wav'],
    ['below the root', chat, 'voices/b.wav', 'voices/b.wav'],
    ['climbing inside the root', file('texts/a.json'), '../voices/b.wav', 'voices/b.wav'],
    ['absolute on another computer', chat, 'C:\\voices\\b.wav', 'voices/b.wav'],
    ['escaped as in HTML', chat, 'media%2Fvoices/1.wav', '陈默/media/voices/1.wav'],
    [
      'elsewhere under a name that holds an id',
      file('wxdump_work/export/wxid_me/csv/wxid_a/wxid_a_0_48.csv'),
      'wxid_a\\2023-09-28_12-08-47_1_1941660723392879319.wav',
      'wxdump_work/wxid_me/audio/wxid_a/2023-09-28_12-08-47_1_1941660723392879319.wav',
    ],
  ])('%s', (_, from, written, path) => {
    expect(findMedia(from, written)).toEqual({ path });
  });

  test('is marked when nothing lies there, and never leaves the root', () => {
    expect(findMedia(chat, 'media\\voices\\9.wav')).toEqual({ path: '陈默/media/voices/9.wav', missing: true });
    expect(findMedia(chat, '../../../etc/passwd')).toEqual({ path: 'etc/passwd', missing: true });
  });

  test('of another chat with the same name is not taken', () => {
    const written = 'voices/20230928/1695874200.wav';
    expect(findMedia(chat, written)).toEqual({ path: `陈默/${written}`, missing: true });
  });

  test('may be an address, which names no file', () => {
    expect(findMedia(chat, 'http://127.0.0.1:5030/voice/1')).toEqual({ path: '' });
  });
});

describe('without a path', () => {
  test('the id in the name of a sound file finds it, the less squeezed one first', () => {
    expect(findMedia(chat, null, { messageId: '1269999524870328884' })).toEqual({
      path: 'media/voices/voice_1269999524870328884.silk',
    });
  });

  test('the second does, in the folder of the chat only', () => {
    expect(findMedia(chat, null, { epoch: 1695874130 })).toEqual({ path: '陈默/voices/20230928/1695874130.wav' });
    expect(findMedia(chat, null, { epoch: 1695874200 })).toEqual({ path: '' });
  });

  test('two sounds of one second stay unassigned', () => {
    expect(findMedia(file('林晓/林晓.json'), null, { epoch: 1695874201 })).toEqual({ path: '' });
  });
});
