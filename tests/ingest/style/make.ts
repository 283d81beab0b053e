import type { Item } from '../../../src/core/types.ts';
import { createStyle, type StyleOptions } from '../../../src/ingest/style/style.ts';

/** `[seconds since the start, who, words]`; 我 is the subject. */
export type Line = [at: number, who: string, text: string, more?: Partial<Item>];

/** Invented messages of 2021 and later, one id a line. */
export function itemsOf(lines: readonly Line[], start = Date.UTC(2021, 2, 4, 4)): Item[] {
  return lines.map(([at, who, text, more], i) => ({
    id: `i${i}`,
    kind: 'message',
    time: new Date(start + at * 1000 + 8 * 3_600_000).toISOString().replace('.000Z', '+08:00'),
    conversation: 'wxid_linxiao',
    conversationName: '林小禾',
    sender: { name: who },
    bySubject: who === '我',
    type: 'text',
    text,
    source: { format: 'test', file: 'test', record: i },
    ...more,
  }));
}

/** Nothing is held out unless asked for. */
export function styleOf(items: readonly Item[], options: StyleOptions = {}) {
  const style = createStyle({ isHeldOut: () => false, ...options });
  for (const item of items) style.push(item);
  return style.result();
}

/** The figures of single bubbles, half a minute apart. */
export const bubblesOf = (...texts: string[]) =>
  styleOf(itemsOf(texts.map((text, i): Line => [30 * i, '我', text]))).overall;
