import { counted } from '../../core/counted.ts';
import type { Summary } from '../../core/events.ts';
import type { Ui } from '../ui.ts';

/** How much was forgotten, or would be. */
export interface Gone {
  items: number;
  bySubject: number;
  /** Comments that go: with the posts they stand below, by a sender who goes, or in answer to one. */
  comments: number;
  /** The subject's among them. */
  ownComments: number;
  voices: number;
  senders: number;
  segments: number;
}

export const NOTHING_GONE: Gone = {
  items: 0,
  bySubject: 0,
  comments: 0,
  ownComments: 0,
  voices: 0,
  senders: 0,
  segments: 0,
};

export interface ForgetSummary extends Summary, Gone {
  command: 'forget';
  all: boolean;
  /** False with --dry-run, and where the answer was no. */
  done: boolean;
  /** Ids and senders that were asked for but had been forgotten before. */
  before: string[];
  /** Folders and bundles that --all deletes. */
  removed: string[];
  /** Bundles that stay and may hold what was forgotten. */
  bundles: string[];
  /** corpus/redaction-key.json stays, with the values that it hides. */
  keyFile: string | null;
}

export function renderForget(summary: ForgetSummary, ui: Ui): void {
  const { all, done, items, bySubject, comments, ownComments, voices, segments, before, removed, bundles, keyFile } =
    summary;
  const n = (count: number) => ui.count(count);
  const what = ui.t({
    en: `${counted(items, 'item')} (${n(bySubject)} by the person, ${counted(voices, 'voice message')}), ${counted(segments, 'voice clip')}`,
    zh: `${n(items)} 条内容（本人 ${n(bySubject)} 条，语音 ${n(voices)} 条）、${n(segments)} 段声音`,
  });
  const below = ui.t({
    en: `, ${counted(comments, 'comment')} (${n(ownComments)} by the person)`,
    zh: `、${n(comments)} 条评论（本人 ${n(ownComments)} 条）`,
  });
  const gone = comments > 0 ? what + below : what;
  ui.line(
    done
      ? `${ui.paint.green('✔')} ${ui.t({ en: `Forgotten: ${gone}`, zh: `已删除：${gone}` })}`
      : ui.t({
          en: `Nothing was changed. This would be deleted: ${gone}`,
          zh: `没有做任何改动。将会删除：${gone}`,
        }),
  );
  for (const path of removed) ui.line(`  ${path}`);
  for (const each of before) {
    ui.line(`  ${ui.t({ en: `${each}: had been forgotten before`, zh: `${each}：此前已经删除` })}`);
  }
  if (bundles.length) {
    ui.line(
      ui.paint.yellow(
        all
          ? ui.t({
              en: 'Left, for they may be something else. Delete them yourself:',
              zh: '以下无法确认内容，没有删除，请自行处理：',
            })
          : ui.t({
              en: 'Made before, and may still hold it. Make them anew and delete the old ones:',
              zh: '以下是此前打好的包，里面可能还有这些内容。请重新打包，并删除旧的：',
            }),
      ),
    );
    for (const path of bundles) ui.line(`  ${path}`);
  }
  if (keyFile && done) {
    ui.line(
      ui.t({
        en: `corpus/${keyFile} was left as it is: it holds the numbers and names that were masked, theirs too.`,
        zh: `corpus/${keyFile} 保持不变：里面有被遮盖的号码和姓名，可能也含其中的。`,
      }),
    );
  }
  ui.line(ui.paint.dim(ui.t({ en: 'The exports themselves were not touched.', zh: '导出文件本身没有改动。' })));
}
