import type { ExportFile } from '../../../core/export-file.ts';
import type { Comment, Sender } from '../../../core/types.ts';
import { decodeEntities } from '../../../parse/html-text.ts';
import { list, obj, str } from '../../../parse/loose-json.ts';
import { chinaTime } from '../../../parse/time.ts';
import type { PostPlace } from './essay.ts';
import { comment } from './moments.ts';

/** 说说 are short and have comments, as Moments posts do. */
export const QZONE: PostPlace = { kind: 'post', conversation: 'qzone', conversationName: 'QQ空间' };

/** A person of QZone. The number becomes a further name, not an id, since wxids are ids of another kind. */
export function qqSender(number: string, name: string): Sender {
  const known = name.trim() || number;
  return { name: known, ...(number && number !== known ? { aliases: [number] } : {}) };
}

/** What QZoneExport writes where it may not see an entry of the guest book. */
export const PRIVATE_ENTRY = '主人收到一条私密留言，仅彼此可见';

/** The number of the account by the path: `QQ空间备份_10001/…`, `10001/10001_说说列表.xlsx`. */
export function ownerOfPath(path: string, root = ''): string {
  return (
    /QQ空间备份_(\d{5,12})/u.exec(`${root}/${path}`)?.[1] ??
    /(?:^|\/)(\d{5,12})_(?:说说|全部|转发|其他|留言)/u.exec(path)?.[1] ??
    ''
  );
}

/** Who posted what, as GetQzonehistory tells it: `老默 ：words`; `老默 转发 新闻搬运工：…` has no own words. */
export function contentOf(content: string): { by: string; repost: string | undefined; words: string } {
  const found = /^(.*?)(?:\s+转发\s*(.*?))?\s*[：:]([\s\S]*)$/u.exec(content);
  return found
    ? { by: found[1] ?? '', repost: found[2], words: found[3] ?? '' }
    : { by: '', repost: undefined, words: content };
}

/** 私密日记, which only their author can see, lie in a folder or a file of their own. */
export const isDiary = ({ path, folder }: ExportFile): boolean =>
  /(?:^|\/)(?:Diaries|私密日记)\/|(?:^|\/)(?:diaries|私密日记)\.js(?:on)?$/u.test(`${folder.root}/${path}`);

/** The text as it was typed: `[em]e113[/em]` is an emoticon without a name, `@{uin:30002,nick:苏曼,who:1}` is @苏曼. */
export function qzoneText(text: string): string {
  return decodeEntities(text)
    .replace(/\[em\][^[\]]{0,20}\[\/em\]/gu, '')
    .replace(/@\{[^{}]{0,200}?nick:([^,{}]*)[^{}]{0,100}\}/gu, (_, nick: string) => `@${percentDecoded(nick)}`)
    .replace(/\[(?:url|ffg|ft|m|b|i|u|quote|img)[^\]]{0,100}\]|\[\/(?:url|ffg|ft|m|b|i|u|quote|img)\]/gu, '');
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The comments with their replies in `list_3`, in the order of the page. `commentlist` is the first page of comments,
 * as the site sends it with the post; `custom_comments` holds all comments, which QZoneExport asked for afterwards.
 */
export function commentsOfPost({ commentlist, custom_comments }: Record<string, unknown>): Comment[] {
  const [first, all] = [qzoneComments(commentlist), qzoneComments(custom_comments)];
  return all.length > first.length ? all : first;
}

function qzoneComments(value: unknown): Comment[] {
  return list(value)
    .map(obj)
    .flatMap((one) => {
      const name = str(one.name);
      const own = comment(qqSender(str(one.uin), name), qzoneText(str(one.content)), { time: timeOf(one) });
      const replies = list(one.list_3)
        .map(obj)
        .flatMap((reply) =>
          comment(qqSender(str(reply.uin), str(reply.name)), qzoneText(str(reply.content)), {
            time: timeOf(reply),
            replyTo: name,
          }),
        );
      return [...own, ...replies];
    });
}

/** The time as the site shows it: `2012-06-10 12:10:00`. */
function timeOf(one: Record<string, unknown>): string | undefined {
  return chinaTime(str(one.createTime2)) ?? undefined;
}
