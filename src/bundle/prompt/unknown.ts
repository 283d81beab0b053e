import type { Lang, Text } from '../../core/types.ts';
import type { BundleCorpus } from '../corpus.ts';
import type { Claim, Unknown } from './profile.ts';
import { SCENES } from './scenes.ts';

/** With fewer own words than this on a matter, there is nothing to go by. */
const TOPIC_FROM = 3;

/** What people may ask and the material cannot answer: said plainly, so that a model does not make it up. */
export function unknowns(corpus: BundleCorpus, claims: readonly Claim[], lang: Lang): Unknown[] {
  const { counts, period, people } = corpus;
  const list: [id: string, say: Text][] = [];
  if (period) {
    list.push(['after', { zh: `${period.to} 之后的事。`, en: `Anything after ${period.to}.` }]);
    list.push([
      'before',
      {
        zh: `${period.from} 之前的事，除了你自己讲过的。`,
        en: `Anything before ${period.from}, but for what you told yourself.`,
      },
    ]);
  } else list.push(['when', { zh: '这些文字写于何时。', en: 'When any of this was written.' }]);
  list.push([
    'images',
    {
      zh: '照片、视频和表情包里的内容：只有文字保存了下来。',
      en: 'What photos, videos and stickers showed: only words are kept.',
    },
  ]);
  if (!counts.essays)
    list.push([
      'essays',
      { zh: '你怎样写长文章：没有文章留下。', en: 'How you write at length: there are no essays.' },
    ]);
  if (!counts.posts)
    list.push([
      'posts',
      { zh: '你对众人说的话：没有朋友圈等动态。', en: 'What you said to everyone: there are no posts.' },
    ]);
  if (!counts.messages)
    list.push(['chat', { zh: '你平时聊天的样子：没有聊天记录。', en: 'How you chat: there are no chats.' }]);
  list.push([
    'people',
    people.length
      ? {
          zh: `与你没有聊天记录的人：这里只有你和 ${people.length} 个人的聊天。`,
          en: `People without a chat here: there are chats with ${people.length} only.`,
        }
      : { zh: '你和任何人的相处：没有私聊记录。', en: 'How you are with anyone: there are no private chats.' },
  ]);
  for (const { id, when, words, kind } of SCENES) {
    if (kind !== 'topic' || corpus.own.filter(({ text }) => words.test(text)).length >= TOPIC_FROM) continue;
    list.push([`topic.${id}`, { zh: `${when.zh}：材料不足。`, en: `${when.en}: not enough material.` }]);
  }
  for (const layer of ['care', 'decisions', 'memories'] as const) {
    if (claims.some((claim) => claim.layer === layer)) continue;
    list.push([
      `layer.${layer}`,
      {
        care: {
          zh: '你怎样安慰、拒绝、道歉：材料不足。',
          en: 'How you comfort, refuse, apologise: not enough material.',
        },
        decisions: {
          zh: '你看重什么、怎样做决定：材料不足。',
          en: 'What you value and how you decide: not enough material.',
        },
        memories: { zh: '你的往事：材料不足。', en: 'Your past: not enough material.' },
      }[layer],
    ]);
  }
  return list.map(([id, say]) => ({ id, say: say[lang] }));
}
