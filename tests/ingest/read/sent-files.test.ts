import { describe, expect, test } from 'vitest';
import { chatCopied } from '../../../src/ingest/formats/chat/chat-copied.ts';
import { essayPlainText } from '../../../src/ingest/formats/essay/essay-plain-text.ts';
import { discover } from '../../../src/ingest/read/discover.ts';
import { SentFiles } from '../../../src/ingest/read/sent-files.ts';
import { memoryFolder } from '../../support/memory-folder.ts';
import { fileOf, READERS } from '../world.ts';

const isSent = (chat: string, path: string): boolean => {
  const sent = new SentFiles();
  sent.addChat(`/x/${chat}`);
  return sent.has(`/x/${path}`);
};

test.each([
  ['聊天记录/陈默/陈默.html', '聊天记录/陈默/file/作文.docx'],
  ['聊天记录/陈默(wxid_chenmo01)/陈默.csv', '聊天记录/陈默(wxid_chenmo01)/file/2023-09/作文.docx'],
  ['老默/林晓/index.html', '老默/林晓/Files/作文.txt'],
  ['老默/林晓.html', '老默/林晓_files/作文.txt'],
  ['老默/林晓.txt', '老默/林晓_files/作文.txt'],
  ['conversations/0001_陈默_1f0c3a9b/messages.json', 'media/files/作文.docx'],
  ['群聊_一家/群聊_一家.json', '群聊_一家/media/file/txt/作文.txt'],
  ['texts/陈默.txt', 'media/群聊_一家/file/no-extension/README'],
  ['texts/陈默.txt', 'file/docx/作文.DOCX'],
  ['csv/陈默.csv', 'wxid_chenmo01/FileStorage/File/2022-03/作文.docx'],
  ['csv/陈默.csv', 'xwechat_files/wxid_chenmo01/msg/file/2025-03/作文.docx'],
])('with the chat %s somebody sent %s', (chat, path) => {
  expect(isSent(chat, path)).toBe(true);
});

test.each([
  ['聊天/陈默.csv', 'file/作文.txt'],
  ['陈默.csv', '文件/作文.txt'],
  ['陈默.csv', 'file/老默的日记/2023-09/作文.txt'],
  ['陈默.csv', '作文/作文.txt'],
  ['陈默.csv', '林晓_files/作文.txt'],
  ['陈默.csv', 'media/作文.txt'],
  ['陈默.csv', 'profile/作文.txt'],
])('with the chat %s nobody sent %s', (chat, path) => {
  expect(isSent(chat, path)).toBe(false);
});

describe('what was sent in a chat', () => {
  const chat = fileOf('alpha', { text: '好' });
  const essay = '我的妈妈\n\n她每天早上五点起床。\n';
  const found = (contents: Record<string, string>, more: Record<string, string> = {}) =>
    discover(
      [memoryFolder(contents), ...(Object.keys(more).length ? [memoryFolder(more, '/memory/陈默/file')] : [])],
      [...READERS, essayPlainText, chatCopied],
      undefined,
      undefined,
    );

  test('is neither an essay nor a chat, whatever it is', async () => {
    const { jobs, rejected, unknown, refused, side } = await found({
      '陈默/z.txt': chat,
      '陈默/file/作文.txt': essay,
      '陈默/file/家里.txt': chat,
      '陈默/file/all.zip': 'PK\u0003\u0004',
      '陈默/file/扫描.pdf': '%PDF-1.7\n',
      '陈默/file/a.css': 'p {}',
    });
    expect(jobs.map(({ file }) => file.path)).toEqual(['陈默/z.txt']);
    expect(rejected.map(({ path, code }) => [path.slice('/memory/陈默/file/'.length), code])).toEqual([
      ['all.zip', 'rejected-sent-file'],
      ['作文.txt', 'rejected-sent-file'],
      ['家里.txt', 'rejected-sent-file'],
      ['扫描.pdf', 'rejected-sent-file'],
    ]);
    expect(side).toEqual(['/memory/陈默/file/a.css']);
    expect([...unknown, ...refused]).toEqual([]);
  });

  test('is known too where its folder is named beside the chat, and where the chat is none that is read', async () => {
    const named = await found({ '陈默/陈默.txt': chat }, { '作文.txt': essay, '清明.txt': essay });
    expect(named.jobs.map(({ file }) => file.path)).toEqual(['陈默/陈默.txt']);
    const training = '[{"conversations":[{"role":"user","content":"在吗"}]}]';
    const unread = await found({ '陈默/陈默_train.json': training, '陈默/file/作文.txt': essay });
    expect(unread.jobs).toEqual([]);
  });

  test('is no folder of the family’s own: no chat lies beside it, or one that they copied', async () => {
    const copied = '林晓 2023/9/28 12:03\n到家了吗\n老默 2023/9/28 12:05\n到了\n林晓 2023/9/28 12:06\n好\n';
    const { jobs } = await found({
      '聊天/陈默.txt': chat,
      'file/作文.txt': essay,
      'file/林晓.txt': chat,
      'file/file/作文.txt': essay,
      '家/和老默聊天.txt': copied,
      '家/file/作文.txt': essay,
    });
    expect(jobs.map(({ file }) => file.path)).toEqual([
      'file/作文.txt',
      'file/林晓.txt',
      '家/file/作文.txt',
      '家/和老默聊天.txt',
      '聊天/陈默.txt',
    ]);
  });

  test('is read where the user names the file itself', async () => {
    const { jobs } = await discover(
      [memoryFolder({ '陈默.txt': chat }, '/x/陈默'), memoryFolder({ '作文.txt': essay }, '/x/陈默/file')],
      [...READERS, essayPlainText],
      undefined,
      undefined,
    );
    expect(jobs).toHaveLength(2);
  });
});
