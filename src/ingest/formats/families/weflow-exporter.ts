import type { JsonHead } from '../../../parse/json-items.ts';
import { isObject, obj, str } from '../../../parse/loose-json.ts';
import { kindOfName } from '../../../parse/wechat-type-names.ts';

export type WeflowExporter = 'weflow' | 'arkme' | 'echotrace' | 'ciphertalk';

/**
 * Which program of the family wrote a document. Old WeFlow (before 2026-02) and EchoTrace have the same shape and do
 * not name themselves; EchoTrace puts `exportTime` after the messages. WeFlow is recognised by keys and type names that
 * EchoTrace never writes. What stays undecided reads the same in both. The first releases of EchoTrace called the
 * account of a chat `username` (ycccccccy/echotrace 09a7969).
 */
export function weflowExporter({ frame, items }: JsonHead): WeflowExporter | null {
  if (obj(frame.exportInfo).generator === 'CipherTalk') return 'ciphertalk';
  const weflow = obj(frame.weflow);
  if (Object.keys(weflow).length) return weflow.format === 'arkme-json' || 'senders' in frame ? 'arkme' : 'weflow';
  const session = obj(frame.session);
  const messages = items.filter(isObject);
  const first = str(session.username) && messages.some((message) => 'formattedTime' in message);
  if (!str(session.wxid) && !first) return null;
  if ('senders' in frame && messages.some((message) => 'senderID' in message)) return 'arkme';
  if (
    !messages.some((message) => 'localType' in message && typeof message.type === 'string' && kindOfName(message.type))
  )
    return null;
  if ('exportTime' in frame || messages.some((message) => 'mediaPath' in message)) return 'echotrace';
  const weflowOnly = messages.some(
    (message) => 'platformMessageId' in message || 'quotedContent' in message || WEFLOW_TYPES.has(str(message.type)),
  );
  return weflowOnly ? 'weflow' : 'echotrace';
}

const WEFLOW_TYPES = new Set(['链接消息', '小程序消息', '音乐消息', '群公告', '转账消息', '聊天记录', '其他消息']);
