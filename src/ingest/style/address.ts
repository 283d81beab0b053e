import { SIMPLIFIED, simplified } from '../../core/simplified.ts';

/** What people call each other in a Chinese family, and outside it. */
const TERMS =
  `爸 妈 爹 娘 爷 奶 哥 姐 弟 妹 嫂 叔 婶 姨 舅 姑 伯 公 婆 老爸 老妈 爸爸 妈妈 爹爹 爷爷 奶奶 姥姥 姥爷 外公 外婆 爸妈
  哥哥 姐姐 弟弟 妹妹 大哥 大姐 二哥 二姐 三哥 三姐 老哥 老弟 老姐 老妹 小弟 小妹 嫂子 姐夫 妹夫 叔叔 阿姨 伯伯 伯父 伯母 舅舅 舅妈 姑姑 姑父
  姨妈 姨父 大伯 大叔 大妈 大爷 婶婶 婶子 表哥 表姐 表弟 表妹 堂哥 堂姐 亲家 老公 老婆 媳妇 媳妇儿 老伴 老伴儿 老头子 老太婆 孩儿他妈 孩子他爸
  孩子他妈 亲爱的 宝贝 宝贝儿 宝宝 宝儿 乖乖 乖 心肝 闺女 丫头 女儿 姑娘 儿子 臭小子 小子 崽崽 崽 孩子 娃 娃儿 囡囡 小宝 大宝 二宝 孙子 孙女
  老师 师傅 师父 老板 领导 主任 经理 老总 同学 兄弟 姐妹 姐妹们 哥们 哥们儿 老铁 亲 亲们 各位 大家 朋友们 老同学 老伙计 伙计 老兄 老张 老李
  老王 小张 小李 小王 mom mum dad son daughter honey dear darling babe baby sweetheart bro sis grandma grandpa buddy mate folks`
    .split(/\s+/u)
    .filter(Boolean);

/**
 * At the head a term is an address if a mark, a space or the end follows, perhaps after 啊: 妈，我到了; 妈啊; 妈！ But not 妈你在吗,
 * nor 姐 and nothing else: that may answer 谁去接孩子.
 */
const HEAD =
  /^(?:[哎诶欸喂嗨嘿啊][，,\s]?)?([^\s，,、！!。.~～…：:？?]{1,6}?)[啊呀哎诶欸哟吖哦]?(?:[，,、！!。.~～…：:？?\s]|$)/u;
/** Marks that may follow a term at the end, and characters that may stand before such a term: 晚安，宝贝. */
const ENDINGS = '。！!~～…. ';
const SEPARATORS = '，,、！!。.~～…：:？? ';
/** Without a mark before the term, the word before must end the sentence: 吃饭了妈. 我想妈 says whom one misses. */
const PARTICLES = '了吗吧啊呀呢啦';
/** Before a longer term more words can end a sentence: 晚安宝贝, 谢谢老婆, 拜拜闺女. */
const GREETINGS = '安谢拜好嘛哦';
const LONGEST = 6;

/** Finds who is spoken to at the head or at the end of a bubble. The names of the partners are terms too. */
export class AddressFinder {
  readonly #terms = new Set(TERMS);
  readonly #starts = new Uint8Array(65_536);
  readonly #ends = new Uint8Array(65_536);

  constructor() {
    for (const term of this.#terms) this.#mark(term);
    for (const call of '哎诶欸喂嗨嘿啊') this.#starts[call.charCodeAt(0)] = 1;
  }

  /** Adds the whole name of a partner and what is made of it: 林小禾 is also 小禾, 小林, 老林, 阿禾. */
  name(name: string): void {
    if (!/^[\u4e00-\u9fa5]{2,4}$/u.test(name)) return;
    const first = name[0] as string;
    const last = name.at(-1) as string;
    const made = [
      name,
      `小${first}`,
      `老${first}`,
      `阿${last}`,
      `小${last}`,
      `${last}${last}`,
      `${first}老师`,
      `${first}总`,
      `${first}哥`,
      `${first}姐`,
      `${last}哥`,
      `${last}姐`,
    ];
    if (name.length > 2) made.push(name.slice(-2));
    for (const term of made.map(simplified)) {
      this.#terms.add(term);
      this.#mark(term);
    }
  }

  #mark(term: string): void {
    this.#starts[term.charCodeAt(0)] = 1;
    this.#ends[term.charCodeAt(term.length - 1)] = 1;
  }

  #isTerm(text: string): boolean {
    return this.#terms.has(simplified(text));
  }

  /** The term as it is written, in simplified or traditional characters; undefined where nobody is addressed. */
  find(text: string): string | undefined {
    if (text === '') return undefined;
    if (this.#starts[SIMPLIFIED[text.charCodeAt(0)] as number] === 1) {
      const term = HEAD.exec(text)?.[1];
      if (term !== undefined && term !== text && this.#isTerm(term.toLowerCase())) return term.toLowerCase();
    }
    let end = text.length - 1;
    while (end > 0 && ENDINGS.includes(text[end] as string)) end--;
    if (end < 2 || this.#ends[SIMPLIFIED[text.charCodeAt(end)] as number] === 0) return undefined;
    for (let size = Math.min(LONGEST, end); size > 0; size--) {
      const term = text.slice(end + 1 - size, end + 1).toLowerCase();
      if (!this.#isTerm(term)) continue;
      const before = simplified(text[end - size] as string);
      return SEPARATORS.includes(before) || PARTICLES.includes(before) || (size > 1 && GREETINGS.includes(before))
        ? term
        : undefined;
    }
    return undefined;
  }
}
