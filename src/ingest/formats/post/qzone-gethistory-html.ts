import { decodeText } from '../../../parse/decode.ts';
import { dateAtStart, timeOf } from '../../../parse/find-date.ts';
import { findClass, hasClass, loadHtml, wordsIn } from '../../../parse/html-text.ts';
import type { Reader } from '../../reader.ts';
import { essayItem } from '../families/essay.ts';
import { ownerOfPath, QZONE, qqSender, qzoneText } from '../families/qzone.ts';

const ID = 'qzone-gethistory-html';

/**
 * GetQzonehistory: `<QQ>_说说网页版.html`, one `div.post` with `.nickname`, `.time` and `.message` each, own and others'.
 * Source: LibraHp/GetQzonehistory 931b93c.
 */
export const qzoneGethistoryHtml: Reader = {
  id: ID,
  title: { en: 'GetQzonehistory (.html)', zh: 'GetQzonehistory QQ空间说说（网页版）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'minute' },
  detect: ({ name, text }) =>
    /class="post"/u.test(text) &&
    /class="nickname"/u.test(text) &&
    /class="message"/u.test(text) &&
    (/说说/u.test(name) || /说说|QQ空间|qzone/iu.test(text.slice(0, 20_000)))
      ? 'yes'
      : 'no',
  async *read(file) {
    const html = await loadHtml();
    const owner = ownerOfPath(file.path) || (/(\d{5,12})_说说网页版/u.exec(file.path)?.[1] ?? '');
    let record = 0;
    for await (const post of html.elements(
      decodeText(file.bytes()),
      (name, attribs) => name === 'div' && hasClass({ name, attribs, children: [] }, 'post'),
    )) {
      const found = dateAtStart(wordsIn(findClass(post, 'time')));
      const nickname = wordsIn(findClass(post, 'nickname'));
      const message = wordsIn(findClass(post, 'message'));
      yield essayItem(
        ID,
        file,
        record++,
        {
          text: qzoneText(
            message.startsWith(nickname) ? message.slice(nickname.length).replace(/^\s*[：:]\s*/u, '') : message,
          ),
          when: (found && timeOf(found)) ?? { time: null },
          author: qqSender('', nickname || owner),
        },
        QZONE,
      );
    }
  },
};
