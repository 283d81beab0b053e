import type { Sender } from '../../../core/types.ts';
import { list, obj, str } from '../../../parse/loose-json.ts';
import { comment, likers, sender } from '../families/moments.ts';
import { hasKeys, momentsJson, startsWith } from '../families/moments-json.ts';
import { weflowAccount } from '../families/weflow-account.ts';
import { weflowPost } from './moments-weflow-json.ts';

/**
 * WeFlow, Moments as ArkmeJSON: as its plain JSON, with `"format":"arkmejson"`, the owner of the account in
 * `recordOwner`, and for every person an identity of ids and names. With `"source":"legacy"` a comment's ids are absent.
 * Source: hicccc77/WeFlow 46b49ef, electron/services/snsService.ts.
 */
export const momentsWeflowArkmejson = momentsJson({
  id: 'moments-weflow-arkmejson',
  title: { en: 'WeFlow Moments (ArkmeJSON)', zh: 'WeFlow 朋友圈（ArkmeJSON）' },
  carries: {},
  arrays: ['posts'],
  detect: ({ text }) =>
    startsWith(text, '{') && /"format"\s*:\s*"arkmejson"/u.test(text) && hasKeys(text, 'posts') ? 'yes' : 'no',
  post(value, frame) {
    const post = weflowPost(value);
    if (!post) return null;
    const owner = str(obj(frame.recordOwner).username);
    const author = identity(obj(value.author));
    const details = list(value.commentsDetail).map(obj);
    return {
      ...post,
      author: author.id ? author : post.author,
      byOwner: owner && post.author.id ? post.author.id === owner : undefined,
      likedBy: [...(post.likedBy ?? []), ...likers(list(value.likesDetail), (like) => identity(obj(like)))],
      comments: details.length
        ? details.flatMap((one) =>
            comment(identity(one), one.content, { replyTo: str(one.refDisplayName) || str(one.refNickname) }),
          )
        : (post.comments ?? []),
    };
  },
});

/**
 * `nickname` and `displayName` are what the owner sees; alias, remark and own nickname are other names of the same
 * person.
 */
function identity(one: Record<string, unknown>): Sender {
  const account = weflowAccount(one);
  const known = sender(str(one.username) || account, str(one.nickname) || str(one.displayName) || one.nickName);
  const others = [one.displayName, one.remark, one.nickName, one.alias, one.wechatId, account].map(str);
  const aliases = [...new Set(others)].filter((name) => name && name !== known.name && name !== known.id);
  return aliases.length ? { ...known, aliases } : known;
}
