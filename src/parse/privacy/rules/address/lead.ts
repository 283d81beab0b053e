/**
 * Words that may stand before an address and are not part of it. Everything up to the last of them is removed, unless
 * it begins or continues the name of a place (离石, 朝阳, 于洪, 自强路, 经三路, 开放大道, 写字楼). It is better to mask one 回 too many
 * than to cut 回龙观.
 */
const LEAD =
  /^.*(?:址为|[在住到去是寄送往址叫搬的我你您他她们咱这那说问还也就把]|给(?!水)|了(?!望)|见(?!龙)|离(?!石)|过(?!街)|(?<![解开])放|写(?!字)|(?<!丰)收(?!费)|觉得|位于|地址|家住|门牌号?|老家)/su;
const LEAD_IN =
  /^(?:来(?!广|安|宾|凤|福)|从(?!化|江)|走(?!马)|和(?!平|田|县|谐|顺|静|硕|龙|政|睦|美|义|兴)|跟|与|于(?!洪|都|田|家|桥|潜)|自(?!贡|强|由|立|治|流)|经(?![一二三四五六七八九十开海济纬天贸堂])|朝(?![阳晖天外内凤霞辉花])|向(?![阳东荣前民群])|有(?!恒|为|余)|回(?![龙民族兴])|家(?=.{4}))/u;

/** The clause without the words that lead up to the address. */
export const trimLead = (clause: string): string => clause.replace(LEAD, '').trimStart().replace(LEAD_IN, '');

/** Words of a sentence that stand before a building and are not the name of an estate. */
const SPEECH =
  /^.*(?:[今明昨后前每当]天|[今明昨当]晚|[早晚]上|[上中下]午|[点吗呢吧呀哦啊没不很请让帮被找看]|时候|[今明去前]年|[买卖租]|星期.|现在|刚才|刚刚|马上|记得|知道|麻烦|快递|外卖|包裹|东西|钥匙|隔壁|对面|邻居|阿姨|叔叔|师傅|老师|大[爷妈]|先生|女士|业主|房东|门铃|有人|家里|房子|收货|取件|自提|物业|电话|手机|公司|单位|楼[上下]|小区里)/su;
const MOST_NAME = 18;
const NAME = /^(?:(?=.*[\u4e00-\u9fa5]{2})[\u4e00-\u9fa5A-Z]|[A-Z][A-Za-z]{2})[\u4e00-\u9fa5A-Za-z\d]*$/u;

/**
 * The name of an estate or a campus without a typical ending: 恒大名都, 城市之光3期. Empty where the words before are not a
 * name: 8车12座.
 */
export function estateName(left: string): string {
  const name = left.replace(SPEECH, '').trimStart();
  return name.length <= MOST_NAME && NAME.test(name) && !/[车排位第]$/u.test(name) ? name : '';
}
