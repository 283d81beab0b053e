import type { Lang } from '../../core/types.ts';
import { type NameMatcher, nameMatcher } from './names.ts';
import { PERSON_LABEL, PLACEHOLDER } from './placeholder.ts';
import type { PrivateKind } from './rule.ts';
import { RULES } from './rules/index.ts';
import { type Finding, find, keepKeys, rulesFor } from './scan.ts';
import { traitsOf } from './traits.ts';
import { isWord } from './words.ts';

export const REDACT_LEVELS = ['standard', 'strict', 'none'] as const;
export type RedactLevel = (typeof REDACT_LEVELS)[number];

/**
 * What stands behind the placeholders: the n-th value of a kind is number n. JSON-able; whoever holds it can undo the
 * masking, so it is written with mode 0600 and never leaves the workspace. `person` holds every name of one person.
 */
export interface RedactionKey {
  schema: 'persona-redaction/1';
  values: Partial<Record<PrivateKind, string[]>>;
  person: string[][];
}

export interface Redactor {
  /** The text with placeholders, and how many were put in. The same text object when nothing was found. */
  redact(text: string): { text: string; count: number };
  /** A whole name as it may be shown: a third party's pseudonym in strict mode, else the name itself. */
  name(name: string): string;
  /** Placeholders put in so far, by kind (`person` in strict mode). Kinds without any are absent. */
  counts(): Record<string, number>;
  /** All values so far, for the next run. */
  key(): RedactionKey;
}

export interface RedactorOptions {
  /** Values never masked: the subject's own, as people write them. Names of the subject in strict mode. */
  keep?: ReadonlySet<string>;
  /** Third parties, the subject left out: all names of each. Only strict mode looks at them. */
  people?: readonly { names: readonly string[] }[];
  /** The key of an earlier run: its numbers stay. */
  state?: RedactionKey;
  /** Of the placeholders. Default: Chinese. */
  lang?: Lang;
}

/** A name this short is a letter, a mark, or a syllable of everyday words. */
const MIN_NAME = 2;

export function createRedactor(level: RedactLevel, options: RedactorOptions = {}): Redactor {
  const lang = options.lang ?? 'zh';
  const keep = options.keep?.size ? keepKeys(options.keep) : undefined;
  const numbers = new Map<PrivateKind, Numbering>(
    RULES.map(({ id }) => [id, new Numbering(options.state?.values[id] ?? [])]),
  );
  const labels = new Map(RULES.map(({ id, label }) => [id, label[lang]]));
  const people =
    level === 'strict' ? personsOf(options) : { list: options.state?.person ?? [], names: new Map<string, number>() };
  const matcher = level === 'strict' ? matcherOf(people.names, options.keep) : undefined;
  const counts = new Map<string, number>();
  const count = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1);

  const placeholder = (finding: Finding) => {
    count(finding.kind);
    return `[${labels.get(finding.kind)}${numbers.get(finding.kind)!.of(finding.value)}]`;
  };
  const pseudonym = (person: number) => `[${PERSON_LABEL[lang]}${person + 1}]`;

  function maskValues(text: string): { text: string; count: number } {
    let traits = traitsOf(text);
    if (rulesFor(traits).length === 0) return { text, count: 0 };
    let masked = text;
    let total = 0;
    // What was cut out may have kept something else from being seen; every round leaves less, so this ends.
    for (;;) {
      const findings = find(masked, traits, keep);
      if (!findings.length) return { text: masked, count: total };
      total += findings.length;
      let out = '';
      let at = 0;
      for (const finding of findings) {
        out += masked.slice(at, finding.start) + placeholder(finding);
        at = finding.end;
      }
      masked = out + masked.slice(at);
      traits = traitsOf(masked);
    }
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
    for (const { start, end, who } of hits) {
      if (who === KEPT || shields.some(([from, to]) => start < to && from < end)) continue;
      out += text.slice(at, start) + pseudonym(who);
      at = end;
      total++;
      count('person');
    }
    return { text: out + text.slice(at), count: total };
  }

  return {
    redact(text) {
      if (level === 'none' || text === '') return { text, count: 0 };
      const values = maskValues(text);
      if (!matcher) return values;
      const names = maskNames(values.text, matcher);
      return names.count === 0 ? values : { text: names.text, count: values.count + names.count };
    },
    name(name) {
      const person = people.names.get(name);
      return level === 'strict' && person !== undefined && !options.keep?.has(name) ? pseudonym(person) : name;
    },
    counts: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    key: () => ({
      schema: 'persona-redaction/1',
      values: Object.fromEntries(
        [...numbers].filter(([, n]) => n.values.length > 0).map(([id, n]) => [id, [...n.values]]),
      ),
      person: people.list.map((names) => [...names]),
    }),
  };
}

/** Numbers values from 1 in the order they are met. */
class Numbering {
  readonly values: string[];
  readonly #index: Map<string, number>;

  constructor(values: readonly string[]) {
    this.values = [...values];
    this.#index = new Map(values.map((value, i) => [value, i + 1]));
  }

  of(value: string): number {
    let number = this.#index.get(value);
    if (number === undefined) {
      number = this.values.push(value);
      this.#index.set(value, number);
    }
    return number;
  }
}

/** Every third party has a number: the one of the key that shares a name, else the next free one. */
function personsOf({ people = [], state, keep }: RedactorOptions): { list: string[][]; names: Map<string, number> } {
  const list = (state?.person ?? []).map((names) => [...names]);
  const names = new Map<string, number>();
  for (const [number, all] of list.entries()) for (const name of all) names.set(name, number);
  for (const person of people) {
    const all = person.names.map((name) => name.trim()).filter((name) => name && !keep?.has(name));
    if (!all.length) continue;
    const known = all.find((name) => names.has(name));
    const number = known === undefined ? list.push([]) - 1 : (names.get(known) as number);
    for (const name of all) {
      if (names.has(name)) continue;
      names.set(name, number);
      list[number]?.push(name);
    }
  }
  return { list, names };
}

const KEPT = -1;

/** In sentences only names that can be nothing else are looked for; the subject's own keep longer ones whole. */
function matcherOf(names: ReadonlyMap<string, number>, keep: ReadonlySet<string> | undefined): NameMatcher<number> {
  const wanted = new Map<string, number>();
  for (const [name, person] of names) if ([...name].length >= MIN_NAME && !isWord(name)) wanted.set(name, person);
  for (const name of keep ?? []) wanted.set(name, KEPT);
  return nameMatcher(wanted);
}
