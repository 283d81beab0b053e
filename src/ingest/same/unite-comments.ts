import type { Comment } from '../../core/types.ts';
import { wordsCompared } from '../rows/words-compared.ts';
import type { Parties } from '../who/parties.ts';

/** Length of `2021-03-04T20:15`: some tools show no seconds. */
const TO_THE_MINUTE = 16;
const TO_THE_SECOND = 19;

/**
 * Unites the comments below one post from two copies of it. A later export has more comments, and one tool knows ids or
 * times where another knows only names. The order is that of the longer list; a comment that it lacks follows the one
 * that stands before it in the shorter list. `masked`: a text as it is written, since the texts of an earlier corpus
 * are already masked.
 */
export function uniteComments(
  ours: readonly Comment[],
  theirs: readonly Comment[],
  masked: (text: string) => string,
  parties: Parties,
): Comment[] {
  const [more, fewer] = theirs.length > ours.length ? [theirs, ours] : [ours, theirs];
  const words = ({ text }: Comment) => wordsCompared(masked(text));
  const united = more.map((comment) => ({ comment, words: words(comment), isMet: false }));
  let behind = -1;
  for (const comment of fewer) {
    const said = words(comment);
    const alike = united.filter((one) => !one.isMet && one.words === said && isSame(one.comment, comment, parties));
    const known = alike.find((one) => one.comment.replyTo === comment.replyTo) ?? alike[0];
    if (known) {
      known.comment = completed(known.comment, comment);
      known.isMet = true;
      behind = united.indexOf(known);
    } else united.splice(++behind, 0, { comment, words: said, isMet: true });
  }
  return united.map(({ comment }) => comment);
}

/**
 * Whether two comments with the same words are one. Tools differ in what they call people, so comments of the same
 * second are one.
 */
function isSame(a: Comment, b: Comment, parties: Parties): boolean {
  if (a.time !== undefined && b.time !== undefined) {
    const exact = Math.min(a.time.length, b.time.length);
    const shown = Math.min(exact, TO_THE_MINUTE);
    if (a.time.slice(0, shown) !== b.time.slice(0, shown)) return false;
    if (exact >= TO_THE_SECOND && a.time === b.time) return true;
  }
  const wasSubject = a.bySubject === true && b.bySubject === true;
  if (!wasSubject && parties.same(a.sender, b.sender) !== true) return false;
  return a.replyTo === undefined || b.replyTo === undefined || parties.sameCalled(a.replyTo, b.replyTo) !== false;
}

function completed(known: Comment, other: Comment): Comment {
  const { sender, text, time = other.time, replyTo = other.replyTo, bySubject = other.bySubject } = known;
  return {
    sender: sender.id === undefined && other.sender.id !== undefined ? other.sender : sender,
    text,
    ...(time === undefined ? {} : { time }),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(bySubject === undefined ? {} : { bySubject }),
  };
}
