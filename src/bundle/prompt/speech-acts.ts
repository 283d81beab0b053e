import { simplified } from '../../core/simplified.ts';
import { asks, clausesOf, PARTICLE_CHARACTERS } from '../../core/speech-signs.ts';
import type { Bilingual } from '../../core/types.ts';

/**
 * What somebody does by saying a clause: comfort, thank, refuse … A word is no act: 小王送来感谢信 thanks nobody. So each
 * pattern is of a whole clause, or of its beginning, in simplified characters and small letters, Chinese and English. In doubt a clause is
 * no act, since the prompt says of it "this is how you comfort".
 */
export interface SpeechAct {
  id: string;
  /** How the prompt names the situation: `Comforting (seen twice), you say things like …`. */
  when: Bilingual;
  clause: RegExp;
  /** A question can be this act: 吃了吗, 想我了没. */
  asking?: true;
  /** Clauses that are this act only in answer to certain words: 慢慢来 comforts who has failed. */
  inAnswer?: { clause: RegExp; to: RegExp };
}

const TAIL = `[了的${PARTICLE_CHARACTERS}]*$`;
/** Of one clause: it begins with one of `acts`. */
const opens = (...acts: string[]) => new RegExp(`^(?:${acts.join('|')})`, 'u');
/** Of one clause: it is one of `acts`, with no more than particles behind it. */
const is = (...acts: string[]) => new RegExp(`^(?:${acts.join('|')})${TAIL}`, 'u');
const either = (...patterns: RegExp[]) => new RegExp(patterns.map(({ source }) => source).join('|'), 'u');

/** Who is told something, or a word before it that leaves it an act: 你别担心, 那就不用了. */
const TO_YOU = '(?:那|你们?|您|也|都|就|快|可|先|千万|一定)*';
const FROM_ME = '(?:[我们爸妈爷奶姥外公婆老也都就可好真很最]|天天|一直|永远|还是)*';

export const SPEECH_ACTS: readonly SpeechAct[] = [
  {
    id: 'comfort',
    when: { en: 'Comforting', zh: '安慰人时' },
    clause: either(
      is(
        `${TO_YOU}别(?:难过|伤心|哭)`,
        '没事儿?的',
        '(?:都|一切都?)?会(?:好|过去)的',
        '有我(?:在|呢)',
        '撑住',
        '抱抱你?',
      ),
      opens(`${TO_YOU}别担心`, '想哭就哭', '难过就难过'),
      /^(?:please |now |and |but )?don'?t (?:you )?(?:worry|cry|be sad)\b|^(?:it|everything|that|you)(?:'ll| will) be (?:ok|okay|fine|all right|alright)\b|^hang in there\b/u,
    ),
    inAnswer: {
      clause: either(
        is(`${TO_YOU}(?:别怕|别急|别着急|慢慢来|不要紧)`),
        /^(?:no worries|take your time|never mind|it'?s (?:ok|okay|all right|fine))$/u,
      ),
      to: /难过|伤心|哭|烦|累|怕|担心|着急|紧张|委屈|压力|焦虑|难受|崩溃|撑不住|睡不着|失眠|砸了|没考好|没选上|失败|输了|丢了|分手|离婚|吵架|去世|走不出|糟|怎么办|\b(?:sad|cr(?:y|ied|ying)|tired|afraid|scared|worr(?:y|ied)|nervous|anxious|stress\w*|fail(?:ed)?|lost|broke up|hurts?|upset|awful|can'?t (?:sleep|do|cope))\b/u,
    },
  },
  {
    id: 'care',
    when: { en: 'Looking after someone', zh: '关心、叮嘱时' },
    asking: true,
    clause: either(
      opens(
        `${TO_YOU}(?:多穿|穿厚|早点(?:睡|休息|回|歇)|别熬夜|注意(?:身体|安全|保暖)|多喝(?:水|热)|路上(?:小心|注意|慢点|慢些)|慢点(?:开(?!门)|走|儿)|带(?:把|好|上)?伞(?!了$)|记得(?:带|吃|穿|关|喝|睡|休息)|按时吃|好好(?:吃饭|休息|睡)|到了(?:说|告诉|给我|报)|到家(?:说|了吗|了没))`,
        `${TO_YOU}(?:吃(?:了|过|饭|过饭)了?(?:吗|没)|冷不冷|累不累)`,
      ),
      /^(?:you |and |please |do )*(?:take care(?! of (?!yourself))|drive (?:safe|safely|slow|slowly|carefully)|wrap up warm|get some (?:sleep|rest)|text me when|let me know when you|remember (?:your|to)|wear a (?:coat|scarf|hat|jacket|jumper|helmet)|(?:did|have) you eat(?:en)?)\b/u,
    ),
  },
  {
    id: 'advice',
    when: { en: 'Giving advice', zh: '给人出主意时' },
    clause: either(
      opens(
        '我建议你?',
        '(?:那|要不)?不如(?:你|先|就|还是|去|让|咱|我们)',
        '要不(?:然)?你',
        '(?:那|我看)?你(?:可以|应该|得|最好|不妨|试试|还是)(?:先(?!前|生)|多|少|找|问|跟|试|再考虑|考虑|去问|去找)',
        `${TO_YOU}(?:最好(?:先|别|还是|早)|先别|听我的$)`,
      ),
      /^(?:i think |maybe |then |and )*(?:if i were you|you(?: really)? should(?! (?:have|be|see|hear)\b)|why don'?t you|you(?:'d| had) better|it'?s better to|my advice)\b/u,
    ),
  },
  {
    id: 'praise',
    when: { en: 'Praising', zh: '夸奖时' },
    clause: either(
      is(
        '[^说夸叫问讲写得疼痛咳病烧跌他她它]{0,4}(?:真|太)(?:棒|厉害|能干|了不起)',
        '你(?:可|也)?(?:真行|厉害|能干)',
        '(?:你|真是?|真是个?)?好样的',
        '(?:你|真|太|很)+了不起',
        '(?:你|真|太|我家?|咱家?|闺女|儿子|孩子|这)+(?:有出息|争气)',
      ),
      opens('[我爸妈真都很]*[以为]你们?(?:骄傲|自豪|为荣|高兴)'),
      /^(?:oh |wow |very |really |so |what a |that'?s |that was |you'?re |you are |how |absolutely |just )*(?:well done|good job|nice work|great job)$|^(?:i'?m |i am |so |very |we'?re |really )*proud of (?:you|us)\b|^(?:oh |wow )*you(?:'re| are| were) (?:so |really |absolutely |just )?(?:brilliant|amazing|wonderful|great)$/u,
    ),
  },
  {
    id: 'laughter',
    when: { en: 'With a laugh', zh: '笑着说话时' },
    clause:
      /哈哈|嘿嘿|嘻嘻|笑死|逗你玩|跟你开玩笑|\[(?:偷笑|捂脸|旺柴)\]|(?<![a-z])(?:(?:ha){2,}h?|lo+l|lmao)(?![a-z])|\bjust kidding\b|😂|🤣|😄|😜/u,
  },
  {
    id: 'refusal',
    when: { en: 'Saying no', zh: '拒绝、推辞时' },
    clause: either(
      is('(?:那|我|就|还是|先|今天|明天|周末|可)*(?:不用|不行|没空|去不了|不去|不要|免了)'),
      is('(?:那|就|还是)*算了', '(?:那|就|还是)*下次吧'),
      opens('用不着(?!你管)'),
      /^(?:oh |ah )?no[, ]+thanks?\b|^(?:sorry )?(?:i )?can'?t make it\b|^(?:sorry )?not today$|^maybe next time$|^(?:i'?d )?rather not$/u,
    ),
  },
  {
    id: 'apology',
    when: { en: 'Apologising', zh: '道歉时' },
    clause: either(
      opens(
        '(?:真的?|实在|太|很|非常|我)*对不起(?![他她它别我])',
        '(?:真的?|实在|太|很|非常)*(?:抱歉|不好意思(?!说|问|开口|拒绝|要|跟|去|见))',
      ),
      is(
        '(?:都|这事?|是|也)*怪我(?:不好|不对|粗心|忘了|没说清楚?)?',
        '(?:都|这|是|也)*我(?:的)?错',
        '(?:都|这)?是我不(?:好|对)',
      ),
      /^(?:oh |i'?m |i am |so |very |really )*sorry\b(?! to (?:hear|say|tell)| for your| about your)|^(?:i |we )(?:do )?apologi[sz]e\b|^(?:it'?s |that'?s |it was |all )?my (?:fault|bad)$/u,
    ),
  },
  {
    id: 'thanks',
    when: { en: 'Thanking', zh: '道谢时' },
    clause: either(
      opens(
        '(?:好的?|嗯|太|真|那|也|先|真是|多|十分|非常)*(?:谢谢|多谢|感谢(?!信))(?![他她它])',
        '(?:好的?|嗯|那|先)*谢[了啦]',
        '辛苦你',
        '辛苦您',
      ),
      is('辛苦'),
      /^(?:oh |ok |okay |many |so |right |and )*(?:thanks|thank you|thank u|thx|cheers)\b(?! to (?!you))|^(?:i |we )(?:really |do )*appreciate (?:it|that|this|you|your)\b/u,
    ),
  },
  {
    id: 'anger',
    when: { en: 'Annoyed', zh: '不高兴时' },
    asking: true,
    clause: either(
      is(
        '(?:真是?|太|简直|快|可|你|都|我)*(?:气死我|气死人|烦死我?|烦死人|不像话|胡闹|太过分)',
        '(?:真|太|你)+讨厌',
        '我(?:真的?|很|好|都|可|要|有点|快)*生气',
        '烦不烦',
      ),
      opens('(?:跟你|我)?(?:都)?说(?:了|过)多少(?:遍|次)'),
      /^(?:i'?m |i am |i was |i got )(?:so |really |very |quite )*(?:annoyed|angry|furious|fed up|cross)\b|^(?:that'?s |this is |it'?s |how |just |absolutely |so )*(?:ridiculous|annoying|infuriating)$|^(?:oh )?(?:damn|dammit|damn it)$/u,
    ),
  },
  {
    id: 'affection',
    when: { en: 'Showing affection', zh: '表达想念和爱时' },
    asking: true,
    clause: either(
      is(`${FROM_ME}(?:想死?|爱|惦记|挂念|舍不得|盼)着?[你您]们?`),
      opens('你?想(?:死)?我了?[没吗]'),
      /^(?:i |we |and |all |really |so |do |just |still |always )*(?:miss|love|missing|thinking of) (?:you|u|ya)\b/u,
    ),
  },
  {
    id: 'grief',
    when: { en: 'Speaking of loss', zh: '说到难过、离别时' },
    clause:
      /去世|过世|葬礼|[安下]葬|扫墓|怀念|我.{0,4}(?:难过|伤心)|想念[他她爸妈爷奶姥外]|\b(?:passed away|funeral|grie(?:f|ving)|mourn(?:ing|ed)?|heartbroken)\b/u,
  },
  {
    id: 'greeting',
    when: { en: 'Greeting and parting', zh: '打招呼、道别时' },
    asking: true,
    clause: either(
      is('早(?:上好|安)?', '晚安', '你好', '您好', '喂', '拜拜', '再见', '回见', '在吗', '在不在'),
      opens('晚安', '早安', '早上好'),
      /^(?:and |well )*good ?(?:morning|night|evening|afternoon)\b|^(?:hi|hello|hey|bye|goodbye)(?![\w-])|^(?:see (?:you|ya))(?: (?:soon|later|then|there|around|again|tomorrow|tonight|next week|(?:on )?\w+day))*$/u,
    ),
  },
];

/** 他说, 老师夸, he said: the words of somebody else. */
const REPORTED =
  /(?:[他她它谁]们?|老师|医生|人家|别人|爸|妈).{0,3}[说问夸骂叫]|[说问夸骂]我|\b(?:said|says|told|asked)\b/u;

/** The act that a message is, by its first clause that is one. `asked`: the words it answers. */
export function speechActOf(text: string, asked = ''): SpeechAct | undefined {
  const clauses = clausesOf(plain(text));
  const before = plain(asked);
  return SPEECH_ACTS.find((act) => clauses.some((clause) => performs(clause, act, before)));
}

const plain = (text: string): string => simplified(text).toLowerCase();

function performs(clause: string, { clause: pattern, asking, inAnswer }: SpeechAct, asked: string): boolean {
  const said = clause.replace(/[？?]+$/u, '');
  const fits = pattern.test(said) || (inAnswer?.to.test(asked) && inAnswer.clause.test(said));
  return fits === true && !REPORTED.test(said) && (asking === true || !asks(clause));
}
