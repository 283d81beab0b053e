import { comment, list, type Post, record, seconds, sender, string } from '../families/moments.ts';
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
  post: (value, frame) => wechatDataAnalysisPost(value, string(frame.account)),
});

/** Also the cell 完整数据 of the same tool's workbook. */
export function wechatDataAnalysisPost(value: Record<string, unknown>, account: string): Post | null {
  const time = seconds(value.createTime);
  const author = sender(value.username, value.displayName);
  if (time === null && !author.name) return null;
  const media = list(value.media).map(record);
  const channel = record(value.finderFeed);
  return {
    author,
    time,
    text: string(value.contentDesc),
    id: string(value.id),
    kind: typeof value.type === 'number' ? value.type : undefined,
    title: string(value.title) || string(channel.desc),
    files: media.flatMap((one) => [one.localPath, one.path].map(string).filter(Boolean)),
    shows: media.some(({ type }) => type === 6) ? 'video' : media.length ? 'image' : undefined,
    byOwner: account && author.id ? isOwner(author.id, account) : undefined,
    comments: list(value.comments)
      .map(record)
      .flatMap(({ username, nickname, content, refNickname }) =>
        comment(sender(username, nickname), content, { replyTo: string(refNickname) }),
      ),
  };
}
