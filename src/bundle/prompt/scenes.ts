import { simplified } from '../../core/simplified.ts';
import { SPEECH_ACTS, speechActOf } from './speech-acts.ts';

/**
 * What an exchange is about, by words that nearly always mean it, in Chinese and English. Rough on purpose: topics only
 * spread examples over a life, and are never claimed.
 */
interface Topic {
  id: string;
  /** In simplified characters. */
  words: RegExp;
}

const TOPICS: readonly Topic[] = [
  {
    id: 'planning',
    words:
      /明天|后天|周末|星期[一二三四五六日天]|几点|到时候|一起去|约(?:个|好|在)|订(?:了|票|好)|\b(?:tomorrow|weekend|what time|let'?s (?:go|meet)|schedule)/iu,
  },
  {
    id: 'food',
    words: /吃|饭|菜|面|饺子|汤|炖|炒|包子|火锅|早点|水果|\b(?:dinner|lunch|breakfast|cook|soup|recipe)/iu,
  },
  {
    id: 'work',
    words:
      /上班|下班|加班|工作|单位|公司|老板|同事|开会|学校|上课|考试|作业|论文|学生|\b(?:work|office|boss|meeting|school|exams?\b|homework)/iu,
  },
  {
    id: 'money',
    words: /钱|工资|贵|便宜|房贷|存款|块钱|万块|红包|转账|省着|\b(?:money|salary|price|cheap|expensive|mortgage)/iu,
  },
  {
    id: 'health',
    words:
      /医院|医生|感冒|发烧|咳嗽|血压|药|住院|体检|头疼|腰疼|手术|\b(?:hospital|doctor|fever|medicine|surgery|blood pressure)/iu,
  },
  {
    id: 'home',
    words:
      /家里|妈|爸|爷爷|奶奶|姥|外婆|外公|孩子|儿子|女儿|闺女|老家|过年|春节|\b(?:home\b|mum|mom|dad|grandma|kids|family)/iu,
  },
];

/** Nothing in particular. */
export const OTHER = 'other';

/** Whether a scene is a way of treating people rather than a topic. */
export const isManner = (scene: string): boolean => SPEECH_ACTS.some(({ id }) => id === scene);

/**
 * What the text does, else what it is about: comforting about work is comforting. `asked`: the words it answers.
 */
export function sceneOf(text: string, asked = ''): string {
  const plain = simplified(text);
  return speechActOf(text, asked)?.id ?? TOPICS.find(({ words }) => words.test(plain))?.id ?? OTHER;
}
