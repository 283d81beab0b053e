import type { ExportFile } from '../../../core/export-file.ts';
import type { Comment } from '../../../core/types.ts';
import { frontMatter } from '../../../parse/front-matter.ts';
import { str } from '../../../parse/loose-json.ts';
import { markdownText } from '../../../parse/markdown-text.ts';
import { plainLines, wholeText } from '../../../parse/whole-text.ts';
import { folderOf } from '../../../parse/written-path.ts';
import { ZHIHU_COMMENT_END } from '../../../parse/zhihu-side.ts';
import type { Reader } from '../../reader.ts';
import { entryItems, unreadableWriting } from '../families/essay.ts';
import { writingOf } from '../families/markdown.ts';
import { comment } from '../families/moments.ts';

const ID = 'essay-zhihu-md';

/**
 * 知乎备份剪藏, an answer, article or thought: a Markdown file by itself, or `index.md` in a zip of its own with
 * `comments.md`, `info.json` and `assets/`.
 *   --- / title: 怎样修收音机？ / url: https://www.zhihu.com/question/1/answer/2 / author: 老默 / created: 2019-08-17 22:41 /
 *   modified: … / upvote_num: 12 / comment_num: 3 / --- / ## 目录 / 1. 先看电容 / words / --- / ## 评论 / 3 条评论 /
 *   ### 老高 / words / 2019-08-18 北京 3 赞 / > #### 老默 › 老高 / > words / > 2019-08-18 江苏 1 赞
 * The author becomes the sender. Source: qtqz/zhihu-backup-collect 02374427, dealItem.ts, renderComments.js.
 */
export const essayZhihuMd: Reader = {
  id: ID,
  title: { en: 'Zhihu answer or article, zhihu-backup-collect (.md)', zh: '知乎回答、文章（知乎备份剪藏，.md）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: true, quotes: false, voice: false, transcripts: false, time: 'varies' },
  detect: ({ name, text }) =>
    /\.md$/iu.test(name) && HEAD.test(text.slice(0, 4000).replace(/\r\n?/gu, '\n')) ? 'yes' : 'no',
  async *read(file, context) {
    const text = await wholeText(file);
    if (text === null) {
      yield unreadableWriting(ID, file, 0, 'damaged');
      return;
    }
    const { data, body } = await frontMatter(plainLines(text));
    const [words = '', below] = body.split(/\n---\n+## 评论\n/u);
    const writing = {
      ...writingOf(data),
      text: markdownText(words.replace(CONTENTS, '')).text,
      id: str(data.url),
      comments: commentsOf(below ?? (await besideOf(file))),
    };
    yield* entryItems(ID, file, 0, writing, context);
  },
};

const HEAD =
  /^\ufeff?---\ntitle: [^\n]*\nurl: https:\/\/[\w.]*zhihu\.com\/[^\n]*\nauthor: [^\n]*\n(?:[^\n]+\n)*upvote_num: /u;
const CONTENTS = /^\s*## 目录\n\n(?:[ \t]*\d+\. [^\n]*\n)*/u;

async function besideOf(file: ExportFile): Promise<string> {
  const folder = folderOf(file.path);
  const beside = /(?:^|\/)index\.md$/u.test(file.path)
    ? file.folder.get(folder ? `${folder}/comments.md` : 'comments.md')
    : undefined;
  return plainLines((beside && (await wholeText(beside))) ?? '');
}

/** `### 老高`, or `> #### 老默 › 老高` for an answer to somebody; the words; a line with day, place and likes. */
function commentsOf(text: string): Comment[] {
  const [, ...parts] = text.replace(/^(?:> ?)+/gmu, '').split(/^#{3,4} /mu);
  return parts.flatMap((part) => {
    const [, name = '', replyTo, body = ''] = /^([^\n›]*?)(?: › ([^\n]*))?\n([\s\S]*)$/u.exec(part) ?? [];
    const end = ZHIHU_COMMENT_END.exec(body);
    const words = markdownText(end ? body.slice(0, end.index) : body).text;
    return comment({ name: name.trim() }, words, { time: end?.[1], replyTo: replyTo?.trim() });
  });
}
