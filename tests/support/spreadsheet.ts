import Papa from 'papaparse';
import { zipFile } from './small-zip.ts';

/** A cell as Excel and WPS hold it: `shown` is what a CSV gets, `xml` what a workbook gets. */
interface Cell {
  shown: string;
  xml: string;
}

const DATE_TIME = 1;
const TIME = 2;
const MONTH_DAY = 3;
const STYLES =
  '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="58"/></cellXfs></styleSheet>';

/**
 * What a spreadsheet program makes of a text that it reads from a CSV: numbers keep 15 digits and show six of them from twelve
 * on, date-times show no seconds, a name behind a sign is a formula without sense.
 */
function understood(text: string): Cell {
  if (/^[+-]?\d+(?:\.\d+)?$/u.test(text)) return number(text);
  const stamp = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/u.exec(text)?.slice(1).map(Number);
  if (stamp) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = stamp;
    const serial = Date.UTC(year, month - 1, day, hour, minute, second) / 86_400_000 + 25_569;
    const shown = `${year}/${month}/${day} ${hour}:${String(minute).padStart(2, '0')}`;
    return { shown, xml: valueXml(String(serial), DATE_TIME) };
  }
  const clock = /^(\d{1,2}):(\d\d)$/u.exec(text)?.slice(1).map(Number);
  if (clock) {
    const [hour = 0, minute = 0] = clock;
    const shown = `${hour}:${String(minute).padStart(2, '0')}`;
    return { shown, xml: valueXml(String((hour * 60 + minute) / 1440), TIME) };
  }
  const monthDay = /^(\d{1,2})\/(\d{1,2})$/u.exec(text)?.slice(1).map(Number);
  if (monthDay) {
    const [month = 0, day = 0] = monthDay;
    const serial = Date.UTC(2026, month - 1, day) / 86_400_000 + 25_569;
    return { shown: `${month}月${day}日`, xml: valueXml(String(serial), MONTH_DAY) };
  }
  const formula = /^=?([-+]?[\p{L}_]+)$/u.exec(text);
  if (formula && /^[-+=]/u.test(text)) {
    return { shown: '#NAME?', xml: `t="e"><f>${formula[1]}</f><v>#NAME?</v>` };
  }
  return { shown: text, xml: `t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is>` };
}

function number(text: string): Cell {
  const digits = text.replace(/^[+-]?0*/u, '');
  const kept = digits.length > 15 ? digits.slice(0, 15).padEnd(digits.length, '0') : text;
  const value = Number(kept);
  if (digits.length < 12 || digits.includes('.')) return { shown: String(value), xml: valueXml(String(value)) };
  const [mantissa, exponent] = value.toExponential(5).split('e+');
  const shown = `${Number(mantissa)}E+${exponent}`;
  const [long, power] = value.toExponential(14).split('e+');
  return { shown, xml: valueXml(digits.length > 15 ? `${Number(long)}E+${power}` : String(value)) };
}

const valueXml = (value: string, style = 0) => `s="${style}"><v>${value}</v>`;
const xmlText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '_x000D_');

const rowsOf = (csv: string): string[][] => {
  const rows = Papa.parse<string[]>(csv.replace(/^\ufeff/u, ''), { delimiter: ',' }).data.filter(
    (row) => row.length > 1,
  );
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
};

/** The CSV that somebody opened and saved as one, `more` empty columns wider. */
export function savedAsCsv(csv: string, { delimiter = ',', more = 0 } = {}): string {
  const rows = rowsOf(csv).map((row) => [
    ...row.map((text) => understood(text).shown),
    ...Array<string>(more).fill(''),
  ]);
  return `${Papa.unparse(rows, { delimiter, newline: '\r\n' })}\r\n`;
}

/** The CSV that somebody opened and saved as a workbook. Empty cells are not stored. */
export async function savedAsWorkbook(path: string, csv: string) {
  const lines = rowsOf(csv).map((row, at) => {
    const cells = row.map((text, n) =>
      text === '' ? '' : `<c r="${columnName(n)}${at + 1}" ${understood(text).xml}</c>`,
    );
    return `<row r="${at + 1}">${cells.join('')}</row>`;
  });
  return zipFile(path, {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="陈默_utf8" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/styles.xml': STYLES,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`,
  });
}

const columnName = (n: number): string =>
  n < 26 ? String.fromCharCode(65 + n) : columnName(Math.floor(n / 26) - 1) + columnName(n % 26);
