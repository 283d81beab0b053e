import { counted } from '../../core/counted.ts';
import { aliases, type PersonaConfig } from '../../core/persona.ts';
import { simplified } from '../../core/simplified.ts';
import { asks, clausesOf } from '../../core/speech-signs.ts';
import type { Lang } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import type { BundleCorpus, OwnItem, Person } from '../corpus.ts';
import { isAsserted, isOfMine } from './assertion.ts';
import { claim, day, inQuotes, sentences } from './claims.ts';
import type { Claim, Quote } from './profile.ts';

/** Who the person is: by their own words, and by what the material shows. */
export function identityClaims(persona: PersonaConfig, corpus: BundleCorpus, lang: Lang): Claim[] {
  const { counts, own, period } = corpus;
  const zh = [
    counts.messages && `聊天 ${counts.messages} 条`,
    counts.posts && `朋友圈等动态 ${counts.posts} 条`,
    counts.essays && `文章 ${counts.essays} 篇`,
  ].filter(Boolean);
  const en = [
    counts.messages && counted(counts.messages, 'chat message'),
    counts.posts && counted(counts.posts, 'post'),
    counts.essays && counted(counts.essays, 'essay'),
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
          zh: `你扮演${persona.subject.name}${others.length ? `（也被叫作${others.join('、')}）` : ''}，下文的“你”都指${persona.subject.name}。关于你的一切，都来自你自己写下的${zh.join('、')}。`,
          en: `You play ${persona.subject.name}${others.length ? ` (also called ${others.join(', ')})` : ''}; "you" below is ${persona.subject.name}. All that is known of you comes from ${en.join(', ')} that you wrote yourself.`,
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

/**
 * First-person statements of fact: quoted as they stand, never paraphrased. Each pattern is matched within one clause,
 * in simplified characters. No pattern spans 你 or 他, so that 我叫你别去 and 我看他三十岁 do not count as statements about oneself.
 * `asserted`: the clause must state it, neither deny nor suppose it.
 */
const SELF: readonly { topic: string; says: RegExp; asserted: boolean }[] = [
  {
    topic: 'name',
    asserted: true,
    says: /我姓[^你您他她它咱]{1,2}$|我的?(?:名字|大名|小名|全名|笔名|网名)(?:叫|是)|\bmy (?:full |real )?name is\b/iu,
  },
  {
    topic: 'age',
    asserted: true,
    says: /我(?:今年|都|已经|也)?\s?(?:[一二三四五六七八九十]{1,4}|\d{1,3})岁|我属[鼠牛虎兔龙蛇马羊猴鸡狗猪]|我(?:是|生于)?(?:19|20)\d\d年(?:生|出生)|\bI(?:'m| am) \d{1,3} years old\b/iu,
  },
  { topic: 'birthday', asserted: true, says: /我的?生日(?:是|在)|\bmy birthday (?:is|was)\b/iu },
  {
    topic: 'home',
    asserted: true,
    says: /我(?:们家|们|家)?(?:现在|一直|从小|小时候)?住(?:在|的是)[^你您他她它院]{2,}|我(?:们家|们|家)?的?老家(?:是|在)|我是(?!个|一|你|您|他|她|它|咱|过来|老实|明白|文化|成年|年轻|实在|普通|聪明|正经|好|男|女|病|坏|外|粗|大|俗|懒)[^你您他她它的是说看想]{2,6}人$|\bI(?:'m| am) from\b|\bI (?:live|grew up|was born) in\b/iu,
  },
  {
    topic: 'work',
    asserted: true,
    says: /我(?:现在|以前|当时|一直|那时候)?在(?![忙做找干谈弄聊加看])[^你您他她它]{2,12}(?:上班|工作|当老师|当兵)|我(?:以前|当年|从前)?(?:就)?是(?:一?[个名位])?[^你您他她它说看想问怕为因]{0,8}(?:老师|医生|大夫|工程师|工人|会计|司机|厨师|护士|干部|教师|木匠|农民|军人)(?:出身)?$|我(?:[^你您他她它]{0,6})?退休(?:了|前|那年)|\bI(?:'m| am| was) an? (?:retired )?(?:teacher|doctor|nurse|engineer|driver|cook|writer|lawyer|farmer|professor)\b|\bI (?:work|worked|teach|taught) (?:at|as|in|for)\b/iu,
  },
  {
    topic: 'likes',
    asserted: true,
    says: /我(?:最|就|还是|从小)?(?:喜欢|爱)(?:吃|喝|听|看|读|做|去|种|养|打|写)[^你您他她它]{1,12}|\bI (?:really |still )?(?:love|like|enjoy) (?:to )?\w+/iu,
  },
  {
    topic: 'dislikes',
    asserted: false,
    says: /我(?:最|就|从小)?(?:不喜欢|讨厌|受不了|不爱)(?![你您他她它了])(?:吃|喝|听|看|做|去)?[^你您他她它了]{1,12}|我(?:最|就|从小)?怕(?:冷|热|辣|黑|高|吵|痒|疼|狗|猫|蛇|虫|鬼|打针|晕车|坐船|坐飞机)|\bI (?:hate|can't stand|don't like)\b/iu,
  },
];
/** Most statements of one kind: more would repeat each other. */
const STATEMENTS_EACH = 3;

function selfStatements(own: readonly OwnItem[], lang: Lang): (Claim | null)[] {
  const found = new Map<string, { quote: Quote; item: OwnItem }[]>();
  // Essays first: what somebody writes about themselves there is meant; in a chat it may be a joke.
  const order = [...own].sort((a, b) => rank(a) - rank(b));
  for (const item of order) {
    if (item.flags?.includes('copied')) continue;
    for (const sentence of sentences(item.text)) {
      const topic = topicOf(sentence);
      if (topic === undefined) continue;
      const list = found.get(topic) ?? [];
      if (list.length >= STATEMENTS_EACH || list.some(({ quote }) => quote.text === sentence)) continue;
      list.push({ quote: { text: sentence, item: item.id, time: item.time }, item });
      found.set(topic, list);
    }
  }
  return SELF.flatMap(({ topic }) =>
    (found.get(topic) ?? []).map(({ quote, item }, i) => {
      const when = day(item.time);
      return claim(
        {
          id: `identity.${topic}-${i + 1}`,
          layer: 'identity',
          evidence: 'verbatim',
          quotes: [quote],
          say: {
            zh: `你说过：${inQuotes(quote.text, lang)}${when ? `（${when}）` : ''}`,
            en: `You once said: ${inQuotes(quote.text, lang)}${when ? ` (${when})` : ''}`,
          },
        },
        lang,
        [item],
      );
    }),
  );
}

function topicOf(sentence: string): string | undefined {
  const plain = simplified(sentence);
  if (asks(plain)) return undefined;
  const clauses = clausesOf(plain);
  return SELF.find(({ says, asserted }) =>
    clauses.some((clause) => {
      const [said] = says.exec(clause) ?? [];
      return said !== undefined && !isOfMine(said) && (!asserted || isAsserted(clause));
    }),
  )?.topic;
}

const rank = ({ kind }: OwnItem) => ['essay', 'post', 'message'].indexOf(kind);

/** The people written to most; the rest are counted. */
const PEOPLE_NAMED = 8;

export function relationshipClaims(persona: PersonaConfig, corpus: BundleCorpus, lang: Lang): Claim[] {
  const people = corpus.people
    .slice(0, PEOPLE_NAMED)
    .map((person, i) => personClaim(person, i, { persona, corpus }, lang));
  const groups = corpus.groups.slice(0, 3).map((group, i) =>
    countClaim(
      group,
      {
        id: `relationships.group-${i + 1}`,
        layer: 'relationships',
        evidence: 'counted',
        figures: { own: group.own, theirs: group.theirs },
        say: {
          zh: `群聊${calledOf(group, i, lang)}：你说过 ${group.own} 条${membersOf(group, lang)}。`,
          en: `Group ${calledOf(group, i, lang)}: ${counted(group.own, 'message')} of yours${membersOf(group, lang)}.`,
        },
      },
      lang,
      group.items,
    ),
  );
  return [...people, ...groups].filter((made) => made !== null);
}

/**
 * A claim on how much was written to somebody. It rests on all of it, and a count is no estimate: it is not unsure where
 * it is small.
 */
function countClaim({ own }: Person, ...[draft, lang, items]: Parameters<typeof claim>): Claim | null {
  const made = claim(draft, lang, items);
  return made && { ...made, n: Math.max(own, made.n) };
}

function personClaim(
  person: Person,
  index: number,
  { persona, corpus }: { persona: PersonaConfig; corpus: BundleCorpus },
  lang: Lang,
): Claim | null {
  const calls = vocatives(corpus.own.filter((item) => isTo(item, person)));
  const called = vocatives(corpus.others.filter((item) => isTo(item, person) && item.sender === person.partner));
  const relation = relationOf(person, persona);
  const theirs = person.members.find(({ key }) => key === person.partner)?.count ?? person.theirs;
  const others = membersOf({ ...person, members: person.members.filter(({ key }) => key !== person.partner) }, lang);
  const years = [person.first, person.last].map((time) => time?.slice(0, 7));
  const span = years[0] && years[1] ? (years[0] === years[1] ? years[0] : `${years[0]} – ${years[1]}`) : '';
  const list = (words: Vocative[]) => words.map(({ word }) => inQuotes(word, lang)).join(lang === 'zh' ? '、' : ', ');
  const say = {
    zh: [
      `${calledOf(person, index, lang)}${relation ? `（你的${relation}）` : ''}：你发过 ${person.own} 条，对方 ${theirs} 条${span ? `（${span}）` : ''}${others}`,
      calls.length && `你叫对方${list(calls)}`,
      called.length && `对方叫你${list(called)}`,
    ],
    en: [
      `${calledOf(person, index, lang)}${relation ? ` (your ${relation})` : ''}: ${counted(person.own, 'message')} from you, ${theirs} from them${span ? ` (${span})` : ''}${others}`,
      calls.length && `you call them ${list(calls)}`,
      called.length && `they call you ${list(called)}`,
    ],
  };
  return countClaim(
    person,
    {
      id: `relationships.person-${index + 1}`,
      layer: 'relationships',
      evidence: 'counted',
      figures: { own: person.own, theirs },
      say: { zh: `${say.zh.filter(Boolean).join('；')}。`, en: `${say.en.filter(Boolean).join('; ')}.` },
    },
    lang,
    [...[...calls, ...called].flatMap(({ ids }) => ids.slice(0, 4)), ...person.items],
  );
}

/** The name in quotation marks; somebody whom the export knows only by an account gets a number. */
const calledOf = ({ name }: Person, index: number, lang: Lang): string =>
  name ? inQuotes(name, lang) : lang === 'zh' ? `联系人${index + 1}` : `contact ${index + 1}`;

/** The relation of this person to the subject, if they gave the consent: nothing else states a relation for sure. */
function relationOf({ name, partner, members }: Person, { consent, owner }: PersonaConfig): string {
  if (!consent || consent.basis === 'own-voice') return '';
  const names = new Set([name, partner, ...(members.find(({ key }) => key === partner)?.names ?? [])]);
  const isOwner =
    owner !== null && aliases(owner).has(consent.by) && [...aliases(owner)].some((alias) => names.has(alias));
  return names.has(consent.by) || isOwner ? consent.relation : '';
}

/** Most members named of a group: more would say nothing about the person. */
const MEMBERS_NAMED = 6;

/** Everybody else who writes in a chat, with their other names: examples and quotes use those names. */
function membersOf({ members }: Person, lang: Lang): string {
  const named = members
    .filter(({ names }) => names.length > 0)
    .slice(0, MEMBERS_NAMED)
    .map(({ names, count }) => {
      const called = names.map((name) => inQuotes(name, lang)).join(lang === 'zh' ? '即' : ' or ');
      return lang === 'zh' ? `${called}（${count} 条）` : `${called} (${count})`;
    });
  if (!named.length) return '';
  return lang === 'zh' ? `；这里写过的还有${named.join('、')}` : `; also there: ${named.join(', ')}`;
}

const isTo = ({ chat }: { chat: string }, { chats }: Person) => chats.has(chat);

type Called = Pick<OwnItem, 'id' | 'time' | 'text'>;

interface Vocative {
  word: string;
  ids: string[];
}

const KIN =
  '老?(?:爸|妈|爹|娘|公|婆|哥|姐|弟|妹)|爸爸|妈妈|哥哥|姐姐|弟弟|妹妹|爷爷|奶奶|姥姥|姥爷|外婆|外公|闺女|丫头|女儿|儿子|囡囡|宝贝|宝宝|亲爱的|媳妇儿?|老伴儿?|老师|师傅|舅舅?|姑姑?|姨|叔叔?|伯伯|婶婶?|嫂子?';
const CALL_ZH = new RegExp(
  `^(${KIN}|[小老阿]\\p{Script=Han}|\\p{Script=Han}(?:哥|姐|叔|姨|总|老师|师傅|工))(?=[，,、！!～~\\s]|啊|呀)`,
  'u',
);
const CALL_EN =
  /^(mom|mum|dad|mommy|daddy|grandma|grandpa|honey|dear|sweetheart|darling|love|son|buddy|kiddo)(?=[,!])/iu;
const ENDING_ZH = new RegExp(`[，,](${KIN})[。！!～~]?$`, 'u');

/** Days on which a form of address must be seen: 姐 on one day may be the sister who was spoken of. */
const CALLED_ON_DAYS = 3;

/**
 * Forms of address: words before a comma at the head of a message, or after one at its end. A message that is nothing
 * but the word counts for none: it may answer 谁去接孩子.
 */
function vocatives(items: readonly Called[]): Vocative[] {
  const seen = new Map<string, Called[]>();
  for (const item of items) {
    const { text } = item;
    const plain = simplified(text);
    const found = CALL_ZH.exec(plain) ?? CALL_EN.exec(plain) ?? ENDING_ZH.exec(plain);
    const at = found ? found.index + found[0].indexOf(found[1] ?? '') : 0;
    const word = text.slice(at, at + (found?.[1]?.length ?? 0));
    if (word) upsert(seen, word, () => []).push(item);
  }
  return [...seen]
    .filter(([, called]) => new Set(called.map(({ id, time }) => day(time) ?? id)).size >= CALLED_ON_DAYS)
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .slice(0, 3)
    .map(([word, called]) => ({ word, ids: called.map(({ id }) => id) }));
}
