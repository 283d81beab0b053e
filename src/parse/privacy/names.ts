import { upsert } from '../../core/upsert.ts';

/**
 * Finds whole names in running text, the longest first. Chinese names need no boundary (我和林晓说了), a name that is
 * part of a longer one of the list is that longer one (张三 in 张三丰), and Latin ones stand alone (Li, not in Like).
 */
export interface NameMatcher<T> {
  /** Disjoint, in text order. */
  find(text: string): { start: number; end: number; who: T }[];
}

/** `mentioned`: names that are everyday words too, and mean somebody only behind @ (@天天, not 天天加班). */
export function nameMatcher<T>(names: ReadonlyMap<string, T>, mentioned?: ReadonlyMap<string, T>): NameMatcher<T> {
  /** By first character, folded; longest first. */
  const byFirst = new Map<number, Sought<T>[]>();
  const add = (name: string, who: T, isMention: boolean) => {
    const folded = fold(name);
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
      // Lower-casing may change the length (İ): then positions would be wrong, and case matters instead.
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

/** A name of one character is all that stands behind the @. */
const isMentioned = (text: string, at: number, name: string): boolean =>
  /[@＠]/u.test(text[at - 1] ?? '') && ([...name].length > 1 || !/^[\p{L}\p{N}]/u.test(text.slice(at + name.length)));

const fold = (text: string) => text.toLowerCase();

/** A Latin letter or a digit at an end of the name must not go on into the text. */
function standsAlone(text: string, start: number, name: string): boolean {
  const end = start + name.length;
  return !(isWord(text, start) && isWord(text, start - 1)) && !(isWord(text, end - 1) && isWord(text, end));
}

const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}_]/u;
const isWord = (text: string, at: number) => at >= 0 && at < text.length && WORD.test(text[at] as string);
