import { list, obj, str } from '../../../parse/loose-json.ts';
import { epochSeconds } from '../../../parse/time.ts';
import { comment, likers, type Post, sender } from '../families/moments.ts';
import { hasKeys, momentsJson, startsWith } from '../families/moments-json.ts';

/**
 * WeFlow, Moments as plain JSON: `朋友圈导出_2024-03-02T04-15-30.json`.
 *   {"exportTime":…,"totalPosts":1,"filters":{…},"posts":[{"id":"130…","username":"wxid_…","nickname":"老默",
 *   "createTime":1581120164,"contentDesc":"…","type":2,"media":[…],"likes":[…],"comments":[{"nickname":…}]}]}
 * Comments name people by nickname only, and nothing says whose account was exported.
 * Source: hicccc77/WeFlow 46b49ef, electron/services/snsService.ts.
 */
export const momentsWeflowJson = momentsJson({
  id: 'moments-weflow-json',
  title: { en: 'WeFlow Moments (.json)', zh: 'WeFlow 朋友圈（.json）' },
  carries: {},
  arrays: ['posts'],
  detect({ text }) {
    if (!startsWith(text, '{') || !hasKeys(text, 'posts') || hasKeys(text, 'exportId') || /"arkmejson"/u.test(text)) {
      return 'no';
    }
    if (hasKeys(text, 'createTime', 'contentDesc', 'username')) return 'yes';
    return hasKeys(text, 'totalPosts', 'filters') ? 'yes' : 'no';
  },
  post: (value) => weflowPost(value),
});

/** The keys that both kinds of WeFlow's JSON have. */
export function weflowPost(value: Record<string, unknown>): Post | null {
  const time = epochSeconds(value.createTime);
  const author = sender(value.username, value.nickname);
  if (time === null && !author.name) return null;
  const media = list(value.media).map(obj);
  return {
    author,
    time,
    text: str(value.contentDesc),
    id: str(value.id),
    kind: typeof value.type === 'number' ? value.type : undefined,
    title: str(value.linkTitle),
    files: media.map(({ localPath }) => str(localPath)).filter(Boolean),
    shows: media.length ? 'image' : undefined,
    likedBy: likers(list(value.likes), (name) => sender(undefined, name)),
    comments: list(value.comments)
      .map(obj)
      .flatMap(({ nickname, content, refNickname }) =>
        comment(sender(undefined, nickname), content, { replyTo: str(refNickname) }),
      ),
  };
}
