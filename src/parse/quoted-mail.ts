/** What stands below an answer in a mail that was saved as text, and what the mail says about itself. */
export interface SavedMail {
  /** From the fields above the words: `发件人`, `主题`, `发送时间`; '' for what is absent. */
  from: string;
  subject: string;
  date: string;
  /** The lines of the mail itself. */
  own: string[];
  /** The writer of the quoted mail, and its lines; null where nothing is quoted. */
  quoted: { from: string; lines: string[] } | null;
}

/** Fields as mail programs show them, Chinese and English. */
const FIELDS = {
  from: /^(?:发件人|寄件者|寄件人|From)$/iu,
  subject: /^(?:主题|标题|主旨|Subject)$/iu,
  date: /^(?:发送时间|发送日期|日期|时间|寄件日期|Date|Sent)$/iu,
  other: /^(?:收件人|收件者|抄送|密送|副本|附件|回复|To|Cc|Bcc|Reply-To|Attachments?)$/iu,
};
type Field = keyof typeof FIELDS;
const FIELD_LINE = /^[>\s*]*([\p{L}-]{2,12})\*?\s?[:：]\*?\s*(.*)$/u;

/** `------ 原始邮件 ------`, `-----Original Message-----`, `---------- 转发的邮件 ----------`. */
const QUOTE_LINE =
  /^[>\s]*[-—_]{2,}\s*(?:原始邮件|原邮件|原始信息|原始訊息|(?:转发|轉寄)的?(?:邮件|郵件)|邮件原件|回复的?原?邮件|Original Message|Forwarded message|Original Appointment)\s*[-—_]{2,}\s*$/iu;
/**
 * `在 2015年3月2日，20:15，晓晓 <x@y> 写道：`, `晓晓 <x@y> 于2015年3月2日周一 20:15写道：`, `On 2 Mar 2015, at 20:15, Mo wrote:`. A story has
 * such lines too (`1987年，他在信里写道：`), but no address, and no clock time after the date.
 */
const WROTE_LINE = /^[>\s]*(?=.*@|(?:在|於|On|At)\s?.*\d:\d\d)(?=.*\d{4}).{8,300}(?:写道|寫道|wrote)\s?[:：]\s*$/iu;
const WROTE_NAMES = [/([^\s,，"“”<>]{1,40})["”]?\s*<[^<>]*@/u, /([^\s,，:：\d]{1,40})\s*(?:写道|寫道|wrote)/iu];

/**
 * Takes apart a mail that was saved or copied as text. Null where no fields stand above the words and nothing is
 * quoted: then the text is not a mail. It takes at least two fields: a letter may well have a line `时间：…`.
 */
export function savedMail(lines: readonly string[]): SavedMail | null {
  const first = lines.findIndex((line) => line.trim() !== '');
  const head = first < 0 ? null : fieldsAt(lines, first);
  const from = head ? head.end : Math.max(first, 0);
  const cut = lines.findIndex((line, at) => at >= from && (isQuoteLine(line) || fieldsAt(lines, at) !== null));
  if (!head && cut < 0) return null;
  const { values = {} } = head ?? {};
  return {
    from: nameOf(values.from ?? ''),
    subject: values.subject ?? '',
    date: values.date ?? '',
    own: lines.slice(from, cut < 0 ? undefined : cut),
    quoted: cut < 0 ? null : quotedFrom(lines, cut),
  };
}

const isQuoteLine = (line: string) => line.length < 400 && (QUOTE_LINE.test(line) || WROTE_LINE.test(line));

function quotedFrom(lines: readonly string[], cut: number): NonNullable<SavedMail['quoted']> {
  const isMarked = isQuoteLine(lines[cut] ?? '');
  const start = isMarked ? lines.findIndex((line, at) => at > cut && line.trim() !== '') : cut;
  if (start < 0) return { from: '', lines: [] };
  // One field is enough below a mark: some phones write 发件人 alone.
  const fields = fieldsAt(lines, start, 1);
  const wrote = WROTE_NAMES.map((pattern) => pattern.exec(lines[cut] ?? '')?.[1]).find(Boolean) ?? '';
  return { from: nameOf(fields?.values.from ?? '') || wrote, lines: lines.slice(fields?.end ?? start) };
}

/**
 * The fields that begin at a line, each directly below the last, and the line after them; null for fewer than `fewest`.
 */
function fieldsAt(
  lines: readonly string[],
  start: number,
  fewest = 2,
): { values: Partial<Record<Field, string>>; end: number } | null {
  const values: Partial<Record<Field, string>> = {};
  let end = start;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? '';
    const [, label = '', value = ''] = line.length < 2000 ? (FIELD_LINE.exec(line) ?? []) : [];
    const field = (Object.keys(FIELDS) as Field[]).find((one) => FIELDS[one].test(label));
    if (!field) break;
    values[field] ??= value.trim();
  }
  return Object.keys(values).length >= fewest && (fewest === 1 || values.from !== undefined) ? { values, end } : null;
}

/** `"晓晓" <x@y.cn>` gives 晓晓; an address alone stays as it is. */
function nameOf(from: string): string {
  const [, name = '', address = ''] =
    /^["“]?([^"”<>(（]*?)["”]?\s*(?:[<(（]([^<>()（）]*)[>)）])?\s*[;；]?\s*$/u.exec(from) ?? [];
  return name.trim() || address.trim();
}
