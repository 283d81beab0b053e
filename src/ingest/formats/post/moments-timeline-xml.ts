import type { ExportFile } from '../../../core/export-file.ts';
import { decodeText } from '../../../parse/decode.ts';
import { timelineParser } from '../../../parse/moments-xml.ts';
import { epochSeconds } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { comment, likers, postItem, sender, unreadablePost } from '../families/moments.ts';

const ID = 'moments-timeline-xml';

/**
 * The XML of posts as WeChat's database holds it, one or many in a file, bare or in `SnsDataItem` (WeChat 4.x, which has
 * the comments outside TimelineObject).
 *   <TimelineObject><id>130…</id><username>wxid_…</username><createTime>1706673600</createTime><private>1</private>
 *   <contentDesc><![CDATA[…]]></contentDesc><ContentObject><contentStyle>15</contentStyle>…</ContentObject></TimelineObject>
 * People are given by ids; there are names only in comments. Sources: the readers of seven tools, see moments-xml.ts.
 */
export const momentsTimelineXml: Reader = {
  id: ID,
  title: { en: 'Moments posts as XML (TimelineObject)', zh: '朋友圈原始 XML（TimelineObject）' },
  kind: 'post',
  carries: { senderIds: true, messageIds: true, quotes: false, voice: false, transcripts: false, time: 'second' },
  detect: ({ text }) =>
    /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:TimelineObject|SnsDataItem)\b/u.test(text) ||
    /^\s*(?:<\?xml[^>]*>\s*)?<\w+[^>]*>\s*<(?:TimelineObject|SnsDataItem)\b/u.test(text)
      ? 'yes'
      : 'no',
  async *read(file, context) {
    const parse = await timelineParser();
    let record = 0;
    for await (const xml of posts(file)) {
      const post = parse(xml);
      const time = epochSeconds(post?.createTime);
      if (!post || (time === null && !post.username)) {
        yield unreadablePost(ID, file, record++);
        continue;
      }
      yield postItem(
        ID,
        file,
        record++,
        {
          author: sender(post.username, ''),
          time,
          id: post.id,
          text: post.contentDesc,
          kind: post.kind,
          title: post.title,
          shows: post.mediaTypes.includes(6) ? 'video' : post.mediaTypes.length ? 'image' : undefined,
          private: post.private,
          likedBy: likers(post.likes, ({ username, nickname }) => sender(username, nickname)),
          comments: post.comments.flatMap(({ username, nickname, content, createTime, refUsername }) => {
            const at = epochSeconds(createTime);
            return comment(sender(username, nickname), content, {
              ...(at === null ? {} : { time: new Date(at * 1000).toISOString().replace('.000', '') }),
              replyTo: refUsername,
            });
          }),
        },
        context,
      );
    }
  },
};

const OPEN = /<(TimelineObject|SnsDataItem)\b/u;
/** In characters. The longest post seen has 20 KB; a mark that never closes must not fill the memory. */
const MAX_POST = 8 * 1024 * 1024;

/** Whole elements, cut out as text; what stands between them does not matter. */
async function* posts(file: ExportFile): AsyncGenerator<string, void, undefined> {
  let rest = '';
  for await (const chunk of decodeText(file.bytes())) {
    rest += chunk;
    for (;;) {
      const open = OPEN.exec(rest);
      if (!open) {
        rest = rest.slice(-20);
        break;
      }
      const close = `</${open[1]}>`;
      const end = rest.indexOf(close, open.index);
      if (end < 0) {
        rest = rest.slice(open.index);
        break;
      }
      yield rest.slice(open.index, end + close.length);
      rest = rest.slice(end + close.length);
    }
    if (rest.length > MAX_POST) {
      yield rest.slice(0, MAX_POST);
      rest = '';
    }
  }
  if (OPEN.test(rest)) yield rest;
}
