import { list, obj, str } from '../../../parse/loose-json.ts';
import { epochSeconds } from '../../../parse/time.ts';
import { comment, likers, sender } from '../families/moments.ts';
import { hasKeys, momentsJson } from '../families/moments-json.ts';

/**
 * snskit and the Android tool of package com.wechatexport (2025–26): `exported_sns.json`, an array or `{"moments":[…]}`.
 *   [{"snsId":3817862530380732091,"authorId":"wxid_…","authorName":"老默","timestamp":1581120164,"content":"…",
 *   "mediaList":[{"type":2,"url":…,"title":…}],"likeCount":0,"comments":[{"isSelf":true,"authorId":…}],"type":2}]
 * `snsId` is a bare number beyond 2^53. Same file name as WeChatMomentStat's, which has `rawXML`.
 * Source: public Kotlin files MomentsWriter, MomentsLoader, Moment.
 */
export const momentsSnskit = momentsJson({
  id: 'moments-snskit',
  title: { en: 'snskit Moments (exported_sns.json)', zh: 'snskit 朋友圈（exported_sns.json）' },
  carries: {},
  arrays: [null, 'moments'],
  detect: ({ text }) =>
    hasKeys(text, 'snsId', 'authorId', 'likeCount', 'commentCount') && !hasKeys(text, 'rawXML') ? 'yes' : 'no',
  post(value) {
    const time = epochSeconds(value.timestamp);
    const author = sender(value.authorId, value.authorName);
    if (time === null && !author.name) return null;
    const media = list(value.mediaList).map(obj);
    return {
      author,
      time,
      text: str(value.content),
      id: str(value.snsId),
      kind: typeof value.type === 'number' ? value.type : undefined,
      title: str(media.find(({ type, title }) => type !== 2 && str(title))?.title),
      shows: media.length ? 'image' : undefined,
      likedBy: likers(list(value.likes), (like) =>
        typeof like === 'string' ? sender(undefined, like) : sender(obj(like).authorId, obj(like).authorName),
      ),
      comments: list(value.comments)
        .map(obj)
        .flatMap(({ authorId, authorName, content }) => comment(sender(authorId, authorName), content)),
    };
  },
});
