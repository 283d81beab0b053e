import { expect, test } from 'vitest';
import { sniff } from '../../src/io/sniff.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test.each([
  ['WeChat SILK', '\x02#!SILK_V3\x0c\x00', { kind: 'silk', at: 1 }],
  ['plain SILK', '#!SILK_V3\x0c\x00', { kind: 'silk', at: 0 }],
  ['SILK after junk', '\x00\x00junk\x02#!SILK_V3', { kind: 'silk', at: 7 }],
  ['AMR', '#!AMR\n\x3c', { kind: 'media', container: 'amr' }],
  ['AMR wide band', '#!AMR-WB\n', { kind: 'media', container: 'amr' }],
  ['WAV', 'RIFF\x24\x00\x00\x00WAVEfmt ', { kind: 'media', container: 'wav' }],
  ['Sony Wave64', 'riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb', { kind: 'media', container: 'w64' }],
  ['WAV out of a pipe', 'RIFF\xff\xff\xff\xffWAVEfmt ', { kind: 'media', container: 'wav', endless: true }],
  ['M4A', '\x00\x00\x00\x20ftypM4A \x00', { kind: 'media', container: 'mp4' }],
  ['a photograph of a phone', '\x00\x00\x00\x20ftypheic\x00', { kind: 'unknown' }],
  ['MP3 with tags', 'ID3\x04\x00', { kind: 'media', container: 'mp3' }],
  ['MP3 without tags', '\xff\xfb\x90\x64', { kind: 'media', container: 'mp3' }],
  ['AAC frames', '\xff\xf1\x50\x80', { kind: 'media', container: 'mp3' }],
  ['text in UTF-16', '\xff\xfeh\x00e\x00', { kind: 'unknown' }],
  ['a JPEG', '\xff\xd8\xff\xe0', { kind: 'unknown' }],
  ['AC-3', '\x0b\x77\x12\x34', { kind: 'media', container: 'ac3' }],
  ['DTS', '\x7f\xfe\x80\x01\xfc', { kind: 'media', container: 'dts' }],
  ['Ogg', 'OggS\x00\x02', { kind: 'media', container: 'ogg' }],
  ['base64 of WeChat SILK', 'AiMhU0lMS19WMwwA', { kind: 'base64', at: 0 }],
  ['base64 of plain SILK in lines', ' IyFTSUxLX1YzDAAA\r\nAAAAAAAAAA==\n', { kind: 'base64', at: 0 }],
  ['base64 of a WAV', 'UklGRiQAAABXQVZFZm10IBAAAA', { kind: 'base64', at: 0 }],
  ['words that could be base64', 'abcdefghijklmnopqrstuvwxyz abc', { kind: 'unknown' }],
  ['a data URL', 'data:audio/webm;codecs=opus;base64,GkXf', { kind: 'base64', at: 35 }],
  ['text', '老默 2023-09-28', { kind: 'unknown' }],
  ['nothing', '', { kind: 'empty' }],
])('tells %s by its bytes', (_, head, expected) => {
  expect(sniff(bytes(head))).toEqual(expected);
});

test('tells AMR frames without a head, and no text that begins alike', () => {
  const frame = [0x3c, ...new Array<number>(31).fill(0x55)];
  expect(sniff(Uint8Array.from([...frame, ...frame, ...frame, ...frame, ...frame]))).toEqual({ kind: 'amr-bare' });
  expect(sniff(bytes('<html><body>not a sound</body></html>'))).toEqual({ kind: 'unknown' });
});
