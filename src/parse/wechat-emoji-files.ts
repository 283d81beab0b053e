/**
 * WeChat's own emoji pictures by file name (`Expression_86@2x.png`, `new/2_05.png`): a page that shows a picture
 * without its code still says which emoji it was. Source of the file names: WeChat's web assets
 * (res.wx.qq.com/t/wx_fed/we-emoji), v1.3.
 */
const CLASSIC = // Expression_1 to Expression_105
  '微笑 撇嘴 色 发呆 得意 流泪 害羞 闭嘴 睡 大哭 尴尬 发怒 调皮 呲牙 惊讶 难过 酷 冷汗 抓狂 吐 偷笑 愉快 白眼 傲慢 饥饿 困 惊恐 流汗 憨笑 悠闲 奋斗 咒骂 疑问 嘘 晕 疯了 衰 骷髅 敲打 再见 擦汗 抠鼻 鼓掌 糗大了 坏笑 左哼哼 右哼哼 哈欠 鄙视 委屈 快哭了 阴险 亲亲 吓 可怜 菜刀 西瓜 啤酒 篮球 乒乓 咖啡 饭 猪头 玫瑰 凋谢 嘴唇 爱心 心碎 蛋糕 闪电 炸弹 刀 足球 瓢虫 便便 月亮 太阳 礼物 拥抱 强 弱 握手 胜利 抱拳 勾引 拳头 差劲 爱你 NO OK 爱情 飞吻 跳跳 发抖 怄火 转圈 磕头 回头 跳绳 投降 激动 乱舞 献吻 左太极 右太极'.split(
    ' ',
  );

const NEW: Record<string, string> = {
  '2_02': '奸笑',
  '2_04': '嘿哈',
  '2_05': '捂脸',
  '2_06': '机智',
  '2_07': '茶',
  '2_09': '红包',
  '2_10': '蜡烛',
  '2_11': '耶',
  '2_12': '皱眉',
  Watermelon: '吃瓜',
  Addoil: '加油',
  Sweat: '汗',
  Social: '社会社会',
  Yellowdog: '旺柴',
  NoProb: '好的',
  Slap: '打脸',
  Wow: '哇',
  KeepFighting: '加油加油',
  Boring: '翻白眼',
  '666': '666',
  LetMeSee: '让我看看',
  Sigh: '叹气',
  Hurt: '苦涩',
  Broken: '裂开',
  Sick: '生病',
  Flushed: '脸红',
  Happy: '笑脸',
  Lol: '破涕为笑',
  Terror: '恐惧',
  LetDown: '失望',
  Duh: '无语',
  Worship: '合十',
};

/** The folder is needed: other pictures may also be called `666.png`. */
const FOLDER = /(?:^|\/)wxemoji\//u;

/** `wxemoji/new/2_05.png` is `[捂脸]`; '' for a picture that is not one of WeChat's emoji or is not in the table. */
export function emojiOfFile(src: string): string {
  if (!FOLDER.test(src)) return '';
  const stem = src.slice(src.lastIndexOf('/') + 1).replace(/(?:@\dx)?\.(?:png|gif|webp)(?:\?.*)?$/u, '');
  const number = /^Expression_(\d{1,3})$/u.exec(stem)?.[1];
  const name = number ? CLASSIC[Number(number) - 1] : Object.hasOwn(NEW, stem) ? NEW[stem] : undefined;
  return name ? `[${name}]` : '';
}
