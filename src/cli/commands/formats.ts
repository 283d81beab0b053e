import type { Summary } from '../../core/events.ts';
import type { ItemKind, Text } from '../../core/types.ts';
import { KIND_TEXT } from '../../core/wording/corpus.ts';
import type { Carries } from '../../ingest/reader.ts';
import { defineCommand } from '../command.ts';
import type { Ui } from '../ui.ts';

interface FormatsSummary extends Summary {
  formats: { id: string; title: Text; kind: ItemKind; carries: Carries }[];
}

export const formatsCommand = defineCommand<FormatsSummary>({
  name: 'formats',
  summary: { en: 'list the formats that ingest reads, and what each carries', zh: '列出可读取的格式及各自包含的内容' },
  examples: [{ line: 'persona formats', what: { en: 'all of them', zh: '全部格式' } }],
  async run() {
    const readers = Object.values(await import('../../ingest/formats/index.ts'));
    const formats = readers
      .map(({ id, title, kind, carries }) => ({ id, title, kind, carries }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    return { command: 'formats', formats };
  },
  render: ({ formats }, ui) => {
    for (const kind of ['message', 'post', 'essay'] as const) {
      const some = formats.filter((format) => format.kind === kind);
      if (!some.length) continue;
      ui.heading(ui.t(KIND_TEXT[kind]));
      renderTable(some, kind, ui);
    }
    ui.line();
    ui.line(
      ui.t({
        en: `${formats.length} formats, recognised by their content; \`persona ingest --from ID\` names one.`,
        zh: `共 ${formats.length} 种格式，按内容自动识别；也可用 \`persona ingest --from ID\` 指定。`,
      }),
    );
  },
});

const TIME_TEXT: Record<Carries['time'], Text> = {
  second: { en: 'second', zh: '秒' },
  minute: { en: 'minute', zh: '分' },
  day: { en: 'day', zh: '日' },
  varies: { en: 'varies', zh: '不定' },
};

function renderTable(formats: FormatsSummary['formats'], kind: ItemKind, ui: Ui): void {
  const yes = (value: boolean) => (value ? '●' : '');
  const chat = kind === 'message';
  ui.table(
    [
      { title: 'id' },
      { title: ui.t({ en: 'what', zh: '说明' }) },
      { title: ui.t({ en: 'time', zh: '时间' }) },
      { title: ui.t({ en: 'ids', zh: '帐号' }) },
      ...(chat
        ? [
            { title: ui.t({ en: 'quotes', zh: '引用' }) },
            { title: ui.t({ en: 'voice', zh: '语音' }) },
            { title: ui.t({ en: 'transcripts', zh: '转文字' }) },
          ]
        : []),
    ],
    formats.map(({ id, title, carries }) => [
      id,
      ui.t(title),
      ui.t(TIME_TEXT[carries.time]),
      yes(carries.senderIds),
      ...(chat ? [yes(carries.quotes), yes(carries.voice), yes(carries.transcripts)] : []),
    ]),
  );
}
