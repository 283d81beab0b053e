import type { ExportFile, ExportFolder } from '../core/export-file.ts';
import { loadPage } from './html-page.ts';
import { prose } from './html-prose.ts';
import { plainLines, wholeText } from './whole-text.ts';
import { xmlEvents } from './xml-events.ts';

interface Book {
  title: string;
  author: string;
  /** As it is written: a year, a date, an ISO time. */
  date: string;
  /** In reading order, without covers, tables of contents and colophons. */
  chapters: ExportFile[];
}

/** Follows META-INF/container.xml to the package and its spine; null when there is no package. */
export async function epubBook(zip: ExportFolder): Promise<Book | null> {
  const container = zip.get('META-INF/container.xml');
  let path = '';
  if (container) {
    await eachElement(container, (name, attributes) => {
      if (name === 'rootfile') path ||= attributes['full-path'] ?? '';
    });
  }
  const pack = zip.get(path) ?? zip.files.find((file) => file.path.endsWith('.opf'));
  if (!pack) return null;
  const base = pack.path.includes('/') ? pack.path.slice(0, pack.path.lastIndexOf('/') + 1) : '';
  const items = new Map<string, { href: string; skip: boolean }>();
  const spine: string[] = [];
  const guide = new Set<string>();
  const words: Record<string, string> = {};
  await eachElement(
    pack,
    (name, attributes) => {
      if (name === 'item') {
        const skip =
          /\b(?:nav|cover-image)\b/u.test(attributes.properties ?? '') || !/html/u.test(attributes['media-type'] ?? '');
        items.set(attributes.id ?? '', { href: attributes.href ?? '', skip });
      } else if (name === 'itemref') spine.push(attributes.idref ?? '');
      else if (
        name === 'reference' &&
        /^(?:cover|toc|title-page|copyright-page|colophon)$/u.test(attributes.type ?? '')
      ) {
        guide.add((attributes.href ?? '').replace(/#.*$/u, ''));
      }
    },
    (name, text) => {
      if (name === 'title' || name === 'creator' || name === 'date') words[name] ??= text;
    },
  );
  const chapters = spine.flatMap((id) => {
    const item = items.get(id);
    if (!item || item.skip || guide.has(item.href)) return [];
    return zip.get(base + unescaped(item.href)) ?? zip.get(base + item.href) ?? [];
  });
  return { title: words.title ?? '', author: words.creator ?? '', date: words.date ?? '', chapters };
}

/** One chapter; null when it is damaged or is not a text page (cover, contents, colophon). */
export async function epubChapter(
  file: ExportFile,
): Promise<{ heading: string; text: string; around: boolean } | null> {
  const html = await wholeText(file);
  if (html === null) return null;
  const $ = await loadPage(plainLines(html));
  const around = $('[epub\\:type~=toc], [epub\\:type~=titlepage], [epub\\:type~=copyright-page], nav').length > 0;
  const heading = $('h1, h2, h3').first();
  const words = heading.text().replace(/\s+/gu, ' ').trim();
  const node = heading.get(0);
  const body = $('body').length ? $('body').contents().get() : $.root().contents().get();
  const text = prose(body, { skip: (element) => element === node || element.name === 'nav' });
  return { heading: words, text, around };
}

async function eachElement(
  file: ExportFile,
  open: (name: string, attributes: Record<string, string>) => void,
  close: (name: string, text: string) => void = () => {},
): Promise<void> {
  let text = '';
  for await (const events of xmlEvents(file)) {
    for (const event of events) {
      if (event.type === 'text') text += event.text;
      else {
        const name = event.name.slice(event.name.indexOf(':') + 1);
        if (event.type === 'open') open(name, event.attributes);
        else close(name, text.trim());
        text = '';
      }
    }
  }
}

function unescaped(href: string): string {
  try {
    return decodeURIComponent(href.replace(/#.*$/u, ''));
  } catch {
    return href;
  }
}
