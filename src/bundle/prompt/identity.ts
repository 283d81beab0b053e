import type { PersonaConfig } from '../../core/persona.ts';
import type { Item, Lang } from '../../core/types.ts';
import { type BundleCorpus, chatKey, type Person } from '../corpus.ts';
import { claim, day, quoted, sentences } from './claims.ts';
import type { Claim, Quote } from './profile.ts';

/** Who the person is by their own words, and by what the material itself shows. */
export function identityClaims(persona: PersonaConfig, corpus: BundleCorpus, lang: Lang): Claim[] {
  const { counts, own, period } = corpus;
  const zh = [
    counts.messages && `聊天 ${counts.messages} 条`,
    counts.posts && `朋友圈等动态 ${counts.posts} 条`,
    counts.essays && `文章 ${counts.essays} 篇`,
  ].filter(Boolean);
  const en = [
    counts.messages && `${counts.messages} chat messages`,
    counts.posts && `${counts.posts} posts`,
    counts.essays && `${counts.essays} essays`,
  ].filter(Boolean);
  const others = persona.subject.names.filter((name) => name !== persona.subject.name);
  const dated = own.filter(({ time }) => time !== null);
  const made = [
    claim(
      {
        id: 'identity.material',
        layer: 'identity',
        evidence: 'counted',
        figures: { ...counts },
        say: {
          zh: `你是${persona.subject.name}${others.length ? `（也被叫作${others.join('、')}）` : ''}。关于你的一切，都来自你自己写下的 ${zh.join('、')}。`,
          en: `You are ${persona.subject.name}${others.length ? ` (also called ${others.join(', ')})` : ''}. All that is known of you comes from ${en.join(', ')} that you wrote yourself.`,
        },
      },
      lang,
      own,
    ),
    period &&
      claim(
        {
          id: 'identity.period',
          layer: 'identity',
          evidence: 'counted',
          say: {
            zh: `这些文字写于 ${period.from} 至 ${period.to}。你不知道此后发生的任何事。`,
            en: `It was written between ${period.from} and ${period.to}. You know nothing of what came after.`,
          },
        },
        lang,
        [dated[0], dated.at(-1)].filter((item) => item !== undefined),
      ),
    ...selfStatements(own, lang),
  ];
  return made.filter((one) => one !== null);
}

/** First-person statements of fact: quoted as they stand, never paraphrased. */
const SELF: readonly (readonly [topic: string, pattern: RegExp])[] = [
  ['name', /我(?:叫|的名字|姓)[^，。！？]{1,8}|\bmy name is\b/iu],
  [
    'age',
    /我(?:今年|都|已经)?\s?(?:[一二三四五六七八九十]{1,4}|\d{1,3})岁|我属[鼠牛虎兔龙蛇马羊猴鸡狗猪]|我(?:是|生于)?(?:19|20)\d\d年(?:生|出生)|\bI(?:'m| am) \d{1,3} years old\b/iu,
  ],
  ['birthday', /我的?生日(?:是|在)|\bmy birthday (?:is|was)\b/iu],
  [
    'home',
    /我(?:们?家)?(?:住在?|的?老家(?:是|在)?|是[^，。]{1,6}人(?:[，。！]|$))|\bI(?:'m| am) from\b|\bI (?:live|grew up|was born) in\b/iu,
  ],
  [
    'work',
    /我(?:在|是)[^，。！？]{1,14}(?:上班|工作|老师|医生|工程师|工人|会计|司机|厨师|护士|干部|教师|退休)|我退休|\bI(?:'m| am) an? (?:retired )?(?:teacher|doctor|nurse|engineer|driver|cook|writer|lawyer|farmer|professor)\b|\bI (?:work|worked|teach|taught) (?:at|as|in|for)\b/iu,
  ],
  [
    'likes',
    /我(?:最|就)?(?:喜欢|爱)(?:吃|喝|听|看|读|做|去|种|养|打)[^，。！？]{1,12}|\bI (?:love|like|enjoy) (?:to )?\w+ing?\b/iu,
  ],
  [
    'dislikes',
    /我(?:最|就)?(?:不喜欢|讨厌|受不了|不爱|怕)(?:吃|喝|听|看|做|去)?[^，。！？了]{1,12}|\bI (?:hate|can't stand|don't like)\b/iu,
  ],
];
/** More of one kind repeat themselves. */
const STATEMENTS_EACH = 3;

function selfStatements(own: readonly Item[], lang: Lang): (Claim | null)[] {
  const found = new Map<string, { quote: Quote; item: Item }[]>();
  // Essays first: what somebody writes of themselves there is meant; a chat may joke.
  const order = [...own].sort((a, b) => rank(a) - rank(b));
  for (const item of order) {
    if (item.flags?.includes('copied')) continue;
    for (const sentence of sentences(item.text)) {
      const topic = SELF.find(([, pattern]) => pattern.test(sentence))?.[0];
      if (!topic || /[?？吗]$/u.test(sentence)) continue;
      const list = found.get(topic) ?? [];
      if (list.length >= STATEMENTS_EACH || list.some(({ quote }) => quote.text === sentence)) continue;
      list.push({ quote: { text: sentence, item: item.id, time: item.time }, item });
      found.set(topic, list);
    }
  }
  return SELF.flatMap(([topic]) =>
    (found.get(topic) ?? []).map(({ quote, item }, i) => {
      const when = day(item.time);
      return claim(
        {
          id: `identity.${topic}-${i + 1}`,
          layer: 'identity',
          evidence: 'verbatim',
          quotes: [quote],
          say: {
            zh: `你说过：${quoted(quote.text, lang)}${when ? `（${when}）` : ''}`,
            en: `You once said: ${quoted(quote.text, lang)}${when ? ` (${when})` : ''}`,
          },
        },
        lang,
        [item],
      );
    }),
  );
}

const rank = ({ kind }: Item) => ['essay', 'post', 'message'].indexOf(kind);

/** The people written to most; the rest are counted. */
const PEOPLE_NAMED = 8;

export function relationshipClaims(corpus: BundleCorpus, lang: Lang): Claim[] {
  const people = corpus.people.slice(0, PEOPLE_NAMED).map((person, i) => personClaim(person, i, corpus, lang));
  const groups = corpus.groups.slice(0, 3).map((group, i) =>
    claim(
      {
        id: `relationships.group-${i + 1}`,
        layer: 'relationships',
        evidence: 'counted',
        figures: { own: group.own, theirs: group.theirs },
        say: {
          zh: `群聊${calledOf(group, i, lang)}：你说过 ${group.own} 条。`,
          en: `Group ${calledOf(group, i, lang)}: ${group.own} messages of yours.`,
        },
      },
      lang,
      group.items,
    ),
  );
  return [...people, ...groups].filter((made) => made !== null);
}

function personClaim(person: Person, index: number, corpus: BundleCorpus, lang: Lang): Claim | null {
  const calls = vocatives(corpus.own.filter((item) => isTo(item, person)));
  const called = vocatives(
    corpus.others.filter((item) => isTo(item, person) && (item.sender.id ?? item.sender.name) === person.partner),
  );
  const years = [person.first, person.last].map((time) => time?.slice(0, 7));
  const span = years[0] && years[1] ? (years[0] === years[1] ? years[0] : `${years[0]} – ${years[1]}`) : '';
  const list = (words: Vocative[]) => words.map(({ word }) => quoted(word, lang)).join(lang === 'zh' ? '、' : ', ');
  const say = {
    zh: [
      `${calledOf(person, index, lang)}：你发过 ${person.own} 条，对方 ${person.theirs} 条${span ? `（${span}）` : ''}`,
      calls.length && `你叫对方${list(calls)}`,
      called.length && `对方叫你${list(called)}`,
    ],
    en: [
      `${calledOf(person, index, lang)}: ${person.own} messages from you, ${person.theirs} from them${span ? ` (${span})` : ''}`,
      calls.length && `you call them ${list(calls)}`,
      called.length && `they call you ${list(called)}`,
    ],
  };
  return claim(
    {
      id: `relationships.person-${index + 1}`,
      layer: 'relationships',
      evidence: 'counted',
      figures: { own: person.own, theirs: person.theirs },
      say: { zh: `${say.zh.filter(Boolean).join('；')}。`, en: `${say.en.filter(Boolean).join('; ')}.` },
    },
    lang,
    [...[...calls, ...called].flatMap(({ ids }) => ids.slice(0, 4)), ...person.items],
  );
}

/** The name in quotation marks; somebody whom the export names by an account only gets a number. */
const calledOf = ({ name }: Person, index: number, lang: Lang): string =>
  name ? quoted(name, lang) : lang === 'zh' ? `联系人${index + 1}` : `contact ${index + 1}`;

const isTo = (item: Item, person: Person) => item.kind === 'message' && person.chats.has(chatKey(item));

interface Vocative {
  word: string;
  ids: string[];
}

const KIN =
  '老?(?:爸|妈|爹|娘|公|婆|哥|姐|弟|妹)|爸爸|妈妈|哥哥|姐姐|弟弟|妹妹|爷爷|奶奶|姥姥|姥爷|外婆|外公|闺女|丫头|女儿|儿子|囡囡|宝贝|宝宝|亲爱的|媳妇儿?|老伴儿?|老师|师傅|舅舅?|姑姑?|姨|叔叔?|伯伯|婶婶?|嫂子?';
const CALL_ZH = new RegExp(
  `^(${KIN}|[小老阿]\\p{Script=Han}|\\p{Script=Han}(?:哥|姐|叔|姨|总|老师|师傅|工))(?=[，,、！!～~\\s]|啊|呀|$)`,
  'u',
);
const CALL_EN =
  /^(mom|mum|dad|mommy|daddy|grandma|grandpa|honey|dear|sweetheart|darling|love|son|buddy|kiddo)(?=[,!\s]|$)/iu;
const ENDING_ZH = new RegExp(`[，,](${KIN})[。！!～~]?$`, 'u');

/** Forms of address: what stands alone before a comma, or at the very end after one. Seen twice or more. */
function vocatives(items: readonly Item[]): Vocative[] {
  const seen = new Map<string, string[]>();
  for (const { id, text } of items) {
    const word = (CALL_ZH.exec(text) ?? CALL_EN.exec(text) ?? ENDING_ZH.exec(text))?.[1];
    if (word) seen.set(word, [...(seen.get(word) ?? []), id]);
  }
  return [...seen]
    .filter(([, ids]) => ids.length >= 2)
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .slice(0, 3)
    .map(([word, ids]) => ({ word, ids }));
}
