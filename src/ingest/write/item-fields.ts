import type { DroppedItem, Item, ItemFlag } from '../../core/types.ts';

/**
 * Returns the line with its fields in the order that a freshly read line has, whatever was added on the way. So what
 * does not change has the same bytes in every run. Copies undefined fields too; JSON leaves them out.
 */
export function fieldsInOrder<T extends Partial<Item> & Partial<DroppedItem>>(line: T): T {
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

/** Adds a flag to a list of the item's own, because readers share lists of flags between items. */
export function addFlag(item: Pick<Item, 'flags'>, flag: ItemFlag): void {
  if (!item.flags?.includes(flag)) item.flags = [...(item.flags ?? []), flag];
}
