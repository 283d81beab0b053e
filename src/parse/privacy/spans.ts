import type { Span } from './rule.ts';

/**
 * Spans of all matches, or of their group `found` (or `late`) where the pattern has one. `value` turns the matched text
 * into its normal form; null means that it is not a finding.
 */
export function spansOf(
  text: string,
  pattern: RegExp,
  value: (found: string, match: RegExpExecArray) => string | null,
): Span[] {
  const spans: Span[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[0] === '') {
      pattern.lastIndex++;
      continue;
    }
    const found = match.groups?.found ?? match.groups?.late ?? match[0];
    const canonical = value(found, match);
    if (canonical === null) continue;
    const start = match.index + match[0].lastIndexOf(found);
    spans.push({ start, end: start + found.length, value: canonical });
  }
  return spans;
}

/** Pattern source for what stands before a number that begins here: no digit, and no digit with a point. */
export const NUMBER_BEGINS = '(?<!\\d)(?<!\\d\\.)';
/**
 * The same where a single digit and a point may number a list: 1.13812345678 2.13912345678. Decimals have more digits
 * before the point, or a 0; π is a decimal too. Only for numbers that are recognised by more than their length.
 */
export const LISTED_BEGINS = '(?<!\\d)(?<!(?:\\d\\d|0)\\.)(?<!3\\.(?=14159265))';

export const digitsOf = (text: string): string => text.replace(/\D/gu, '');

/**
 * The text around a span, within `reach` and not beyond a straight quote or a backslash, where another JSON string
 * begins.
 */
export function around(text: string, start: number, end: number, reach: number): string {
  const before = text.slice(Math.max(0, start - reach), start);
  const behind = text.slice(end, end + reach);
  return (
    before.slice(Math.max(before.lastIndexOf('"'), before.lastIndexOf('\\')) + 1) +
    text.slice(start, end) +
    behind.split(/["\\]/u, 1)[0]
  );
}
