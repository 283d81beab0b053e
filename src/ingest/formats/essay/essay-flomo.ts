import type { AnyNode, Element } from 'domhandler';
import { findMedia } from '../../../parse/find-media.ts';
import { loadPage } from '../../../parse/html-page.ts';
import { prose } from '../../../parse/html-prose.ts';
import { isoTime } from '../../../parse/time.ts';
import { plainLines, wholeText } from '../../../parse/whole-text.ts';
import type { Reader } from '../../reader.ts';
import { entryItems, unreadableWriting } from '../families/essay.ts';

const ID = 'essay-flomo';

/**
 * flomo (浮墨): one page with all notes, beside it `file/` with pictures and sounds.
 *   <div class="memo"><div class="time">2024-02-20 07:41:12</div><div class="content"><p>#工作 words</p></div>
 *   <div class="files"></div></div>
 * What a voice note says stands beside it: `<div class="audio-player"><audio src=…></audio><div …>words</div></div>`.
 * Local time without a zone, no ids. A tag at the start or end of a note is a label; inside a sentence it is a word.
 * Source: importers for Rote, memos and Obsidian.
 */
export const essayFlomo: Reader = {
  id: ID,
  title: { en: 'flomo notes (.html)', zh: 'flomo 浮墨笔记（.html）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: true, transcripts: true, time: 'second' },
  detect: ({ text }) =>
    /class="memo"/u.test(text) && /class="memo"[^>]*>\s*<div class="time"/u.test(text) && /class="content"/u.test(text)
      ? 'yes'
      : 'no',
  async *read(file, context) {
    const html = await wholeText(file);
    if (html === null) {
      yield unreadableWriting(ID, file, 0, 'damaged');
      return;
    }
    const $ = await loadPage(plainLines(html));
    let record = 0;
    for (const memo of $('.memo').toArray()) {
      const part = (name: string) => $(memo).children(`.${name}`);
      const written = part('time').first().text().trim();
      const files = part('files').find('audio, source, video, img').toArray();
      const sound = files.find(({ name }) => name !== 'img') ?? files[0];
      const media = sound ? findMedia(file, $(sound).attr('src') ?? '') : undefined;
      const proseOf = (name: string) =>
        prose(
          part(name)
            .toArray()
            .flatMap(({ children }: Element): AnyNode[] => children),
        );
      const writing = {
        text: labelless(proseOf('content')),
        ...(files.some(({ name }) => name === 'audio') ? { transcript: proseOf('files') } : {}),
        when: { time: isoTime(written), ...(/:\d\d:/u.test(written) ? {} : { precision: 'minute' as const }) },
        ...(media?.path ? { media } : {}),
      };
      yield* entryItems(ID, file, record++, writing, context);
    }
    if (record === 0) yield unreadableWriting(ID, file, 0, 'no-notes');
  },
};

const labelless = (text: string) =>
  text
    .replace(/^(?:#[^\s#]+\s+)+|^(?:#[^\s#]+)$/gmu, '')
    .replace(/(?:\s+#[^\s#]+)+$/u, '')
    .trim();
