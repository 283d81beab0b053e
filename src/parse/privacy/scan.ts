import { PLACEHOLDER } from './placeholder.ts';
import type { PrivateKind, Rule, Span } from './rule.ts';
import { RULES } from './rules/index.ts';
import { digitsOf } from './spans.ts';
import { narrow, TRAIT, TRAIT_SETS, traitsOf } from './traits.ts';

/** Something private in a text. `value` is what its placeholder's number stands for; never print it. */
export interface Finding extends Span {
  kind: PrivateKind;
}

/**
 * Values that are not masked: the subject's own, and public ones. As people write them; spaces and case do not matter.
 */
type Keep = ReadonlySet<string>;

/**
 * Everything that the rules find, in text order, disjoint. The same rules mask a corpus and check a bundle for leaks.
 */
export function scan(text: string, keep?: Keep): Finding[] {
  const traits = traitsOf(text);
  return rulesFor(traits).length === 0 ? [] : findPrivate(text, traits, keep?.size ? keysOf(keep) : undefined);
}

/** Whether `scan` would find anything. */
export function holdsPrivate(text: string): boolean {
  const traits = traitsOf(text);
  return rulesFor(traits).length > 0 && findPrivate(text, traits, undefined).length > 0;
}

/** The keys of a set; remembered, since the same set is used line after line. */
function keysOf(keep: Keep): ReadonlySet<string> {
  let keys = KEYS.get(keep);
  if (!keys) {
    keys = keepKeys(keep);
    KEYS.set(keep, keys);
  }
  return keys;
}
const KEYS = new WeakMap<Keep, ReadonlySet<string>>();

/** The rules that can find something in a text with these traits. */
export function rulesFor(traits: number): readonly Rule[] {
  let rules = PLANS[traits];
  if (!rules) {
    rules = RULES.filter(({ needs }) => needs.some((set) => (traits & set) === set));
    PLANS[traits] = rules;
  }
  return rules;
}
const PLANS: (readonly Rule[] | undefined)[] = new Array(TRAIT_SETS);

/** The text without the letter of JSON's `\n`, which would be read as part of what follows. */
const withoutEscapes = (text: string): string => (text.includes('\\') ? text.replace(/\\[nrtbf]/gu, '\\ ') : text);

/** The findings of all rules in a text. `keep` is a set of keys as `keepKeys` makes it. */
export function findPrivate(text: string, traits: number, keep: ReadonlySet<string> | undefined): Finding[] {
  let written: string | undefined;
  let narrowed = '';
  let shields: Uint8Array | undefined;
  const findings: Finding[] = [];
  for (const rule of rulesFor(traits)) {
    if (written === undefined) {
      written = withoutEscapes(text);
      narrowed = (traits & TRAIT.wide) === 0 ? written : narrow(written);
    }
    for (const span of rule.find(narrowed)) {
      shields ??= shieldsOf(written, narrowed, traits);
      if (isShielded(span, rule, shields)) continue;
      shields.fill(SHIELD.taken, span.start, span.end);
      if (keep && isKept(keep, text, span)) continue;
      findings.push({ kind: rule.id, start: span.start, end: span.end, value: span.value });
    }
  }
  return findings.length > 1 ? findings.sort((a, b) => a.start - b.start) : findings;
}

/** Kept values in the form in which `findPrivate` and `isKept` compare them; a mobile number also without +86. */
export const keepKeys = (keep: Keep): Set<string> =>
  new Set([...keep].flatMap((value) => [keyOf(value), keyOf(value).replace(/^\+?86(?=1\d{10}$)/u, '')]));

/** Whether a span is one of the values that are not masked. `keep` is a set of keys as `keepKeys` makes it. */
export const isKept = (keep: ReadonlySet<string>, text: string, { start, end, value }: Span): boolean =>
  keep.has(keyOf(value)) || keep.has(keyOf(text.slice(start, end)));

/** A telephone number by its digits; anything else without spaces and in lower case. */
function keyOf(value: string): string {
  const plain = narrow(value)
    .replace(/[\s·•]/gu, '')
    .toLowerCase();
  return /^[+\d()./·-]+$/u.test(plain) ? digitsOf(plain) : plain;
}

/** Where rules must not find anything, as bits for each character: hashes and, with a few exceptions, web addresses. */
const SHIELD = {
  /** A placeholder, a value that is kept, or what another rule has found. */
  taken: 1,
  hash: 2,
  url: 4,
} as const;

/**
 * A hash or a random id, maybe with a letter before it that says what it is. It has letters among its digits. With
 * letters only at its ends it is a number next to something else: ID330106198503123317, 卡c6222021200003456782.
 */
const HASH = /(?<![0-9A-Za-z])[a-z]?(?=[a-f]*\d+[a-f]+\d)[0-9a-f]{16,}(?![0-9A-Za-z])/giu;
const UUID = /(?<![0-9A-Za-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z])/giu;
const URL_SPAN = /(?:https?|ftp|weixin|wxp):\/\/[\x21-\x7e]{1,2048}|(?<![A-Za-z0-9])www\.[\x21-\x7e]{1,2048}/giu;

/** `narrowed` is `written` as rules read it. A web address ends at the first full-width sign: https://a.cn/x，6222… */
function shieldsOf(written: string, narrowed: string, traits: number): Uint8Array {
  const shields = new Uint8Array(written.length);
  const add = (text: string, pattern: RegExp, bit: number) => {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      for (let at = match.index; at < end; at++) shields[at]! |= bit;
    }
  };
  if (traits & TRAIT.bracket) add(narrowed, PLACEHOLDER, SHIELD.taken);
  if ((traits & TRAIT.latin) !== 0 && (traits & TRAIT.digits) !== 0) {
    add(narrowed, HASH, SHIELD.hash);
    add(narrowed, UUID, SHIELD.hash);
  }
  if (traits & TRAIT.latin) add(written, URL_SPAN, SHIELD.url);
  return shields;
}

function isShielded(span: Span, rule: Rule, shields: Uint8Array): boolean {
  let bits = 0;
  for (let at = span.start; at < span.end; at++) bits |= shields[at] as number;
  if (rule.likeHash) bits &= ~SHIELD.hash;
  return bits !== 0 && !(bits === SHIELD.url && rule.inUrl?.(span.value));
}
