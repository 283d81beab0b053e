import { type Fields, type Is, isFields, isList, isNumber, isText } from './shape.ts';
import { REJECT_REASONS, type Rejected, type RejectReason, type Segment } from './types.ts';

/** Shapes of the lines of audio/segments.jsonl and audio/rejected.jsonl. */

const REASONS: ReadonlySet<unknown> = new Set<RejectReason>(REJECT_REASONS);
/** The only path a line may name: nothing else is ever read or copied for it. */
const CLIP_FILE = /^segments\/[^/\\\u0000]+\.wav$/u;

export const isSegment: Is<Segment> = (value): value is Segment =>
  isFields(value) &&
  isText(value.id) &&
  isSource(value.source) &&
  isText(value.source.sha256) &&
  isStretch(value) &&
  (value.grade === 'A' || value.grade === 'B') &&
  isSpeaker(value.speaker) &&
  typeof value.denoised === 'boolean' &&
  isList(value.labels, isText) &&
  (value.transcript === null || isText(value.transcript)) &&
  isText(value.file) &&
  CLIP_FILE.test(value.file) &&
  isNumber(value.sampleRate) &&
  value.sampleRate > 0;

export const isRejected: Is<Rejected> = (value): value is Rejected =>
  isFields(value) &&
  isSource(value.source) &&
  (value.source.sha256 === null || isText(value.source.sha256)) &&
  isStretch(value) &&
  REASONS.has(value.reason) &&
  (value.speaker === null || isSpeaker(value.speaker));

const isSource = (value: unknown): value is Fields =>
  isFields(value) && isText(value.file) && (value.item === null || isText(value.item));

const isStretch = ({ start, end, seconds, measures }: Fields): boolean =>
  isNumber(start) &&
  isNumber(end) &&
  isNumber(seconds) &&
  isFields(measures) &&
  Object.values(measures).every((measure) => measure === null || isNumber(measure));

const isSpeaker = (value: unknown): boolean =>
  isFields(value) && isText(value.by) && (value.score === null || isNumber(value.score));
