const DIGITS: Record<string, number> = Object.fromEntries(
  [...'〇一二三四五六七八九'].map((digit, value) => [digit, value]),
);
Object.assign(DIGITS, { 零: 0, '○': 0 });

/** A number written digit by digit: `2009`, `二〇〇九`, `一〇一`. */
export function hanFigures(text: string): number {
  return Number([...text].map((digit) => DIGITS[digit] ?? digit).join(''));
}

/** A number of one or two digits: `11`, `十一`, `二十三`, `三十`. */
export function hanNumber(text: string): number {
  if (/^\d+$/u.test(text)) return Number(text);
  const [tens, ones] = text.split('十');
  if (ones === undefined) return DIGITS[text] ?? Number.NaN;
  return (DIGITS[tens || '一'] ?? 1) * 10 + (DIGITS[ones] ?? 0);
}

/** A year of the Republic (民國), whose first year is 1912: `101`, `九十八`, `一百零一`, `一〇一`, `元`. */
export function republicYear(text: string): number {
  if (text === '元') return 1912;
  const hundred = /^一百零?(.*)$/u.exec(text);
  if (hundred) return 1911 + 100 + (hundred[1] ? hanNumber(hundred[1]) : 0);
  return 1911 + (text.includes('十') ? hanNumber(text) : hanFigures(text));
}
