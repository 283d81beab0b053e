import { expect, test } from 'vitest';
import { soundOfSecond } from '../../src/parse/sound-of-second.ts';
import { memoryFolder } from '../support/memory-folder.ts';

const SECOND = '1695874127';
const wav = (session: string, id = '1269999524870328001') => `voice_${session}_7_${SECOND}_${id}.wav`;
const find = (path: string, sounds: readonly string[], session?: string) => {
  const folder = memoryFolder(Object.fromEntries([path, ...sounds].map((each) => [each, ''])));
  return soundOfSecond(folder.get(path)!, SECOND, { session });
};

test('a sound that names its chat is found wherever it lies, that of another chat nowhere', () => {
  const beside = [`voices/${wav('wxid_chenmo01')}`, `voices/${wav('wxid_linxiao')}`];
  expect(find('texts/陈默.json', beside, 'wxid_chenmo01')).toBe(beside[0]);
  expect(find('texts/一家.json', [`voices/${wav('34567890123_chatroom')}`], '34567890123@chatroom')).toBeDefined();
  expect(find('陈默/陈默.json', [`陈默/voices/${wav('wxid_linxiao')}`], 'wxid_chenmo01')).toBeUndefined();
  expect(find('texts/陈默.txt', beside.slice(0, 1))).toBeUndefined();
});

test('where the account is not known, a folder must hold the sounds of one chat', () => {
  const own = `陈默/media/voices/${wav('wxid_chenmo01')}`;
  const other = '陈默/media/voices/voice_wxid_linxiao_8_1695880000_1269999524870328002.wav';
  expect(find('陈默/陈默.txt', [own])).toBe(own);
  expect(find('陈默/陈默.txt', [own, other])).toBeUndefined();
});

test('of several chats in one folder each has the folder that is named after it', () => {
  const [own, other] = ['陈默', '林晓'].map((chat) => `media/${chat}/voices/${SECOND}.wav`) as [string, string];
  expect(find('陈默.txt', [own, other])).toBe(own);
  expect(find('陈默.txt', [`media/陈默/voices/1695880000.wav`, other])).toBeUndefined();
});

test('two sounds of one second are nobody’s, one in two encodings is one', () => {
  const [wavFile, mp3, other] = ['.wav', '.mp3', '_2.wav'].map((end) => `陈默/voices/${SECOND}${end}`) as [
    string,
    string,
    string,
  ];
  expect(find('陈默/陈默.json', [mp3, wavFile])).toBe(wavFile);
  expect(find('陈默/陈默.json', [mp3, other])).toBeUndefined();
});
