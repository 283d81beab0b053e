import { expect, test } from 'vitest';
import { momentsCiphertalkHtml } from '../../../../src/ingest/formats/post/moments-ciphertalk-html.ts';
import { momentsCiphertalkJson } from '../../../../src/ingest/formats/post/moments-ciphertalk-json.ts';
import { momentsCiphertalkXlsx } from '../../../../src/ingest/formats/post/moments-ciphertalk-xlsx.ts';
import { readAll } from '../../../support/fixtures.ts';
import { readFile } from '../../../support/read-file.ts';
import { workbook } from '../../../support/workbook.ts';

const post = (more: object) =>
  JSON.stringify({
    generator: 'CipherTalk',
    exportedAt: 1,
    total: 1,
    moments: [
      {
        id: '13041234567890120007',
        username: 'wxid_chenmo01',
        nickname: '老默',
        createTime: 1557663303,
        content: '',
        ...more,
      },
    ],
  });

test('JSON: what was shared is no word of who shared it, and a video is one', async () => {
  const shared = { shareInfo: { title: '周野的视频', description: '后山', type: 28 }, content: '看' };
  const { items, verdict } = await readFile(momentsCiphertalkJson, 'a.json', post(shared));
  expect(verdict).toBe('yes');
  expect(items[0]).toMatchObject({ type: 'link', text: '看', title: '周野的视频', messageId: '13041234567890120007' });
  const video = post({ media: [{ type: 'video', url: 'https://example.com/snsvideodownload', thumb: '' }] });
  expect((await readFile(momentsCiphertalkJson, 'a.json', video)).items[0]).toMatchObject({ type: 'video', text: '' });
});

test('HTML: names and words keep what looks like the form of a comment', async () => {
  const page = `<title>朋友圈导出 - CipherTalk</title><div class="m-wrap"><div class="m-card">
  <div class="m-head"><span class="m-name">老默</span><span class="m-time">2019-05-12 20:15:03</span></div>
  <div class="m-content">a&lt;b<br><br>♥</div>
  <div class="m-comments"><div class="m-comment"><b>回复</b>：说：好</div><div class="m-comment"><b>林晓</b> 回复 老默：行
两行</div><div class="m-comment"><b>周野</b>：</div></div>
</div></div>`;
  const { items, verdict } = await readFile(momentsCiphertalkHtml, 'a.html', page);
  expect(verdict).toBe('yes');
  expect(items[0]).toMatchObject({ text: 'a<b\n\n♥', time: '2019-05-12T20:15:03' });
  expect(items[0]?.comments).toEqual([
    { sender: { name: '回复' }, text: '说：好' },
    { sender: { name: '林晓' }, text: '行\n两行', replyTo: '老默' },
  ]);
});

test('workbook: comments of more than one line, and those that nobody can tell apart', async () => {
  const row = (count: string, comments: string) => [
    '2019-05-12 20:15:03',
    '老默',
    'wxid_chenmo01',
    '结',
    '1',
    'https://example.com/150',
    '0',
    '',
    count,
    comments,
  ];
  const file = await workbook('a.xlsx', [
    ['时间', '昵称', 'wxid', '内容', '媒体数', '媒体链接', '点赞数', '点赞人', '评论数', '评论详情'],
    row('2', '林晓：一\n二\n老默回复林晓：行：说定了'),
    row('1', '林晓：一\n二：三'),
    ['', '老默', 'wxid_chenmo01', '没有时间'],
  ]);
  const items = await readAll(momentsCiphertalkXlsx, file);
  expect(items[0]).toMatchObject({ type: 'image', sender: { id: 'wxid_chenmo01', name: '老默' } });
  expect(items.map(({ comments }) => comments)).toEqual([
    [
      { sender: { name: '林晓' }, text: '一\n二' },
      { sender: { name: '老默' }, text: '行：说定了', replyTo: '林晓' },
    ],
    undefined,
    undefined,
  ]);
  expect(items[2]?.dropped).toBe('unreadable');
});
