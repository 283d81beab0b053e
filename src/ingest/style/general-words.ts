/**
 * What everybody says in chats, so that 好的 is nobody's catch-phrase, even where no partner's words are there to compare
 * with. The rates per 100,000 characters (or English words) are rounded to four classes and were set by hand: keyness
 * needs only the order of magnitude.
 */
const CLASSES: [rate: number, phrases: string][] = [
  [
    300,
    `好的 我们 你们 他们 什么 怎么 没有 不是 就是 可以 这个 那个 一个 现在 知道 不知道 今天 明天 时候 自己 这样 那样 还是 但是 因为 所以 如果 已经
     觉得 不要 不能 不会 是不是 有没有 一下 一点 没事 哈哈 哈哈哈 the you to and it is that of in for i'm it's ok yes`,
  ],
  [
    100,
    `我的 你的 他的 的话 的时候 是的 对的 好吧 行吧 真的 不用 不行 没问题 怎么了 怎么样 怎么办 为什么 什么时候 多少 几点 哪里 在哪 在吗 你好 谢谢 不客气
     晚安 早上好 吃饭 吃了 上班 下班 回家 回来 回去 出来 过来 过去 起来 下来 上去 出去 进去 看看 说说 想想 等等 一会 一会儿 等会 等下 马上 刚刚 刚才 昨天 后天
     早上 中午 下午 晚上 周末 上午 星期 月份 年前 以后 以前 之前 之后 后来 然后 而且 或者 其实 可能 应该 一定 肯定 好像 感觉 只是 只要 只有 还有 不过 虽然 比较
     非常 特别 有点 太多 很多 一些 一样 这么 那么 多久 电话 手机 微信 孩子 妈妈 爸爸 老师 朋友 东西 事情 问题 时间 工作 公司 学校 医院 睡觉 起床 喜欢 需要 准备
     开始 结束 收到 看到 听说 告诉 帮我 给我 给你 跟你 跟我 我在 我也 我还 我就 我要 我想 我是 你在 你也 你要 你是 他说 她说 我说 你说 我觉得 我知道 你知道 不好
     不错 还好 也好 也是 也不 都是 都不 就好 就行 那就 那你 那我 这是 是我 是你 有人 大家 一起 一直 一般 一次 第一 两个 几个 每天 天天 有时候 this what not
     have do be are was with on at but so just no can know good don't will we my me your`,
  ],
  [
    30,
    `好滴 好嘞 好呀 好啊 好哒 嗯嗯 嗯呢 哦哦 是啊 是呀 对啊 对呀 行啊 可以的 可以啊 没关系 没什么 不着急 别着急 慢慢来 辛苦了 注意安全 早点睡 早点休息 路上小心
     加油 恭喜 生日快乐 新年快乐 不好意思 对不起 抱歉 麻烦 麻烦你 谢谢你 不谢 客气 明白 了解 清楚 当然 当然可以 确实 的确 难怪 怪不得 原来 原来如此 果然 反正
     随便 无所谓 都可以 都行 算了 拉倒 不管 没办法 没法 没时间 没空 有空 有时间 到时候 下次 上次 这次 那次 以为 记得 忘了 忘记 找到 找不到 看不到 听不到 想你
     爱你 宝贝 亲爱的 老公 老婆 媳妇 哥 姐 儿子 女儿 闺女 多吃点 多喝水 吃什么 吃啥 干嘛 干啥 咋了 咋样 啥时候 为啥 是吧 对吧 好不好 行不行 可不可以 能不能 要不要
     差不多 不一定 说不定 看情况 再说 再看 再说吧 先这样 就这样 就这样吧 那行 那好 那好吧 到了 到家 到家了 出发 在路上 快到了 等我 来了 走了 睡了 醒了 起了 吃过 吃完
     做饭 买菜 快递 天气 下雨 降温 感冒 身体 健康 开心 高兴 难过 生气 累 好累 困 饿 饿了 无聊 好玩 好吃 好看 漂亮 厉害 牛 太好了 太棒了 真好 真的吗 真的假的 不会吧 天哪
     笑死 哎呀 哎 唉 哇 啊啊 我去 我靠 卧槽 牛逼 thank thanks sorry please really sure okay want need think going got get like love here there when how why see time now
     today tomorrow home work let's i'll you're that's`,
  ],
  [
    10,
    `没毛病 有道理 也行 也对 怎么说 怎么说呢 说实话 说真的 讲真 老实说 其实吧 总之 总的来说 话说 对了 顺便 另外 首先 最后 比如 比如说 一方面 实际上 事实上 基本上
     差点 幸好 还行 还可以 马马虎虎 一般般 凑合 凑合吧 过得去 没意思 有意思 搞定 搞不定 弄好 弄完 处理 安排 联系 通知 确认 发给 发我 发你 转发 截图 链接 视频 照片
     图片 语音 打电话 接电话 回电话 开会 加班 请假 出差 放假 上课 下课 考试 作业 成绩 钱 转账 红包 多少钱 便宜 贵 买了 卖 退货 打折 医生 吃药 检查 体检 住院 好点了吗
     多休息 保重 保重身体 一路平安 一路顺风 平平安安 心想事成 万事如意 身体健康 节日快乐 中秋快乐 春节快乐 拜年 过年好 anyway actually maybe probably exactly course
     welcome congratulations happy birthday morning night see you take care no problem of course`,
  ],
];

/** In a comparison the list stands for somebody who wrote this many characters. */
export const GENERAL_CHARS = 30_000;

export const GENERAL_RATES: ReadonlyMap<string, number> = new Map(
  CLASSES.toReversed().flatMap(([rate, phrases]) =>
    phrases
      .split(/\s+/u)
      .filter(Boolean)
      .map((phrase) => [phrase, rate / 100_000] as const),
  ),
);
