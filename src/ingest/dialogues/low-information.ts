/** Longer texts are not looked at: more characters carry something. */
const LONGEST = 16;
/** White space, marks, emoji and [codes] say nothing by themselves here. */
const NO_WORDS = /\[[^[\]\s]{1,6}\]|[\s\p{P}\p{S}\p{Extended_Pictographic}\p{M}]|\u200d/gu;
const NODS =
  /^(?:[嗯恩哦噢喔啊呃额唔诶欸]+|[哈呵嘿嘻嘎咯]+|h{2,}|(?:ha|he)+h?|lol|ok(?:ay|k)*|好[的吧滴嘞呀啊哒]*|行[的吧啊嘞]*|对[的啊呀]*|是[的啊呀]*|可以[的啊]*|收到[啦了]*|知道[啦了]+|yes|yeah|yep|no|nope|sure|fine|k+|6+|1+)$/iu;

/**
 * Whether a reply is like 嗯, 好的, 哈哈哈, [OK], or has two characters or fewer: a true answer that tells nothing about the
 * person by itself.
 */
export function isLowInformation(reply: string): boolean {
  if (reply.length > LONGEST) return false;
  const words = reply.replace(NO_WORDS, '');
  return words.length <= 2 || NODS.test(words);
}
