import { join } from 'node:path';
import type { DistillReport } from '../../bundle/distill/distill.ts';
import type { ManifestHead } from '../../bundle/manifest.ts';
import { counted } from '../../core/counted.ts';
import type { Summary } from '../../core/events.ts';
import { shellWord } from '../../core/shell-word.ts';
import type { Ui } from '../ui.ts';

export interface BundleSummary extends Summary {
  command: 'bundle';
  bundle: string;
  zip: string | null;
  encrypted: string | null;
  written: boolean;
  /** What a model made of the words, with --llm. */
  distilled: DistillReport | null;
  /** Segments whose words were typed by hand since the last bundle. */
  typed: number;
  head: ManifestHead;
  files: { path: string; bytes?: number }[];
}

/** What the bundle holds, what is still to fill in, and where to read on; with --dry-run what it would hold. */
export function renderBundle({ bundle, zip, encrypted, written, typed, head, files }: BundleSummary, ui: Ui): void {
  const size = files.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
  ui.line(
    written
      ? `${ui.paint.green('✔')} ${ui.paint.bold(bundle)}  ${ui.t({ en: `${counted(files.length, 'file')}, ${ui.bytes(size)}`, zh: `${ui.count(files.length)} 个文件，${ui.bytes(size)}` })}`
      : ui.t({
          en: `${bundle} would hold ${counted(files.length, 'file')}:`,
          zh: `${bundle} 将包含 ${ui.count(files.length)} 个文件：`,
        }),
  );
  if (!written) for (const { path } of files) ui.line(`  ${path}`);
  for (const packed of [zip, encrypted]) if (packed) ui.line(`${ui.paint.green('✔')} ${ui.paint.bold(packed)}`);
  const { counts, backends } = head;
  ui.line(
    `  ${ui.t({
      en: `${counted(counts.claims, 'claim')} with evidence, ${counted(counts.examples, 'example dialogue')}, ${ui.seconds(counts.cleanSeconds, 'down')} of clean voice`,
      zh: `${ui.count(counts.claims)} 条有出处的描述，${ui.count(counts.examples)} 段示例对话，干声 ${ui.seconds(counts.cleanSeconds, 'down')}`,
    })}`,
  );
  if (typed)
    ui.line(
      `  ${ui.t({ en: `words typed by hand for ${counted(typed, 'segment')} are taken over`, zh: `采用了手工填写的 ${ui.count(typed)} 段文字` })}`,
    );
  if (backends.length) {
    ui.table(
      [
        { title: ui.t({ en: 'backend', zh: '后端' }) },
        { title: '', align: 'right' },
        { title: ui.t({ en: 'still to fill in', zh: '待补' }), narrow: 'wrap' },
      ],
      backends.map(({ id, seconds, open }) => [
        id,
        ui.seconds(seconds, 'down'),
        { text: open.join(', '), paint: ui.paint.yellow },
      ]),
    );
  }
  if (written)
    ui.line(
      `  ${ui.paint.dim(ui.t({ en: `Read ${join(bundle, 'README.md')}; prove it with: persona verify ${shellWord(bundle)}`, zh: `用法见 ${join(bundle, 'README.md')}；校验：persona verify ${shellWord(bundle)}` }))}`,
    );
}
