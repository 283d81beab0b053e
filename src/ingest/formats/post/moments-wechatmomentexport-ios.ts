import { jsonOrNone } from '../../../parse/json-items.ts';
import { list, obj, str } from '../../../parse/loose-json.ts';
import { wholeText } from '../../../parse/whole-text.ts';
import type { Reader } from '../../reader.ts';
import { comment, likers, type Post, postItem, sender, unreadablePost } from '../families/moments.ts';
import { hasKeys, momentsJson, startsWith } from '../families/moments-json.ts';

const ID = 'moments-wechatmomentexport-ios';

/**
 * WeChatMomentExport-iOS (2021): `View/static/script/data.js` with all posts, `Json/<momentId>.json` with one each. It
 * holds only the posts of the phone's owner. UTF-8 with BOM, one line, nulls are written, times are local with their
 * offset.
 *   var moment_data = [{"momentId":"130…","posterInfo":{"userId":"wxid_…","userName":"老默"},"momentText":"…",
 *   "momentTime":"2020-02-08T08:02:44+08:00","momentType":2,"sharedItem":null,"comment":[{"commentContent":…}]}]
 * Source: Mr0x01/WeChatMomentExport-iOS eb8c976.
 */
const all = momentsJson({
  id: ID,
  title: { en: 'WeChatMomentExport for iOS', zh: 'WeChatMomentExport（iOS）' },
  carries: {},
  arrays: [null],
  detect: ({ text }) => (isScript(text) || (startsWith(text, '{') && isPost(text)) ? 'yes' : 'no'),
  post,
});

export const momentsWechatmomentexportIos: Reader = {
  ...all,
  async *read(file, context) {
    const text = /\.json$/iu.test(file.path) ? await wholeText(file) : '';
    if (text?.trim()[0] !== '{') return yield* all.read(file, context);
    const found = post(obj(jsonOrNone(text)));
    yield found ? postItem(ID, file, 0, found, context) : unreadablePost(ID, file, 0);
  },
};

/** `contentStyle` of a link, see kindOfPost; `momentType` does not tell what kind of thing was shared. */
const LINK = 5;

const isScript = (text: string) => /^\s*var\s+moment_data\s*=\s*\[/u.test(text);
const isPost = (text: string) => hasKeys(text, 'momentId', 'posterInfo');

function post(value: Record<string, unknown>): Post | null {
  const poster = obj(value.posterInfo);
  const author = sender(poster.userId, poster.userName);
  const time = isoTime(str(value.momentTime));
  if (time === null && !author.name) return null;
  const shared = obj(value.sharedItem);
  const videos = [value.shortVideoUrlLocal, shared.sharedFileLocal].map(str);
  return {
    author,
    time,
    text: str(value.momentText),
    id: str(value.momentId),
    title: str(shared.sharedTitle),
    files: [...videos, ...list(value.momentImgsLocal).map(str)].filter(Boolean),
    // What was shared is not exported, unless it is a video of 微视.
    kind: value.momentType === 4 && !shared.sharedFileLocal ? LINK : undefined,
    shows: value.momentType === 0 ? 'video' : list(value.momentImgs).length ? 'image' : undefined,
    byOwner: true,
    likedBy: likers(list(value.like), (like) => {
      const user = obj(obj(like).likedUser);
      return sender(user.userId, user.userName);
    }),
    comments: list(value.comment)
      .map(obj)
      .flatMap((one) => {
        const user = obj(one.commentUser);
        return comment(sender(user.userId, user.userName), one.commentContent, {
          time: isoTime(str(one.commentTime)) ?? undefined,
          replyTo: str(one.commentReplyto),
        });
      }),
  };
}

/** Newtonsoft writes fractions of a second when there are some. */
function isoTime(text: string): string | null {
  const time = text.replace(/\.\d+/u, '');
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?$/u.test(time) && !Number.isNaN(Date.parse(time))
    ? time
    : null;
}
