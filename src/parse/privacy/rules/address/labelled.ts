import { NUMBER } from './door.ts';

/** A word announces an address, which goes up to the end of the clause or to a pronoun such as 我. */
export const LABELLED = /(?:地址|住址)(?:[是为：:\s]{1,3})([^，。；！？,;!?\n"\\{}[\]我你您他她]{4,60})/gu;
/** Only such a number is that of a house: 3楼群里, 10点发你, 写错了3次, 离我家3公里 also follow the word. */
const HOUSE = new RegExp(
  `(?:${NUMBER})(?:号楼|号院|栋|幢|弄|室|单元|座)|[\\u4e00-\\u9fa5]{2}(?:${NUMBER})(?:号|组|队|房)(?![给发到来去见寄送])|\\d楼\\d{3,4}(?!\\d)|[A-Za-z]\\d{0,2}[栋幢座]|[路街道巷弄村镇乡县区][^路街]{0,12}(?:\\d(?![\\d.点分次遍天公里个回楼年月块元])|[村组屯])`,
  'u',
);

/** Whether a clause after such a word contains the number of a house. */
export const isHouse = (clause: string): boolean => HOUSE.test(clause);
