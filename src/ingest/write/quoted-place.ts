import { placeholder } from '../../parse/placeholders.ts';

/** A quoted shared location in three parts, which put together are the quote: [位置] 滨江森林公园, [位置: 滨江森林公园]. */
export interface QuotedPlace {
  label: string;
  /** As in the location itself; lines below it belong to it. */
  title: string;
  rest: string;
}

/** Undefined where something else is quoted, or a location without a title. */
export function quotedPlace(quote: string): QuotedPlace | undefined {
  const shown = placeholder(quote);
  if (shown?.kind.type !== 'location' || !shown.title) return undefined;
  const bracket = quote.indexOf(']');
  const behind = quote.indexOf(shown.title, bracket);
  const start = behind < 0 ? quote.lastIndexOf(shown.title, bracket) : behind;
  const end = start + shown.title.length;
  const isLast = /^\s/u.test(quote.slice(end));
  return {
    label: quote.slice(0, start),
    title: quote.slice(start, isLast ? undefined : end),
    rest: isLast ? '' : quote.slice(end),
  };
}
