import { ITEM_KINDS, ITEM_TYPES, type ReadItem } from '../../src/core/types.ts';
import { ruleText } from '../../src/core/wording/corpus.ts';

const ISO = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:?\d\d)?)?)?)?$/u;
/** Year 2100 in seconds: a reader that hands on more has read milliseconds, or noise. */
const LATEST = 4_102_444_800;

/** What is wrong with an item, whatever it was read from; empty when the contract of ReadItem is kept. */
export function faultsOf(item: ReadItem, format: string, path: string): string[] {
  const faults: string[] = [];
  const need = (ok: boolean, what: string) => {
    if (!ok) faults.push(what);
  };
  const { time, source, media } = item;
  need(ITEM_KINDS.includes(item.kind), 'kind');
  need(ITEM_TYPES.includes(item.type), 'type');
  need(typeof item.text === 'string', 'text is no string');
  need(typeof item.conversation === 'string' && item.conversation !== '', 'no conversation');
  need(typeof item.sender?.name === 'string', 'sender without a name');
  need(item.sender?.id === undefined || (typeof item.sender.id === 'string' && item.sender.id !== ''), 'sender id');
  need(
    time === null ||
      (typeof time === 'number'
        ? Number.isFinite(time) && time >= 0 && time < LATEST
        : ISO.test(time) && !Number.isNaN(Date.parse(time))),
    `time ${time}`,
  );
  need(item.messageId === undefined || (typeof item.messageId === 'string' && item.messageId.length > 0), 'message id');
  need(item.title === undefined || typeof item.title === 'string', 'title');
  need(item.droppedBy === undefined || ruleText(item.droppedBy) !== undefined, `rule ${item.droppedBy}`);
  need(item.quote === undefined || typeof item.quote.text === 'string', 'quote');
  need(source.format === format, `source.format ${source.format}`);
  need(source.file === path, `source.file ${source.file}`);
  need(Number.isInteger(source.record) && source.record >= 0, `source.record ${source.record}`);
  if (media) {
    need(
      typeof media.path === 'string' && !/^\/|(?:^|\/)\.\.(?:\/|$)|\\/u.test(media.path),
      `media.path ${media.path}`,
    );
    need(media.seconds === undefined || (Number.isFinite(media.seconds) && media.seconds >= 0), 'media.seconds');
  }
  for (const comment of item.comments ?? []) {
    need(typeof comment.text === 'string' && typeof comment.sender.name === 'string', 'comment');
  }
  return faults;
}
