/**
 * Whether a clause states what is or was the case for the speaker. Patterns are in simplified characters, Chinese and
 * English. In doubt the answer is no, since a wrong memory is worse than none.
 */

const NEGATED = /[没未别甭]|不(?!舍|过|得了|由|禁|错|少|知不觉)|\b(?:not|never|no)\b|n't\b/iu;
/** 要是, 等我退休, 明天手术, 想搬家, 搬家吧: supposed, wished, or still to come. */
const SUPPOSED =
  /要是|如果|假如|万一|除非|就算|哪怕|即使|的话|[等想快]|打算|准备|计划|以后|将来|明天|明年|后天|下(?:周|个?月|次|回)|快?要|会(?!计|议|儿|场)|再说|再看|[吧吗]$|\b(?:if|unless|when you|will|won't|'ll|going to|gonna|tomorrow|next|plan|want|hope|wish|let's|should|would)\b/iu;
/** 他说我是好人, 人家夸我: what others say. */
const REPORTED = /[说问夸骂笑]我|\b(?:said|says|told|asked)\b/iu;
const FIRST_PERSON = /[我咱俺]|\b(?:I|we|my|our|me|us)\b/u;
const RELATIVE =
  '父亲|母亲|儿子|女儿|闺女|媳妇|丈夫|妻子?|爱人|对象|同[事学]|朋友|邻居|领导|老[师板公婆伴]|师[傅父]|孩子|亲戚|单位|公司|厂长|[爸妈爹娘爷奶姥公婆哥姐弟妹叔姨舅姑婶嫂伯孙侄甥]';
/** 我姐夫, 我们老师, 我二叔: somebody of the speaker's. */
const OF_MINE = new RegExp(`[我咱俺]们?家?的?[大小二三四五六老表堂亲]?(?:${RELATIVE})`, 'u');
/** Anybody but the speaker. */
const SOMEBODY = new RegExp(
  `[你您他她它谁]|人家|别人|${RELATIVE}|\\b(?:you|your|he|she|they|his|her|their|who|its?|my (?!first|own)|our)\\b`,
  'iu',
);
/** 了, 过 and words for past times. */
const COMPLETED =
  /[了过]|那[年时天会次回]|当[年时]|从前|以前|小时候|的时候|上(?:周|个?月|次|回)|去年|前年|昨天|(?:19|20)\d\d年?|\p{L}ed\b|\b(?:was|were|had|got|did|went|came|took|first time|back then|ago|last)\b/u;

/** States the case itself: neither denied, nor supposed, nor in somebody else's words. */
export const isAsserted = (clause: string): boolean =>
  !NEGATED.test(clause) && !SUPPOSED.test(clause) && !REPORTED.test(clause);

export const isCompleted = (clause: string): boolean => COMPLETED.test(clause);

export const isFirstPerson = (text: string): boolean => FIRST_PERSON.test(text);

/** 我姐夫, 我们老师: it speaks of somebody of the speaker's rather than of the speaker. */
export const isOfMine = (text: string): boolean => OF_MINE.test(text);

/**
 * Whether the speaker is who did or lived through what `words` say in this clause: 我退休那年, not 我姐夫退休了. What
 * stands before the words tells; where a subject must not be left out, the speaker must be there.
 */
export function isOwnDeed(clause: string, words: RegExp, mayBeLeftOut: boolean): boolean {
  const found = words.exec(clause);
  if (!found) return false;
  const before = clause.slice(0, found.index);
  return !SOMEBODY.test(before) && (mayBeLeftOut || isFirstPerson(before + found[0]));
}
