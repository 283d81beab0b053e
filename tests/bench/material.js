/** What the benchmark works on: chats of two invented people, and speech made of the demo's voice messages. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VOICES = fileURLToPath(new URL('../../fixtures/demo/exports/WeChatDataAnalysis/media/voices', import.meta.url));
const WORDS =
  '路上 堵车 晚点 到家 几点 回来 吃饭 了吗 好的 没事 放心 明天 下雨 记得 带伞 闺女 作业 写完 周末 一起 去 公园 天气 不错 哈哈哈 嗯嗯 [呲牙] 工作 忙 别 太晚 早点 休息 身体 要紧 慢慢 来 不急'.split(
    ' ',
  );

/** Numbers below `n`, the same in every run (mulberry32). */
function dice(seed) {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

function* chat(seed) {
  const roll = dice(seed);
  let time = 1_500_000_000;
  for (let n = 1; ; n++) {
    time += roll(5) === 0 ? roll(7200) : roll(60);
    let text = Array.from({ length: 1 + roll(8) }, () => WORDS[roll(WORDS.length)]).join('');
    if (roll(3) === 0) text += '。';
    if (roll(50) === 0) text += `电话13812345${100 + roll(900)}`;
    if (roll(40) === 0) text = `你好,"在吗"${text}`;
    if (roll(60) === 0) text += '\n第二行';
    yield { n, time, own: roll(2) === 1, kind: roll(20), text, roll };
  }
}

const local = (time) => new Date((time + 28_800) * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** Writes lines as fast as the disk takes them. `make` returns undefined when it is done. */
async function fill(file, head, make, foot = '') {
  const out = createWriteStream(file);
  let pending = head;
  for (let text = make(); text !== undefined; text = make()) {
    pending += text;
    if (pending.length > 1 << 20) {
      if (!out.write(pending)) await once(out, 'drain');
      pending = '';
    }
  }
  out.end(pending + foot);
  await once(out, 'finish');
  return file;
}

export function memotraceCsv(file, rows) {
  const source = chat(1);
  const cell = (text) => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const head =
    '\uFEFFlocalId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\r\n';
  return fill(file, head, () => {
    const { n, time, own, kind, text, roll } = source.next().value;
    if (n > rows) return undefined;
    const type = [34, 47, 3, 10_000][kind] ?? 1;
    const content =
      type === 1
        ? text
        : type === 34
          ? `<msg><voicemsg endflag="1" length="4000" voicelength="${1000 + roll(9000)}" voiceformat="4"/></msg>`
          : type === 47
            ? '<msg><emoji md5="abc" cdnurl="http://x.y/z" /></msg>'
            : type === 3
              ? '<?xml version="1.0"?><msg><img aeskey="x" /></msg>'
              : '你撤回了一条消息';
    return `${n},7,${type},0,${own ? 1 : 0},${time},3,${cell(content)},${local(time)},${own ? '林晓,晓晓,wxid_linxiao88' : '陈默,老默,wxid_chenmo01'}\r\n`;
  });
}

/** Of twenty messages one is a sticker, one a quote, one a picture and one a voice, with the fields that WeFlow gives each. */
function weflowKind(kind, text, sender, time, serverId) {
  if (kind === 0) {
    const emojiMd5 = Number(serverId.slice(-9)).toString(16).padStart(32, '0');
    const emojiCdnUrl = `http://vweixinf.tc.qq.com/110/20401/stodownload?m=${emojiMd5}&filekey=30430d5ab7e6cad2&hy=SH&storeid=26`;
    return ['动画表情', 47, '[表情包：好的]', { emojiMd5, emojiCdnUrl, emojiCaption: '好的' }];
  }
  if (kind === 1) {
    const replyToMessageId = String(BigInt(serverId) - 1n);
    return [
      '引用消息',
      244813135921,
      `${text}[引用 林晓：几点回来？]`,
      {
        replyToMessageId,
        appMsgType: '57',
        appMsgKind: 'quote',
        quotedContent: '几点回来？',
        quotedSender: '林晓',
        quotedType: '1',
        quotedSvrid: replyToMessageId,
      },
    ];
  }
  if (kind === 2) return ['图片消息', 3, '[图片]'];
  if (kind === 3) return ['语音消息', 34, `media/voices/voice_${sender}_507_${time}_${serverId}.wav`];
  return ['文本消息', 1, text];
}

export async function weflowJson(file, bytes) {
  const source = chat(2);
  let written = 0;
  let rows = 0;
  const head = `{"weflow":{"version":"1.0.3","exportedAt":1709258400,"generator":"WeFlow"},"session":{"wxid":"wxid_chenmo01","nickname":"老默","remark":"陈默","displayName":"陈默","type":"私聊"},"messages":[\n`;
  await fill(
    file,
    head,
    () => {
      if (written >= bytes) return undefined;
      const { n, time, own, kind, text } = source.next().value;
      const sender = own ? 'wxid_linxiao88' : 'wxid_chenmo01';
      const serverId = String(1_260_000_000_000_000_000n + BigInt(n));
      const [type, localType, content, more = {}] = weflowKind(kind, text, sender, time, serverId);
      const message = {
        localId: n,
        createTime: time,
        formattedTime: local(time),
        type,
        localType,
        content,
        isSend: own ? 1 : 0,
        senderUsername: sender,
        senderDisplayName: own ? '林晓' : '陈默',
        source: '',
        senderAvatarKey: sender,
        ...more,
        platformMessageId: serverId,
      };
      const line = `${rows++ ? ',\n' : ''}${JSON.stringify(message, null, 2)}`;
      written += Buffer.byteLength(line);
      return line;
    },
    '\n]}\n',
  );
  return { file, rows };
}

async function demoSpeech() {
  const { decode } = await import('silk-wasm');
  const parts = [];
  for (const name of (await readdir(VOICES)).sort())
    parts.push(Buffer.from((await decode(await readFile(join(VOICES, name)), 24_000)).data));
  return Buffer.concat(parts);
}

/** White noise under each round of the speech, dB below its mean level; none in the last of four. */
const NOISE_DB = [12, 18, 24, null];

/**
 * The demo's voices, again and again, each round a little louder or softer and with another noise, as AAC at 48 kHz: a
 * denoiser has work to do in all of it.
 */
export async function longRecording(dir, minutes) {
  const { findFfmpeg } = await import('../../dist/io/ffmpeg-binary.js');
  const { path } = await findFfmpeg({});
  const bytes = await demoSpeech();
  const speech = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~1)));
  const level = Math.sqrt(speech.reduce((sum, x) => sum + x * x, 0) / speech.length);
  const [raw, file] = [join(dir, 'speech.s16'), join(dir, 'speech.m4a')];
  const out = createWriteStream(raw);
  const roll = dice(3);
  let left = Math.round(minutes * 60 * 24_000);
  for (let round = 0; left > 0; round++) {
    const gain = 10 ** ((((round * 5) % 7) - 3) / 20);
    const below = NOISE_DB[round % NOISE_DB.length];
    // Of a uniform distribution: its deviation is a root of three of its width.
    const width = below === null ? 0 : Math.round(level * 10 ** (-below / 20) * Math.sqrt(12));
    const part = speech.slice(0, left);
    for (let i = 0; i < part.length; i++) {
      const noise = width > 0 ? roll(width) - width / 2 : 0;
      part[i] = Math.max(-32_768, Math.min(32_767, gain * (part[i] + noise)));
    }
    if (!out.write(Buffer.from(part.buffer, part.byteOffset, part.byteLength))) await once(out, 'drain');
    left -= part.length;
  }
  out.end();
  await once(out, 'finish');
  const from = ['-f', 's16le', '-ar', '24000', '-ac', '1', '-i', raw];
  const to = ['-ar', '48000', '-ac', '2', '-c:a', 'aac', '-b:a', '128k', '-y', file];
  spawnSync(path, ['-nostdin', '-v', 'error', ...from, ...to]);
  await rm(raw);
  return file;
}

/** SILK frames of 20 ms cut out of the demo's messages at ever other places: 250 frames are 5 s. */
export async function voiceMessages(dir, count) {
  await mkdir(dir, { recursive: true });
  const frames = [];
  for (const name of (await readdir(VOICES)).sort()) {
    const bytes = await readFile(join(VOICES, name));
    for (let at = 10; at + 2 <= bytes.length; ) {
      const size = bytes.readUInt16LE(at);
      if (size === 0xffff) break;
      frames.push(bytes.subarray(at, at + 2 + size));
      at += 2 + size;
    }
  }
  const head = Buffer.from('\x02#!SILK_V3', 'latin1');
  for (let i = 0; i < count; i++) {
    const from = (i * 37) % Math.max(1, frames.length - 250);
    await writeFile(
      join(dir, `voice_${String(i).padStart(5, '0')}.silk`),
      Buffer.concat([head, ...frames.slice(from, from + 250)]),
    );
  }
  return dir;
}
