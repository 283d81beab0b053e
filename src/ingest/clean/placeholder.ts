import type { ItemType } from '../../core/types.ts';
import type { CleaningRule } from './rule.ts';

/**
 * `[图片]` in place of a picture: a picture, without words. Only when it is the whole message; 我发了[图片]你看 is
 * somebody's words. Emoji codes such as `[旺柴]` are words too and stand in no list here.
 */
export const placeholder: CleaningRule = {
  id: 'placeholder',
  title: { en: 'a placeholder taken for what it stands for', zh: '占位文字按其代表的内容处理' },
  apply(item) {
    if (item.text.charCodeAt(0) !== OPEN_BRACKET || item.text.length > LONGEST) return false;
    const type = PLACEHOLDERS.get(item.text.trim());
    if (type === undefined) return false;
    if (item.type === 'text') item.type = type;
    item.text = '';
    return true;
  },
};
const OPEN_BRACKET = 91;
const LONGEST = 12;
const PLACEHOLDERS: ReadonlyMap<string, ItemType> = new Map([
  ['[图片]', 'image'],
  ['[照片]', 'image'],
  ['[语音]', 'voice'],
  ['[语音消息]', 'voice'],
  ['[视频]', 'video'],
  ['[小视频]', 'video'],
  ['[动画表情]', 'sticker'],
  ['[表情]', 'sticker'],
  ['[表情包]', 'sticker'],
  ['[位置]', 'location'],
  ['[名片]', 'card'],
  ['[个人名片]', 'card'],
  ['[通话]', 'call'],
  ['[语音通话]', 'call'],
  ['[视频通话]', 'call'],
  ['[文件]', 'file'],
  ['[链接]', 'link'],
  ['[音乐]', 'link'],
  ['[小程序]', 'link'],
  ['[视频号]', 'link'],
  ['[红包]', 'transfer'],
  ['[微信红包]', 'transfer'],
  ['[转账]', 'transfer'],
  ['[聊天记录]', 'forward'],
  ['[Photo]', 'image'],
  ['[Image]', 'image'],
  ['[Voice]', 'voice'],
  ['[Audio]', 'voice'],
  ['[Video]', 'video'],
  ['[Sticker]', 'sticker'],
  ['[Location]', 'location'],
  ['[File]', 'file'],
  ['[Link]', 'link'],
]);
