import type { Lang } from '../../../core/types.ts';
import type { BundleContext } from '../../target.ts';

/** Providers of the TTS extension as its list names them, and where each has its voices from. */
const PROVIDERS = {
  zh: [
    '声音：扩展 → TTS。SillyTavern 不会把片段发给服务；先把 ../voice.wav 放到服务那边，再在列表里选它的名字。',
    '- XTTSv2（xtts-api-server）：放进服务的 speakers 文件夹。',
    '- GPT-SoVITS-V2 (Unofficial)：放进服务的“参考音频”文件夹，文件名就是片段里说的原话。',
    '- Chatterbox：在服务自己的网页上传为参考音频。',
    '- OpenAI Compatible：填服务地址和声音名。',
    '- GSVI 只列出它自己服务里建好的角色。',
  ],
  en: [
    'Voice: Extensions → TTS. SillyTavern sends no clip: give ../voice.wav to the server first, then pick its name from the list.',
    "- XTTSv2 (xtts-api-server): into the server's folder speakers.",
    "- GPT-SoVITS-V2 (Unofficial): into the server's folder 参考音频; the file's name is exactly what the clip says.",
    "- Chatterbox: upload it as reference audio on the server's own page.",
    '- OpenAI Compatible: its URL and voice name.',
    '- GSVI lists only the characters made in its own server.',
  ],
} satisfies Record<Lang, string[]>;

/**
 * How the card gets in, and how it gets a voice. No card field carries one, and no provider sends a clip: the clip lies
 * with the server, and the user picks its name. Source: SillyTavern 1.19.0 public/scripts/extensions/tts
 */
export function sillyTavernReadme({ slug, lang }: BundleContext, voice: boolean): string {
  const zh = lang === 'zh';
  return [
    zh ? `导入：角色管理 → 导入 → ${slug}.png` : `Import: Character Management → Import → ${slug}.png`,
    ...(voice ? PROVIDERS[lang] : [zh ? '声音：这里没有可用的片段。' : 'Voice: there is no usable clip here.']),
    '',
  ].join('\n');
}
