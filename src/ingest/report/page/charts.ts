import { grouped } from '../../../core/counted.ts';
import { both, escapeHtml } from '../../../core/html.ts';
import type { Bilingual } from '../../../core/types.ts';
import type { Pair } from '../figures.ts';

/** Height of the highest bar, in units of the picture. */
const TALL = 100;
/** Number of year labels that fit side by side on a phone. */
const YEARS = 7;

/**
 * Counts of every month from the first to the last, empty ones included, as bars: everybody's at the back, the
 * subject's in front. `titleId`: the element whose words are the picture's name for a screen reader.
 */
export function timeline(months: Readonly<Record<string, Pair>>, titleId: string): string {
  const all = withGaps(Object.keys(months).sort());
  const most = Math.max(1, ...all.map((month) => months[month]?.all ?? 0));
  const gap = all.length > 150 ? 0 : 0.15;
  const parts = all.map((month, at) => {
    const { all: total, subject } = months[month] ?? { all: 0, subject: 0 };
    const title = `<title>${month}: ${total} / ${subject}</title>`;
    const hit = `<rect x="${at}" width="1" height="${TALL}" class="hit"/>`;
    return `<g>${title}${hit}${bar(at, 1 - gap, total / most, 'all')}${bar(at, 1 - gap, subject / most, 'own')}</g>`;
  });
  const width = Math.max(1, all.length);
  const picture = `<svg class="time" viewBox="0 0 ${width} ${TALL}" preserveAspectRatio="none" role="img" aria-labelledby="${titleId}">${parts.join('')}</svg>`;
  return `<p class="soft small">${both({ en: `${grouped(most)} in the busiest month`, zh: `最多的一个月 ${grouped(most)} 条` })}</p>${picture}<div class="years">${years(all)}</div>`;
}

/** Where each year begins; of many years only every second, third … one. */
function years(months: readonly string[]): string {
  const starts = months.flatMap((month, at) =>
    month.endsWith('-01') || at === 0 ? [{ year: month.slice(0, 4), at }] : [],
  );
  const [first, second] = starts;
  // The label of a year that begins in its last months would lie under the next label.
  if (first && second && second.at - first.at < months.length / YEARS) starts.shift();
  const step = Math.ceil(starts.length / YEARS);
  return starts
    .filter((_, n) => n % step === 0)
    .map(({ year, at }) => `<span style="left:${((100 * at) / months.length).toFixed(1)}%">${year}</span>`)
    .join('');
}

/** Counts by hour of the day, named like the timeline. */
export function hours(counts: readonly Pair[], titleId: string): string {
  const most = Math.max(1, ...counts.map(({ subject }) => subject));
  const bars = counts.map(({ subject }, hour) => {
    const hit = `<rect x="${hour}" width="1" height="${TALL}" class="hit"/>`;
    return `<g><title>${hour}:00: ${subject}</title>${hit}${bar(hour, 0.85, subject / most, 'own')}</g>`;
  });
  const labels = [0, 6, 12, 18].map(
    (hour) => `<span style="left:${((100 * hour) / 24).toFixed(1)}%">${hour}:00</span>`,
  );
  return `<svg class="time short" viewBox="0 0 24 ${TALL}" preserveAspectRatio="none" role="img" aria-labelledby="${titleId}">${bars.join('')}</svg><div class="years">${labels.join('')}</div>`;
}

function bar(x: number, width: number, share: number, kind: 'all' | 'own'): string {
  // Every count above 0 can be seen, however small it is.
  const height = share > 0 ? Math.max(1, Math.round(share * TALL)) : 0;
  return height ? `<rect x="${x}" y="${TALL - height}" width="${width}" height="${height}" class="${kind}"/>` : '';
}

/** All months from the first to the last: `2021-11` and `2022-02` get the two months between them. */
function withGaps(months: readonly string[]): string[] {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return [];
  const all: string[] = [];
  for (let at = number(first); at <= number(last); at++) {
    all.push(`${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`);
  }
  return all;
}
const number = (month: string) => 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7)) - 1;

/** Names, numbers and a bar for each; the largest bar has the whole width. */
export function bars(lines: readonly { name: string; value: number; shown?: string; kind?: string }[]): string {
  const most = Math.max(1e-9, ...lines.map(({ value }) => value));
  const rows = lines.map(
    ({ name, value, shown, kind = 'own' }) =>
      `<span>${name}</span><span class="n">${shown ?? grouped(value)}</span><span class="track"><i class="${kind}" style="width:${((100 * value) / most).toFixed(1)}%"></i></span>`,
  );
  return `<div class="fall">${rows.join('')}</div>`;
}

/** On a phone each row is a block of its own, and its cells carry the heads of their columns. */
export function table(
  heads: readonly Bilingual[],
  rows: readonly (readonly string[])[],
  sum?: readonly string[],
): string {
  const named = heads.map(({ en, zh }) => (en || zh ? ` data-en="${escapeHtml(en)}" data-zh="${escapeHtml(zh)}"` : ''));
  const line = (cells: readonly string[]) =>
    `<tr>${cells.map((cell, at) => `<td${at ? named[at] : ''}${cell ? '' : ' class="none"'}>${cell}</td>`).join('')}</tr>`;
  const head = heads.map((text) => `<th>${both(text)}</th>`).join('');
  const foot = sum ? `<tfoot>${line(sum)}</tfoot>` : '';
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows.map(line).join('')}</tbody>${foot}</table></div>`;
}

/** Words and how often they were used. */
export function chips(words: readonly { text: string; count: number }[], most: number): string {
  const list = words.slice(0, most).map(({ text, count: n }) => `<li>${escapeHtml(text)} <b>${grouped(n)}</b></li>`);
  return list.length ? `<ul class="chips">${list.join('')}</ul>` : '';
}

export const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
