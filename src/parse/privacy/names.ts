/**
 * Finds whole names in running text, the longest first. Chinese names need no boundary (我和林晓说了), a name that is
 * part of a longer one of the list is that longer one (张三 in 张三丰), and Latin ones stand alone (Li, not in Like).
 */
export interface NameMatcher<T> {
  /** Disjoint, in text order. */
  find(text: string): { start: number; end: number; who: T }[];
}

export function nameMatcher<T>(names: ReadonlyMap<string, T>): NameMatcher<T> {
  /** By first character, folded; longest first. */
  const byFirst = new Map<number, { name: string; who: T }[]>();
  for (const [name, who] of names) {
    const folded = fold(name);
    if (!folded) continue;
    const first = folded.charCodeAt(0);
    const list = byFirst.get(first);
    if (list) list.push({ name: folded, who });
    else byFirst.set(first, [{ name: folded, who }]);
  }
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
        const hit = byFirst
          .get(search.charCodeAt(at))
          ?.find(({ name }) => search.startsWith(name, at) && standsAlone(search, at, name));
        if (!hit) continue;
        found.push({ start: at, end: at + hit.name.length, who: hit.who });
        at += hit.name.length - 1;
      }
      return found;
    },
  };
}

const fold = (text: string) => text.toLowerCase();

/** A Latin letter or a digit at an end of the name must not go on into the text. */
function standsAlone(text: string, start: number, name: string): boolean {
  const end = start + name.length;
  return !(isWord(text, start) && isWord(text, start - 1)) && !(isWord(text, end - 1) && isWord(text, end));
}

const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}_]/u;
const isWord = (text: string, at: number) => at >= 0 && at < text.length && WORD.test(text[at] as string);
