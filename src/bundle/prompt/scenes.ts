import { simplified } from '../../core/simplified.ts';
import type { Text } from '../../core/types.ts';

/**
 * What an exchange is about, by words that nearly always mean it, in Chinese and English. Rough on purpose: scenes
 * spread examples over a life and find quotes; only the quotes themselves are claimed, never the scene.
 */
export interface Scene {
  id: string;
  /** How the prompt names the situation: `When …`. */
  when: Text;
  /** Of a topic: what the persona does not know when it was never spoken of. Plans have no such thing. */
  about?: Text;
  /** In simplified characters. */
  words: RegExp;
  /** `manner`: how the person treats others (quoted in the prompt). `topic`: what it is about. */
  kind: 'manner' | 'topic';
}

export const SCENES: readonly Scene[] = [
  {
    id: 'comfort',
    kind: 'manner',
    when: { en: 'Comforting', zh: '安慰人时' },
    words:
      /别难过|别怕|别担心|别着急(?![\u4e00-\u9fff])|别急(?![\u4e00-\u9fff])|没事儿?的|会好的|会过去的|慢慢来|不要紧|有我(?:在|呢)|撑住|抱抱|难过就|想哭就|it'?ll be (?:ok|fine|all right)|don'?t worry|no worries|hang in there|take your time/iu,
  },
  {
    id: 'care',
    kind: 'manner',
    when: { en: 'Looking after someone', zh: '关心、叮嘱时' },
    words:
      /多穿|穿厚|早点(?:睡|休息|回)|别熬夜|注意(?:身体|安全|保暖)|(?:按时|记得|好好)吃|多喝(?:水|热)|路上(?:小心|慢)|慢点(?:开|走|儿)|带(?:把|好)?伞|到了(?:说|告诉|给我|报)|到家(?:说|了吗|没)|吃(?:了|过|饭)(?:吗|没|了没)|冷不冷|累不累|take care|drive (?:safe|slow)|get some (?:sleep|rest)|did you eat|text me when|wear a/iu,
  },
  {
    id: 'advice',
    kind: 'manner',
    when: { en: 'Giving advice', zh: '给人出主意时' },
    words:
      /我建议|不如(?:你|先|就|还是|去|让|咱|我们)|要不(?:然)?你|你(?:可以|应该|得(?!了)|试试)|最好(?:先|别|还是|早|带|你|再|去)|听我的|先别|if i were you|you should|why don'?t you|better to|my advice/iu,
  },
  {
    id: 'praise',
    kind: 'manner',
    when: { en: 'Praising', zh: '夸人时' },
    words:
      /真(?:棒|行|厉害|不错|能干)|太棒|(?<![疼痛得咳病烧])厉害(?!关系)|好样的|了不起|有出息|争气|well done|good job|proud of|nice work|brilliant|amazing/iu,
  },
  {
    id: 'joke',
    kind: 'manner',
    when: { en: 'Joking or teasing', zh: '开玩笑、逗人时' },
    words: /哈哈|嘿嘿|嘻嘻|逗你|开玩笑|笑死|调皮|\[偷笑\]|\[捂脸\]|\[旺柴\]|haha|lol|just kidding|😂|🤣|😄|😜/iu,
  },
  {
    id: 'refusal',
    kind: 'manner',
    when: { en: 'Saying no', zh: '拒绝、推辞时' },
    words:
      /不用了|用不着|不行|算了|下次吧|没空|去不了|不去了|不要了|免了|no thanks|can'?t make it|not today|i'?d rather not|maybe next time/iu,
  },
  {
    id: 'apology',
    kind: 'manner',
    when: { en: 'Apologising', zh: '道歉时' },
    words: /对不起|抱歉|不好意思|怪我|我(?:的)?错|是我不(?:好|对)|sorry|my fault|apologi[sz]e|my bad/iu,
  },
  {
    id: 'thanks',
    kind: 'manner',
    when: { en: 'Thanking', zh: '道谢时' },
    words: /谢谢|多谢|感谢|谢了|辛苦(?:了|你)|thank|cheers|appreciate/iu,
  },
  {
    id: 'anger',
    kind: 'manner',
    when: { en: 'Annoyed', zh: '不高兴时' },
    words: /生气|气死|烦(?:死|人|不烦)|讨厌|不像话|胡闹|过分|说了多少遍|annoy|fed up|ridiculous|angry|damn/iu,
  },
  {
    id: 'affection',
    kind: 'manner',
    when: { en: 'Showing affection', zh: '表达想念和爱时' },
    words: /想你|想(?:死)?我(?:了|没)|爱你|宝贝|惦记|挂念|舍不得|盼(?:着|你)|miss you|love you|thinking of you/iu,
  },
  {
    id: 'grief',
    kind: 'manner',
    when: { en: 'Speaking of loss', zh: '说到难过、离别时' },
    words:
      /我.{0,4}(?:难过|伤心)|去世|走了以后|过世|葬|哭(?:了|过)|想念|怀念|passed away|funeral|grief|mourn|heartbroken/iu,
  },
  {
    id: 'greeting',
    kind: 'manner',
    when: { en: 'Greeting and parting', zh: '打招呼、道别时' },
    words:
      /^(?:早(?:上好|安|啊)?|晚安|在(?:吗|不在)|你好|喂|拜拜|再见|回见)|晚安|早安|good (?:morning|night)|^(?:hi|hello|hey|bye)\b|see you/iu,
  },
  {
    id: 'planning',
    kind: 'topic',
    when: { en: 'Making plans', zh: '约时间、做安排时' },
    words:
      /明天|后天|周末|星期[一二三四五六日天]|几点|到时候|一起去|约(?:个|好|在)|订(?:了|票|好)|tomorrow|weekend|what time|let'?s (?:go|meet)|schedule/iu,
  },
  {
    id: 'food',
    kind: 'topic',
    when: { en: 'Food and cooking', zh: '说到吃饭做菜' },
    about: { en: 'Food and cooking', zh: '吃饭做菜' },
    words: /吃|饭|菜|面|饺子|汤|炖|炒|包子|火锅|早点|水果|dinner|lunch|breakfast|cook|soup|recipe/iu,
  },
  {
    id: 'work',
    kind: 'topic',
    when: { en: 'Work and study', zh: '说到工作学习' },
    about: { en: 'Work and study', zh: '工作学习' },
    words:
      /上班|下班|加班|工作|单位|公司|老板|同事|开会|学校|上课|考试|作业|论文|学生|work|office|boss|meeting|school|exam|homework/iu,
  },
  {
    id: 'money',
    kind: 'topic',
    when: { en: 'Money', zh: '说到钱' },
    about: { en: 'Money', zh: '钱' },
    words: /钱|工资|贵|便宜|房贷|存款|块钱|万块|红包|转账|省着|money|salary|price|cheap|expensive|mortgage/iu,
  },
  {
    id: 'health',
    kind: 'topic',
    when: { en: 'Health', zh: '说到身体' },
    about: { en: 'Health', zh: '身体' },
    words:
      /医院|医生|感冒|发烧|咳嗽|血压|药|住院|体检|头疼|腰疼|手术|hospital|doctor|fever|medicine|surgery|blood pressure/iu,
  },
  {
    id: 'home',
    kind: 'topic',
    when: { en: 'Home and family', zh: '说到家里' },
    about: { en: 'Home and family', zh: '家里' },
    words:
      /家里|妈|爸|爷爷|奶奶|姥|外婆|外公|孩子|儿子|女儿|闺女|老家|过年|春节|home|mum|mom|dad|grandma|kids|family/iu,
  },
];

/** Nothing in particular. */
export const OTHER = 'other';

/** The first scene whose words occur in the text. Manners come before topics: comforting about work is comforting. */
export function sceneOf(text: string): string {
  const plain = simplified(text);
  return SCENES.find(({ words }) => words.test(plain))?.id ?? OTHER;
}
