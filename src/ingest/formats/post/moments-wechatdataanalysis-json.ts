import { list, obj, str } from '../../../parse/loose-json.ts';
import { epochSeconds } from '../../../parse/time.ts';
import { comment, likers, type Post, sender } from '../families/moments.ts';
import { hasKeys, momentsJson, startsWith } from '../families/moments-json.ts';
import { isOwner } from '../families/wechatdataanalysis.ts';

/**
 * WeChatDataAnalysis, Moments as JSON: one file per poster, `sns_<username>.json` in a zip or `<display name>.json` in
 * a folder. `account` is the folder of the account, which tells the owner's id.
 *   {"exportId":…,"account":"wxid_…","username":"wxid_…","displayName":"老默","postCount":8,"posts":[{"id":"130…",
 *   "tid":-54055…,"createTime":1709212149,"contentDesc":"…","type":42,"title":"…","media":[…],"comments":[…]}]}
 * `tid` is `id` as a signed number; `likes` holds ids. Posts of type 7 stand in `cover`, not among the posts.
 * Source: LifeArchiveProject/WeChatDataAnalysis e85a09c, sns_export_service.py.
 */
export const momentsWechatdataanalysisJson = momentsJson({
  id: 'moments-wechatdataanalysis-json',
  title: { en: 'WeChatDataAnalysis Moments (.json)', zh: 'WeChatDataAnalysis 朋友圈（.json）' },
  carries: {},
  arrays: ['posts'],
  detect: ({ text }) =>
    startsWith(text, '{') && hasKeys(text, 'exportId', 'account', 'postCount', 'posts') ? 'yes' : 'no',
  post: (value, frame) => wechatDataAnalysisPost(value, str(frame.account)),
});

/** Also the cell 完整数据 of the same tool's workbook. */
export function wechatDataAnalysisPost(value: Record<string, unknown>, account: string): Post | null {
  const time = epochSeconds(value.createTime);
  const author = sender(value.username, value.displayName);
  if (time === null && !author.name) return null;
  const media = list(value.media).map(obj);
  const channel = obj(value.finderFeed);
  return {
    author,
    time,
    text: str(value.contentDesc),
    id: str(value.id),
    kind: typeof value.type === 'number' ? value.type : undefined,
    title: str(value.title) || str(channel.desc),
    files: media.flatMap((one) => [one.localPath, one.path].map(str).filter(Boolean)),
    shows: media.some(({ type }) => type === 6) ? 'video' : media.length ? 'image' : undefined,
    byOwner: account && author.id ? isOwner(author.id, account) : undefined,
    likedBy: likers(list(value.likes), (id) => sender(id, '')),
    comments: list(value.comments)
      .map(obj)
      .flatMap(({ username, nickname, content, refNickname }) =>
        comment(sender(username, nickname), content, { replyTo: str(refNickname) }),
      ),
  };
}
