import type { Rule, Span } from '../rule.ts';
import { TRAIT } from '../traits.ts';
import { BUILDING_AND_FLAT, DOOR, endOfDoors, FLAT, NUMBERED_BUILDING } from './address/door.ts';
import { ENGLISH } from './address/english.ts';
import { isHouse, LABELLED } from './address/labelled.ts';
import { estateName, trimLead } from './address/lead.ts';
import { addressPlaceOf, hasTown, type Place } from './address/place.ts';
import { addressValue } from './address/value.ts';
import { VILLAGES } from './address/villages.ts';

/**
 * Street addresses, down to the door: 杭州市西湖区文三路478号3栋501室. Chinese has no word boundaries, and 号 is also a day, a bus
 * line and a size. So a number counts only after a street or an estate, and a street without a town or a flat counts
 * only at the end of a clause. A building with a flat in it needs neither.
 */
export const address: Rule = {
  id: 'address',
  label: { zh: '地址', en: 'address' },
  needs: [
    TRAIT.door | TRAIT.digit,
    TRAIT.door | TRAIT.numeral,
    TRAIT.door | TRAIT.latin,
    TRAIT.digits,
    TRAIT.village,
    TRAIT.digit | TRAIT.latin,
  ],
  find(text) {
    const spans: Span[] = [];
    DOOR.lastIndex = 0;
    for (let door = DOOR.exec(text); door; door = DOOR.exec(text)) {
      const found = aroundDoor(text, door);
      if (!found) continue;
      spans.push(found);
      DOOR.lastIndex = found.end;
    }
    for (const { 0: found, index } of text.matchAll(VILLAGES)) {
      spans.push(addressAt(text, index + found.length - trimLead(found).length, index + found.length));
    }
    for (const { 0: found, 1: clause = '', index } of text.matchAll(LABELLED)) {
      const end = index + found.length;
      if (isHouse(clause)) spans.push(addressAt(text, end - clause.length, end));
    }
    for (const { 0: found, index } of text.matchAll(ENGLISH)) {
      spans.push(addressAt(text, index, index + found.length));
    }
    return spans;
  },
};

/** How many characters back an address may begin. */
const BACK = 36;
/** How many characters after an address are looked at. */
const BEHIND = 4;

function aroundDoor(text: string, door: RegExpExecArray): Span | null {
  const before = text.slice(Math.max(0, door.index - BACK), door.index);
  const clause = before.replace(/^.*[^\u4e00-\u9fa5A-Za-z0-9 ]/su, '');
  const whole = trimLead(clause);
  const left = LABEL_BEFORE.test(before.slice(0, before.length - whole.length)) ? whole : afterSpaces(whole);
  const place = addressPlaceOf(left);
  const first = door.index + door[0].length;
  const unit = door[1] ?? door[2];
  const end = unit === undefined ? first : endOfDoors(text, first, place ? 'named' : 'numbers');
  const doors = text.slice(door.index, end);
  const behind = text.slice(end, end + BEHIND);
  if (/^(?:线|选手|种子|机|文件|病|令)/u.test(behind)) return null;
  if (place === null) return besideBuilding(text, left, door.index, end);
  const isTold =
    unit === undefined ||
    (end > first && FLAT.test(doors)) ||
    (place !== 'towns' && hasTown(left)) ||
    (unit === '号'
      ? place !== 'lane' && place !== 'estate' && isHouseNumber(doors, clause.slice(0, -left.length), behind)
      : tellsHouse(place, unit));
  return isTold ? addressAt(text, door.index - left.length, end) : null;
}
/** In 地址：杭州 西湖区 文三路 478号 everything belongs to the address. */
const LABEL_BEFORE = /[地住]址[是为：:\s]{0,3}$/u;

/** 虹桥火车站 上海市申贵路1500号 is a place and its address; 杭州市 西湖区 文三路 is one address. */
function afterSpaces(text: string): string {
  const parts = text.split(' ');
  let from = parts.length - 1;
  while (from > 0 && /[省市区县镇乡道]$/u.test(parts[from - 1] as string)) from--;
  return parts.slice(from).join(' ');
}

/** Whether the unit can only count houses; in 广场B座 and 小区2户 it may count other things. */
function tellsHouse(place: Place, unit: string): boolean {
  if (place === 'street') return unit === '号院' || unit === '号楼';
  return (place === 'estate' || place === 'village') && unit !== '户' && !/^[A-Z]/u.test(unit);
}

/** In 人民路8号 the number may also be a day, a bus or a size, unless something shows that it is a house. */
const isHouseNumber = (number: string, lead: string, behind: string): boolean =>
  ENDS.test(behind) || AT.test(lead) || Number.parseInt(number, 10) > LAST_DAY;
const ENDS = /^(?:$|[\s，。；！？,.;!?、)）"”'：:]|的?(?:院|门口|附近|旁边|对面))/u;
/** In 在和平路15号等 the number is a house, whatever follows. */
const AT = /[从在住到去来往寄送]$/u;
/** A larger number with 号 is not a day of a month. */
const LAST_DAY = 31;

/** 恒大名都8栋2604, or 3幢2单元501 alone. */
function besideBuilding(text: string, left: string, start: number, end: number): Span | null {
  const doors = text.slice(start, end);
  if (!BUILDING_AND_FLAT.test(doors)) return null;
  const name = estateName(left);
  return name.length >= LEAST_NAME || NUMBERED_BUILDING.test(doors) ? addressAt(text, start - name.length, end) : null;
}

/** Shortest name of an estate before 座: 奥迪A4座 is none. */
const LEAST_NAME = 3;

/** Words about the house, such as 楼下 or 院里, are not part of the address. */
function addressAt(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  if (/号[楼院]$/u.test(text.slice(from, to)) && /^[上下里内前后]/u.test(text.slice(to, to + 1))) to--;
  while (from < to && /\s/u.test(text[from] as string)) from++;
  while (to > from && /\s/u.test(text[to - 1] as string)) to--;
  return { start: from, end: to, value: addressValue(text.slice(from, to)) };
}
