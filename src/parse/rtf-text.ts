/** An RTF document: its words, and what its `\info` group says; '' for what is absent. */
interface RtfDocument {
  text: string;
  title: string;
  /** `YYYY-MM-DD HH:MM:SS` in the writer's local time, without a zone. */
  created: string;
  modified: string;
}

/**
 * Reads RTF (WordPad, old Word, Mac's TextEdit): LF for paragraphs and lines, tabs between cells. Fonts, styles,
 * pictures, headers and notes are left out, and so are hidden and deleted words. Bytes `\'ce` are decoded in the code
 * page of the run's font; `\u25105?` is the character itself. Null when it is not RTF. Source: RTF Specification 1.9.1.
 */
export function rtfDocument(bytes: Uint8Array): RtfDocument | null {
  const source = new TextDecoder('latin1').decode(bytes);
  if (!source.startsWith('{\\rtf')) return null;
  return new Rtf(source).read();
}

/** Groups that hold no words of the document. */
const DESTINATIONS = new Set(
  'fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf footnote annotation themedata colorschememapping latentstyles datastore listtable listoverridetable rsidtbl generator fldinst xmlnstbl filetbl revtbl shpinst bkmkstart bkmkend atnid atnauthor nonshppict mmathPr'.split(
    ' ',
  ),
);
const SIGNS: Record<string, string> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  tab: '\t',
  cell: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: ' ',
  enspace: ' ',
};
/** Escaped signs that stand for another one; all others stand for themselves. */
const SYMBOLS: Record<string, string> = { '\\~': ' ', '\\_': '-', '\\-': '', '\\\r': '\n', '\\\n': '\n' };
/** The encoding for each `\fcharset` of a font. */
const CHARSETS: Record<number, string> = {
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gb18030',
  136: 'big5',
  204: 'windows-1251',
};
const CODE_PAGES: Record<number, string> = {
  936: 'gb18030',
  950: 'big5',
  932: 'shift_jis',
  949: 'euc-kr',
  65001: 'utf-8',
  54936: 'gb18030',
};

/** The parts of `\info` that are read. */
type InfoPart = 'title' | 'creatim' | 'revtim';
const INFO_PARTS: ReadonlySet<string> = new Set<InfoPart>(['title', 'creatim', 'revtim']);
/** Control words of a time. */
const TIME_WORDS = ['yr', 'mo', 'dy', 'hr', 'min', 'sec'];

interface State {
  skip: boolean;
  info?: 'any' | InfoPart;
  hidden: boolean;
  font: number;
  /** Characters that follow a `\u` for readers that do not know it. */
  fallback: number;
}

class Rtf {
  readonly #source: string;
  readonly #fonts = new Map<number, string>();
  #page = 'windows-1252';
  #out: string[] = [];
  /** Joined blocks of many pieces: a piece takes more memory than the letter in it. */
  readonly #done: string[] = [];
  #bytes: number[] = [];
  #encoding = '';
  #title = '';
  /** The words before the title, kept here while the title is read. */
  #held: string[] | undefined;
  readonly #times: Record<'creatim' | 'revtim', Record<string, number>> = { creatim: {}, revtim: {} };

  constructor(source: string) {
    this.#source = source;
  }

  read(): RtfDocument {
    this.#readFonts();
    const stack: State[] = [];
    let state: State = { skip: false, hidden: false, font: -1, fallback: 1 };
    let ignore = 0;
    TOKEN.lastIndex = 0;
    for (let found = TOKEN.exec(this.#source); found; found = TOKEN.exec(this.#source)) {
      const [token, word, number, hex] = found;
      const shows = !state.skip && !state.hidden;
      if (token === '{') stack.push({ ...state });
      else if (token === '}') {
        this.#flush();
        const outer = stack.pop() ?? state;
        if (state.info === 'title' && outer.info !== 'title') this.#endTitle();
        state = outer;
      } else if (hex !== undefined) {
        if (ignore > 0) ignore--;
        else if (shows) this.#byte(Number.parseInt(hex, 16), state.font);
      } else if (word !== undefined) {
        const value = number === undefined ? undefined : Number(number);
        const isLetter = word === 'u' && value !== undefined;
        if (isLetter && shows) this.#put(String.fromCharCode(value & 0xffff));
        ignore = isLetter ? state.fallback : 0;
        if (!isLetter) this.#control(word, value, state, shows);
      } else if (token === '\\*') state.skip = true;
      else if (token[0] === '\\') {
        if (ignore > 0) ignore--;
        else if (shows) this.#put(SYMBOLS[token] ?? token.slice(1));
      } else if (token !== '\r' && token !== '\n') {
        const words = ignore > 0 ? token.slice(ignore) : token;
        ignore = Math.max(ignore - token.length, 0);
        if (shows) for (const char of words) this.#byte(char.charCodeAt(0), state.font);
      }
    }
    this.#endTitle();
    this.#join();
    return {
      text: this.#done.join('').replace(/\t\n/gu, '\n'),
      title: this.#title,
      created: timeOf(this.#times.creatim),
      modified: timeOf(this.#times.revtim),
    };
  }

  #control(word: string, value: number | undefined, state: State, shows: boolean): void {
    if (DESTINATIONS.has(word)) {
      state.skip = true;
      if (word === 'info') state.info = 'any';
    } else if (state.info === 'any' && INFO_PARTS.has(word)) {
      state.info = word as InfoPart;
      state.skip = word !== 'title';
      if (word === 'title') this.#beginTitle();
    } else if (state.info === 'creatim' || state.info === 'revtim') this.#times[state.info][word] = value ?? 0;
    else if (word === 'uc') state.fallback = value ?? 1;
    else if (word === 'f') state.font = value ?? 0;
    else if (word === 'v' || word === 'deleted') state.hidden = value !== 0;
    else if (word === 'plain') state.hidden = false;
    else if (word === 'ansicpg') this.#page = CODE_PAGES[value ?? 0] ?? this.#page;
    else if (word === 'bin') TOKEN.lastIndex += Math.max(value ?? 0, 0);
    else if (shows && SIGNS[word] !== undefined) this.#put(SIGNS[word]);
  }

  #readFonts(): void {
    const head = this.#source.slice(0, 65_536);
    for (const [, font, charset] of head.matchAll(/\\f(\d+)[^{}]*?\\fcharset(\d+)/gu)) {
      const encoding = CHARSETS[Number(charset)];
      if (encoding) this.#fonts.set(Number(font), encoding);
    }
  }

  #byte(byte: number, font: number): void {
    const encoding = this.#fonts.get(font) ?? this.#page;
    if (encoding !== this.#encoding) this.#flush();
    this.#encoding = encoding;
    this.#bytes.push(byte);
  }

  #put(text: string): void {
    this.#flush();
    this.#out.push(text);
    if (this.#out.length >= PIECES) this.#join();
  }

  #beginTitle(): void {
    this.#endTitle();
    this.#held = this.#out;
    this.#out = [];
  }

  #endTitle(): void {
    this.#flush();
    if (!this.#held) return;
    this.#title ||= this.#out.join('').replace(/\s+/gu, ' ').trim();
    this.#out = this.#held;
    this.#held = undefined;
  }

  #join(): void {
    this.#done.push(this.#out.join(''));
    this.#out = [];
  }

  #flush(): void {
    if (!this.#bytes.length) return;
    this.#out.push(new TextDecoder(this.#encoding).decode(Uint8Array.from(this.#bytes)));
    this.#bytes = [];
  }
}

/** `\yr2015\mo3\dy2\hr8\min5`. */
function timeOf(words: Record<string, number>): string {
  if (!words.yr) return '';
  const [year, month, day, hour, minute, second] = TIME_WORDS.map((word) => String(words[word] ?? 0).padStart(2, '0'));
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

const TOKEN = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\[\s\S]|[{}\r\n]|[^\\{}\r\n]+/gu;

/** Pieces that are collected before they are joined. */
const PIECES = 4096;
