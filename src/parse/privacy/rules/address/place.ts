import { HAN } from './door.ts';

const TOWN = new RegExp(
  `香港|澳门|台湾|九龙|新界|${HAN}{2,7}?(?:特别行政区|自治[区州县旗]|省|市|区|县|旗|镇|乡|街道)`,
  'gu',
);
const STREET = new RegExp(
  `(${HAN}{1,7}?)(大道|大街|胡同|路|街|巷|弄|道|里|(?<=[东南西北四])[一二三四五六七八九十]{1,2}条)(?:[东南西北中](?:[一二三四五六七八九十]?[路街巷段里])?|[一二三四五六七八九十]{1,2}[段巷里弄条])?$`,
  'u',
);
const ESTATE = new RegExp(
  `${HAN}{2,8}(?:小区|花园|花苑|嘉园|家园|家苑|新村|新苑|新城|公寓|大厦|广场|社区|宿舍|家属[院区楼]|大院|别墅|苑|庭|府|湾|邨|村(?:[东南西北]头)?|屯|庄|园[一二三四五六七八九十]?区?|[一二三四五六七八九十]区)(?:[东南西北一二三四五六七八九十]{1,2}[区期])?(?:[A-Za-z]\\d{0,2}[座栋幢区])?$`,
  'u',
);
/** Words that end like a street but are none: 走路, 这条路, 老街. */
const NO_STREET =
  /(?:走|(?<![一二三四五六七八九十新])马|公|铁|上|一|条|问|修|半|堵|赶|开|带|让|顺|弯|近|远|绕|网|思|出|活|死|退|逛|跑|过|探|认|岔|水|陆|前|后|同|领|引|拦|指|迷|线|夜|上下|下|回|来|去|店|电|套|老|每条|整条)(?:路|街)$|(?:知|味|报|频|通|轨|管|渠|地|楼|跑|人行|车|厚|霸|公|茶|柔|难|说|一|隧|街)道$|(?:这|那|哪|家|屋|心|夜|手|公|城|海|水|山|村|眼|嘴|店|锅|房子|千|万|百|十)里$|弄$/u;
/** A village whose houses are numbered; 全村3号 and 农村12号 name no village. */
const VILLAGE = /(?<!农|全|同|外|城中|每|哪|那个|这个|个|乡|山|地球|本|各|度假|奥运)[村屯庄](?:[东南西北]头)?$/u;
/** After two towns any name is a place: 上海市浦东新区高沙滩3号. */
const BEHIND_TOWNS = new RegExp(
  `^(?:${HAN}{2,6}?[省市州]){1,2}${HAN}{2,6}?(?:区|县|旗|镇|乡|街道)${HAN}{2,8}(?<!街道|[镇乡区县市])$`,
  'u',
);

/**
 * `street`: its name has two characters or more, so it is one among many. `lane`: its name has one (东街). `towns`: no
 * word says what kind of place it is.
 */
export type Place = 'street' | 'lane' | 'estate' | 'village' | 'towns';

/** The kind of place in which the words before a door end. */
export function addressPlaceOf(left: string): Place | null {
  const street = STREET.exec(left);
  if (street && !NO_STREET.test(street[0].replace(/[东南西北中]$/u, ''))) {
    return (street[1] as string).length >= 2 || (street[2] as string).length > 2 ? 'street' : 'lane';
  }
  if (ESTATE.test(left)) return VILLAGE.test(left) ? 'village' : 'estate';
  return BEHIND_TOWNS.test(left) ? 'towns' : null;
}

/** Whether the words name the town as well. */
export const hasTown = (left: string): boolean => left.length >= 6 && left.match(TOWN) !== null;
