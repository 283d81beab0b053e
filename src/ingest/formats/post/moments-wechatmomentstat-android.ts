import { list, obj, str } from '../../../parse/loose-json.ts';
import { epochSeconds } from '../../../parse/time.ts';
import { comment, likers, sender } from '../families/moments.ts';
import { hasKeys, momentsJson, startsWith } from '../families/moments-json.ts';

/**
 * WeChatMomentStat-Android (`exported_sns.json`, `all_sns.json`, 2015–18) and its elder, the Xposed module
 * WeChatMomentExport (`moments_output.json`), which has no `isCurrentUser`. One array on one line, every `/` as `\/`.
 *   [{"isCurrentUser":true,"snsId":"130…","authorName":"老默","authorId":"wxid_…","content":"…","comments":[{"authorId":…,
 *   "toUserName":…}],"likes":[…],"mediaList":["http…"],"rawXML":"<TimelineObject>…","timestamp":1581120164}]
 * Version 2.0 beta of the module has names alone: `author`, `to_user` of a comment, likes as text; the id and the
 * account stand only in `rawXML`, as do title, kind and who may see the post. The same comment is kept once. Sources:
 * Chion82/WeChatMomentStat-Android 2670f6a, Chion82/WeChatMomentExport ecd7f52 and 6d82283.
 */
export const momentsWechatmomentstatAndroid = momentsJson({
  id: 'moments-wechatmomentstat-android',
  title: { en: 'WeChatMomentStat / WeChatMomentExport, Android', zh: 'WeChatMomentStat / WeChatMomentExport（安卓）' },
  carries: {},
  arrays: [null],
  detect: ({ text }) =>
    startsWith(text, '[{') && hasKeys(text, 'rawXML') && (hasKeys(text, 'snsId', 'authorId') || isBeta(text))
      ? 'yes'
      : 'no',
  post(value, _frame, timeline) {
    const xml = str(value.rawXML);
    const own = xml ? timeline(xml) : null;
    const time = epochSeconds(value.timestamp) ?? epochSeconds(own?.createTime);
    const author = sender(str(value.authorId) || own?.username, value.authorName ?? value.author);
    if (time === null && !author.name) return null;
    const comments = list(value.comments)
      .map(obj)
      .flatMap(({ authorId, authorName, author: name, content, toUserName, to_user }) =>
        comment(sender(authorId, authorName ?? name), content, { replyTo: str(toUserName) || str(to_user) }),
      );
    return {
      author,
      time,
      text: str(value.content) || (own?.contentDesc ?? ''),
      id: str(value.snsId) || (own?.id ?? ''),
      kind: own?.kind,
      title: own?.title ?? '',
      shows: own?.mediaTypes.includes(6) ? 'video' : list(value.mediaList).length ? 'image' : undefined,
      // Where the tool could not find the owner, it is false everywhere, so only true says something.
      byOwner: value.isCurrentUser === true ? true : undefined,
      private: own?.private ?? false,
      likedBy: likers(list(value.likes), (like) =>
        typeof like === 'string' ? sender(undefined, like) : sender(obj(like).userId, obj(like).userName),
      ),
      comments,
    };
  },
});

const isBeta = (text: string) => hasKeys(text, 'author', 'comments', 'likes', 'mediaList', 'timestamp');
