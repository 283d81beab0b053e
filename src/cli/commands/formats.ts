import type { Summary } from '../../core/events.ts';
import type { Bilingual, ItemKind } from '../../core/types.ts';
import { KIND_TEXT } from '../../core/wording/corpus.ts';
import type { Carries, Reader } from '../../ingest/reader.ts';
import { defineCommand } from '../command.ts';
import type { Ui } from '../ui.ts';

interface FormatsSummary extends Summary {
  formats: { id: string; title: Bilingual; kind: ItemKind; carries: Carries; onlyAsked?: true }[];
}

export const formatsCommand = defineCommand<FormatsSummary>({
  name: 'formats',
  summary: { en: 'list the formats that ingest reads, and what each carries', zh: '列出可读取的格式及各自包含的内容' },
  withoutCorpus: true,
  examples: [{ line: 'persona formats', what: { en: 'all of them', zh: '全部格式' } }],
  async run() {
    const readers = Object.values(await import('../../ingest/formats/index.ts'));
    const formats = readers
      .map(({ id, title, kind, carries, onlyAsked }: Reader) => ({
        ...{ id, title, kind, carries },
        ...(onlyAsked ? { onlyAsked } : {}),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    return { command: 'formats', formats };
  },
  render: ({ formats }, ui) => {
    for (const kind of ['message', 'post', 'essay'] as const) {
      const some = formats.filter((format) => format.kind === kind);
      if (!some.length) continue;
      ui.heading(ui.t(KIND_TEXT[kind]));
      renderTable(some, ui);
    }
    ui.line();
    ui.line(
      ui.t({
        en: `${formats.length} formats, recognised by their content; \`persona ingest --from ID\` names one.`,
        zh: `共 ${formats.length} 种格式，按内容自动识别；也可用 \`persona ingest --from ID\` 指定。`,
      }),
    );
    for (const { id } of formats.filter(({ onlyAsked }) => onlyAsked)) {
      ui.line(
        ui.t({
          en: `${id} is read only where --from names it: other exports of the same chat hold more.`,
          zh: `${id} 只在用 --from 指定时才读取：同一段聊天的其他导出内容更全。`,
        }),
      );
    }
  },
});

const TIME_TEXT: Record<Carries['time'], Bilingual> = {
  second: { en: 'second', zh: '秒' },
  minute: { en: 'minute', zh: '分' },
  day: { en: 'day', zh: '日' },
  varies: { en: 'varies', zh: '不定' },
};

const CARRIED: readonly { what: 'senderIds' | 'quotes' | 'voice' | 'transcripts'; text: Bilingual }[] = [
  { what: 'senderIds', text: { en: 'ids', zh: '帐号' } },
  { what: 'quotes', text: { en: 'quotes', zh: '引用' } },
  { what: 'voice', text: { en: 'voice', zh: '语音' } },
  { what: 'transcripts', text: { en: 'transcripts', zh: '转文字' } },
];

function renderTable(formats: FormatsSummary['formats'], ui: Ui): void {
  ui.table(
    [
      { title: 'id' },
      { title: ui.t({ en: 'what', zh: '说明' }), narrow: 'wrap' },
      { title: ui.t({ en: 'time', zh: '时间' }) },
      { title: ui.t({ en: 'carries', zh: '包含' }), narrow: 'wrap' },
    ],
    formats.map(({ id, title, carries }) => [
      id,
      ui.t(title),
      ui.t(TIME_TEXT[carries.time]),
      CARRIED.filter(({ what }) => carries[what])
        .map(({ text }) => ui.t(text))
        .join(ui.t({ en: ', ', zh: '、' })),
    ]),
  );
}
