import type { ExportFile } from '../../../core/export-file.ts';
import { lines } from '../../../parse/lines.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadableWriting } from '../families/essay.ts';
import { WEIBO, weiboSender, weiboTime } from '../families/weibo.ts';
import { spiderText, spiderValue } from '../families/weibo-spider.ts';

const ID = 'weibo-spider-txt';

/**
 * weiboSpider, `weibo/<screen name>/<user id>.txt`: who it is, again with every run, then one post after the other.
 *   用户信息 / 用户昵称：老默在苏州 / 用户id: 7000001 / … / 微博内容:
 *   给林晓买了花。 / 微博位置: 无 / 发布时间: 2015-03-08 09:12 / 点赞数: 3   转发数: 0   评论数: 1 / 发布工具: iPhone客户端 / (blank)
 * No ids. Source: dataabc/weiboSpider, txt_writer.py.
 */
export const weiboSpiderTxt: Reader = {
  id: ID,
  title: { en: 'weiboSpider (.txt)', zh: '微博 weiboSpider（.txt）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'minute' },
  detect: ({ text }) => (/^\s*用户信息\r?\n用户昵称：.*\r?\n用户id: \d+\r?\n微博数: /u.test(text) ? 'yes' : 'no'),
  async *read(file) {
    let found = 0;
    for await (const { words, below, line, nickname, account } of posts(file)) {
      found++;
      const known = { author: nickname, place: spiderValue(below.微博位置 ?? '') };
      const author = weiboSender(account, nickname);
      yield essayItem(
        ID,
        file,
        line,
        { ...spiderText(words.join('\n'), known), when: weiboTime(below.发布时间 ?? ''), author },
        WEIBO,
      );
    }
    if (!found) yield unreadableWriting(ID, file, 0, 'no-entry');
  },
};

interface Post {
  words: string[];
  /** What stands below the words, by its name. */
  below: Record<string, string>;
  /** 1-based number of its last line. */
  line: number;
  nickname: string;
  account: string;
}

async function* posts(file: ExportFile): AsyncGenerator<Post, void, undefined> {
  let [nickname, account] = ['', ''];
  let open: string[] = [];
  for await (const { text, number } of lines(file)) {
    if (/^(?:原创)?微博内容:\s*$/u.test(text)) {
      nickname = lineAfter(open, '用户昵称') ?? nickname;
      account = lineAfter(open, '用户id') ?? account;
      open = [];
    } else if (open.length < MAX_LINES) open.push(text);
    if (!/^发布工具: /u.test(text) || !/^点赞数: /u.test(open.at(-2) ?? '')) continue;
    const below = Object.fromEntries(
      ['微博位置', '发布时间'].map((name) => [name, lineAfter(open.slice(-4), name) ?? '']),
    );
    yield { words: open.slice(0, -4), below, line: number, nickname, account };
    open = [];
  }
}
const MAX_LINES = 10_000;

const lineAfter = (among: readonly string[], name: string): string | undefined =>
  among
    .findLast((line) => line.startsWith(name))
    ?.slice(name.length)
    .replace(/^[:：]\s*/u, '')
    .trim();
