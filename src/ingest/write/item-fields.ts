import type { DroppedItem, Item, ItemFlag } from '../../core/types.ts';

/**
 * The same line with its fields in the order in which a line that is read again has them, whatever was added to it on the
 * way: what does not change has the same bytes in every run. Takes fields that are undefined along; JSON leaves them out.
 */
export function inOrder<T extends Partial<Item> & Partial<DroppedItem>>(line: T): T {
  return {
    id: line.id,
    kind: line.kind,
    time: line.time,
    precision: line.precision,
    conversation: line.conversation,
    conversationName: line.conversationName,
    group: line.group,
    sender: line.sender,
    direction: line.direction,
    bySubject: line.bySubject,
    type: line.type,
    text: line.text,
    title: line.title,
    quote: line.quote,
    media: line.media,
    comments: line.comments,
    flags: line.flags,
    rules: line.rules,
    source: line.source,
    reason: line.reason,
    rule: line.rule,
    keptId: line.keptId,
  } satisfies Record<keyof Item | keyof DroppedItem, unknown> as unknown as T;
}

/** Readers share lists of flags between items: an item gets one of its own. */
export function addFlag(item: Pick<Item, 'flags'>, flag: ItemFlag): void {
  if (!item.flags?.includes(flag)) item.flags = [...(item.flags ?? []), flag];
}
