/** Where a message begins in WechatExporter's text. */
export interface Head {
  /** Empty for a message in a group whose sender the phone did not name. */
  name: string;
  /** `2022-03-05 07:58:40` */
  time: string;
  /** The rest of the line, up to the next head in it. */
  text: string;
  /** `name (time):` of a message, or `name time:` of a link or transfer of 1.8. */
  kind: 'message' | 'link';
  /** The end of the message before, which lacks its line end. */
  before?: string;
}

const STAMP = /( \((\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\):)|( (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d):)/gu;
/** WeChat allows 32 characters; remarks with a school and a class come near. */
const MAX_NAME = 64;

/**
 * Finds heads in a line. Links and transfers lack their line end in some versions, so a head may stand in the middle of
 * a line. There only a name that was seen before counts, since `…春游费老默 (2022-…):` does not show where the name begins.
 */
export class MessageHeads {
  readonly #names = new Set<string>();

  constructor(names: readonly string[]) {
    for (const name of names) if (name) this.#names.add(name);
  }

  /** `glued`: the current message is of a kind that may lack its line end. */
  find(line: string, glued: boolean): Head[] {
    const heads: (Head & { from: number; to: number })[] = [];
    if (!line.includes(':')) return heads;
    for (const found of line.matchAll(STAMP)) {
      const [whole, , time, , bare] = found;
      const start = heads.at(-1)?.to ?? 0;
      const between = line.slice(start, found.index);
      const first = heads.length === 0;
      const known = this.#endingIn(between);
      let name: string | undefined;
      if (first && between === '' && bare === undefined) name = '';
      else if (first && (between === known || (!glued && isName(between, bare !== undefined)))) name = between;
      else if (known !== undefined && (glued || !first)) name = known;
      // A new name after a transfer; nothing separates it from the memo of the transfer.
      else if (first && glued && known === undefined && isName(between, bare !== undefined)) name = between;
      if (name === undefined) continue;
      const from = found.index - name.length;
      const before = line.slice(start, from);
      const last = heads.at(-1);
      if (last) last.text = before;
      this.#names.add(name);
      heads.push({
        name,
        time: time ?? bare ?? '',
        text: '',
        kind: bare === undefined ? 'message' : 'link',
        ...(first && before ? { before } : {}),
        from,
        to: found.index + whole.length,
      });
    }
    const last = heads.at(-1);
    if (last) last.text = line.slice(last.to);
    return heads;
  }

  /** The longest known name at the end of the text. */
  #endingIn(text: string): string | undefined {
    for (let length = Math.min(text.length, MAX_NAME); length > 0; length--) {
      const tail = text.slice(-length);
      if (this.#names.has(tail)) return tail;
    }
    return undefined;
  }
}

/** Without brackets the time of a log line looks the same, so there a name must be one word. */
function isName(text: string, bare: boolean): boolean {
  return text.trim() !== '' && text.length <= MAX_NAME && !(bare && /\s/u.test(text));
}
