import type { Item, Quote, Seconds } from '../../core/types.ts';
import { OpenTurn } from './turn-follower.ts';

/** A turn with all that a dialogue says of it. */
export class DialogueTurn extends OpenTurn {
  readonly name: string;
  readonly lines: string[] = [];
  /** Bubbles with words, and their items. */
  readonly bubbles: string[] = [];
  readonly items: string[] = [];
  /** Of the first bubble with words. */
  start = '';
  first: Seconds = Number.NaN;
  masked = false;
  copied = false;
  media = false;
  endsInMedia = false;
  /** What the bubbles answer by quoting it, in their order; undefined for none. */
  quotes: Quote[] | undefined;

  constructor(sender: string, item: Item) {
    super(sender, item);
    this.name = item.sender.name;
  }

  /** `line`: how the message stands in contexts. */
  add(item: Item, line: string, epoch: Seconds): void {
    this.lines.push(line);
    // The title of a link says what it is about.
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
    if (item.quote) this.quotes = [...(this.quotes ?? []), item.quote];
    if (item.flags) {
      this.masked ||= item.flags.includes('masked');
      this.copied ||= item.flags.includes('copied');
    }
  }
}
