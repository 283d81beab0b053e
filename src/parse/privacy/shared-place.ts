import type { Span } from './rule.ts';
import { DOORS_ALONE } from './rules/address/door.ts';
import { addressValue } from './rules/address/value.ts';
import { scan } from './scan.ts';
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
  const addresses = scan(title).filter(({ kind }) => kind === 'address');
  return united(text, [...addresses, ...tellingWords(text)]);
}

interface Stretch {
  start: number;
  end: number;
}

function tellingWords(text: string): Stretch[] {
  const coordinates = COORDINATES.exec(text);
  const words: (Stretch & { isMasked: boolean; tells: boolean })[] = [];
  for (const { 0: word, index } of text.slice(0, coordinates?.index).matchAll(WORDS)) {
    const before = words.at(-1);
    const isMasked = MASKED.test(word);
    const tells =
      !isMasked && ((before ? ADDRESS : HOUSE).test(word) || (before?.tells === true && DOORS_ALONE.test(word)));
    words.push({ start: index, end: index + word.length, isMasked, tells });
  }
  const last = words.at(-1);
  // The address follows the name, although it may not look like one: 小禾家 凌桥高沙滩.
  if (coordinates && last && words.length > 1 && !words.some(({ tells }) => tells)) last.tells = !last.isMasked;
  const telling: Stretch[] = words.filter(({ tells }) => tells);
  if (coordinates) {
    const end = coordinates.index + coordinates[0].length;
    telling.push({ start: end - coordinates[0].replace(/^[\s|]+/u, '').length, end });
  }
  return telling;
}

/** Stretches that meet, or have nothing between them, are one. */
function united(text: string, stretches: readonly Stretch[]): Span[] {
  const whole: Stretch[] = [];
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    const before = whole.at(-1);
    if (before && !/[^\s|]/u.test(text.slice(before.end, start))) before.end = Math.max(before.end, end);
    else whole.push({ start, end });
  }
  return whole.map(({ start, end }) => ({ start, end, value: placeValue(text.slice(start, end)) }));
}

/** An address with its coordinates has the same value as that address alone. */
const placeValue = (found: string): string =>
  addressValue(found.replace(COORDINATES, '').replaceAll('|', ' ')) ||
  found.replace(/[^\d.,|-]/gu, '').replace('|', ',');
