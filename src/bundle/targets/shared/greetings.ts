import { simplified } from '../../../core/simplified.ts';
import type { Dialogue } from '../../../core/types.ts';
import { sceneOf } from '../../prompt/scenes.ts';

/** Characters: a shorter text is no greeting, a longer one is a report. */
const LENGTH = [2, 60] as const;
/** Days, hours and feasts: words for one day are wrong on any other. In simplified characters. */
const OF_ONE_DAY =
  /[今明昨后前当]天|今[晚早年]|明[晚早年]|刚才|刚刚|早上|上午|中午|下午|晚上|周[一二三四五六日末]|星期|礼拜|\d|[一二三四五六七八九十]+[月号点]|节|除夕|元旦|国庆|清明|端午|中秋|元宵|元霄|清早|过年|新年|拜年|生日|开学|高考|放假|\b(?:today|tomorrow|yesterday|tonight|morning|evening|birthday|christmas|easter|new year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/iu;

/** Flags that do not make an opening unfit. */
const PLAIN = new Set(['initiation', 'low-information']);

/**
 * How the person opened private chats, in words that can open any chat: greetings first, then the latest. One person
 * talks to a card, on an unknown day, so openings written to a group or for one day are left out. May be empty.
 */
export function greetingsOf(dialogues: readonly Dialogue[], most: number): string[] {
  const opened = dialogues.filter(isOpening).sort(latestFirst);
  const openings = new Set(opened.map(({ reply }) => reply));
  const greetings: string[] = [];
  for (const opening of openings) {
    if (greetings.length === most) return greetings;
    if (sceneOf(opening) === 'greeting') greetings.push(opening);
  }
  return [...new Set([...greetings, ...openings])].slice(0, most);
}

function isOpening({ context, flags, group, reply }: Dialogue): boolean {
  const length = [...reply].length;
  return (
    context.length === 0 &&
    group !== true &&
    !flags?.some((flag) => !PLAIN.has(flag)) &&
    length >= LENGTH[0] &&
    length <= LENGTH[1] &&
    !OF_ONE_DAY.test(simplified(reply))
  );
}

const latestFirst = (a: Dialogue, b: Dialogue): number =>
  a.start < b.start ? 1 : a.start > b.start ? -1 : a.id < b.id ? -1 : 1;
