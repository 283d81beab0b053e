import type { Lang } from '../../core/types.ts';
import { bareNames } from './bare-names.ts';
import type { RedactionKey } from './key.ts';
import type { RedactLevel } from './levels.ts';
import { findNear } from './look-again.ts';
import { type NameMatcher, nameMatcher } from './names.ts';
import { MOST_NUMBERED, PERSON_LABEL, PLACEHOLDER } from './placeholder.ts';
import type { PrivateKind } from './rule.ts';
import { RULES } from './rules/index.ts';
import { type Finding, findPrivate, isKept, keepKeys, rulesFor } from './scan.ts';
import { whereabouts } from './shared-place.ts';
import { ThirdParties } from './third-parties.ts';
import { traitsOf } from './traits.ts';
import { isWord } from './words.ts';

/** Masks texts. It keeps the numbers it has given, so that one value gets the same placeholder everywhere. */
export interface Redactor {
  /** The text with placeholders, and how many were put in. The text is returned as it is when nothing was found. */
  redact(text: string): { text: string; count: number };
  /** The same for the title of a shared location, where the part that says where it is is masked. */
  place(title: string): { text: string; count: number };
  /** The pseudonym of a third party in strict mode; undefined for anybody else. */
  pseudonym(nameOrId: string): string | undefined;
  /** A whole name as it may be shown: a third party's pseudonym, otherwise the name with the private parts masked. */
  name(name: string): string;
  /** All values and names so far, for the next run. */
  key(): RedactionKey;
}

export interface RedactorOptions {
  /** Values that are never masked: the subject's own, as people write them. In strict mode the subject's names too. */
  keep?: ReadonlySet<string>;
  /** Third parties, without the subject: all names and ids of each. Only strict mode uses them. */
  people?: readonly { names: readonly string[]; ids?: readonly string[] }[];
  /** Those names of these people and of the people in `state`, bare names included, that are everyday words. */
  words?: ReadonlySet<string>;
  /** The key of an earlier run, whose numbers stay. */
  state?: RedactionKey;
  /** Language of the placeholders. Default: Chinese. */
  lang?: Lang;
}

/** A shorter name is a letter, a sign, or a syllable of everyday words. */
const MIN_NAME = 2;

export function createRedactor(level: RedactLevel, options: RedactorOptions = {}): Redactor {
  const lang = options.lang ?? 'zh';
  const keep = options.keep?.size ? keepKeys(options.keep) : undefined;
  const numbers = new Map<PrivateKind, Numbering>(
    RULES.map(({ id }) => [id, new Numbering(options.state?.values[id] ?? [])]),
  );
  const labels = new Map(RULES.map(({ id, label }) => [id, label[lang]]));
  const known = options.state?.person ?? [];
  const thirdParties = level === 'strict' ? new ThirdParties(known, options.keep ?? NONE) : undefined;
  for (const person of options.people ?? []) thirdParties?.add(person);
  const matchers = thirdParties && matchersOf(thirdParties, options, keep);
  /** Names with something masked inside, by the form in which they are shown. */
  const asRead = new Map(Object.entries(options.state?.names ?? {}));

  const placeholder = ({ kind, value }: Pick<Finding, 'kind' | 'value'>) =>
    `[${labels.get(kind)}${numbers.get(kind)!.of(value) ?? ''}]`;
  const pseudonym = (person: number) => `[${PERSON_LABEL[lang]}${person}]`;

  function maskValues(text: string): { text: string; count: number } {
    const traits = traitsOf(text);
    if (rulesFor(traits).length === 0) return { text, count: 0 };
    let masked = text;
    let findings = findPrivate(text, traits, keep);
    let total = 0;
    // A masked value may have hidden another one. Every round leaves less to find, so this ends.
    while (findings.length) {
      total += findings.length;
      let out = '';
      let at = 0;
      const places: number[] = [];
      for (const finding of findings) {
        out += masked.slice(at, finding.start) + placeholder(finding);
        places.push(out.length);
        at = finding.end;
      }
      masked = out + masked.slice(at);
      const near = findNear(masked, places, keep);
      findings = near?.length ? near : findPrivate(masked, traitsOf(masked), keep);
    }
    return { text: masked, count: total };
  }

  function maskNames(text: string, names: NameMatcher<number>): { text: string; count: number } {
    const hits = names.find(text);
    if (!hits.some(({ who }) => who !== KEPT)) return { text, count: 0 };
    PLACEHOLDER.lastIndex = 0;
    const shields = text.includes('[')
      ? [...text.matchAll(PLACEHOLDER)].map((m) => [m.index, m.index + m[0].length] as const)
      : [];
    let out = '';
    let at = 0;
    let total = 0;
    // Both stand in text order: an address book has ten thousands of each.
    let next = 0;
    for (const { start, end, who } of hits) {
      while ((shields[next]?.[1] ?? Number.POSITIVE_INFINITY) <= start) next++;
      if (who === KEPT || (shields[next]?.[0] ?? Number.POSITIVE_INFINITY) < end) continue;
      out += text.slice(at, start) + pseudonym(who);
      at = end;
      total++;
    }
    return { text: out + text.slice(at), count: total };
  }

  const redact: Redactor['redact'] = (text) => {
    if (level === 'none' || text === '') return { text, count: 0 };
    if (!matchers) return maskValues(text);
    const first = maskNames(text, matchers.holdingValues);
    const values = maskValues(first.text);
    const names = maskNames(values.text, matchers.others);
    return { text: names.text, count: first.count + values.count + names.count };
  };

  const place: Redactor['place'] = (title) => {
    const spans = level === 'none' ? [] : whereabouts(title).filter((span) => !(keep && isKept(keep, title, span)));
    let text = '';
    let count = spans.length;
    let at = 0;
    const redactTo = (end: number) => {
      const between = redact(title.slice(at, end));
      text += between.text;
      count += between.count;
    };
    // In text order, as numbers are given.
    for (const { start, end, value } of spans) {
      redactTo(start);
      text += placeholder({ kind: 'address', value });
      at = end;
    }
    redactTo(title.length);
    return { text, count };
  };

  const pseudonymOf = (nameOrId: string) => {
    const person = thirdParties?.numberOf(nameOrId);
    return person === undefined ? undefined : pseudonym(person);
  };

  return {
    redact,
    place,
    pseudonym: pseudonymOf,
    name(name) {
      const person = pseudonymOf(name);
      if (person !== undefined) return person;
      const masked = redact(name).text;
      if (masked !== name && !asRead.has(masked)) asRead.set(masked, name);
      return masked;
    },
    key: () => ({
      schema: 'persona-redaction/1',
      values: Object.fromEntries(
        [...numbers].filter(([, n]) => n.values.length > 0).map(([id, n]) => [id, [...n.values]]),
      ),
      person: (thirdParties?.list ?? known).map(({ names, ids }) => ({ names: [...names], ids: [...ids] })),
      names: Object.fromEntries(asRead),
    }),
  };
}

const NONE: ReadonlySet<string> = new Set();

/** Numbers values from 1 in the order in which they occur, up to the largest number that a placeholder can hold. */
class Numbering {
  readonly values: string[];
  readonly #index: Map<string, number>;

  constructor(values: readonly string[]) {
    this.values = [...values];
    this.#index = new Map(values.flatMap((value, i) => (value ? [[value, i + 1] as const] : [])));
  }

  of(value: string): number | undefined {
    let number = this.#index.get(value);
    if (number === undefined && this.values.length < MOST_NUMBERED) {
      number = this.values.push(value);
      this.#index.set(value, number);
    }
    return number;
  }
}

const KEPT = -1;

/**
 * In sentences it looks only for names that can be nothing else, and for these names without their additions; everyday
 * words count only after @. The subject's own names keep longer names whole. A name that contains a number
 * (建材老王13812345678) and an id that a rule would find are looked for before numbers are masked, all others after that:
 * 林晓路12号 is an address.
 */
function matchersOf(
  { names, ids }: ThirdParties,
  { keep = NONE, words = NONE }: RedactorOptions,
  keptValues: ReadonlySet<string> | undefined,
): { holdingValues: NameMatcher<number>; others: NameMatcher<number> } {
  const holdingValues = new Map<string, number>();
  const others = new Map<string, number>();
  const mentioned = new Map<string, number>();
  const placeOf = (name: string) => {
    if (isWord(name) || words.has(name) || [...name].length < MIN_NAME) return mentioned;
    return holdsValue(name, keptValues) ? holdingValues : others;
  };
  for (const [id, person] of ids) (isGivenId(id) ? holdingValues : placeOf(id)).set(id, person);
  for (const [name, person] of names) placeOf(name).set(name, person);
  for (const [name, person] of names) {
    for (const bare of bareNames(name)) {
      const place = placeOf(bare);
      if (!place.has(bare)) place.set(bare, person);
    }
  }
  for (const name of keep) {
    mentioned.delete(name);
    others.set(name, KEPT);
    if (holdingValues.size) holdingValues.set(name, KEPT);
  }
  return { holdingValues: nameMatcher(holdingValues), others: nameMatcher(others, mentioned) };
}

/** wxid_…, which a rule would mask as anybody's id. */
const isGivenId = (id: string): boolean =>
  findPrivate(id, traitsOf(id), undefined).some(({ kind }) => kind === 'wechat-id');

/** Whether a name contains something private and more than that: a name that is only a telephone number is a number. */
function holdsValue(name: string, keep: ReadonlySet<string> | undefined): boolean {
  const findings = findPrivate(name, traitsOf(name), keep);
  const found = findings.reduce((sum, { start, end }) => sum + end - start, 0);
  return found > 0 && found < name.length;
}
