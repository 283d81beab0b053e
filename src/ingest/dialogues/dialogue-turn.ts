import type { Item, Quote, Seconds } from '../../core/types.ts';
import type { Said } from './holds-quote.ts';
import { OpenTurn } from './turn-follower.ts';

/** A quote, and the number of lines of its turn before the one that answers it. */
export interface Answered {
  quote: Quote;
  before: number;
}

/** A turn with everything that a dialogue says of it. */
export class DialogueTurn extends OpenTurn {
  readonly name: string;
  readonly lines: string[] = [];
  /** Bubbles with words, and their items. */
  readonly bubbles: string[] = [];
  readonly items: string[] = [];
  /** Time of the first bubble with words. */
  start = '';
  first: Seconds = Number.NaN;
  masked = false;
  copied = false;
  media = false;
  endsInMedia = false;
  /** What the bubbles answer by quoting it, in the order of the bubbles; undefined where they quote nothing. */
  quotes: Answered[] | undefined;

  constructor(sender: string, item: Item) {
    super(sender, item);
    this.name = item.sender.name;
  }

  get text(): string {
    return this.lines.length === 1 ? (this.lines[0] as string) : this.lines.join('\n');
  }

  /** What was said in the first `line` lines. */
  until(line: number): Said {
    return { text: this.lines.slice(0, line).join('\n'), items: this.items };
  }

  /** `line`: how the message stands in contexts. */
  add(item: Item, line: string, epoch: Seconds): void {
    this.lines.push(line);
    // A link with a title says what it is about, so it is not mere media.
    this.endsInMedia = !item.text && !item.title;
    if (!item.text) {
      this.media = true;
      return;
    }
    if (this.bubbles.length === 0) {
      this.start = item.time ?? '';
      this.first = epoch;
    }
    this.bubbles.push(item.text);
    this.items.push(item.id);
    if (item.quote) this.quotes = [...(this.quotes ?? []), { quote: item.quote, before: this.lines.length - 1 }];
    if (item.flags) {
      this.masked ||= item.flags.includes('masked');
      this.copied ||= item.flags.includes('copied');
    }
  }
}
