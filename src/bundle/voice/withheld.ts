import { counted } from '../../core/counted.ts';
import { timeWritten } from '../../core/time-written.ts';
import type { Bilingual, Item, Segment } from '../../core/types.ts';
import { holdsPlaceholder } from '../../parse/privacy/placeholder.ts';
import type { LeftOut } from '../manifest.ts';
import { inPeriod, isSeen, type VoiceOptions, type WordsChoice } from '../options.ts';

/** Ids of items whose sound a bundle leaves out. */
export interface Withheld {
  /** Left out for their time, or as only their author could see them. */
  notChosen: ReadonlySet<string>;
  /** The subject's voice messages whose words are partly masked: the masked part is still heard. */
  masked: ReadonlySet<string>;
}

/** Collects from the items of a corpus what their sound is withheld for. */
export class WithheldItems implements Withheld {
  readonly notChosen = new Set<string>();
  readonly masked = new Set<string>();
  readonly #choice: WordsChoice;

  constructor(choice: WordsChoice) {
    this.#choice = choice;
  }

  add(item: Item): void {
    const isOutside = maySound(item) && !inPeriod(timeWritten(item), this.#choice.period);
    if (isOutside || !isSeen(item, this.#choice)) this.notChosen.add(item.id);
    if (item.bySubject && item.type === 'voice' && holdsPlaceholder(item.text)) this.masked.add(item.id);
  }
}

/** Voice messages, and posts with a sound. */
const maySound = ({ type, media }: Item) => type === 'voice' || media !== undefined;

/** Segments by whether a bundle may be made of them. */
export interface SortedVoice {
  segments: readonly Segment[];
  /** Their items are not chosen. */
  notChosen: readonly Segment[];
  /** Something is heard in them that their words mask. */
  masked: readonly Segment[];
}

/** Which voice goes into a bundle. `check` counts by this what `bundle` takes. */
export function sortVoice(
  all: readonly Segment[],
  withheld: Withheld,
  { includeMasked }: Pick<VoiceOptions, 'includeMasked'>,
): SortedVoice {
  const isChosen = ({ source }: Segment) => source.item === null || !withheld.notChosen.has(source.item);
  const chosen = all.filter(isChosen);
  const notChosen = all.filter((segment) => !isChosen(segment));
  if (includeMasked) return { segments: chosen.map(withoutMaskedWords), notChosen, masked: [] };
  const masked = new Set(chosen.filter((segment) => saysMasked(segment, withheld.masked)));
  return { segments: chosen.filter((segment) => !masked.has(segment)), notChosen, masked: [...masked] };
}

/**
 * Whether something masked in the words may be heard in a segment. Where a message has several segments, nobody knows
 * which one says it: each may, except a segment whose words a person has written down.
 */
function saysMasked({ transcript, source }: Segment, masked: ReadonlySet<string>): boolean {
  if (transcript?.trim()) return holdsPlaceholder(transcript);
  return source.item !== null && masked.has(source.item);
}

/** Words with a placeholder are not what is heard, so such a segment gets no transcript. */
const withoutMaskedWords = (segment: Segment): Segment =>
  holdsPlaceholder(segment.transcript ?? '') ? { ...segment, transcript: null } : segment;

/** Most ids that are named; more would fill the screen. */
const NAMED = 20;

/** How a bundle reports the segments that it leaves out because something is heard in them that their words mask. */
export function maskedLeftOut({ segments, masked }: SortedVoice): LeftOut[] {
  if (!masked.length) return [];
  const all = segments.length + masked.length;
  const ids = masked.map(({ id }) => id);
  const named = `${ids.slice(0, NAMED).join(', ')}${ids.length > NAMED ? ' …' : ''}`;
  const why: Bilingual = {
    en: `in ${ids.length} of ${counted(all, 'segment')} something is heard that is masked in the words (${named}); --include-masked keeps them`,
    zh: `${all} 个片段中有 ${ids.length} 个说出了文字里已遮盖的内容（${named}）；--include-masked 可保留`,
  };
  return [{ what: 'voice/segments', why, ...(ids.length < all ? { partly: true } : {}) }];
}
