import { upsert } from '../../core/upsert.ts';

/**
 * Finds whole names in running text, the longest first. Chinese names need no boundary (我和林晓说了). A name that is part of
 * a longer name in the list counts as the longer one (张三 in 张三丰). Latin names must stand alone (Li, not in Like).
 */
export interface NameMatcher<T> {
  /** Disjoint, in text order. */
  find(text: string): { start: number; end: number; who: T }[];
}

/** `mentioned`: names that are everyday words too, and mean a person only after @ (@天天, not 天天加班). */
export function nameMatcher<T>(names: ReadonlyMap<string, T>, mentioned?: ReadonlyMap<string, T>): NameMatcher<T> {
  /** Names by their first character, in lower case; longest first. */
  const byFirst = new Map<number, Sought<T>[]>();
  const add = (name: string, who: T, isMention: boolean) => {
    // In a text the letters of a name may be decomposed, whatever they are in its list.
    for (const folded of new Set([fold(name), fold(name.normalize('NFD'))]))
      if (folded) upsert(byFirst, folded.charCodeAt(0), () => []).push({ name: folded, who, isMention });
  };
  for (const [name, who] of names) add(name, who, false);
  for (const [name, who] of mentioned ?? []) add(name, who, true);
  for (const list of byFirst.values()) list.sort((a, b) => b.name.length - a.name.length || (a.name < b.name ? -1 : 1));
  const starts = new Uint8Array(65_536);
  for (const first of byFirst.keys()) starts[first] = 1;
  const hasLatin = [...byFirst.keys()].some((code) => code < 128);

  return {
    find(text) {
      if (byFirst.size === 0) return [];
      const found: { start: number; end: number; who: T }[] = [];
      const folded = hasLatin ? fold(text) : text;
      // Lower-casing may change the length (İ): then positions would be wrong, so the search is case-sensitive instead.
      const search = folded.length === text.length ? folded : text;
      for (let at = 0; at < search.length; at++) {
        if (starts[search.charCodeAt(at)] === 0) continue;
        const hit = byFirst.get(search.charCodeAt(at))?.find((sought) => stands(search, at, sought));
        if (!hit) continue;
        found.push({ start: at, end: at + hit.name.length, who: hit.who });
        at += hit.name.length - 1;
      }
      return found;
    },
  };
}

interface Sought<T> {
  name: string;
  who: T;
  isMention: boolean;
}

const stands = (text: string, at: number, { name, isMention }: Sought<unknown>): boolean =>
  text.startsWith(name, at) && standsAlone(text, at, name) && (!isMention || isMentioned(text, at, name));

/** A name of one character must be the whole word after the @. */
const isMentioned = (text: string, at: number, name: string): boolean =>
  /[@＠]/u.test(text[at - 1] ?? '') && ([...name].length > 1 || !/^[\p{L}\p{N}]/u.test(text.slice(at + name.length)));

const fold = (text: string) => text.toLowerCase();

/** A Latin letter or a digit at an end of the name must not continue into the text. */
function standsAlone(text: string, start: number, name: string): boolean {
  const end = start + name.length;
  return !(isWord(text, start) && isWord(text, start - 1)) && !(isWord(text, end - 1) && isWord(text, end));
}

const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}_]/u;
const isWord = (text: string, at: number) => at >= 0 && at < text.length && WORD.test(text[at] as string);
