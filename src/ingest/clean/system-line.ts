import { systemReason } from '../../parse/placeholders.ts';
import type { CleaningRule } from './rule.ts';

/** Lines that WeChat itself wrote (joined, revoked, patted) and that an export without types gives as messages. */
export const systemLine: CleaningRule = {
  id: 'system-line',
  title: { en: 'a line that the phone wrote, nobody’s words', zh: '由软件生成的系统提示，不是任何人的话' },
  apply(item) {
    if (item.dropped || item.kind !== 'message' || item.type !== 'text') return false;
    const reason = systemReason(item.text);
    if (!reason) return false;
    item.dropped = reason;
    item.droppedBy = 'system-line';
    return true;
  },
};
