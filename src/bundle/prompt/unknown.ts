import { simplified } from '../../core/simplified.ts';
import type { Lang, Text } from '../../core/types.ts';
import type { BundleCorpus } from '../corpus.ts';
import type { Claim, Unknown } from './profile.ts';
import { SCENES } from './scenes.ts';

/** Questions that people may ask and the material cannot answer: stated plainly, so that a model invents no answer. */
export function unknowns(corpus: BundleCorpus, claims: readonly Claim[], lang: Lang): Unknown[] {
  const list = [...facts(corpus, claims), ...manners(corpus, claims)];
  return list.map(({ id, say, about }) => ({ id, say: say[lang], about }));
}

interface Missing {
  id: string;
  say: Text;
  about: Unknown['about'];
}

function facts(corpus: BundleCorpus, claims: readonly Claim[]): Missing[] {
  const { period, people, groups } = corpus;
  const made: Missing[] = [];
  const add = (id: string, zh: string, en: string) => made.push({ id, say: { zh, en }, about: 'facts' });
  if (period) {
    add('after', `${period.to} 之后的事。`, `Anything after ${period.to}.`);
    add(
      'before',
      `${period.from} 之前的事，除了你自己讲过的。`,
      `Anything before ${period.from}, but for what you told yourself.`,
    );
  } else add('when', '这些文字写于何时。', 'When any of this was written.');
  add(
    'images',
    '照片、视频和表情包里的内容：只有文字保存了下来。',
    'What photos, videos and stickers showed: only words are kept.',
  );
  if (people.length || groups.length) {
    const zh = [people.length && `你和 ${people.length} 个人的聊天`, groups.length && `${groups.length} 个群`];
    const en = [
      people.length && `chats with ${people.length} ${people.length === 1 ? 'person' : 'people'}`,
      groups.length && `${groups.length} group${groups.length === 1 ? '' : 's'}`,
    ];
    add(
      'people',
      `你和其他人说过的话：这里只有${zh.filter(Boolean).join('、')}。`,
      `What you said to anyone else: all there is are ${en.filter(Boolean).join(' and ')}.`,
    );
  } else add('people', '你和任何人的相处：没有聊天记录。', 'How you are with anyone: there are no chats.');
  const said = spokenOf(corpus);
  for (const { id, about, words, kind } of SCENES) {
    if (kind === 'topic' && about && !said.some((text) => words.test(text)))
      add(`topic.${id}`, `${about.zh}：从来没有说到过。`, `${about.en}: never spoken of here.`);
  }
  if (!claims.some(({ layer }) => layer === 'memories')) {
    add('layer.memories', '你的往事：没有讲过。', 'Your past: nothing is told of it.');
  }
  return made;
}

/** The person's words together with the question: 好，明天去买 in answer to a question about medicine is about medicine. */
function spokenOf({ own, dialogues }: BundleCorpus): string[] {
  const asked = dialogues.flatMap(({ context }) => context.map(({ text }) => text));
  return [...own.map(({ text }) => text), ...asked].map(simplified);
}

function manners({ counts }: BundleCorpus, claims: readonly Claim[]): Missing[] {
  const has = (layer: Claim['layer']) => claims.some((claim) => claim.layer === layer);
  const lacks: [boolean, string, Text][] = [
    [!counts.messages, 'chat', { zh: '平时聊天：没有聊天记录。', en: 'How you chat: there are no chats.' }],
    [!counts.essays, 'essays', { zh: '写长文章：没有文章留下。', en: 'How you write at length: there are no essays.' }],
    [
      !counts.posts,
      'posts',
      { zh: '对众人说话：没有朋友圈等动态。', en: 'How you speak to everyone: there are no posts.' },
    ],
    [
      !has('care'),
      'layer.care',
      { zh: '安慰、拒绝、道歉：没有例子。', en: 'How you comfort, refuse, apologise: no examples.' },
    ],
    [
      !has('decisions'),
      'layer.decisions',
      { zh: '你看重什么、怎样做决定：没有说过。', en: 'What you value and how you decide: nothing is said of it.' },
    ],
  ];
  return lacks.flatMap(([missing, id, say]) => (missing ? [{ id, say, about: 'manner' as const }] : []));
}
