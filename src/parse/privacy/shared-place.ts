import type { Span } from './rule.ts';
import { addressValue } from './rules/address/value.ts';
import { narrow } from './traits.ts';

/** Latitude and longitude, to 100 m or better: (31.383001,121.527803), |31.383001|121.527803. */
const COORDINATES = /[(（|\s]*-?\d{1,3}\.\d{3,}\s*[,，|\s]\s*-?\d{1,3}\.\d{3,}\s*[)）]?/u;
const WORDS = /[^\s|]+/gu;
/** A province or a town with more after it, a street, or a house. */
const ADDRESS =
  /^[\u4e00-\u9fa5]{2,6}?(?:省|自治区|特别行政区|市|州|区|县|镇|乡|街道)[\u4e00-\u9fa5]|(?:路|街|巷|弄|道|村|镇)$|[路街巷弄道村].*\d|\d(?:号|弄|栋|幢|室)/u;
/** 上海市第一人民医院 is the name of a place. */
const HOUSE = /\d(?:号|弄|栋|幢|室)|^[\u4e00-\u9fa5]{2,6}?[省市][\u4e00-\u9fa5]{2,6}?[区县镇乡]/u;
const MASKED = /[[\]［］]/u;

/**
 * The parts of a shared location's title that say where it is, in text order: its coordinates and its address, whatever
 * its form. The name of the place stays. Exporters write both, or one of them: 滨江森林公园 上海市浦东新区凌桥高沙滩3号
 * (31.383001,121.527803).
 */
export function whereabouts(title: string): Span[] {
  const text = narrow(title);
  const coordinates = COORDINATES.exec(text);
  const words = [...text.slice(0, coordinates?.index).matchAll(WORDS)].map(({ 0: word, index }, n) => ({
    start: index,
    end: index + word.length,
    isMasked: MASKED.test(word),
    tells: !MASKED.test(word) && (n === 0 ? HOUSE : ADDRESS).test(word),
  }));
  const last = words.at(-1);
  // The address follows the name, although it may not look like one: 小禾家 凌桥高沙滩.
  if (coordinates && last && words.length > 1 && !words.some(({ tells }) => tells)) last.tells = !last.isMasked;
  if (coordinates) {
    const end = coordinates.index + coordinates[0].length;
    const start = end - coordinates[0].replace(/^[\s|]+/u, '').length;
    words.push({ start, end, isMasked: false, tells: true });
  }
  const spans: Span[] = [];
  for (const [n, { start, end, tells }] of words.entries()) {
    if (!tells) continue;
    const before = words[n - 1]?.tells ? spans.pop() : undefined;
    const from = before?.start ?? start;
    spans.push({ start: from, end, value: placeValue(text.slice(from, end)) });
  }
  return spans;
}

/** An address with its coordinates has the same value as that address alone. */
const placeValue = (found: string): string =>
  addressValue(found.replace(COORDINATES, '')) || found.replace(/[^\d.,|-]/gu, '').replace('|', ',');
