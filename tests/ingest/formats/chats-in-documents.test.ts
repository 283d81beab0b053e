import { describe, expect, test } from 'vitest';
import type { Notice } from '../../../src/core/events.ts';
import type { ExportFile } from '../../../src/core/export-file.ts';
import type { ReadItem } from '../../../src/core/types.ts';
import { context, readers } from '../../support/fixtures.ts';
import { memoryFolder } from '../../support/memory-folder.ts';
import { zipFile } from '../../support/small-zip.ts';

const TURNS = ['老默：下午到', '晓晓：好的', '老默：堵车', '晓晓：慢点', '老默：嗯', '晓晓：吃饺子'];
const TIMED = ['老默 2023/9/28 12:05', '下午到', '晓晓 2023/9/28 12:06', '好的', '老默 2023/9/28 12:07', '堵车'];

async function read(id: string, file: ExportFile, asked = false): Promise<{ items: ReadItem[]; notices: Notice[] }> {
  const notices: Notice[] = [];
  const items: ReadItem[] = [];
  const reader = readers.find((one) => one.id === id);
  const emit = (event: { type: string; notice?: Notice }) => event.notice && notices.push(event.notice);
  for await (const item of reader?.read(file, { ...context, emit, asked }) ?? []) items.push(item);
  return { items, notices };
}

function textFile(path: string, content: string): ExportFile {
  const file = memoryFolder({ [path]: content }).get(path);
  if (!file) throw new Error(path);
  return file;
}

const paragraphs = (lines: readonly string[], tag: string) => lines.map((line) => `<${tag}>${line}</${tag}>`).join('');
const docx = (lines: readonly string[]) =>
  zipFile('聊天.docx', {
    'word/document.xml': `<w:document xmlns:w="w"><w:body>${lines
      .map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`)
      .join('')}</w:body></w:document>`,
  });
const odt = (lines: readonly string[]) =>
  zipFile('聊天.odt', {
    'content.xml': `<office:document-content xmlns:text="t"><office:text>${paragraphs(lines, 'text:p')}</office:text></office:document-content>`,
  });
const html = async (lines: readonly string[]) =>
  textFile('聊天.html', `<html><body>${paragraphs(lines, 'p')}</body></html>`);
const rtf = async (lines: readonly string[]) =>
  textFile('聊天.rtf', `{\\rtf1 ${lines.join('\\par ').replace(/[^ -~]/gu, (sign) => `\\u${sign.charCodeAt(0)}?`)}}`);
const markdown = async (lines: readonly string[]) =>
  textFile('聊天.md', `# 聊天\n\n${lines.join('\n\n').replace(/^(老默|晓晓)/gmu, '**$1**')}\n`);

describe.each([
  ['essay-docx', docx],
  ['essay-odt', odt],
  ['essay-html-page', html],
  ['essay-rtf', rtf],
  ['essay-markdown', markdown],
])('a chat that was pasted into a file of %s', (id, make) => {
  test.each([
    ['without times', TURNS, 6],
    ['with times', TIMED, 3],
  ])('%s is read as its messages, each under its name, and the user is told', async (_, lines, count) => {
    const file = await make(lines);
    const { items, notices } = await read(id, file);
    expect(items.map(({ kind, sender }) => [kind, sender.name])).toEqual(
      Array.from({ length: count }, (_item, n) => ['message', n % 2 ? '晓晓' : '老默']),
    );
    expect(items.slice(0, 3).map(({ text }) => text)).toEqual(['下午到', '好的', '堵车']);
    expect(notices).toEqual([{ code: 'chat-in-document', facts: { file: file.path, format: id } }]);
  });

  test('is the essay that the user says it is', async () => {
    const { items, notices } = await read(id, await make(TURNS), true);
    expect(items.map(({ kind }) => kind)).toEqual(['essay']);
    expect(notices).toEqual([]);
  });
});

describe('what people write stays theirs', () => {
  const own: [string, string[]][] = [
    ['a poem', ['玉兰', '', '一夜之间', '全开了', '一夜之间', '全落了']],
    [
      'an interview',
      ['问：你是哪年出生的？', '答：一九五二年。', '问：在哪里？', '答：在厂区。', '问：然后呢？', '答：进厂。'],
    ],
    ['a recipe', ['番茄炒蛋', '材料：番茄', '做法：切块', '材料：鸡蛋', '做法：打散', '材料：盐', '做法：少许']],
    [
      'a story with a talk in it',
      [
        '那天下雨。',
        '父亲：带伞了吗',
        '我：没有',
        '他把伞塞给我，转身走进雨里。',
        '母亲：人呢',
        '我：走了',
        '我追出去的时候，巷口已经没人了。',
        '那把伞我一直留着。',
        '伞骨断了两根。',
        '修过三回。',
      ],
    ],
    ['a play', ['第一幕 茶馆', '老王：来碗茶', '掌柜：来了', '老王：多少钱', '掌柜：两文', '老王：贵了', '掌柜：不贵']],
    [
      'a diary',
      [
        '2012年3月5日 20:15 晴',
        '今天她说：你怎么又忘了。',
        '2012年3月6日 21:00',
        '累。',
        '2012年3月7日 22:10',
        '钓到一条鱼。',
      ],
    ],
  ];
  test.each(own)('%s', async (_, lines) => {
    for (const [id, make] of [
      ['essay-docx', docx],
      ['essay-html-page', html],
    ] as const) {
      const { items, notices } = await read(id, await make(lines));
      expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(['essay']));
      expect(items.every(({ dropped }) => dropped === undefined)).toBe(true);
      expect(notices).toEqual([]);
    }
  });
});

test('of a diary into which a chat was pasted, each entry keeps what stands above the chat', async () => {
  const lines = [
    '2021年1月1日 晴',
    '在家。',
    '',
    '2021年1月2日 阴',
    '抄下来。',
    ...TIMED,
    '',
    '2021年1月3日 雨',
    '又去了。',
  ];
  const file = textFile('日记.txt', lines.join('\n'));
  expect((await read('essay-plain-text', file)).items.map(({ text, dropped }) => [text.slice(0, 4), dropped])).toEqual([
    ['在家。', undefined],
    ['抄下来。', undefined],
    ['老默 2', 'not-own-words'],
    ['又去了。', undefined],
  ]);
});

test('a note among others into which a chat was pasted is kept out', async () => {
  const note = (lines: readonly string[]) =>
    `<note><title>x</title><content><![CDATA[<en-note>${paragraphs(lines, 'div')}</en-note>]]></content></note>`;
  const file = textFile('笔记.enex', `<en-export>${note(['五点半出门钓鱼。'])}${note(TURNS)}</en-export>`);
  const { items } = await read('essay-evernote-enex', file);
  expect(items.map(({ dropped, droppedBy }) => [dropped, droppedBy])).toEqual([
    [undefined, undefined],
    ['not-own-words', 'copied-chat'],
  ]);
  expect((await read('essay-evernote-enex', file, true)).items.every(({ dropped }) => !dropped)).toBe(true);
});

describe('of a text into which a chat was pasted, what stands above is its writer’s and the rest is kept out', () => {
  const PROSE = ['爸爸走了三个月。', '今天翻手机。', '看到这一段。', '抄下来。'];
  const above = async (id: string, file: ExportFile) =>
    (await read(id, file)).items.map(({ text, dropped }) => [text.trim().split('\n').at(-1)?.trim(), dropped]);
  const parted = [
    ['抄下来。', undefined],
    ['堵车', 'not-own-words'],
  ];
  const pictured = TIMED.flatMap((line) => {
    const [, name, time] = /^(\S+) (\d.*)$/u.exec(line) ?? [];
    return name ? [name, time as string] : [line];
  });

  const notion = (chat: readonly string[]) =>
    textFile(`信 ${'0123456789abcdef'.repeat(2)}.md`, `# 信\n\n${[...PROSE, ...chat].join('\n\n')}\n`);

  test.each([
    ['a letter', 'essay-plain-text', textFile('信.txt', [...PROSE, ...TIMED].join('\n'))],
    [
      'one whose paste is indented',
      'essay-plain-text',
      textFile('信.txt', [...PROSE, ...TIMED.map((line) => `　　${line}`)].join('\n')),
    ],
    ['a page of Notion', 'essay-notion-md', notion(TIMED)],
  ])('%s', async (_, id, file) => {
    expect(await above(id, file)).toEqual(parted);
  });

  test('names that stand apart from their times are found where they stand', async () => {
    expect(await above('essay-notion-md', notion(pictured))).toEqual(parted);
  });
});

test('the page that QQ saves of a chat: its days, its names whatever signs they have, and the next chat below', async () => {
  const row = (words: string) => `<tr><td><div style=padding-left:10px;>${words}</div></td></tr>`;
  const title = (name: string) => row('消息分组:我的好友') + row(`消息对象:${name}`) + row('&nbsp;');
  const said = (name: string, clock: string, words: string) =>
    `<tr><td><div style=padding-left:10px;><div style=float:left;>${name}</div>${clock}</div><div style=padding-left:20px;>${words}</div></td></tr>`;
  const page = [
    `<html><head><title>QQ Message</title></head><body><table>${row('<br><b>消息记录</b>')}${title('林晓')}`,
    '<tr><td>日期: 2014-02-03</td></tr>',
    said('老默', '20:15:33', '<font>早点睡<br>日子是：<br>2014-02-05</font>'),
    said('~晓，♥~', '20:16:01', '<font>好</font>'),
    '<tr><td>日期: 2014-02-04</td></tr>',
    said('老默', '8:15:33', '<IMG src="{A1B2.dat}">'),
    title('一家人'),
    '<tr><td>日期: 2014-02-06</td></tr>',
    said('【群主】老默(100200300)', '下午 8:15:33', '<font>都在吗</font>'),
    '</table></body></html>',
  ].join('');
  const head = 'From: <Save by Tencent MsgMgr>\nSubject: Tencent IM Message\nMIME-Version: 1.0\n';
  const archive = `${head}Content-Type:multipart/related;\n\ttype="text/html";\n\tboundary="----=_NextPart_1"\n\n------=_NextPart_1\nContent-Type: text/html\nContent-Transfer-Encoding:7bit\n\n${page}\n------=_NextPart_1--\n`;
  const { items } = await read('essay-html-page', textFile('林晓.mht', archive));
  expect(items.map(({ conversation, sender, time, text }) => [conversation, sender.name, time, text])).toEqual([
    ['林晓', '老默', '2014-02-03T20:15:33', '早点睡\n日子是：\n2014-02-05'],
    ['林晓', '~晓，♥~', '2014-02-03T20:16:01', '好'],
    ['林晓', '老默', '2014-02-04T08:15:33', ''],
    ['一家人', '老默', '2014-02-06T20:15:33', '都在吗'],
  ]);
});
