/**
 * Names of contacts that are everyday words or forms of address: replacing them in sentences would hide no one and
 * would spoil the way a person speaks (我妈妈说 must not become 我[亲友1]说).
 */
const WORDS = new Set(
  `爸爸 妈妈 老爸 老妈 父亲 母亲 爹爹 娘亲 爷爷 奶奶 姥姥 姥爷 外公 外婆 公公 婆婆 岳父 岳母 老公 老婆 媳妇 丈夫 妻子 爱人
  哥哥 姐姐 弟弟 妹妹 大哥 大姐 二哥 二姐 三哥 三姐 小弟 小妹 老弟 老妹 嫂子 姐夫 妹夫 弟媳 儿子 女儿 闺女 宝贝 宝宝 孩子
  孙子 孙女 外孙 外孙女 叔叔 阿姨 伯伯 伯父 伯母 舅舅 舅妈 姑姑 姑父 姨妈 姨父 大伯 大叔 大妈 大爷 婶婶 表哥 表姐 表弟 表妹
  堂哥 堂姐 堂弟 堂妹 亲家 亲爱的 家人 朋友 同学 同事 老师 师傅 师父 徒弟 老板 经理 主任 领导 队长 班长 医生 大夫 护士 司机
  房东 邻居 客户 客服 快递 外卖 物业 保安 群主 自己 大家 我们 你们 他们 今天 明天 昨天 早安 晚安 你好 再见 谢谢 开心 快乐
  幸福 平安 健康 阳光 天空 大海 生活 时间 未来 梦想 回忆 曾经 永远 简单 自由 安静 微笑 加油 好运 随缘 知足 常乐 一切 随风
  mom mum mama mother dad papa father grandma grandpa granny son daughter brother sister aunt uncle wife husband baby honey
  dear darling boss teacher doctor friend me you home work love happy hello`.split(/\s+/u),
);

export const isWord = (name: string): boolean => WORDS.has(name.toLowerCase());
