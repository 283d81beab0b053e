import type { Bilingual, ItemType, Lang } from './types.ts';

/** What a dialogue shows for a message without words. */
const LABELS: Partial<Record<ItemType, Bilingual>> = {
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

/** What exporters themselves write into a text for such a message. */
const ALSO_WRITTEN = ['[动画表情]', '[分享]', '[红包]', '[picture]', '[chat history]'];

/** The label of a kind of message; empty for text, which needs no label. */
export const mediaLabel = (type: ItemType, lang: Lang): string => LABELS[type]?.[lang] ?? '';

const NAMES = [...Object.values(LABELS).flatMap(({ zh, en }) => [zh, en]), ...ALSO_WRITTEN].map((label) =>
  label.slice(1, -1),
);
const LEADING = new RegExp(`^\\[(?:${NAMES.join('|')})[^\\]]*\\]`, 'iu');

/** Whether a line begins with such a label: then it stands for a picture or the like, and what follows is its title. */
export const isMediaLine = (line: string): boolean => LEADING.test(line);
