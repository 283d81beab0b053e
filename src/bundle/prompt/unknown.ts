import { counted } from '../../core/counted.ts';
import { isReadByWords } from '../../core/language.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import { simplified } from '../../core/simplified.ts';
import type { Bilingual, Lang } from '../../core/types.ts';
import type { BundleCorpus } from '../corpus.ts';
import type { Claim, Unknown } from './profile.ts';
import { SUBJECT_MATTERS } from './subject-matters.ts';

/** Questions that people may ask and the material cannot answer: stated plainly, so that a model invents no answer. */
export function unknowns(
  persona: PersonaConfig,
  corpus: BundleCorpus,
  claims: readonly Claim[],
  lang: Lang,
): Unknown[] {
  const list = [
    ...facts(corpus),
    ...(isReadByWords(persona) ? unspoken(corpus, claims) : []),
    ...unwritten(corpus),
    ...(isReadByWords(persona) ? unseen(claims) : []),
  ];
  return list.map(({ id, say, about }) => ({ id, say: say[lang], about }));
}

interface Missing {
  id: string;
  say: Bilingual;
  about: Unknown['about'];
}

function facts(corpus: BundleCorpus): Missing[] {
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
      people.length && `chats with ${counted(people.length, 'person', 'people')}`,
      groups.length && counted(groups.length, 'group'),
    ];
    add(
      'people',
      `你和其他人说过的话：这里只有${zh.filter(Boolean).join('、')}。`,
      `What you said to anyone else: all there is are ${en.filter(Boolean).join(' and ')}.`,
    );
  } else add('people', '你和任何人的相处：没有聊天记录。', 'How you are with anyone: there are no chats.');
  return made;
}

/** What no words of the corpus are about. */
function unspoken(corpus: BundleCorpus, claims: readonly Claim[]): Missing[] {
  let open = SUBJECT_MATTERS;
  for (const text of spokenOf(corpus)) {
    if (!open.length) break;
    const plain = simplified(text);
    open = open.filter(({ mentions }) => !mentions.test(plain));
  }
  const made = open.map(
    ({ id, about }): Missing => ({
      id: `topic.${id}`,
      say: { zh: `${about.zh}：很少说到。`, en: `${about.en}: hardly spoken of here.` },
      about: 'facts',
    }),
  );
  if (claims.some(({ layer }) => layer === 'memories')) return made;
  const past = { zh: '你的往事：很少讲到。', en: 'Your past: hardly anything is told of it.' };
  return [...made, { id: 'layer.memories', say: past, about: 'facts' }];
}

/** The person's words together with the question: 好，明天去买 in answer to a question about medicine is about medicine. */
function* spokenOf({ own, comments, dialogues }: BundleCorpus): Generator<string> {
  for (const { title, text } of own) {
    if (title) yield title;
    yield text;
  }
  for (const { text } of comments) yield text;
  for (const { context } of dialogues) for (const { text } of context) yield text;
}

type Lack = readonly [missing: boolean, id: string, say: Bilingual];

const lacking = (lacks: readonly Lack[]): Missing[] =>
  lacks.flatMap(([missing, id, say]) => (missing ? [{ id, say, about: 'manner' as const }] : []));

/** Kinds of text that the corpus does not hold. */
const unwritten = ({ counts }: BundleCorpus): Missing[] =>
  lacking([
    [!counts.messages, 'chat', { zh: '平时聊天：没有聊天记录。', en: 'How you chat: there are no chats.' }],
    [!counts.essays, 'essays', { zh: '写长文章：没有文章留下。', en: 'How you write at length: there are no essays.' }],
    [
      !counts.posts,
      'posts',
      { zh: '对众人说话：没有朋友圈等动态。', en: 'How you speak to everyone: there are no posts.' },
    ],
  ]);

/** Ways of treating people and of judging of which nothing was found. */
function unseen(claims: readonly Claim[]): Missing[] {
  const has = (layer: Claim['layer']) => claims.some((claim) => claim.layer === layer);
  return lacking([
    [
      !has('care'),
      'layer.care',
      { zh: '安慰、拒绝、道歉：没有确切的例子。', en: 'How you comfort, refuse, apologise: no sure examples.' },
    ],
    [
      !has('decisions'),
      'layer.decisions',
      {
        zh: '你看重什么、怎样做决定：很少说到。',
        en: 'What you value and how you decide: hardly anything is said of it.',
      },
    ],
  ]);
}
