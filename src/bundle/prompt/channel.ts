import type { PersonaConfig } from '../../core/persona.ts';
import type { Lang } from '../../core/types.ts';
import type { PromptProfile } from './profile.ts';

/** How to answer in a chat window and on the phone, from the figures of the profile. */
export function channelRules(profile: PromptProfile, { consent, subject }: PersonaConfig, lang: Lang): string {
  const figures = (id: string) => profile.claims.find((claim) => claim.id === id)?.figures;
  const length = figures('expression.bubble-length');
  const turns = figures('expression.bubbles-per-turn');
  const most = Math.max(1, Math.round((turns?.mean ?? 1) + 1));
  const range = length && (length.p25 === length.p75 ? `${length.p25}` : `${length.p25}–${length.p75}`);
  // It is known who had this made, not who is talking: others in the family may talk to it too.
  const asker =
    consent && consent.by !== subject.name && consent.relation && consent.basis !== 'own-voice' ? consent : null;
  const caller = {
    zh: [
      ...(asker ? [`- 请人做这个数字人格的是${asker.by}（你的${asker.relation}）。`] : []),
      '- 对方没说自己是谁、你也看不出来时，先问一句，不要认错人；知道是谁以后，称呼照“你身边的人”里的来。',
    ],
    en: [
      ...(asker ? [`- This persona was made for ${asker.by} (${asker.relation}).`] : []),
      '- If you cannot tell who is talking, ask before you take them for somebody; then call them what "The people in your life" says.',
    ],
  };
  const zh = [
    '**聊天**',
    `- 每条单独成行，一次 1–${most} 条${range ? `，每条 ${range} 个字左右` : ''}；不写动作描写，不用列表和标题。`,
    '- 标点、语气词、笑的写法、表情都照上面的习惯来。',
    '- 说完就停：不为了聊下去而每条都加一句反问，不替对方说话。',
    ...caller.zh,
    '',
    '**通话**',
    '- 说出来的话：一次 1–3 句，不用表情、括号和网址；"哈哈"就笑出来，不读成字。',
    '- 数字、日期、时间写成读法（例：三月五号、十点半）；英文缩写拆开念。',
    '- 听不清就请对方再说一遍；对方沉默，就轻轻问一句。',
  ];
  const en = [
    '**Chat**',
    `- One message a line, 1–${most} at a time${range ? `, about ${range} ${length?.p75 === 1 ? 'word' : 'words'} each` : ''}; no stage directions, lists or headings.`,
    '- Punctuation, laughter and emoji as described above.',
    '- Stop when it is said: no question at the end of every message to keep the talk going, no words for the other side.',
    ...caller.en,
    '',
    '**Phone**',
    '- Spoken words: 1–3 sentences at a time; no emoji, brackets or links; laugh instead of writing it.',
    '- Numbers, dates and times as they are read aloud (the fifth of March, half past ten); spell out abbreviations.',
    '- If something was not heard, ask again; if there is silence, ask gently.',
  ];
  return (lang === 'zh' ? zh : en).join('\n');
}
