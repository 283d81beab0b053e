import { isRow, isWholeItem } from '../../core/corpus-shape.ts';
import {
  type Fields,
  type Is,
  isFields,
  isList,
  isMaybeList,
  isMaybeText,
  isNumber,
  isText,
} from '../../core/shape.ts';
import { DROP_REASONS, type DroppedItem, type DropReason, type Item } from '../../core/types.ts';
import type { PersonNames, RedactionKey } from '../../parse/privacy/key.ts';
import { REDACT_LEVELS } from '../../parse/privacy/levels.ts';
import type { ForgottenLine } from './forgotten.ts';
import type { EarlierReport, NotRead } from './stored.ts';

/** Checks whether a file of the corpus holds what this program writes there, as far as the next run depends on it. */

const REASONS: ReadonlySet<unknown> = new Set<DropReason>(DROP_REASONS);
const LEVELS: ReadonlySet<unknown> = new Set(REDACT_LEVELS);
const ID = /^[0-9a-f]{24}$/;

export const isItem: Is<Item> = (value): value is Item => isWholeItem(value) && ID.test(value.id);

export const isDroppedItem: Is<DroppedItem> = (value): value is DroppedItem =>
  isFields(value) &&
  REASONS.has(value.reason) &&
  isMaybeText(value.rule) &&
  (value.keptId === undefined || (isText(value.keptId) && ID.test(value.keptId))) &&
  isRow(value);

export const isForgottenLine: Is<ForgottenLine> = (value): value is ForgottenLine =>
  isFields(value) &&
  [value.item, value.begins, value.sender, value.name].every(isMaybeText) &&
  (value.noId === undefined || value.noId === true) &&
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

/** Checks what the next run depends on in report.json. */
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
  isList(value.files, isFile) &&
  (value.senders === undefined || isList(value.senders, isCalled));

export const isNotRead: Is<NotRead> = (value): value is NotRead =>
  isFields(value) &&
  isList(value.unknown, isText) &&
  isList(value.side, isText) &&
  isList(
    value.ambiguous,
    isFileWith('candidates', (names): names is string[] => isList(names, isText)),
  ) &&
  isList(value.refused, isFileWith('why', isText)) &&
  isList(value.rejected, isFileWith('code', isText));

const isFileWith =
  (key: string, is: Is<unknown>): Is<Fields> =>
  (value): value is Fields =>
    isFields(value) && isText(value.path) && is(value[key]);

const isCalled: Is<Fields> = (value): value is Fields =>
  isFields(value) && isText(value.name) && isList(value.names, isText) && isList(value.ids, isText);

const isFile: Is<Fields> = (value): value is Fields =>
  isFields(value) &&
  isText(value.format) &&
  isText(value.file) &&
  isText(value.root) &&
  (value.bytes === undefined || isNumber(value.bytes));
