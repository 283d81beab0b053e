/**
 * Names of contacts that are everyday words or forms of address: replacing them in sentences would hide nobody and
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

/** Words that dictionaries take for people's names, and companies that people talk about. */
const LIKE_NAMES = new Set(
  `明白 文明 小姐 卫星 雷达 荣誉 古老 冷笑 明星 光荣 权威 智慧 玉米 白雪 高峰 友谊 英勇 高潮 齐全 凤凰 辛勤 胡子 光辉 叶子
  红旗 子孙 宝贵 康复 沙滩 师范 梅花 周转 吉祥 宁可 雪山 宝剑 大侠 高明 小康 老虎 双喜 博客 体操 关怀 明珠 王子 温泉 呼唤
  乌云 宁静 养老 蓝天 金刚 冷汗 天亮 安抚 宝石 许可 小雨 朱红 原谅 卓越 晋升 祝贺 慈善 松树 兰花 史诗 蓬勃 过敏 英才 乌龟
  胡闹 荣耀 满怀 桂花 毛巾 麦子 银杏 朴素 英俊 高薪 华丽 燕子 巴掌 白发 金黄 林子 杨柳 安危 梅子 胡涂 杜鹃 张贴 周旋 田园
  白云 孔雀 李子 温馨 陈旧 祝福 明智 灵敏 奥妙 静默 巧遇 贝壳 庄园 高昂 高超 仁义 张望 张扬 张嘴 张口 方正 周密 周正 安宁
  华为 顺丰 京东 美团 淘宝 天猫 中通 圆通 申通 韵达 菜鸟 拼多多 饿了么 滴滴 支付宝 微信 抖音 快手 微博 百度 移动 联通 电信`.split(
    /\s+/u,
  ),
);

/** English words that people use as their names; no dictionary of English comes with this package. */
const ENGLISH = new Set(
  `may april june august summer spring autumn winter sun sunny sunshine sky star stars moon rain rainy snow cloud wind sea ocean
  river forest flower flowers rose lily cherry apple lemon peach orange coffee tea milk sugar candy cookie cake cola fish cat
  kitty dog puppy bear panda tiger lion rabbit bunny fox wolf bird angel joy hope faith grace peace dream dreams smile life free
  freedom lucky luck sweet sweety cool nice good best king queen prince princess boy girl man lady hero ghost shadow night
  morning today tomorrow forever never always only one time memory music song dance story world heaven fire ice water stone
  gold silver diamond crystal pearl blue red green white black pink purple grey will mark bill rich art dawn eve
  miss mister mrs sir madam dr vip admin test null none iphone android windows`.split(/\s+/u),
);

/** Whether a name is in one of the lists above; case does not matter. */
export const isWord = (name: string): boolean => {
  const folded = name.toLowerCase();
  return WORDS.has(folded) || LIKE_NAMES.has(folded) || ENGLISH.has(folded);
};
