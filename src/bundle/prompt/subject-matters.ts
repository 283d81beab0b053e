import type { Bilingual } from '../../core/types.ts';

/** Something that people ask about, and all words that may be about it. */
export interface SubjectMatter {
  id: string;
  /** How the prompt names it. */
  about: Bilingual;
  /**
   * Wide on purpose, in simplified characters: that something is hardly spoken of is said only where no text holds any
   * of these words, and a word too many merely leaves that unsaid.
   */
  mentions: RegExp;
}

export const SUBJECT_MATTERS: readonly SubjectMatter[] = [
  {
    id: 'food',
    about: { en: 'Food and cooking', zh: '吃饭做菜' },
    mentions:
      /[吃喝饭菜汤饺馄饨粥糕饼馅锅灶炖炒蒸煮炸烤腌茶酒糖盐醋饿馋]|[米凉拉下煮]面|面[条馆包]|早点|水果|西瓜|苹果|豆浆|包子|鸡蛋|牛奶|[猪牛羊鱼虾鸡]肉|厨房|外卖|\b(?:food|meal|eat|ate|drink|drank|dinner|supper|lunch|breakfast|brunch|cook|bak(?:e|ing)|soup|recipe|kitchen|restaurant|hungry|tast[ey]|tea\b|coffee|beer|wine|bread|cake|pie\b|pizza|chips|cheese|meat|chicken|fish|fruit|apple|egg|rice|noodle|pasta|salad|sandwich|snack|takeaway)/iu,
  },
  {
    id: 'work',
    about: { en: 'Work and study', zh: '工作学习' },
    mentions:
      /[班课考学岗薪]|工作|单位|公司|厂|车间|老板|同事|领导|主任|开会|项目|客户|出差|退休|下岗|辞职|面试|生意|店里|作业|论文|老师|毕业|成绩|读书|念书|\b(?:work|job|office|boss|colleague|meeting|shift|client|project|business|factory|shop\b|retire|interview|school|class|lesson|course|teach|student|stud(?:y|ie)|learn|exam|test\b|homework|college|universit|degree|grade)/iu,
  },
  {
    id: 'money',
    about: { en: 'Money', zh: '钱' },
    mentions:
      /[钱贵费租贷债账赚挣亏税￥¥$€£]|便宜|工资|奖金|存款|利息|股票|基金|彩票|红包|转账|付款|支付|银行|保险|社保|医保|预算|打折|优惠|涨价|降价|省着|花了|欠[了着我你他她]|[\d一二两三四五六七八九十百千万几](?:块|元|毛|角|万)|\b(?:money|cash|cost|pay|paid|price|cheap|expensive|afford|salary|wage|pension|mortgage|rent(?:s|ed|ing)?\b|deposit|loan|debt|owe|bank|bill|tax|budget|discount|refund|tips?\b|saving|spen[dt]|worth|buck|quid|pounds?\b|pence|dollars?\b|euros?\b|cents?\b|yuan|rmb|fee|fare|invest|shares\b|insurance)/iu,
  },
  {
    id: 'health',
    about: { en: 'Health', zh: '身体' },
    mentions:
      /[病疼痛药癌瘤肿炎瘫晕吐咳]|医|感冒|发烧|血[压糖脂]|住院|体检|手术|骨折|石膏|受伤|摔[了伤断]|扭[了伤]|过敏|打针|输液|挂号|化验|拍片|核磁|疫苗|身体|难受|不舒服|失眠|牙|\b(?:health|hospital|doctor|nurse|dentist|clinic|surgery|operation|x-?ray|scan\b|fever|cough|flu\b|cold\b|ill\b|illness|sick|disease|cancer|pain|ache|headache|toothache|hurt|injur|broken? (?:his|her|my|your|their|an?) |sprain|allerg|medicine|pills?\b|tablet|vaccin|blood|heart|stroke|diabet|dizzy|unwell|tired)/iu,
  },
  {
    id: 'home',
    about: { en: 'Home and family', zh: '家里' },
    mentions:
      /[家妈爸爹娘爷奶姥哥姐弟妹叔姨舅姑婶嫂伯孙侄甥婆公孩娃房]|儿子|女儿|闺女|媳妇|丈夫|妻|亲戚|过年|春节|父|母|\b(?:home|house|flat\b|apartment|room|garden|family|families|mum|mom|mother|dad|father|parent|grand|brother|sister|son\b|sons\b|daughter|uncle|aunt|cousin|niece|nephew|husband|wife|kids?\b|child|baby|babies|married|wedding)/iu,
  },
];
