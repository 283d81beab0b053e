import type { Rule, Span } from '../rule.ts';
import { TRAIT } from '../traits.ts';

/**
 * Street addresses, down to what finds a door: 杭州市西湖区文三路478号3栋501室. Chinese has no word boundaries and 号 is
 * also a day, a bus line and a size, so a number counts only with a street or an estate in front of it, and a street
 * without a town or a flat only when nothing but the end of the clause follows.
 */
const H = '[\\u4e00-\\u9fa5]';
/** The same without what ends an address: verbs of motion and pronouns. */
const N = '(?![在住到去是给寄送搬的了我你他她们])[\\u4e00-\\u9fa5]';
const NUMBER = '(?:[甲乙丙丁]?\\d{1,5}[A-Za-z]?(?:[-－—]\\d{1,5}){0,3}|[一二三四五六七八九十百零〇]{1,6})';
const UNIT = '号楼|号院|号|弄|支弄|栋|幢|单元|室|座|楼|层|房|户|门|组';
/** A number and what it counts, or a flat by its numbers alone: 3-2-501. */
const DOOR = new RegExp(
  ` ?(?:(?:${NUMBER}) ?(${UNIT})(?![线台])|(?<![\\d-])\\d{1,3}-(?:\\d{1,2}-)?\\d{3,4}(?![\\d-]))`,
  'gu',
);
/** More of them behind: 3栋2单元501室, 501 without 室 too. No house has more than a few. */
const MORE = new RegExp(
  `(?:[ ,，]?(?:(?:${N}){2,12}?(?:大厦|小区|花园|公寓|广场|中心|家园|新村|大楼|苑|院))?(?:[东南西北][侧区门座]?)?(?:[A-Za-z][座栋幢区])?[A-Za-z]?(?:${NUMBER})(?:${UNIT}|(?![\\d.:年月日点分块元岁个次天路斤米公]))){1,8}`,
  'uy',
);
const FLAT = new RegExp(`(?:${NUMBER})(?:号楼|栋|幢|单元|室|座|层|房|户|弄)|[A-Za-z]?\\d{3,4}$`, 'u');

const TOWN = new RegExp(`${H}{2,7}?(?:特别行政区|自治[区州县旗]|省|市|区|县|旗|镇|乡|街道)`, 'gu');
const STREET = new RegExp(
  `(${H}{1,7}?)(大道|大街|胡同|路|街|巷|弄|道|里)(?:[东南西北中](?:[一二三四五六七八九十]?[路街巷段里])?|[一二三四五六七八九十]{1,2}[段巷里弄条])?$`,
  'u',
);
const ESTATE = new RegExp(
  `${H}{2,8}(?:小区|花园|花苑|嘉园|家园|家苑|新村|新苑|新城|公寓|大厦|广场|社区|宿舍|家属[院区楼]|大院|别墅|苑|庭|府|湾|邨|村|屯|庄|园[一二三四五六七八九十]?区?|[一二三四五六七八九十]区)(?:[东南西北一二三四五六七八九十]{1,2}[区期])?(?:[A-Za-z]\\d{0,2}[座栋幢区])?$`,
  'u',
);
/** 走路, 这条路, 老街: ends like a street and is none. */
const NO_STREET =
  /(?:走|马|公|铁|上|一|条|问|修|半|堵|赶|开|带|让|顺|弯|近|远|绕|网|思|出|活|死|退|逛|跑|过|探|认|岔|水|陆|前|后|同|领|引|拦|指|迷|线|夜|上下|下|回|来|去|店|电|套|老|每条|整条)(?:路|街)$|(?:知|味|报|频|通|轨|管|渠|地|楼|跑|人行|车|厚|霸|公|茶|柔|难|说|一|隧|街)道$|(?:这|那|哪|家|屋|心|夜|手|公|城|海|水|山|村|眼|嘴|店|锅|房子|千|万|百|十)里$|弄$/u;
/** A village whose houses are numbered; in 全村3号 and 农村12号 none is. */
const VILLAGE_NAME = /(?<!农|全|同|外|城中|每|哪|那个|这个|个|乡|山|地球|本|各|度假|奥运)[村屯庄]$/u;
/**
 * What may stand before an address and is no part of it: everything up to the last of these goes, but for what begins or
 * goes on as the name of a place (离石, 朝阳, 于洪, 自强路, 经三路, 开放大道). Better a 回 too much masked than 回龙观 cut.
 */
const LEAD =
  /^.*(?:[在住到去是寄送往址叫搬的我你您他她们这那说问还也就把]|给(?!水)|了(?!望)|见(?!龙)|离(?!石)|过(?!街)|(?<![解开])放|位于|地址|家住)/su;
const LEAD_IN =
  /^(?:来(?!广|安|宾|凤)|从(?!化|江)|和(?!平|田|县|谐|顺|静|硕|龙|政|睦|美|义|兴)|跟|与|于(?!洪|都|田|家|桥|潜)|自(?!贡|强|由|立|治|流)|经(?![一二三四五六七八九十开海济纬天贸堂])|朝(?![阳晖天外内凤霞辉花])|向(?![阳东荣前民群])|有(?!恒|为|余)|回(?![龙民族兴])|家(?=.{4}))/u;
/** How far back an address may begin. */
const BACK = 36;
/** The word says that an address follows. */
const NAMED = /(?:地址|住址|收件人?地址|收货地址|家庭地址)[是为：:\s]{0,3}([^，。；！？,;!?\n"\\{}[\]]{4,60})/gu;
/** Provinces, towns and a village: 湖北省黄冈市蕲春县刘河镇王家村三组. */
const VILLAGE = new RegExp(
  `(?:${H}{2,6}?(?:省|自治区|市|自治州|县|旗|区)){1,3}${H}{2,5}?(?:镇|乡|街道)${H}{1,6}?(?:村|屯|社区|庄)(?!村)(?:${NUMBER}(?:组|队|号|社)){0,2}`,
  'gu',
);
const ENGLISH =
  /(?<![\dA-Za-z.])(?:(?:Apt|Flat|Unit|Suite)\.? ?\d{1,5}[A-Z]?,? )?\d{1,5}[A-Z]?,? (?:[NSEW]\.? )?(?:[A-Z][A-Za-z']{1,20} ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Terrace|Place|Crescent|Close|Way)(?![A-Za-z])\.?(?:,? (?:Apt|Flat|Unit|Suite|#)\.? ?\d{1,5}[A-Z]?)?/gu;

export const address: Rule = {
  id: 'address',
  label: { zh: '地址', en: 'address' },
  needs: [TRAIT.door | TRAIT.digit, TRAIT.door | TRAIT.numeral, TRAIT.village, TRAIT.digit | TRAIT.latin],
  find(text) {
    const spans: Span[] = [];
    DOOR.lastIndex = 0;
    for (let door = DOOR.exec(text); door; door = DOOR.exec(text)) {
      const found = aroundDoor(text, door);
      if (!found) continue;
      spans.push(found);
      DOOR.lastIndex = found.end;
    }
    for (const found of text.matchAll(VILLAGE)) {
      const whole = trimLead(found[0]);
      spans.push(span(text, found.index + found[0].length - whole.length, found.index + found[0].length));
    }
    for (const pattern of [NAMED, ENGLISH]) spans.push(...clauses(text, pattern));
    return spans;
  },
};

function aroundDoor(text: string, door: RegExpExecArray): Span | null {
  const before = text.slice(Math.max(0, door.index - BACK), door.index);
  const clause = before.replace(/^.*[^\u4e00-\u9fa5A-Za-z0-9 ]/su, '');
  const whole = trimLead(clause);
  const left = WORD_BEFORE.test(before.slice(0, before.length - whole.length)) ? whole : afterSpaces(whole);
  const street = STREET.exec(left);
  const isStreet = street !== null && !NO_STREET.test(street[0].replace(/[东南西北中]$/u, ''));
  const isEstate = ESTATE.test(left);
  if (!isStreet && !isEstate) return null;
  const unit = door[1];
  MORE.lastIndex = door.index + door[0].length;
  const more = unit === undefined ? '' : (MORE.exec(text)?.[0] ?? '');
  const end = door.index + door[0].length + more.length;
  const behind = text.slice(end, end + BEHIND);
  if (/^(?:线|选手|种子|机|文件|病|令)/u.test(behind)) return null;
  const isFlat = unit === undefined || (more !== '' && FLAT.test(door[0] + more));
  const hasTown = left.length >= 6 && left.match(TOWN) !== null;
  /** In 人民路8号 the number may also be a day, a bus or a size, unless something says that it is a house. */
  const isHouse = () =>
    /^(?:$|[\s，。；！？,.;!?、)）"”'：:]|的?(?:院|门口|附近|旁边|对面))/u.test(behind) ||
    AT.test(clause.slice(0, clause.length - left.length)) ||
    Number.parseInt(door[0], 10) > LAST_DAY;
  const isNamed = isStreet
    ? street[1]!.length >= 2 && (unit === '号院' || unit === '号楼' || (unit === '号' && isHouse()))
    : unit !== '号' || (VILLAGE_NAME.test(left) && isHouse());
  return isFlat || hasTown || isNamed ? span(text, door.index - left.length, end) : null;
}
/** In 地址：杭州 西湖区 文三路 478号 all belongs to it. */
const WORD_BEFORE = /[地住]址[是为：:\s]{0,3}$/u;
/** Of what follows an address no more is looked at. */
const BEHIND = 4;

/** 虹桥火车站 上海市申贵路1500号 is a place and its address; 杭州市 西湖区 文三路 is one address. */
function afterSpaces(text: string): string {
  const parts = text.split(' ');
  let from = parts.length - 1;
  while (from > 0 && /[省市区县镇乡道]$/u.test(parts[from - 1] as string)) from--;
  return parts.slice(from).join(' ');
}
/** In 在和平路15号等 the number is a house, whatever follows. */
const AT = /[从在住到去来往寄送]$/u;
const trimLead = (clause: string) => clause.replace(LEAD, '').trimStart().replace(LEAD_IN, '');
/** Above it a number with 号 is no day of a month. */
const LAST_DAY = 31;

function clauses(text: string, pattern: RegExp): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    const found = match[1] ?? match[0];
    // Behind the word 地址 anything may follow: 地址发你了, 地址在群里.
    if (
      match[1] !== undefined &&
      !/[\u4e00-\u9fa5].*\d|[一二三四五六七八九十]号|[路街巷弄村镇县].{0,12}(?:号|村|组)/u.test(found)
    )
      continue;
    if (/:\/\/|www\.|^\s*[\d.:]+\s*$/u.test(found)) continue;
    const start = match.index + match[0].lastIndexOf(found);
    spans.push(span(text, start, start + found.length));
  }
  return spans;
}

function span(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && /\s/u.test(text[from] as string)) from++;
  while (to > from && /\s/u.test(text[to - 1] as string)) to--;
  return { start: from, end: to, value: text.slice(from, to).replace(/[\s,，]/gu, '') };
}
