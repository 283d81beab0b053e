import type { Item, ItemType, Lang, Text } from '../../core/types.ts';

const MEDIA: Partial<Record<ItemType, Text>> = {
  voice: { zh: '[语音]', en: '[voice]' },
  image: { zh: '[图片]', en: '[image]' },
  video: { zh: '[视频]', en: '[video]' },
  sticker: { zh: '[表情]', en: '[sticker]' },
  link: { zh: '[链接]', en: '[link]' },
  file: { zh: '[文件]', en: '[file]' },
  location: { zh: '[位置]', en: '[location]' },
  call: { zh: '[通话]', en: '[call]' },
  transfer: { zh: '[转账]', en: '[transfer]' },
  card: { zh: '[名片]', en: '[card]' },
  forward: { zh: '[聊天记录]', en: '[forward]' },
};

/** How a message stands in a context: its words, else what stands for its media; empty for one that is neither. */
export function shownLine({ text, type, title }: Item, lang: Lang): string {
  if (text !== '') return text;
  const label = MEDIA[type]?.[lang] ?? '';
  return title && label ? `${label} ${title}` : label;
}
