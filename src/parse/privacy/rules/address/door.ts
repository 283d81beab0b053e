/** Doors: a number with its unit, and all further numbers down to the flat: 478号3栋2单元501. */

export const HAN = '[\\u4e00-\\u9fa5]';
const DIGITS = '[甲乙丙丁]?\\d{1,5}[A-Za-z]?(?:[-－—](?:\\d{1,5}|[A-Z](?=[栋幢座]))){0,3}';
export const NUMBER = `(?:${DIGITS}|[一二三四五六七八九十百零〇]{1,6})`;
const UNIT = '号楼|号院|号|弄|支弄|巷|栋|幢|单元|室|座|楼|层|房|户|门(?![口前外铃])|组|舍';
/** A building by its letter: A座, T3座, B2栋. */
const BLOCK = '[A-Z]\\d{0,2}[栋幢座](?![A-Za-z])';
/** A flat by its numbers alone: 3-2-501. */
const DASHED = '(?<![\\d-])\\d{1,3}-(?:\\d{1,2}-)?\\d{3,4}(?![\\d-])';
/** The last number needs no unit: 501. A number that counts something or tells the time is not one. */
const BARE = `${DIGITS}(?![\\d.:年月日点分块元岁个次天路斤米公多人户平套台辆万])`;

export const DOOR = new RegExp(` ?(?:(?:${NUMBER}) ?(${UNIT})(?![线台])|(${BLOCK})|${DASHED})`, 'gu');

/** A character that may continue a name; verbs of motion and pronouns do not occur in names. */
const NAME_CHARACTER = `(?![在住到去是给寄送搬的我了你他她们])${HAN}`;
const BUILDING = '大厦|小区|花园|公寓|广场|中心|家园|新村|大楼|产业园|科技园|金融港|苑|院';
const AGAIN = [
  // 501室; 东区3栋; 附5号; 华特广场3号楼.
  `(?:${NAME_CHARACTER}{1,10}?(?:${BUILDING}))?(?:[东南西北][侧区门座]?|附)?(?:[A-Za-z][座栋幢区])?[A-Za-z]?(?:${NUMBER}(?:${UNIT})|${BARE})`,
  // A name without a typical ending, if a building or a storey follows: 美好国际16楼.
  `${NAME_CHARACTER}{2,12}?(?:\\d{1,2}期)?[A-Za-z]?${NUMBER}(?:号楼|[栋幢座室层楼]|单元)`,
  // 华特广场B座.
  `(?:${NAME_CHARACTER}{2,12}?)?${BLOCK}`,
  '[东南西北中]{1,2}户',
].join('|');
/** More numbers after the first one. No house has more than a few. */
const MORE = new RegExp(`(?:[ ,，]?(?:${AGAIN})){1,8}(?:(?<=[楼层])[A-Z](?![A-Za-z\\d]))?`, 'uy');
/** The same where nothing else shows that it is an address. */
const MORE_NUMBERS = new RegExp(`(?: ?(?:${NUMBER}(?:${UNIT})|[A-Za-z]?${BARE}|[东南西北中]{1,2}户)){1,6}`, 'uy');

/** The end of the numbers that begin at `start`, either with names of buildings among them or as numbers alone. */
export function endOfDoors(text: string, start: number, kinds: 'named' | 'numbers'): number {
  const more = kinds === 'named' ? MORE : MORE_NUMBERS;
  more.lastIndex = start;
  return start + (more.exec(text)?.[0].length ?? 0);
}

/** A word that is nothing but doors, after an address: 15号楼, 2单元501, 东户, 1502. */
export const DOORS_ALONE = new RegExp(
  `^(?:${NUMBER}(?:${UNIT}))*(?:${NUMBER}(?:${UNIT})?|${BLOCK}|[东南西北中]{1,2}户)$`,
  'u',
);

/** After a street or an estate this is not a day of the month and not a bus: 478号3栋, 12号501. */
export const FLAT = new RegExp(
  `${NUMBER}(?:号楼|栋|幢|单元|室|座|层|房|户|弄|舍)|\\d[巷弄]\\d+号|[A-Za-z]?\\d{3,4}$`,
  'u',
);
/** A building and a flat in it are an address anywhere: 3幢2单元501, 12栋2804房. */
export const BUILDING_AND_FLAT = new RegExp(
  `(?:栋|幢|号楼|单元|座|舍).*?(?:(?<!\\d)[A-Za-z]?\\d{3,4}(?![\\d户])|${NUMBER}[室房])`,
  'u',
);
/** A building with a number and no name; 座 is left out because it is also a seat. */
export const NUMBERED_BUILDING = /\d(?:栋|幢|号楼|单元|舍)/u;
