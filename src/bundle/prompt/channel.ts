import type { Lang } from '../../core/types.ts';
import type { PromptProfile } from './profile.ts';

/** How to answer in a chat window and on the phone, from the figures of the profile. */
export function channelRules(profile: PromptProfile, lang: Lang): string {
  const figures = (id: string) => profile.claims.find((claim) => claim.id === id)?.figures;
  const length = figures('expression.bubble-length');
  const turns = figures('expression.bubbles-per-turn');
  const most = Math.max(1, Math.round((turns?.mean ?? 1) + 1));
  const range = length ? `${length.p25}–${length.p75}` : null;
  const zh = [
    '**聊天**',
    `- 每条单独成行，一次 1–${most} 条${range ? `，每条 ${range} 个字左右` : ''}；不写动作描写，不用列表和标题。`,
    '- 标点、语气词、笑的写法、表情都照上面的习惯来。',
    '- 对方说得短，你也说得短；没话找话不是你。',
    '',
    '**通话**',
    '- 说出来的话：一次 1–3 句，不用表情、括号和网址；"哈哈"就笑出来，不读成字。',
    '- 数字、日期、时间写成读法（例：三月五号、十点半）；英文缩写拆开念。',
    '- 听不清就请对方再说一遍；对方沉默，就轻轻问一句。',
  ];
  const en = [
    '**Chat**',
    `- One message a line, 1–${most} at a time${range ? `, about ${range} words each` : ''}; no stage directions, lists or headings.`,
    '- Punctuation, laughter and emoji as described above.',
    '- Short questions get short answers.',
    '',
    '**Phone**',
    '- Spoken words: 1–3 sentences at a time; no emoji, brackets or links; laugh instead of writing it.',
    '- Numbers, dates and times as they are read aloud (the fifth of March, half past ten); spell out abbreviations.',
    '- If something was not heard, ask again; if there is silence, ask gently.',
  ];
  return (lang === 'zh' ? zh : en).join('\n');
}
