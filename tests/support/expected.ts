import { expect } from 'vitest';
import { z } from 'zod';
import type { ItemType, ReadItem } from '../../src/core/types.ts';
import { ZoneClock } from '../../src/parse/time.ts';

const count = z.int().min(0);
const texts = z.array(z.string());

const Entry = z.strictObject({
  title: z.string().nullable().optional(),
  date: z.string().nullable().optional(),
  text: z.string().optional(),
  contains: texts.optional(),
  excludes: texts.optional(),
  noText: z.boolean().optional(),
  own: z.boolean().optional(),
  account: z.string().optional(),
  author: z.string().optional(),
});
type Entry = z.infer<typeof Entry>;

const Comments = z.strictObject({
  items: count,
  bySubject: count,
  texts,
  textsEmojiDropped: texts.optional(),
});

const VoiceMessage = z.strictObject({
  time: z.string().nullable(),
  file: z.string().nullable(),
  durationMs: z.number().nullable(),
  transcript: z.string().nullable(),
});

const both = {
  format: z.string(),
  subject: z.strictObject({
    id: z.string().optional(),
    wxid: z.string().optional(),
    alias: z.string().optional(),
    accounts: texts.optional(),
    names: texts.min(1),
    keysInThisFormat: texts.optional(),
  }),
  timezone: z.string().optional(),
  files: texts.optional(),
  input: z.string().optional(),
  ignore: texts.optional(),
  first: z.string().nullable().optional(),
  last: z.string().nullable().optional(),
  notOwnWords: texts.optional(),
  // For people; nothing checks them.
  account: z.unknown().optional(),
  emojiNote: z.unknown().optional(),
  encoding: z.unknown().optional(),
  notes: z.unknown().optional(),
  original: z.unknown().optional(),
  private: z.unknown().optional(),
  skipped: z.unknown().optional(),
  unattributed: z.unknown().optional(),
  unreadable: z.unknown().optional(),
};

const ExpectedChat = z.strictObject({
  ...both,
  total: count,
  duplicates: count.optional(),
  senders: z.record(z.string(), count).optional(),
  kinds: z.record(z.string(), count).optional(),
  textMessages: count.optional(),
  voiceMessages: count.optional(),
  subjectMessages: count.optional(),
  subjectTextMessages: count.optional(),
  subjectVoiceMessages: count.optional(),
  subjectTexts: texts,
  subjectVoices: z.array(VoiceMessage).optional(),
  voiceServerIds: z.record(z.string(), z.string().nullable()).optional(),
  ambiguous: z
    .strictObject({ why: z.string(), mayBeExtra: texts.optional(), mayBeMissing: texts.optional() })
    .optional(),
});
type ExpectedChat = z.infer<typeof ExpectedChat>;

const ExpectedItems = z
  .strictObject({
    ...both,
    kind: z.enum(['moments', 'essays', 'chat']),
    items: count,
    bySubject: count,
    withText: count.optional(),
    texts: texts.optional(),
    textsEmojiDropped: texts.optional(),
    entries: z.array(Entry).optional(),
    comments: Comments.optional(),
    voices: z.strictObject({ items: count, bySubject: count, files: texts }).optional(),
  })
  .refine(({ texts, entries, items }) => texts || entries || items === 0, 'needs `texts` or `entries`');
type ExpectedItems = z.infer<typeof ExpectedItems>;

/** An expected.json, in its two dialects; fixtures/README.md says what each field means. */
export type Expected = ExpectedChat | ExpectedItems;

/** What is wrong with an expected.json: a key that nobody checks is a test that nobody runs. Empty when all is well. */
export function faultsOfExpected(expected: object): string[] {
  const dialect = 'items' in expected ? ExpectedItems : ExpectedChat;
  return dialect.safeParse(expected).error?.issues.map(({ path, message }) => [...path, message].join(': ')) ?? [];
}

/** Fails with the first difference between what was read and what the fixture says. `items` in the order of reading. */
export function expectMatches(items: readonly ReadItem[], expected: Expected): void {
  if ('items' in expected) matchItems(items, expected);
  else matchChat(items, expected);
  for (const words of expected.notOwnWords ?? []) {
    const kept = items.filter((item) => isOfSubject(item, expected)).map(({ text }) => text);
    expect(
      kept.filter((text) => text.includes(words)),
      `words of others: ${words}`,
    ).toEqual([]);
  }
}

// ---------------------------------------------------------------- chats

/** Which ItemType the finer kinds of the fixtures are; system, pat and revoke are dropped lines. */
const TYPE_OF_KIND: Record<string, ItemType | 'dropped'> = {
  text: 'text',
  quote: 'text',
  voice: 'voice',
  image: 'image',
  video: 'video',
  sticker: 'sticker',
  link: 'link',
  miniprogram: 'link',
  music: 'link',
  file: 'file',
  location: 'location',
  call: 'call',
  transfer: 'transfer',
  redpacket: 'transfer',
  card: 'card',
  forward: 'forward',
  system: 'dropped',
  pat: 'dropped',
  revoke: 'dropped',
};

function matchChat(items: readonly ReadItem[], expected: ExpectedChat): void {
  const clock = new ZoneClock(expected.timezone ?? 'Asia/Shanghai');
  const extra = expected.ambiguous?.mayBeExtra ?? [];
  // A reply without its writer is nobody's message.
  const spoken = items.filter((item) => !isLine(item) && item.dropped !== 'unknown-sender');
  const ofSubject = spoken.filter((item) => isOfSubject(item, expected));
  const texts = (from: readonly ReadItem[]) =>
    inOrder(
      from.filter(({ type }) => type === 'text'),
      clock,
    )
      .map(({ text }) => trimmed(text))
      .filter(Boolean);
  const voices = spoken.filter(({ type }) => type === 'voice');

  expect(items.length, 'records').toBe(expected.total + (expected.duplicates ?? 0));
  if (expected.senders) expect(tally(items.map(senderKey)), 'records by sender').toEqual(expected.senders);
  if (expected.kinds && !expected.ambiguous) {
    const want = tally(
      Object.entries(expected.kinds).flatMap(([kind, n]) => Array(n).fill(TYPE_OF_KIND[kind] ?? kind)),
    );
    const got = tally(items.map((item) => (isLine(item) ? 'dropped' : item.type)));
    expect(withUnknownRedPackets(got, want, expected.kinds.redpacket), 'records by type').toEqual(want);
    expect(items.filter(({ dropped }) => dropped === 'revoked').length, 'revokes').toBe(expected.kinds.revoke ?? 0);
  }
  const lenient = (name: string, got: number, want: number | undefined) => {
    if (want === undefined) return;
    expect(got, name).toBeGreaterThanOrEqual(want - (expected.ambiguous?.mayBeMissing?.length ?? 0));
    expect(got, name).toBeLessThanOrEqual(want + extra.length);
  };
  lenient('messages of the subject', ofSubject.length, expected.subjectMessages);
  lenient('messages with own words', texts(spoken).length, expected.textMessages);
  lenient('texts of the subject', texts(ofSubject).length, expected.subjectTextMessages);
  lenient('voice messages', voices.length, expected.voiceMessages);
  const ownVoices = voices.filter((item) => isOfSubject(item, expected));
  lenient('voice messages of the subject', ownVoices.length, expected.subjectVoiceMessages);
  const got = texts(ofSubject).filter((text) => !extra.includes(text));
  const missing = expected.ambiguous?.mayBeMissing ?? [];
  expect(got, 'texts of the subject').toEqual(
    expected.subjectTexts.map(trimmed).filter((text) => got.includes(text) || !missing.includes(text)),
  );
  if (expected.subjectVoices) {
    const got = inOrder(ownVoices, clock).map((item) => ({
      time: isoOf(item, clock),
      file: item.media?.path && !item.media.missing ? item.media.path : null,
      durationMs: item.media?.seconds === undefined ? null : Math.round(item.media.seconds * 1000),
      transcript: trimmed(item.text) || null,
    }));
    expect(got, 'voice messages of the subject').toEqual(expected.subjectVoices);
  }
  if (expected.voiceServerIds) {
    const got = Object.fromEntries(voices.map((item) => [item.messageId, isoOf(item, clock)]));
    expect(got, 'server ids of the voice messages').toEqual(expected.voiceServerIds);
  }
  const times = inOrder(items, clock)
    .map((item) => isoOf(item, clock))
    .filter((time) => time !== null);
  if (expected.first !== undefined) expect(times.at(0) ?? null, 'first').toBe(expected.first);
  if (expected.last !== undefined) expect(times.at(-1) ?? null, 'last').toBe(expected.last);
}

/** PyWxDump calls red packets 未知: what no table names is read as a link. */
function withUnknownRedPackets(got: Record<string, number>, want: Record<string, number>, redPackets = 0) {
  const unknown = (got.link ?? 0) - (want.link ?? 0);
  if (unknown <= 0 || unknown > redPackets) return got;
  return { ...got, link: want.link ?? 0, transfer: (got.transfer ?? 0) + unknown };
}

const isLine = ({ dropped }: ReadItem) => dropped === 'system-line' || dropped === 'revoked';
const senderKey = (item: ReadItem) => (isLine(item) ? '__system__' : (item.sender.id ?? item.sender.name));

// ---------------------------------------------------------------- Moments, essays, iOS chats

function matchItems(items: readonly ReadItem[], expected: ExpectedItems): void {
  const clock = new ZoneClock(expected.timezone ?? 'Asia/Shanghai');
  const seen = onlyOnce(items.filter(({ dropped }) => dropped === undefined || dropped === 'not-own-words'));
  const own = inOrder(
    seen.filter((item) => isOfSubject(item, expected)),
    clock,
  );
  const words = own.map(({ text }) => trimmed(text)).filter(Boolean);

  expect(seen.length, 'records').toBe(expected.items);
  expect(own.length, 'records by the subject').toBe(expected.bySubject);
  if (expected.withText !== undefined) expect(words.length, 'with own words').toBe(expected.withText);
  // Of essays, `texts` holds those that `entries` gives whole, in no order of their own.
  if (expected.texts && expected.entries) {
    expect(words, 'texts').toEqual(expect.arrayContaining(expected.texts.map(trimmed)));
  } else if (expected.texts) matchTexts(words, expected.texts, expected.textsEmojiDropped, 'texts');
  if (expected.comments) {
    const comments = seen.flatMap((item) => item.comments ?? []);
    const mine = comments.filter(({ sender }) => isSubject(sender, expected)).map(({ text }) => trimmed(text));
    expect(comments.length, 'comments').toBe(expected.comments.items);
    expect(mine.length, 'comments by the subject').toBe(expected.comments.bySubject);
    matchTexts(
      [...mine].sort(),
      [...expected.comments.texts].sort(),
      expected.comments.textsEmojiDropped?.toSorted(),
      'comments',
    );
  }
  if (expected.entries) matchEntries(own, expected.entries, clock);
  if (expected.voices) {
    const voices = seen.filter(({ type }) => type === 'voice');
    const mine = voices.filter((item) => isOfSubject(item, expected));
    expect(voices.length, 'voice messages').toBe(expected.voices.items);
    expect(mine.length, 'voice messages of the subject').toBe(expected.voices.bySubject);
    const files = mine.flatMap(({ media }) => (media?.path && !media.missing ? [media.path] : []));
    expect(files.map(lastPart).sort(), 'voice files').toEqual(expected.voices.files.map(lastPart).sort());
  }
  // The time of a file that was copied here says nothing.
  const dated = own.filter(({ flags }) => !flags?.includes('weak-time'));
  const times = dated.map((item) => isoOf(item, clock)).filter((time) => time !== null);
  if (expected.first !== undefined) expect(times.at(0) ?? null, 'first').toBe(expected.first);
  if (expected.last !== undefined) expect(times.at(-1) ?? null, 'last').toBe(expected.last);
}

/** Posts and essays that an export repeats (all of them, then year by year) count once, as the pipeline counts them. */
function onlyOnce(items: readonly ReadItem[]): ReadItem[] {
  const seen = new Set<string>();
  return items.filter(({ kind, messageId, sender, time, title, text }) => {
    if (kind === 'message') return true;
    const key = messageId ?? JSON.stringify([sender.id ?? sender.name, time, title, text]);
    return !seen.has(key) && seen.add(key);
  });
}

function matchEntries(own: readonly ReadItem[], entries: readonly Entry[], clock: ZoneClock): void {
  const left = [...own];
  for (const entry of entries) {
    if (entry.own === false) continue;
    const name = `entry ${entry.title ?? entry.date ?? entry.text}`;
    const at = left.findIndex(
      (item) =>
        (entry.title === undefined || (item.title ?? null) === entry.title) &&
        (entry.date === undefined || isoOf(item, clock) === entry.date),
    );
    const titles = left.map((item) => ({ title: item.title ?? null, date: isoOf(item, clock) }));
    expect(at, `${name} among ${JSON.stringify(titles)}`).toBeGreaterThanOrEqual(0);
    const [item] = left.splice(at, 1);
    const text = item?.text ?? '';
    if (entry.noText) expect(trimmed(text), name).toBe('');
    if (entry.text !== undefined) expect(trimmed(text), name).toBe(trimmed(entry.text));
    for (const part of entry.contains ?? []) expect(squeezed(text), name).toContain(squeezed(part));
    for (const part of entry.excludes ?? []) expect(squeezed(text), name).not.toContain(squeezed(part));
  }
}

function matchTexts(got: string[], want: string[], dropped: string[] | undefined, name: string): void {
  const wanted = want.map(trimmed);
  if (dropped && JSON.stringify(got) === JSON.stringify(dropped.map(trimmed))) return;
  expect(got, name).toEqual(wanted);
}

// ---------------------------------------------------------------- both

/** Exact, as the pipeline does it. An essay without a writer is the subject's: the user handed it over as such. */
function isOfSubject(item: ReadItem, expected: Expected): boolean {
  if (item.dropped) return false;
  if (item.kind === 'essay' && !item.sender.id && !item.sender.name) return true;
  return isSubject(item.sender, expected) || item.kind === 'essay';
}

function isSubject(sender: ReadItem['sender'], { subject }: Expected): boolean {
  const keys = subject.keysInThisFormat ?? [
    ...[subject.id, subject.wxid, subject.alias].filter((key) => key !== undefined),
    ...(subject.accounts ?? []),
    ...subject.names,
  ];
  return keys.includes(sender.id ?? sender.name) || (!subject.keysInThisFormat && keys.includes(sender.name));
}

/** A bare date stays one; what has no time has null. */
function isoOf({ time }: ReadItem, clock: ZoneClock): string | null {
  if (time === null) return null;
  if (typeof time === 'string' && time.length <= 10) return time;
  return clock.iso(typeof time === 'number' ? time : clock.epoch(time));
}

/** Sorted by time; those of one second keep the order of the file. */
function inOrder(items: readonly ReadItem[], clock: ZoneClock): ReadItem[] {
  const epoch = ({ time }: ReadItem) => (typeof time === 'number' ? time : time === null ? 0 : clock.epoch(time));
  return items
    .map((item, at) => ({ item, at }))
    .sort((a, b) => epoch(a.item) - epoch(b.item) || a.at - b.at)
    .map(({ item }) => item);
}

const trimmed = (text: string) => text.replaceAll('\r\n', '\n').trim();
const squeezed = (text: string) => text.replace(/\s+/gu, '');
const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1);

function tally(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
