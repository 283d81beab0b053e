/**
 * A title that marks a text as not the poster's own: `[转] 人生感悟`, `【转载】好文章`, `转帖：…`. Not 转载请注明出处, which says that the
 * words are the poster's own.
 */
export const isReprintTitle = (title: string): boolean =>
  /^\s*(?:[[【(（〔]?\s?[转轉](?:[载載帖贴貼发發])?\s?[\]】)）〕]|[转轉][载載帖贴貼](?![^\s:：]{0,6}(?:[请請须須需]|务必|務必|注明|授权|授權))|re(?:print|post)ed from\b)/iu.test(
    title,
  );

/** A line at the start or the end of a text that says so: `（转载自某某日报）`, `来源：…`, or such a title. */
export const isReprintLine = (line: string): boolean => SOURCE.test(line.trim()) || isReprintTitle(line);
const SOURCE = /^[（(【[]?\s?(?:本文)?(?:转载自|转自|轉載自|轉自|摘自|摘录自|(?:文章)?来源|出处)\s?[:：于於]?/u;

/** A tag, a category or a kind that marks a text as not the poster's own. Not 转载须知. */
export const isReprintWord = (word: string): boolean =>
  /^(?:[转轉](?:[载載][文帖]?|[帖贴貼]|[载載](?:文章|好文))|reprint(?:ed|s)?|repost(?:ed|s)?)$/iu.test(word.trim());
