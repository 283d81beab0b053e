import type { Rate } from '../style.ts';
import type { Bilingual, DropReason, ItemFlag, ItemKind, ItemType } from '../types.ts';

/** Words of the corpus that the terminal and the report page share. */

export const DROP_TEXT: Record<DropReason, Bilingual> = {
  'system-line': { en: 'system line', zh: '系统提示' },
  revoked: { en: 'revoked', zh: '已撤回' },
  unreadable: { en: 'unreadable', zh: '无法读取' },
  duplicate: { en: 'told twice', zh: '重复' },
  empty: { en: 'empty', zh: '没有内容' },
  'outside-period': { en: 'outside the period', zh: '不在时间范围内' },
  'not-own-words': { en: 'not own words', zh: '不是本人的话' },
  'unknown-sender': { en: 'sender unknown', zh: '不知发送者' },
  forgotten: { en: 'forgotten as asked', zh: '已按要求删除' },
};

/** Why a note, an entry or a whole document cannot be read, or not all of it. */
const UNREADABLE_TEXT = {
  damaged: { en: 'damaged', zh: '已损坏' },
  'damaged-zip': { en: 'damaged: its parts cannot be unpacked', zh: '已损坏，无法解开' },
  binary: { en: 'no text inside', zh: '内容不是文本' },
  encrypted: { en: 'locked with a password', zh: '加了密码' },
  'encrypted-note': { en: 'encrypted by the note app', zh: '笔记软件已加密' },
  'cut-off': { en: 'breaks off in the middle', zh: '内容不完整，中途断了' },
  'no-document': { en: 'no Word document inside', zh: '里面没有 Word 文档' },
  'no-notes': { en: 'no note inside', zh: '里面没有笔记' },
  'no-header': { en: 'no heading that names the columns', zh: '没有写明各列的表头' },
  'no-entry': { en: 'not built like an entry of this format', zh: '不像这种格式的条目' },
  'no-article': { en: 'not built like an article of this format', zh: '不像这种格式的文章' },
} as const satisfies Record<string, Bilingual>;
export type UnreadableFault = keyof typeof UNREADABLE_TEXT;

/** What decided about a row, other than the cleaning rules, which have titles of their own. */
const RULE_TEXT = {
  ...UNREADABLE_TEXT,
  'same-id': {
    en: 'has the same id as the one kept: by the server, or by sender, second and words',
    zh: '与保留的那条 id 相同：同一服务器 id，或发送者、秒数与文字都相同',
  },
  'same-message': {
    en: 'another export tells of it: same chat, words and second (or minute)',
    zh: '另一份导出已有这条：同一聊天，文字与时间（秒或分）相同',
  },
  'copied-chat': { en: 'a chat that was pasted into a note', zh: '贴进笔记里的聊天' },
  'forwarded-mail': { en: 'a mail that was only forwarded', zh: '单纯转发的邮件' },
  reprint: { en: 'a reprint of somebody else’s text', zh: '转载他人的文章' },
  'repost-without-words': { en: 'shared without a word of one’s own', zh: '转发时没有写自己的话' },
  'web-clip': { en: 'clipped from a web page', zh: '从网页剪藏的内容' },
  'deleted-article': { en: 'the page in place of a deleted article', zh: '文章已被删除，只剩提示页' },
  'no-content': { en: 'a title without its article', zh: '只有标题，没有正文' },
  template: { en: 'a template that was not filled in', zh: '没有填写的模板' },
  'in-trash': { en: 'thrown away: it lies in the trash of the program', zh: '已扔进软件的回收站' },
  'album-cover': { en: 'a change of the album cover', zh: '更换相册封面' },
  spreadsheet: {
    en: 'a spreadsheet program took the words for a formula or a number; they are not in the file any more',
    zh: '表格软件把这句话当成了公式或数字，文件里已没有原话',
  },
  'no-text': { en: 'nothing is written in it', zh: '里面没有写任何文字' },
  'as-exported': { en: 'the export itself says so, by a type or a mark', zh: '导出文件本身以类型或标记说明' },
  'by-words': {
    en: 'its words alone say so; the export tells no types',
    zh: '导出文件没有写明类型，只凭文字判断',
  },
  'sender-untold': { en: 'the export does not say who wrote it', zh: '导出文件没有写明是谁写的' },
  'no-row': { en: 'damaged, or not built like a row of this format', zh: '已损坏，或不像这种格式的内容' },
} as const satisfies Record<string, Bilingual>;
/** Id of what drops a row before any cleaning rule sees it. */
export type DropRule = keyof typeof RULE_TEXT;

/** What a rule other than a cleaning rule is called; undefined where this version has no such rule. */
export const ruleText = (id: string): Bilingual | undefined => (RULE_TEXT as Record<string, Bilingual>)[id];

/** Stands in for a person in rows that name nobody: system lines, notes about revoked messages. */
export const NOBODY_TEXT: Bilingual = { en: '(nobody named)', zh: '（没有发送人）' };
/** Stands in for a person in essays and posts without a name. */
export const UNSIGNED_TEXT: Bilingual = { en: '(unsigned)', zh: '（没有署名）' };
/** Follows the subject's name in a list of people. */
export const SUBJECT_MARK: Bilingual = { en: '◀ the person', zh: '◀ 本人' };

export const unsignedText = (n: number, name: string): Bilingual => ({
  en: `Of ${name}'s rows ${n} ${n === 1 ? 'is' : 'are'} unsigned (essays, notes): taken as written by ${name}.`,
  zh: `${name}的条目中有 ${n} 条没有署名（文章、笔记等），算作本人所写。`,
});

/** Comments below posts and essays: those by everybody, and those by the person of this name. */
export const commentsText = (all: number, own: number, name: string): Bilingual => ({
  en: `${all} ${all === 1 ? 'comment' : 'comments'} below posts and essays, ${own} by ${name}: kept apart from the items.`,
  zh: `动态和文章下的评论 ${all} 条，其中${name}本人 ${own} 条：与正文分开保存，不计入条数。`,
});

export const undatedText = (n: number): Bilingual => ({
  en: `${n} ${n === 1 ? 'item tells' : 'items tell'} no month (no date, that of the file alone, or a year alone): counted, but in no month.`,
  zh: `有 ${n} 条不知是哪个月写的（没有日期、只有文件的时间，或只写了年份）：计入总数，但不计入任何月份。`,
});

/** Why a file was refused, shown after its name; by the code of the notice that gives the long version. */
export const REFUSED_TEXT = {
  'refused-permission': { en: 'no permission', zh: '没有权限' },
  'refused-gone': { en: 'leads nowhere', zh: '指向的文件不存在' },
  'refused-not-downloaded': { en: 'only in iCloud', zh: '只在 iCloud 里' },
  'refused-special': { en: 'no file', zh: '不是普通文件' },
  'refused-empty': { en: 'empty', zh: '空文件' },
  'refused-damaged': { en: 'damaged', zh: '已损坏' },
  'refused-encrypted': { en: 'locked', zh: '加了密码' },
  'refused-compression': { en: 'packed in an unknown way', zh: '压缩方式无法识别' },
  'refused-outside': { en: 'points out of its zip', zh: '指向压缩包之外' },
  'refused-bomb': { en: 'unpacks to far too much', zh: '解压后大得不合常理' },
  'refused-nested': { en: 'too many zips around it', zh: '套了太多层压缩包' },
} as const satisfies Record<string, Bilingual>;

export const recordingsText = (n: number): Bilingual => ({
  en: `${n} ${n === 1 ? 'recording that is no voice message was' : 'recordings that are no voice messages were'} not read.`,
  zh: `另有 ${n} 个录音不属于聊天里的语音消息，这里没有读取。`,
});

export const voicesText = (n: number): Bilingual => ({
  en: `${n} voice ${n === 1 ? 'message belongs' : 'messages belong'} to no chat that was read: who speaks is not known.`,
  zh: `另有 ${n} 条语音消息，读到的聊天里都没有提到，不知道是谁说的。`,
});

export const picturesText = (n: number): Bilingual => ({
  en: `${n} ${n === 1 ? 'picture lies' : 'pictures lie'} there too; no words are read out of pictures.`,
  zh: `另有 ${n} 个图片文件；不识别图片里的文字。`,
});

export const TYPE_TEXT: Record<ItemType, Bilingual> = {
  text: { en: 'text', zh: '文字' },
  voice: { en: 'voice', zh: '语音' },
  image: { en: 'image', zh: '图片' },
  video: { en: 'video', zh: '视频' },
  sticker: { en: 'sticker', zh: '表情' },
  link: { en: 'link', zh: '链接' },
  file: { en: 'file', zh: '文件' },
  location: { en: 'location', zh: '位置' },
  call: { en: 'call', zh: '通话' },
  transfer: { en: 'transfer', zh: '转账' },
  card: { en: 'card', zh: '名片' },
  forward: { en: 'forward', zh: '转发' },
};

export const KIND_TEXT: Record<ItemKind, Bilingual> = {
  message: { en: 'messages', zh: '消息' },
  post: { en: 'posts', zh: '动态' },
  essay: { en: 'essays', zh: '文章' },
};

export const FLAG_TEXT: Record<ItemFlag, Bilingual> = {
  copied: { en: 'copied text, kept out of the style', zh: '转贴的文字，不计入语言风格' },
  masked: { en: 'something private was masked', zh: '其中的隐私内容已遮盖' },
  'low-information': { en: 'says little', zh: '信息很少' },
  'no-time': { en: 'no time known', zh: '没有时间' },
  'weak-time': { en: 'only the time of the file is known', zh: '只知道文件的时间' },
  private: { en: 'only its author could see it', zh: '仅作者本人可见' },
};

/** Kinds of masked values, as report.json counts them. */
export const MASK_TEXT: Record<string, Bilingual> = {
  key: { en: 'keys', zh: '密钥' },
  email: { en: 'e-mail addresses', zh: '邮箱' },
  'id-number': { en: 'id numbers', zh: '身份证号' },
  'bank-card': { en: 'bank cards', zh: '银行卡号' },
  phone: { en: 'phone numbers', zh: '电话' },
  'wechat-id': { en: 'WeChat ids', zh: '微信号' },
  qq: { en: 'QQ numbers', zh: 'QQ 号' },
  code: { en: 'verification codes', zh: '验证码' },
  password: { en: 'passwords', zh: '密码' },
  passport: { en: 'passports', zh: '护照号' },
  plate: { en: 'car plates', zh: '车牌' },
  address: { en: 'addresses', zh: '住址' },
  person: { en: 'names of others', zh: '他人姓名' },
};

/** The share of bubbles that contain it; for `english` and `digits`, the share of characters. */
export const RATE_TEXT: Record<Rate, Bilingual> = {
  'one-character': { en: 'a single character', zh: '只有一个字' },
  question: { en: 'a question', zh: '提问' },
  negation: { en: 'a no or not', zh: '否定（不、没）' },
  'first-person': { en: 'I, we', zh: '我、我们' },
  'second-person': { en: 'you', zh: '你、你们' },
  particle: { en: 'a final particle (啊, 呢, 嘛 …)', zh: '语气词（啊、呢、嘛……）' },
  laughter: { en: 'laughter', zh: '笑声' },
  emoji: { en: 'an emoji', zh: 'emoji' },
  'emoji-code': { en: 'a WeChat emoji', zh: '微信表情' },
  'doubled-mark': { en: 'doubled marks (！！)', zh: '叠用标点（！！）' },
  'space-for-comma': { en: 'a space for a comma', zh: '用空格代替标点' },
  thanks: { en: 'thanks', zh: '感谢' },
  sorry: { en: 'an apology', zh: '道歉' },
  affection: { en: 'words of love', zh: '表达爱意' },
  adverb: { en: 'a strengthening word', zh: '程度副词' },
  connector: { en: 'a connecting word', zh: '连接词' },
  masked: { en: 'something masked', zh: '有遮盖内容' },
  english: { en: 'English letters (of characters)', zh: '英文字母（占字数）' },
  digits: { en: 'digits (of characters)', zh: '数字（占字数）' },
};
