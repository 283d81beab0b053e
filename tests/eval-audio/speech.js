import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { RATE } from './sounds.js';

/**
 * Clean speech: from a folder (a speaker a subfolder, or a speaker a name up to its first dash, as in LibriSpeech), else
 * made by espeak-ng, else the sample voices that ship in fixtures/. Returns { from, speakers: [{ id, clips, known }] }:
 * `known` are for getting to know the voice and are in no scene.
 */
export function cleanSpeech(folder, ffmpeg, root) {
  const { from, speakers } = allSpeech(folder, ffmpeg, root);
  return { from, speakers: speakers.map(apart) };
}

function allSpeech(folder, ffmpeg, root) {
  if (folder) return { from: basename(folder), speakers: ofFolder(folder, ffmpeg) };
  if (hasEspeak()) return { from: 'espeak-ng', speakers: synthesised(ffmpeg) };
  return { from: 'fixtures', speakers: ofFolder(join(root, 'fixtures'), ffmpeg).slice(0, 4) };
}

/** Five clips to know a voice by, fewer of a speaker of few; a single clip must serve for both. */
function apart({ id, clips }) {
  const count = Math.min(5, Math.floor(clips.length / 2));
  return { id, clips: clips.slice(0, clips.length - count), known: count > 0 ? clips.slice(-count) : clips };
}

const AUDIO = new Set(['.wav', '.flac', '.mp3', '.m4a', '.ogg', '.opus', '.g722']);
/** More clips a speaker make the run longer, not its answer better. */
const CLIPS = 24;

function ofFolder(folder, ffmpeg) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => AUDIO.has(extname(name).toLowerCase()) && statSync(join(folder, name)).isFile())
    .sort();
  const speakers = new Map();
  for (const name of files) {
    const sub = relative('.', dirname(name));
    // The names of files are made of it.
    const id = sub ? sub.replaceAll(sep, '-') : basename(name).split(/[-_]/u)[0];
    const clips = speakers.get(id) ?? [];
    if (clips.length < CLIPS) clips.push(() => decode(join(folder, name), ffmpeg));
    speakers.set(id, clips);
  }
  return [...speakers]
    .map(([id, clips]) => ({ id, clips: clips.map((read) => read()).filter((clip) => clip.length > RATE) }))
    .filter(({ clips }) => clips.length > 0);
}

/** Empty for what is no sound: fixtures hold stubs of recordings. */
function decode(path, ffmpeg) {
  const args = ['-nostdin', '-v', 'error', '-i', path, '-ac', '1', '-ar', String(RATE), '-f', 'f32le', 'pipe:1'];
  try {
    return floats(execFileSync(ffmpeg, args, { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return new Float32Array(0);
  }
}

function floats(bytes) {
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~3)));
}

function hasEspeak() {
  return (process.env.PATH ?? '').split(':').some((dir) => existsSync(join(dir, 'espeak-ng')));
}

const ZH = [
  '路上堵车，晚点到家，你们先吃饭，不用等我。',
  '明天早上我给你打电话，记得把钥匙带上。',
  '今天的天气真好，我们一起去公园走走吧，顺便买点水果。',
  '小时候你最喜欢吃我做的红烧肉，每次都要吃两大碗。',
  '药要按时吃，不舒服就早点去医院，别拖着。',
  '你妈妈说周末包饺子，韭菜馅的，问你回不回来。',
  '那年冬天特别冷，我们走了三个小时才到家。',
  '你寄来的照片我看了好多遍，都放在床头的抽屉里。',
  '院子里的桂花开了，香得很，你什么时候回来看看。',
  '工作再忙也要吃早饭，身体是自己的，谁也替不了你。',
  '我昨天去公园碰见了老李，他还问起你小时候的事。',
];
const EN = [
  'The traffic is terrible, I will be home late, please start without me.',
  'Tomorrow morning I will call you, remember to bring the keys and the letters.',
  'We used to walk along the river every Sunday, whatever the season was.',
  'She said that the weather would be fine, but the rain had other plans.',
  'Take your medicine on time, and see the doctor early if it gets worse.',
  'Your mother is making dumplings this weekend, she asks if you will come.',
  'When I was a boy we had no television, so we told each other stories at night.',
  'Do not forget to lock the back door, and feed the cat before you go.',
  'The train leaves at a quarter past seven, so be at the station early.',
  'There is soup on the stove and bread in the box, help yourself.',
  'He said nothing for a while, then he laughed and shook my hand.',
];
/** Voice, sentences, words a minute: two languages, high and low voices. */
const VOICES = [
  ['cmn', ZH, 165],
  ['en-us+f3', EN, 160],
  ['cmn+f2', ZH, 180],
  ['en-gb+m3', EN, 150],
  ['yue', ZH, 160],
  ['en-us+m7', EN, 170],
];

function synthesised(ffmpeg) {
  return VOICES.map(([voice, sentences, speed]) => ({
    id: voice,
    clips: sentences.map((sentence) => {
      const wav = execFileSync('espeak-ng', ['-v', voice, '-s', String(speed), '--stdout', sentence], {
        maxBuffer: 1 << 26,
      });
      const args = [
        '-nostdin',
        '-v',
        'error',
        '-i',
        'pipe:0',
        '-ac',
        '1',
        '-ar',
        String(RATE),
        '-f',
        'f32le',
        'pipe:1',
      ];
      return floats(execFileSync(ffmpeg, args, { input: wav, maxBuffer: 1 << 28 }));
    }),
  }));
}
