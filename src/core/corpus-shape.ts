import { type Fields, type Is, isFields, isList, isMaybeList, isMaybeText, isNumber, isText } from './shape.ts';
import {
  type Bubble,
  type Dialogue,
  ITEM_KINDS,
  ITEM_TYPES,
  type Item,
  type ItemKind,
  type ItemType,
  type Sender,
  type VoiceMessage,
} from './types.ts';

/**
 * Shapes of the lines of corpus/. The checks are written by hand because every run goes through a corpus of a million
 * lines; fields that nobody reads are not checked.
 */

const KINDS: ReadonlySet<unknown> = new Set<ItemKind>(ITEM_KINDS);
const TYPES: ReadonlySet<unknown> = new Set<ItemType>(ITEM_TYPES);

export const isWholeItem: Is<Item> = (value): value is Item =>
  isFields(value) && isText(value.id) && typeof value.bySubject === 'boolean' && isRow(value);

/** What items and dropped rows have in common. */
export function isRow(row: Fields): boolean {
  const { quote, media, comments } = row;
  return (
    KINDS.has(row.kind) &&
    TYPES.has(row.type) &&
    isText(row.text) &&
    (row.time === null || isText(row.time)) &&
    isText(row.conversation) &&
    isMaybeText(row.conversationName) &&
    isMaybeText(row.title) &&
    isSender(row.sender) &&
    isSource(row.source) &&
    isMaybeList(row.flags, isText) &&
    isMaybeList(row.rules, isText) &&
    (quote === undefined ||
      (isFields(quote) && isText(quote.text) && isMaybeText(quote.sender) && isMaybeText(quote.messageId))) &&
    (media === undefined || isMedia(media)) &&
    isMaybeList(comments, isComment)
  );
}

const isSource: Is<Fields> = (value): value is Fields =>
  isFields(value) && isText(value.format) && isText(value.file) && isNumber(value.record) && isMaybeText(value.root);

const isMedia: Is<Fields> = (value): value is Fields => isFields(value) && isText(value.path);

const isSender: Is<Sender> = (value): value is Sender => isFields(value) && isText(value.name) && isMaybeText(value.id);

const isComment: Is<Fields> = (value): value is Fields =>
  isFields(value) &&
  isText(value.text) &&
  isSender(value.sender) &&
  isMaybeText(value.replyTo) &&
  isMaybeText(value.time);

export const isDialogue: Is<Dialogue> = (value): value is Dialogue =>
  isFields(value) &&
  isText(value.id) &&
  isText(value.conversation) &&
  isText(value.start) &&
  isText(value.reply) &&
  isMaybeText(value.session) &&
  isList(value.context, isBubble) &&
  isList(value.items, isText) &&
  isMaybeList(value.bubbles, isText) &&
  isMaybeList(value.flags, isText) &&
  [value.question, value.replyDelay].every((number) => number === undefined || isNumber(number));

const isBubble: Is<Bubble> = (value): value is Bubble =>
  isFields(value) && (value.role === 'subject' || value.role === 'other') && isText(value.name) && isText(value.text);

export const isVoiceMessage: Is<VoiceMessage> = (value): value is VoiceMessage =>
  isFields(value) &&
  isText(value.id) &&
  (value.media === null || (isMedia(value.media) && isMaybeText(value.media.root))) &&
  (value.transcript === null || isText(value.transcript)) &&
  isSource(value.source);
