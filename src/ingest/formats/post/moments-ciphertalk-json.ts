import { list, obj, str } from '../../../parse/loose-json.ts';
import { epochSeconds } from '../../../parse/time.ts';
import { comment, likers, sender } from '../families/moments.ts';
import { hasKeys, momentsJson } from '../families/moments-json.ts';

/**
 * CipherTalk, Moments as JSON: `{ generator: "CipherTalk", exportedAt, total, moments }`, a post being `{ id, username,
 * nickname, createTime, content, media: [{ type, url, thumb }], shareInfo: { title, type }, likes, comments: [{
 * nickname, content, replyTo }] }`. Pictures and videos are addresses; people who like and comment are names. Of what
 * was shared only articles and channel videos are told. Source: w1ndys/CipherTalk 2d4aa3f, exportService.ts and
 * snsService.ts.
 */
export const momentsCiphertalkJson = momentsJson({
  id: 'moments-ciphertalk-json',
  title: { en: 'CipherTalk Moments (.json)', zh: '密语 CipherTalk 朋友圈（.json）' },
  carries: {},
  arrays: ['moments'],
  detect: ({ text }) =>
    /^\s*\{\s*"generator"\s*:\s*"CipherTalk"/u.test(text) && hasKeys(text, 'moments') ? 'yes' : 'no',
  post: (value) => {
    const time = epochSeconds(value.createTime);
    const author = sender(value.username, value.nickname);
    if (time === null && !author.name) return null;
    const media = list(value.media).map(obj);
    const { title, type } = obj(value.shareInfo);
    return {
      author,
      time,
      text: str(value.content),
      id: str(value.id),
      kind: typeof type === 'number' ? type : undefined,
      title: str(title),
      shows: media.some((one) => one.type === 'video') ? 'video' : media.length ? 'image' : undefined,
      likedBy: likers(list(value.likes), (name) => sender(undefined, name)),
      comments: list(value.comments)
        .map(obj)
        .flatMap(({ nickname, content, replyTo }) =>
          comment(sender(undefined, nickname), content, { replyTo: str(replyTo) }),
        ),
    };
  },
});
