import { simplified } from '../../core/simplified.ts';

const NUMBER = '[\\d〇○零一二三四五六七八九十廿卅正元]';
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
/** Dates, days of the week, lunar days and parts of a day. */
const DATES = new RegExp(
  [
    `(?:公元|农历|阴历)?${NUMBER}{2,4}年(?:${NUMBER}{1,3}月)?(?:初?${NUMBER}{1,3}[日号]?)?`,
    `${NUMBER}{1,3}月(?:初?${NUMBER}{1,3}[日号]?)?`,
    '\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}',
    '(?:星期|周|礼拜)[一二三四五六日天]',
    '[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?',
    '(?:大年)?初[一二三四五六七八九十]',
    '[春夏秋冬晨夜晚]|清晨|早晨|上午|中午|下午|傍晚|晚上|深夜|凌晨|除夕|元旦|中秋|清明|端午',
    `\\b(?:\\d{1,2}(?:st|nd|rd|th)? (?:of )?)?${MONTH}\\.?(?: \\d{1,2}(?:st|nd|rd|th)?)?(?:,? \\d{4})?\\b`,
    '\\b(?:in )?\\d{4}\\b',
  ].join('|'),
  'giu',
);
/** Fewer characters than this beside a date are a name or a place: 妈, 陈默, 沈阳家中. */
const TOLD = 5;
/** 写于沈阳家中, 爱你的爸爸, written in Dublin: the end of a letter, however long. */
const SIGNED =
  /^(?:[写记草书作改完定]+稿?[于在]|于|爱你们?的|你们?的|想你们?的|此致|敬礼|祝|(?:with )?love\b|yours\b|written\b|signed\b|your loving\b)/iu;

/** Whether a sentence is no more than a date, a place or a signature, as a letter ends: 2005年9月10日于沈阳. */
export function isClosingLine(sentence: string): boolean {
  const plain = simplified(sentence);
  const rest = plain
    .replace(DATES, '')
    .replace(/[\s，。,.·、:：（）()—-]+/gu, ' ')
    .trim();
  return rest !== plain && ([...rest.replace(/ /gu, '')].length < TOLD || SIGNED.test(rest));
}
