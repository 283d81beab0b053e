import { describe, expect, test } from 'vitest';
import { findMedia, findVoice } from '../../src/parse/find-media.ts';
import { memoryFolder } from '../support/memory-folder.ts';

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

test('a path further down in the folder of the chat is found where only one file has it', () => {
  const at = (files: Record<string, string>) => memoryFolder({ '陈默/陈默.json': '', ...files }).get('陈默/陈默.json')!;
  const one = { '陈默/音频/voices/1.wav': '', '林晓/voices/1.wav': '' };
  expect(findVoice(at(one), 'voices/1.wav')).toEqual({ path: '陈默/音频/voices/1.wav' });
  expect(findVoice(at({ ...one, '陈默/旧/voices/1.wav': '' }), 'voices/1.wav')).toMatchObject({ missing: true });
});

describe('an absolute path of another computer', () => {
  const at = memoryFolder({
    '陈默/陈默.json': '',
    '陈默/media/voices/1.wav': '',
    '陈默/voices/1.wav': '',
    '陈默/media/voices/2.mp3': '',
    '陈默/3.wav': '',
    'voices/4.wav': '',
  }).get('陈默/陈默.json')!;

  test.each([
    ['of Windows', 'D:\\导出\\私聊_陈默\\media\\voices\\1.wav', '陈默/media/voices/1.wav'],
    ['of macOS', '/Users/lin/私聊_陈默/media/voices/1.wav', '陈默/media/voices/1.wav'],
    ['as an address', 'file:///C:/x/media/voices/1.wav', '陈默/media/voices/1.wav'],
    ['as an escaped one', 'file:///C:/x%20y/media%2Fvoices/1.wav', '陈默/media/voices/1.wav'],
    ['in another encoding', 'C:\\x\\media\\voices\\2.wav', '陈默/media/voices/2.mp3'],
  ])('%s ends beside the file', (_, written, path) => {
    expect(findVoice(at, written)).toEqual({ path });
  });

  test('is not taken for a bare name or for what lies outside the folder of the chat', () => {
    expect(findVoice(at, 'C:\\x\\3.wav')).toEqual({ path: 'x/3.wav', missing: true });
    expect(findVoice(at, 'C:\\x\\voices\\4.wav')).toEqual({ path: 'x/voices/4.wav', missing: true });
  });

  test('is one only where it says so', () => {
    expect(findVoice(at, 'x/media/voices/1.wav')).toEqual({ path: '陈默/x/media/voices/1.wav', missing: true });
  });
});

describe('without a path', () => {
  test('the id in the name of a sound file finds it, the less squeezed one first', () => {
    expect(findVoice(chat, null, { messageId: '1269999524870328884' })).toEqual({
      path: 'media/voices/voice_1269999524870328884.silk',
    });
  });

  test('the second does, in the folder of the chat only', () => {
    expect(findVoice(chat, null, { epoch: 1695874130 })).toEqual({ path: '陈默/voices/20230928/1695874130.wav' });
    expect(findVoice(chat, null, { epoch: 1695874200 })).toEqual({ path: '' });
  });

  test('two sounds of one second stay unassigned', () => {
    expect(findVoice(file('林晓/林晓.json'), null, { epoch: 1695874201 })).toEqual({ path: '' });
  });
});

describe('the sound of a voice message in another encoding', () => {
  const at = memoryFolder({
    '陈默/陈默.json': '',
    '陈默/voices/1.silk': '',
    '陈默/voices/1.mp3': '',
    '陈默/voices/2.jpg': '',
    'voices/3.mp3': '',
  }).get('陈默/陈默.json')!;

  test('lies in place of the written one, the less squeezed one first', () => {
    expect(findVoice(at, 'voices/1.wav')).toEqual({ path: '陈默/voices/1.silk' });
    expect(findVoice(at, 'voices/1.mp3')).toEqual({ path: '陈默/voices/1.mp3' });
  });

  test('is a sound, and not that of another chat’s message', () => {
    expect(findVoice(at, 'voices/2.wav')).toMatchObject({ missing: true });
    expect(findVoice(at, 'voices/3.wav')).toMatchObject({ missing: true });
  });

  test('is nothing that a file of that name could be', () => {
    expect(findMedia(at, 'voices/1.wav')).toMatchObject({ missing: true });
  });
});

describe('in the other folders that were named', () => {
  const ID = '1269999524870328884';
  const chats = (beside: Record<string, Record<string, string>>) => {
    const own = memoryFolder({ '陈默.json': '', '林晓/林晓.json': '', 'voices/own.wav': '' }, '/x/chats');
    own.beside = Object.entries(beside).map(([root, files]) => memoryFolder(files, root));
    return (path: string) => own.get(path)!;
  };

  test.each([
    ['the folder of the written path', '/x/voices', '20230928/1695874127.wav', 'voices/20230928/1695874127.wav'],
    ['a folder that holds it', '/y/sounds', 'voices/20230928/1695874127.wav', 'voices/20230928/1695874127.wav'],
    ['one further down', '/x/media/voices', '1.wav', 'media\\voices\\1.wav'],
    ['beside the chats', '/x/voices', '1.wav', '../voices/1.wav'],
    ['escaped as in HTML', '/x/voices', '陈 默/1.wav', 'voices/%E9%99%88%20%E9%BB%98/1.wav'],
  ])('%s has the file', (_, root, path, written) => {
    const at = chats({ '/z/films': { 'a.mp4': '' }, [root]: { [path]: '' } });
    expect(findMedia(at('陈默.json'), written)).toEqual({ path, root });
  });

  test('the export’s own comes first', () => {
    const at = chats({ '/x/voices': { 'own.wav': '' } });
    expect(findMedia(at('林晓/林晓.json'), 'voices/own.wav')).toEqual({ path: 'voices/own.wav' });
  });

  test('a path that several have is nobody’s, unless they lie in each other', () => {
    const two = chats({ '/x/voices': { '1.wav': '' }, '/y/voices': { '1.wav': '' } });
    expect(findMedia(two('陈默.json'), 'voices/1.wav')).toEqual({ path: '', ambiguous: true });
    const same = chats({ '/x/voices': { '1.wav': '' }, '/x': { 'voices/1.wav': '' } });
    expect(findMedia(same('陈默.json'), 'voices/1.wav')).toEqual({ path: '1.wav', root: '/x/voices' });
  });

  test('an id in the name finds it at any depth, the less squeezed one first', () => {
    const at = chats({ '/x/a': { [`b/c/${ID}.mp3`]: '' }, '/x/d': { [`e/${ID}.silk`]: '' } });
    const found = { path: `e/${ID}.silk`, root: '/x/d' };
    expect(findVoice(at('陈默.json'), null, { messageId: ID })).toEqual(found);
    expect(findMedia(at('陈默.json'), `audio/${ID}.mp3`)).toEqual({ path: `b/c/${ID}.mp3`, root: '/x/a' });
  });

  test('a bare name, a second and a path that climbs out prove nothing', () => {
    const at = chats({ '/etc': { passwd: '', '1.wav': '', '1695874127.wav': '' } });
    expect(findMedia(at('陈默.json'), '1.wav')).toEqual({ path: '1.wav', missing: true });
    expect(findVoice(at('陈默.json'), null, { epoch: 1_695_874_127 })).toEqual({ path: '' });
    expect(findMedia(at('陈默.json'), 'a/../../etc/passwd')).toMatchObject({ missing: true });
  });
});
