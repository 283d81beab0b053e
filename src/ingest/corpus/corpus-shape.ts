import {
  DROP_REASONS,
  type DroppedItem,
  type DropReason,
  ITEM_KINDS,
  ITEM_TYPES,
  type Item,
  type ItemKind,
  type ItemType,
  type Sender,
} from '../../core/types.ts';
import type { PersonNames, RedactionKey } from '../../parse/privacy/key.ts';
import { REDACT_LEVELS } from '../../parse/privacy/levels.ts';
import type { ForgottenLine } from './forgotten.ts';
import type { EarlierReport } from './stored.ts';

/**
 * Whether what stands in a file of the corpus is what this program writes there: such files are copied, cut off and mended by
 * hand. Written out, since a corpus of a million lines is gone through at every run; what nobody reads is not looked at.
 */

type Fields = Record<string, unknown>;
type Is<T> = (value: unknown) => value is T;

const isText: Is<string> = (value) => typeof value === 'string';
const isNumber: Is<number> = (value) => typeof value === 'number';
const isFields: Is<Fields> = (value): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isMaybeText: Is<string | undefined> = (value) => value === undefined || typeof value === 'string';
const isList = <T>(value: unknown, is: Is<T>): value is T[] => Array.isArray(value) && value.every(is);
const isMaybeList = <T>(value: unknown, is: Is<T>): value is T[] | undefined =>
  value === undefined || isList(value, is);

const KINDS: ReadonlySet<unknown> = new Set<ItemKind>(ITEM_KINDS);
const TYPES: ReadonlySet<unknown> = new Set<ItemType>(ITEM_TYPES);
const REASONS: ReadonlySet<unknown> = new Set<DropReason>(DROP_REASONS);
const LEVELS: ReadonlySet<unknown> = new Set(REDACT_LEVELS);
const ID = /^[0-9a-f]{24}$/;

export const isItem: Is<Item> = (value): value is Item =>
  isFields(value) && isText(value.id) && ID.test(value.id) && typeof value.bySubject === 'boolean' && isRow(value);

export const isDroppedItem: Is<DroppedItem> = (value): value is DroppedItem =>
  isFields(value) &&
  REASONS.has(value.reason) &&
  isMaybeText(value.rule) &&
  (value.keptId === undefined || (isText(value.keptId) && ID.test(value.keptId))) &&
  isRow(value);

function isRow(row: Fields): boolean {
  const { source, quote, media, comments } = row;
  return (
    KINDS.has(row.kind) &&
    TYPES.has(row.type) &&
    isText(row.text) &&
    (row.time === null || isText(row.time)) &&
    isText(row.conversation) &&
    isMaybeText(row.conversationName) &&
    isMaybeText(row.title) &&
    isSender(row.sender) &&
    isFields(source) &&
    isText(source.format) &&
    isText(source.file) &&
    isNumber(source.record) &&
    isMaybeText(source.root) &&
    isMaybeList(row.flags, isText) &&
    isMaybeList(row.rules, isText) &&
    (quote === undefined ||
      (isFields(quote) && isText(quote.text) && isMaybeText(quote.sender) && isMaybeText(quote.messageId))) &&
    (media === undefined || (isFields(media) && isText(media.path))) &&
    isMaybeList(comments, isComment)
  );
}

const isSender: Is<Sender> = (value): value is Sender => isFields(value) && isText(value.name) && isMaybeText(value.id);

const isComment: Is<Fields> = (value): value is Fields =>
  isFields(value) &&
  isText(value.text) &&
  isSender(value.sender) &&
  isMaybeText(value.replyTo) &&
  isMaybeText(value.time);

export const isForgottenLine: Is<ForgottenLine> = (value): value is ForgottenLine =>
  isFields(value) &&
  [value.item, value.sender, value.name].every(isMaybeText) &&
  [value.rows, value.said, value.sounds].every((list) => isMaybeList(list, isText));

export const isKey: Is<RedactionKey> = (value): value is RedactionKey =>
  isFields(value) &&
  isFields(value.values) &&
  Object.values(value.values).every((list) => isList(list, isText)) &&
  isList(value.person, isPerson) &&
  isFields(value.names) &&
  Object.values(value.names).every(isText);

const isPerson: Is<PersonNames> = (value): value is PersonNames =>
  isFields(value) && isList(value.names, isText) && isList(value.ids, isText);

/** Of report.json what the next run builds upon. */
export const isReport: Is<EarlierReport> = (value): value is EarlierReport =>
  isFields(value) &&
  isFields(value.subject) &&
  isText(value.subject.name) &&
  isList(value.subject.names, isText) &&
  isList(value.subject.ids, isText) &&
  isFields(value.total) &&
  isNumber(value.total.kept) &&
  isFields(value.redaction) &&
  LEVELS.has(value.redaction.level) &&
  isList(value.files, isFile);

const isFile: Is<Fields> = (value): value is Fields =>
  isFields(value) &&
  isText(value.format) &&
  isText(value.file) &&
  isText(value.root) &&
  (value.bytes === undefined || isNumber(value.bytes));
