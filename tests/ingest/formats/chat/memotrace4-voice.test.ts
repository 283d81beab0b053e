import { expect, test } from 'vitest';
import { memotrace4Markdown } from '../../../../src/ingest/formats/chat/memotrace4-markdown.ts';
import { memotrace4Txt } from '../../../../src/ingest/formats/chat/memotrace4-txt.ts';
import { readFile } from '../../../support/read-file.ts';

const FOLDER = '陈默(wxid_chenmo01)';
const sound = (name: string) => `${FOLDER}/voice/2023-09/${name}`;
const SOUNDS = {
  [sound('20230928_120847_126999_0.mp3')]: '',
  [sound('20230928_120847_127999_1.mp3')]: '',
  [sound('20230928_120947_128999_0.silk')]: '',
  [sound('20230928_120947_128999_0.mp3')]: '',
  [sound('20230928_121047_129999_0.mp3')]: '',
  [sound('20230928_121047_130999_0.mp3')]: '',
  [sound('20230928_121147_131999_1.mp3')]: '',
};
const EXPECTED = [
  ['书架', sound('20230928_120847_126999_0.mp3')],
  ['', sound('20230928_120947_128999_0.silk')],
  ['', ''],
  ['', ''],
  ['好', sound('20230928_121147_131999_1.mp3')],
];
const ROWS: [string, string, string][] = [
  ['12:08:47', '陈默', '书架'],
  ['12:09:47', '陈默', ''],
  // Two sounds of one second, and one of the other side.
  ['12:10:47', '陈默', ''],
  ['12:11:47', '陈默', ''],
  ['12:11:47', '林晓', '好'],
];

test.each([
  ['txt', memotrace4Txt, ROWS.map(([at, who, words]) => `2023-09-28 ${at} ${who}\n【语音】${words}\n`).join('\n')],
  [
    'md',
    memotrace4Markdown,
    `### 2023-09\n#### 2023-09-28\n${ROWS.map(([at, who, words]) => `**${at} ${who}**: [语音] ${words}\n`).join('\n')}`,
  ],
] as const)(
  'the only sound of a second, from the side of its sender, is that of the message in %s',
  async (end, reader, text) => {
    const { items } = await readFile(reader, `${FOLDER}/陈默.${end}`, text, SOUNDS);
    expect(items.map(({ text, media }) => [text, media?.path])).toEqual(EXPECTED);
  },
);
