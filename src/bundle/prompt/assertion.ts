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
/** 了, 过 and words for past times. */
const COMPLETED =
  /[了过]|那[年时天会次回]|当[年时]|从前|以前|小时候|的时候|上(?:周|个?月|次|回)|去年|前年|昨天|(?:19|20)\d\d年?|\p{L}ed\b|\b(?:was|were|had|got|did|went|came|took|first time|back then|ago|last)\b/u;

/** States the case itself: neither denied, nor supposed, nor in somebody else's words. */
export const isAsserted = (clause: string): boolean =>
  !NEGATED.test(clause) && !SUPPOSED.test(clause) && !REPORTED.test(clause);

export const isCompleted = (clause: string): boolean => COMPLETED.test(clause);

export const isFirstPerson = (text: string): boolean => FIRST_PERSON.test(text);
