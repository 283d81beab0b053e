import type { ExportFile } from '../../../core/export-file.ts';
import { decodeText } from '../../../parse/decode.ts';
import {
  descendants,
  findClass,
  findTag,
  type HtmlElement,
  hasClass,
  loadHtml,
  textOf,
} from '../../../parse/html-text.ts';
import { isoTime } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { comment, likers, postItem, sender } from '../families/moments.ts';

const ID = 'moments-weflow-html';

/**
 * WeFlow, Moments as one page: `div.post` with `span.nick`, `span.tm`, `div.txt`, `div.mg`, `a.lk span.lk-t`, `div.cmt`
 * = `<b>老默</b><span class="re">回复</span><b>周野</b>：…`. There are only names. `span.tm` has no year (`2月29日 21:09`) for
 * posts of the year of the export, which stands in the foot, `由 WeFlow 导出 · 2024/3/2 12:22:11`, so the page is read
 * twice. Source: hicccc77/WeFlow 46b49ef, electron/services/snsService.ts.
 */
export const momentsWeflowHtml: Reader = {
  id: ID,
  title: { en: 'WeFlow Moments (.html)', zh: 'WeFlow 朋友圈（.html）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'minute' },
  detect: ({ text }) => (/<title>朋友圈导出<\/title>/u.test(text) && /class="feed-hd"/u.test(text) ? 'yes' : 'no'),
  async *read(file, context) {
    const year = await yearOf(file);
    const html = await loadHtml();
    const isPost = (name: string, { class: classes = '' }) => name === 'div' && ` ${classes} `.includes(' post ');
    let record = 0;
    for await (const element of html.elements(decodeText(file.bytes()), isPost)) {
      const comments = [...descendants(element)].filter((one) => hasClass(one, 'cmt'));
      const media = [...descendants(findClass(element, 'mg') ?? NOTHING)];
      yield postItem(
        ID,
        file,
        record++,
        {
          author: sender(undefined, words(findClass(element, 'nick'))),
          time: timeOf(words(findClass(element, 'tm')), year),
          precision: 'minute',
          text: words(findClass(element, 'txt')),
          title: words(findClass(element, 'lk-t')),
          files: media.filter(({ name }) => name === 'img' || name === 'video').map(({ attribs }) => attribs.src ?? ''),
          shows: media.some(isVideo) ? 'video' : media.length ? 'image' : undefined,
          likedBy: likers(words(findTag(findClass(element, 'likes') ?? NOTHING, 'span')).split('、'), (name) =>
            sender(undefined, name),
          ),
          comments: comments.flatMap((one) => {
            const [by, to] = one.children.filter((child) => typeof child !== 'string' && child.name === 'b');
            const text = textOf(one, ({ name, attribs }) => name === 'b' || attribs.class === 're').replace(
              /^\s*：/u,
              '',
            );
            return comment(sender(undefined, words(by)), text, { replyTo: words(to) });
          }),
        },
        context,
      );
    }
  },
};

/** A video that was not exported is a link to where WeChat keeps it. */
const isVideo = ({ name, attribs: { href = '' } }: HtmlElement) =>
  name === 'video' || (name === 'a' && href.includes('/snsvideodownload'));

const NOTHING: HtmlElement = { name: '', attribs: {}, children: [] };

const words = (element: HtmlElement | string | undefined) =>
  element === undefined || typeof element === 'string' ? '' : textOf(element).trim();

function timeOf(shown: string, year: number | null): string | null {
  const whole = isoTime(shown);
  if (whole) return whole;
  return year === null ? null : isoTime(`${year}年${shown}`);
}

const FOOT = /由 WeFlow 导出 · (\d{4})\//gu;

/** The year of the export: from the foot, else (a page cut off) from the file's name, which is UTC. */
async function yearOf(file: ExportFile): Promise<number | null> {
  let tail = '';
  let year: string | undefined;
  for await (const chunk of decodeText(file.bytes())) {
    tail = (tail + chunk).slice(-(chunk.length + 100));
    for (const [, found] of tail.matchAll(FOOT)) year = found;
  }
  year ??= /朋友圈导出_(\d{4})-/u.exec(file.path)?.[1];
  return year ? Number(year) : null;
}
