import type { ExportFile } from '../../../core/export-file.ts';
import { decodeText } from '../../../parse/decode.ts';
import { chinaTime } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { postItem, sender } from '../families/moments.ts';

const ID = 'moments-techshrimp';

/**
 * WechatMoments by 技术爬爬虾 (2024): `output/YYYY_MM_DD_HHMMSS/index.html`, one `div.row.item` per post.
 *   <div class="row item"> … <img src="avatars/wxid_chenmo01.png" /> … <p class="p1">老默</p>
 *   <p class="p2">words, not escaped, LF as <br></p> … <p class="location">…</p> <p class="time">2020-02-08 08:02:44</p>
 * Because `a<b` is not escaped, a DOM parser loses words: the page is cut as text. Times are UTC+8 always. The avatar's
 * file name is the only id. Emoji are `<img … id="捂脸" class="emoji_img">`. No likes, no comments.
 * Source: tech-shrimp/WechatMoments 958c339, exporter/html_exporter.py.
 */
export const momentsTechshrimp: Reader = {
  id: ID,
  title: { en: 'WechatMoments by tech-shrimp (.html)', zh: 'WechatMoments（技术爬爬虾，.html）' },
  kind: 'post',
  carries: { senderIds: true, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'second' },
  detect: ({ text }) =>
    text.includes('class="cover_container"') && (text.includes(POST) || text.includes('class="text_box"'))
      ? 'yes'
      : 'no',
  async *read(file) {
    let record = 0;
    for await (const html of posts(file)) {
      const id = /<img\s+src="avatars\/([^"]+)\.\w+"/u.exec(html)?.[1];
      const song = /class\s*=\s*"music_title"\s*>([\s\S]*?)<\/div>/u.exec(html)?.[1] ?? '';
      const article = /class\s*=\s*"out_link"[\s\S]*?class\s*=\s*"text"\s*>([\s\S]*?)<\/div>/u.exec(html)?.[1] ?? '';
      const channel = between(html, '<p class="location">', '</p>');
      yield postItem(ID, file, record++, {
        author: sender(id, plain(between(html, '<p class="p1">', '</p>'))),
        // In a page that was cut off only the day may be left.
        time: chinaTime(between(html, '<p class="time">', '</p>')),
        // A line end and `</div>` follow only the tool's own `</p>`, not a `</p>` inside the words.
        text: plain(
          /<p class="p2">([\s\S]*?)<\/p>\s*<\/div>/u.exec(html)?.[1] ?? between(html, '<p class="p2">', '</p>'),
        ),
        title: plain(article || song || (channel.startsWith('视频号') ? channel : '')),
        files: [...html.matchAll(/<source\s+src="(videos\/[^"]+)"|full_img="([^"]+)"/gu)].map(
          ([, video, image]) => video ?? image ?? '',
        ),
        // Unless pictures are downloaded, which is an option, their addresses stand in the page.
        ...(html.includes('full_img="') ? { shows: 'image' as const } : {}),
      });
    }
  },
};

const POST = '<div class="row item">';
/** In characters. A post has at most 9 pictures; where no next post is marked, no more than this is held. */
const MAX_POST = 4 * 1024 * 1024;

async function* posts(file: ExportFile): AsyncGenerator<string, void, undefined> {
  let rest = '';
  let open = false;
  for await (const chunk of decodeText(file.bytes())) {
    rest += chunk;
    for (let at = rest.indexOf(POST, open ? POST.length : 0); at >= 0; at = rest.indexOf(POST, POST.length)) {
      if (open) yield rest.slice(0, at);
      rest = rest.slice(at);
      open = true;
    }
    if (!open) rest = rest.slice(-POST.length);
    else if (rest.length > MAX_POST) {
      yield rest;
      rest = '';
      open = false;
    }
  }
  if (open) yield rest.split('<p class="end">', 1)[0] ?? '';
}

function between(html: string, from: string, to: string): string {
  const start = html.indexOf(from);
  if (start < 0) return '';
  const end = html.indexOf(to, start);
  return html.slice(start + from.length, end < 0 ? undefined : end);
}

/** Turns the tool's two tags back into what was typed; everything else is as the sender wrote it. */
const plain = (html: string) =>
  html
    .replace(/<img [^>]*?id="([^"]*)" class="emoji_img"[^>]*>/gu, (_, name: string) => `[${name.replaceAll(' ', '')}]`)
    .replace(/<br\s*\/?>/gu, '\n')
    .trim();
