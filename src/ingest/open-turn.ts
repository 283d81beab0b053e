import type { Item, ItemType, Lang, Quote, Seconds, Text } from '../core/types.ts';

const MEDIA: Partial<Record<ItemType, Text>> = {
  voice: { zh: '[语音]', en: '[voice]' },
  image: { zh: '[图片]', en: '[image]' },
  video: { zh: '[视频]', en: '[video]' },
  sticker: { zh: '[表情]', en: '[sticker]' },
  link: { zh: '[链接]', en: '[link]' },
  file: { zh: '[文件]', en: '[file]' },
  location: { zh: '[位置]', en: '[location]' },
  call: { zh: '[通话]', en: '[call]' },
  transfer: { zh: '[转账]', en: '[transfer]' },
  card: { zh: '[名片]', en: '[card]' },
  forward: { zh: '[聊天记录]', en: '[forward]' },
};

/** What stands for a message without words in a context; empty for one that is no media either. */
export function mediaLine({ type, title }: Item, lang: Lang): string {
  const label = MEDIA[type]?.[lang] ?? '';
  return title && label ? `${label} ${title}` : label;
}

/** A turn that may still grow. */
export interface Turn {
  /** '' for the subject: no id is empty. */
  sender: string;
  name: string;
  lines: string[];
  /** Bubbles with words, and their items. */
  bubbles: string[];
  items: string[];
  /** Of the first bubble with words. */
  start: string;
  first: Seconds;
  /** Time of the last message; NaN when it has none. */
  end: Seconds;
  /** Where the last message stands in time. */
  at: Seconds;
  last: Item;
  chars: number;
  masked: boolean;
  copied: boolean;
  media: boolean;
  endsInMedia: boolean;
  /** What the bubbles answer by quoting it, in their order; undefined for none. */
  quotes: Quote[] | undefined;
}

export function newTurn(sender: string, item: Item): Turn {
  return {
    sender,
    name: item.sender.name,
    lines: [],
    bubbles: [],
    items: [],
    start: '',
    first: Number.NaN,
    end: Number.NaN,
    at: Number.NaN,
    last: item,
    chars: 0,
    masked: false,
    copied: false,
    media: false,
    endsInMedia: false,
    quotes: undefined,
  };
}

/** Nobody knows what lies before and after a message without a time, unless it stands beside another one in their file. */
export const goesOn = (turn: Turn, item: Item, epoch: Seconds): boolean =>
  !Number.isNaN(epoch + turn.end) || item.source.file === turn.last.source.file;

export function addTo(turn: Turn, item: Item, line: string, words: boolean, epoch: Seconds, at: Seconds): void {
  turn.lines.push(line);
  turn.chars += line.length;
  turn.end = epoch;
  turn.at = at;
  turn.last = item;
  // The title of a link says what it is about.
  turn.endsInMedia = !words && !item.title;
  if (!words) {
    turn.media = true;
    return;
  }
  if (turn.bubbles.length === 0) {
    turn.start = item.time ?? '';
    turn.first = epoch;
  }
  turn.bubbles.push(item.text);
  turn.items.push(item.id);
  if (item.quote) turn.quotes = [...(turn.quotes ?? []), item.quote];
  if (item.flags) {
    turn.masked ||= item.flags.includes('masked');
    turn.copied ||= item.flags.includes('copied');
  }
}
