import { PARTICLE_CHARACTERS, QUESTION_WORDS } from '../../core/speech-signs.ts';

/**
 * The fixed word lists of the style figures, in simplified characters; traditional characters are looked up as these. A
 * text is read from left to right, the longest listed word first, so that 就是 is not 就 and 是. COMPOUNDS are words in
 * which a listed character is no word of its own (目的, 不过, 了解).
 */
const list = (words: string): string[] => words.split(/\s+/u).filter(Boolean);

/** The fingerprint: words so common that nobody chooses them. Their order is that of style.json. */
export const FUNCTION_WORDS = list(`
的 了 是 就 也 都 还 又 才 再 在 把 被 给 让 跟 和 与 但 但是 因为 所以 如果 要是 就是 不是 可是 不过 而且 然后 那 这 这个 那个 这样
那样 这么 那么 什么 怎么 我 你 他 她 它 我们 咱们 咱 你们 他们 大家 自己 没 没有 不 很 太 真 最 挺 会 能 要 想 得 地 着 过 到 从 对 向
比 等 个 些 点 有 去 来 说 看 吗 吧 呢 啊 呀 嘛 哦 啦 或者 还是 其实 反正 已经 一直 可能 应该 觉得
the a an and or but so if of to in on at for with is are was be it that this i you he she we they my your not no do have will can just`);

export const ADVERBS = list(`
其实 反正 大概 可能 应该 肯定 一定 绝对 真的 确实 当然 果然 居然 竟然 到底 究竟 毕竟 根本 简直 几乎 差不多 好像 似乎 也许 估计 恐怕
稍微 有点 有点儿 特别 非常 十分 相当 比较 更 越来越 总是 老是 经常 常常 偶尔 有时候 一直 已经 刚刚 刚才 马上 赶紧 赶快 立刻 慢慢 顺便
干脆 索性 随便 幸亏 幸好 难得 本来 原来 后来 突然 忽然 正好 刚好 尽量 千万 务必 不妨 未必 不一定 挺 蛮 超 超级 太 最 很
actually really maybe probably definitely anyway basically literally honestly usually always never just quite pretty very`);

export const CONNECTORS = list(`
因为 所以 但是 可是 不过 然而 而且 并且 然后 于是 因此 如果 要是 假如 只要 只有 除非 虽然 尽管 即使 就算 哪怕 既然 不管 无论 否则 不然
要不然 要不 或者 还是 总之 反正 首先 其次 最后 接着 另外 还有 比如 比如说 例如 换句话说 也就是说 就是说 话说回来 话说 对了 说到 至于
because so but however although though if unless then therefore anyway besides also plus`);

/**
 * Sentence-final particles, counted only at the end of a clause. The last ones need the compounds below: 水滴 is no 好滴.
 */
export const PARTICLES = [...PARTICLE_CHARACTERS, ...list('滴 捏 罢了 而已 来着')];

export const NEGATIONS = list(
  `不 没 没有 别 甭 不用 不要 不能 不会 不是 不行 不想 不知道 无 未 勿 not no never don't doesn't didn't can't won't isn't wasn't nothing none`,
);
export const FIRST_PERSON = list('我 我们 咱 咱们 俺 俺们 自己 本人 人家 i me my mine we us our');
export const SECOND_PERSON = list('你 你们 您 妳 you your yours u');
export const QUESTIONS = QUESTION_WORDS;
export const THANKS = list('谢谢 谢了 多谢 感谢 谢啦 辛苦 辛苦了 麻烦你 麻烦您 感恩 thanks thank thx cheers');
export const SORRY = list('对不起 抱歉 不好意思 怪我 我的错 见谅 失礼 sorry apologies apologise apologize');
export const AFFECTION = list(
  '爱你 想你 想你了 想死你 么么 么么哒 亲爱的 宝贝 抱抱 亲亲 惦记 挂念 牵挂 舍不得 心疼 疼你 爱你们 想你们 love darling honey dear xoxo',
);

/** `[code]`s and emoji that stand for laughter. */
export const LAUGHING_CODES = new Set(
  list(
    '呲牙 偷笑 笑脸 捂脸 破涕为笑 憨笑 坏笑 嘿哈 奸笑 旺柴 大笑 嘻嘻 哈哈 笑cry 龇牙 Grin Chuckle Laugh Facepalm Lol Smirk',
  ),
);
export const LAUGHING_EMOJI = new Set(list('😂 🤣 😄 😁 😆 😅 😹 😸 😃 😀 😝 😜'));

/** Words that tell where a person grew up; none of them is used everywhere. */
export const DIALECTS: Record<string, string[]> = {
  dongbei: list(
    '嘎嘎 咋整 咋地 咋的 嗯呐 唠嗑 唠唠 贼好 贼拉 老鼻子 埋汰 磕碜 嘚瑟 膈应 瞅瞅 瞅 整点 得劲 波棱盖 卡秃噜 杠杠的 干哈',
  ),
  beijing: list('甭 倍儿 敢情 今儿 明儿 昨儿 后儿 瞎掰 齁 得嘞 回见 局气 丫的 您内'),
  sichuan: list(
    '啥子 撒子 巴适 要得 晓得 莫得 啷个 咋个 摆龙门阵 雄起 瓜娃子 哈儿 娃儿 幺儿 噻 哦豁 耍朋友 龟儿 打望 晓不得',
  ),
  yue: list('冇 嘅 咩 喺 佢 啲 咁 咗 睇 食饭 返工 点解 边度 好耐 唔该 唔系 唔好 嚟 嘢 畀 噉'),
  wu: list('侬 阿拉 伐 覅 晓得伐 老灵 结棍 格么 小囡 囡囡 哪能 阿是 弗 伊拉 勿要 辰光 搞七捻三 吃力煞'),
  northern: list('俺 俺们 恁 恁们 弄啥 弄啥嘞 中不中 得劲儿 木有 夜个 今个 明个 拉呱 管乎 白不呲咧 咋恁'),
  xiang: list('恰饭 要得咯 嬲塞 咯样 莫子 冇得 堂客 崽崽 妹陀 晓得咯 何解 里手'),
  minnan: list('厝 阿嬷 阿公 囝仔 歹势 呷 甲意 有够 好康'),
};

/** Longer words that contain a listed character. */
export const COMPOUNDS = list(`
目的 的确 的士 打的 似的 有的是 了解 了不起 不了 为了 除了 罢了 了结 受不了 忘不了 是非 是否 于是 总是 还是 倒是 凡是 只是 若是 老是 硬是 成就 就业 就近 就餐 早就 迁就
将就 就诊 就医 就座 也许 首都 成都 都市 都江堰 古都 还钱 归还 还款 还债 偿还 还清 又又 才能 人才 刚才 天才 才华 口才 身材 再见 再三 再婚 再说 现在 存在 实在 正在 在乎
内在 自在 在意 好在 所在 不在乎 在线 在家 把握 一把 把手 把戏 火把 把关 棉被 被子 被窝 被套 被单 供给 补给 自给 让步 谦让 转让 跟踪 脚跟 跟前 跟头 高跟鞋 和平 和气 和谐
温和 缓和 暖和 和尚 和解 和好 总和 柔和 参与 与其 给与 但愿 不但 非但 因果 如何 如今 比如 例如 如意 如此 要求 重要 需要 主要 要紧 只要 要点 要命 想要 必要 要么 要不
不同 不错 不断 不久 不仅 不管 不少 不论 不幸 不可 不足 不良 不妨 不如 不得 不必 不见 不满 不料 差不多 对不起 了不得 舍不得 来不及 巴不得 说不定 看不起 不好意思 不得了 不得不
没事 没关系 没意思 没劲 没收 沉没 淹没 出没 没办法 没问题 没法 没空 没准 很多 太阳 太太 老太太 太极 太子 真正 真实 认真 天真 真心 真诚 真相 真理 传真 真丝 最后 最近 最初
最终 最多 最少 最好 会议 机会 社会 开会 会计 聚会 晚会 误会 一会儿 一会 等会 等会儿 待会 待会儿 学会 年会 会员 会长 约会 不会 体会 都会 宴会 能力 能够 可能 功能 智能
能量 性能 能源 不能 只能 才能 能干 节能 想法 思想 理想 梦想 幻想 想象 想念 猜想 感想 联想 想起 想到 觉得 值得 记得 懂得 获得 取得 得到 得意 显得 免得 省得 得了 难得 得病 得奖 心得
使得 认得 晓得 舍得 地方 地址 地铁 地图 地上 地下 地球 地区 地点 当地 土地 工地 基地 草地 外地 本地 地震 地板 地位 陆地 场地 目的地 落地 地道 地铁站 天地 着急 着火 着凉 睡着
接着 跟着 沿着 随着 着想 着手 着装 过年 过去 过来 过程 经过 通过 超过 不过 难过 过节 路过 过期 过敏 过分 过瘾 过日子 过生日 错过 度过 过几天 过会儿 过夜 过世 过户 过奖
到底 到处 到达 迟到 遇到 看到 收到 感到 得到 报到 从来 从此 从前 从小 自从 从事 服从 从容 对象 对方 对话 对面 反对 对待 绝对 面对 对比 对手 对付 相对 针对 校对 对联
方向 向往 趋向 志向 向日葵 导向 比赛 比较 比如 对比 比例 无比 等于 等级 平等 高等 中等 等候 个人 个子 个性 整个 各个 个别 一些 有些 某些 这些 那些 哪些 好些 点心 地点
优点 缺点 特点 观点 早点 一点 差点 重点 景点 快点 晚点 点头 点名 点菜 点赞 点评 钟点 几点 有点 点钟 半点 点滴 焦点 起点 终点 有人 有趣 有名 有效 有关 有事 有空 有用
所有 拥有 具有 含有 有限 有意思 有本事 还有 只有 有一天 去年 去世 失去 下去 出去 进去 回去 上去 过去 去掉 来自 来往 未来 本来 原来 从来 将来 后来 起来 出来 进来 回来
下来 上来 以来 向来 看来 说来 来宾 近来 来信 来电 说明 说话 小说 传说 听说 据说 说法 说服 说实话 话说 看法 看病 看望 看见 看来 好看 难看 查看 看书 看电视 观看 看门
那边 那时 那时候 那年 那天 那里 那会儿 这边 这时 这时候 这里 这次 这些 这会儿 这几天 我国 自我 忘我 你好 其他 他乡 他人 其它 大家庭 不知 知道 不住 忍不住 对不住 记不住
阿拉伯 阿拉斯加 阿拉丁 要得到 要得多 里手机 以后 之后 星辰光 弗兰 弗洛 弗里 老灵魂 好康复 著名 著作 名著 显著 著称
吧台 酒吧 网吧 呢子 呀呀 哈密瓜 哈尔滨 哈尼 滴滴 一滴 水滴 滴水 嘛事 法系 关系 系统 联系 系列 系数 体系 系里 院系 中文系 直系 系鞋带 额头 额外 名额 金额 总额 余额 蛮横 野蛮 伐木 步伐 砍伐
郎中 新郎 女郎 牛郎 伴郎 揪心 忒弥斯 丫头 丫鬟 怂恿 安逸 超市 超过 超人 超声 超标 超速 更新 变更 更换 更改 更正 三更 更衣 无法 无聊 无数 无论 无所谓 无奈 未必 未婚 勿忘 别人 别墅 特别
分别 区别 级别 性别 别的 告别 个别 离别 识别 类别 辨别 自己人 几个 几天 几乎 茶几 几年 谁知 谁知道 哪怕 多少钱 什么的 怎么样 怎么办 怎么了 没什么 为什么呢`);
