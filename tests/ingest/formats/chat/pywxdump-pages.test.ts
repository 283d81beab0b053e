import { expect, test } from 'vitest';
import { pywxdumpJson } from '../../../../src/ingest/formats/chat/pywxdump-json.ts';
import { pywxdumpPages } from '../../../../src/ingest/formats/chat/pywxdump-pages.ts';
import { readFile } from '../../../support/read-file.ts';
import { said } from '../../../support/read-text.ts';

type Row = [called: string, type: string, body: string, own?: 'own'];

const page = (...rows: Row[]) =>
  `<!DOCTYPE html><html lang="zh"><head><title>chat</title></head><body><table><tbody>${rows
    .map(
      ([called, type, body, own], at) => `
<tr id="131826092317045620${at}">

  <div style="background-color: ${own ? '#f3e9c1' : '#d3eed3'};">
    <label style="color:${own ? '#A13A50' : '#f54f71'}">[${called}][${type}] 2023-09-28 12:05:1${at}</label><br>
    ${body}
  </div>
</tr>`,
    )
    .join('')}</tbody></table></body></html>`;

const read = (path: string, ...rows: Row[]) => readFile(pywxdumpPages, path, page(...rows));

test('the folder names the account; everybody but the owner of a private chat is the peer', async () => {
  const { items, verdict } = await read(
    'export/wxid_linxiao88_林_晓_晓晓/晓晓_3.html',
    ['我', '文本', '<p>a&lt;b\r\n&#34;好&#34;</p>', 'own'],
    ['晓[1]晓', '文本', '<p></p>'],
    ['收', '拍一拍', '<p>&#34;晓晓&#34; 拍了拍 我</p>'],
  );
  expect(verdict).toBe('yes');
  expect(said(items)).toEqual(['我: a<b\n"好"', 'wxid_linxiao88: ', ': (system-line)"晓晓" 拍了拍 我']);
  expect(items[0]).toMatchObject({
    conversation: 'wxid_linxiao88',
    conversationName: '晓晓',
    group: false,
    direction: 'sent',
    messageId: '1318260923170456200',
    time: '2023-09-28T12:05:10',
  });
  expect(items[1]).toMatchObject({ sender: { name: '晓晓', aliases: ['林_晓'] }, direction: 'received' });
});

test.each([
  ['export/linxiao88_Lin_/_0.html', 'linxiao88', 'Lin'],
  ['export/lin_xiao_88_林晓_晓晓/晓晓_0.html', 'lin_xiao_88', '晓晓'],
  ['export/lin_xiao_Lin_晓晓/晓晓_0.html', '晓晓', '晓晓'],
  ['Downloads/晓晓_0.html', '晓晓', '晓晓'],
])('the account in %s', async (path, conversation, name) => {
  const { items } = await read(path, ['晓晓', '文本', '<p>好</p>']);
  expect(items[0]).toMatchObject({ conversation, conversationName: name, sender: { name } });
});

test('in a group everybody has an account, and none in the first version', async () => {
  const { items } = await read(
    'export/34567890123@chatroom_一家三口_/_0.html',
    ['wxid_linxiao88', '文本', '<p>吃啥</p>'],
    ['收', '文本', '<p>面</p>'],
    ['发', '文本', '<p>好</p>', 'own'],
  );
  expect(said(items)).toEqual(['wxid_linxiao88: 吃啥', ': 面', '我: 好']);
  expect(items[0]).toMatchObject({ conversation: '34567890123@chatroom', conversationName: '一家三口', group: true });
});

test('sounds and pictures lie in the page; a row without its head is unreadable', async () => {
  const { items } = await read(
    'a/晓晓_0.html',
    ['晓晓', '语音', '<audio controls><source src="data:audio/wav;base64,UklGRg==" type="audio/wav"></audio>'],
    ['晓晓', '图片', '<img src="data:image/png;base64,iVBO" alt="图片"/>'],
    ['晓晓', '用户上传的 GIF 表情', '<p></p>'],
    ['晓晓', '什么', '<p>?</p>'],
  );
  expect(items.map(({ type, text, media, dropped }) => [type, text, media?.path, dropped])).toEqual([
    ['voice', '', '', undefined],
    ['image', '', undefined, undefined],
    ['sticker', '', undefined, undefined],
    ['link', '', undefined, undefined],
  ]);
  const broken = page(['晓晓', '文本', '<p>好</p>']).replace('<label', '<b').replace('</label', '</b');
  expect((await readFile(pywxdumpPages, 'a/晓晓_0.html', broken)).items[0]).toMatchObject({ dropped: 'unreadable' });
});

test('a sound that lies in the page is told of, until somebody has saved it as a file', async () => {
  const sound = '<audio controls><source src="data:audio/wav;base64,UklGRg==" type="audio/wav"></audio>';
  const rows: Row[] = [
    ['晓晓', '语音', sound],
    ['晓晓', '语音', sound],
    ['晓晓', '语音', '<p></p>'],
  ];
  const { items } = await readFile(pywxdumpPages, 'a/晓晓_0.html', page(...rows), {
    'a/audio/1318260923170456201.wav': '',
  });
  expect(items.map(({ media }) => media)).toEqual([
    { path: '', embedded: true },
    { path: 'a/audio/1318260923170456201.wav' },
    { path: '' },
  ]);
});

test('a reply is the XML as a dictionary, in the JSON of that time too', async () => {
  const reply = (title: unknown, content: unknown) =>
    JSON.stringify({ appmsg: { title, refermsg: { displayname: '林晓', content, svrid: '1318260923170456299' } } });
  const rows = [reply('行', '几点？'), reply({}, '<msg><img /></msg>'), '[带有引用的文本消息]解析失败', '{"行": 1}'];
  const { items } = await read(
    'a/晓晓_0.html',
    ...rows.map((msg): Row => ['晓晓', '带有引用的文本消息', `<p>${msg.replaceAll('<', '&lt;')}</p>`]),
  );
  expect(items.map(({ text, quote, wordsLeftOut }) => [text, quote, wordsLeftOut])).toEqual([
    ['行', { sender: '林晓', text: '几点？', messageId: '1318260923170456299' }, undefined],
    ['', { sender: '林晓', text: '', messageId: '1318260923170456299' }, undefined],
    ['', undefined, true],
    ['{"行": 1}', undefined, undefined],
  ]);
  const row = {
    id: 1,
    MsgSvrID: '1318260923170456201',
    type_name: '带有引用的文本消息',
    is_sender: 0,
    talker: 'wxid_a',
    room_name: 'wxid_a',
    content: { msg: rows[0], src: '' },
    CreateTime: '2023-12-05 12:05:12',
  };
  const json = await readFile(pywxdumpJson, 'wxid_a_0_1.json', JSON.stringify([row]));
  expect(json.items[0]).toMatchObject({ text: '行', quote: { text: '几点？' } });
});
