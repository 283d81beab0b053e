/**
 * Signs of a way of speaking: particles, laughter, emoji, questions. They are written once, for the figures of style,
 * the prompt, the choice of clips and the comparison of answers. Chinese words are in simplified characters: fold a
 * text first (`simplified`) before looking for them.
 */

/** Particles of one character that close a clause: 走吧, 好嘛, 来喽. */
export const PARTICLE_CHARACTERS = '啊呀吧呢嘛吗哦噢喔啦呗哈嗯唉哎诶欸嘞咯喽啰哇哟呦呐哒咧哩';

/** A particle at the end of a clause. A 哈 after another 哈 is laughter. */
export const CLAUSE_PARTICLE = new RegExp(`(?<![哈嘿呵])[${PARTICLE_CHARACTERS}](?=$|[，。！？!?~～…,\\s])`, 'gmu');

/** Characters that mean laughter when written twice or more: 哈哈 and anything longer are one laugh. */
export const LAUGHING_CHARACTERS = '哈嘿嘻呵嘎吼噗咯';
export const LAUGHING_WORDS = ['笑死'];
/** Whole Latin words, and the laugh of which each is a longer or shorter form. */
const LATIN_LAUGH_SHAPES = [
  ['h{3,}', 'hhh'],
  ['(?:ha){2,}h?|a(?:ha){3,}', 'haha'],
  ['(?:he){2,}', 'hehe'],
  ['(?:hia)+', 'hiahia'],
  ['lo+l', 'lol'],
  ['lmf?ao+', 'lmao'],
  ['xswl', 'xswl'],
] as const;
export const LATIN_LAUGHS: readonly (readonly [RegExp, string])[] = LATIN_LAUGH_SHAPES.map(([shape, laugh]) => [
  new RegExp(`^(?:${shape})$`, 'u'),
  laugh,
]);

/** 233 and longer, once the number of a laughing face in a Chinese forum. 233块 is a sum. */
export const LAUGHING_NUMBER = /(?<!\p{Nd})233(?:3+(?!\p{Nd})|(?![\p{Nd}\p{L}]))/u;

/** Written laughter. In the northeast 嘎嘎 before a word means "very": 今天嘎嘎冷. */
export const LAUGHTER = new RegExp(
  [
    ...[...LAUGHING_CHARACTERS].map(
      (character) => `${character}{2,}${character === '嘎' ? '(?!\\p{Script=Han})' : ''}`,
    ),
    ...LAUGHING_WORDS,
    LAUGHING_NUMBER.source,
    `(?<![a-z])(?:${LATIN_LAUGH_SHAPES.map(([shape]) => shape).join('|')})(?![a-z])`,
  ].join('|'),
  'giu',
);

/** An emoji with its skin tone, joiners and flags. */
export const EMOJI =
  /(?:\p{RI}\p{RI}|\p{Emoji_Presentation}\p{EMod}?|\p{Emoji}\ufe0f)(?:\u200d(?:\p{Emoji}\ufe0f?)\p{EMod}?)*/u;
/** WeChat's own emoji, as exports write them: [捂脸], [Speechless]; the English codes are longer. */
export const EMOJI_CODE = /\[(?:[^[\]\s]{1,8}|[a-z]{9,12})\]/iu;

const ONE_SIGN = new RegExp(`${EMOJI_CODE.source}|${EMOJI.source}`, 'giu');

/**
 * The characters of a text as people see them, which is how the figures of style count them: without white space, and a
 * code, an emoji or a placeholder such as [电话1] is one.
 */
export const charactersIn = (text: string): number => [...text.replace(ONE_SIGN, '□').replace(/\s+/gu, '')].length;

const words = (list: string): string[] => list.split(/\s+/u).filter(Boolean);

export const QUESTION_WORDS = words(
  '吗 么 什么 怎么 怎样 咋 为什么 为啥 啥 干嘛 干吗 哪 哪儿 哪里 谁 几 多少 几点 是不是 有没有 要不要 能不能 可不可以 好不好 what why how when where who which',
);
/** Words that are a question with 呢 alone: 你呢, 然后呢. After more words 呢 says what is going on: 我在忙呢. */
export const ASKED_AFTER: ReadonlySet<string> = new Set(
  words(
    '你 您 妳 他 她 它 我 你们 他们 她们 我们 咱 咱们 人 爸 妈 孩子 宝宝 钱 那你 那我 那他 那她 然后 后来 结果 今天 明天 现在 以后',
  ),
);

/** 是不是, 去没去, 好不好; but not 高兴得不得了. */
const EITHER_OR = /(?!得不得)(\p{Script=Han})[不没]\1/u;
/** 吃了没, 到了没有; 还没 and 都没有 are statements. */
const DONE_OR_NOT = /[了过]\p{Script=Han}?没有?$/u;
/** 什么都行, 谁也没来, 不管怎样, 不知道几点: the word asks nothing. */
const ASKS_NOTHING = /[都也]|不管|无论|不论|随便|不知道?|没|好几|几[乎个天次年]|再怎么|什么的$/u;
const CHINESE_QUESTION_WORD = new RegExp(
  QUESTION_WORDS.filter((word) => /^\p{Script=Han}/u.test(word) && !['吗', '么'].includes(word))
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'u',
);
const ENGLISH_QUESTION_WORD = new RegExp(
  `\\b(?:${QUESTION_WORDS.filter((word) => /^[a-z]/u.test(word)).join('|')})\\b`,
  'iu',
);

/** A message split at its punctuation and line ends, without the punctuation. */
export const clausesOf = (text: string): string[] =>
  text.split(/[，。！；：…~～、\n]|[,.!;:](?=\s|$)|\s(?=\p{Script=Han})/u).flatMap((clause) => clause.trim() || []);

/** Whether a text in simplified characters certainly asks something. 在家呢, 还没 and 什么都行 do not. */
export const asks = (text: string): boolean => /[?？]/u.test(text) || clausesOf(text).some(clauseAsks);

function clauseAsks(clause: string): boolean {
  if (/吗$/u.test(clause) || DONE_OR_NOT.test(clause)) return true;
  const body = clause.replace(/呢$/u, '');
  if (body !== clause && ASKED_AFTER.has(body)) return true;
  if (EITHER_OR.test(body)) return !ASKS_NOTHING.test(body.replace(EITHER_OR, ''));
  return body !== clause && CHINESE_QUESTION_WORD.test(body) && !ASKS_NOTHING.test(body);
}

/**
 * Whether it may ask something: many people write 几点回来 without a question mark, but 他几点来我不知道 looks the same and asks
 * nothing.
 */
export const mayAsk = (text: string): boolean =>
  asks(text) || CHINESE_QUESTION_WORD.test(text) || ENGLISH_QUESTION_WORD.test(text);
