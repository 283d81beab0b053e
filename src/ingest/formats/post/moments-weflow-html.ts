import type { ExportFile } from '../../../core/export-file.ts';
import { decodeText } from '../../../parse/decode.ts';
import { loadHtml } from '../../../parse/html-text.ts';
import { isoTime } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { postItem } from '../families/moments.ts';
import { isPagePost, postOfPage, timeShown } from '../families/moments-page.ts';

const ID = 'moments-weflow-html';

/**
 * WeFlow, Moments as one page. `span.tm` has no year (`2月29日 21:09`) for posts of the year of the export, which stands
 * in the foot, `由 WeFlow 导出 · 2024/3/2 12:22:11`, so the page is read twice. Source: hicccc77/WeFlow 46b49ef,
 * electron/services/snsService.ts.
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
    let record = 0;
    for await (const element of html.elements(decodeText(file.bytes()), isPagePost)) {
      yield postItem(ID, file, record++, postOfPage(element, timeOf(timeShown(element), year)), context);
    }
  },
};

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
