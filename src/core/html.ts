import type { Bilingual } from './types.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Escapes text for an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (letter) => ENTITIES[letter]!);
}

/** Both languages side by side; the style sheet of a report page shows one of them. */
export function both({ en, zh }: Bilingual): string {
  return en === zh
    ? escapeHtml(en)
    : `<span class="en">${escapeHtml(en)}</span><span class="zh">${escapeHtml(zh)}</span>`;
}
