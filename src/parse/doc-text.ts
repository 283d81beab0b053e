import type { OleFile } from './ole-file.ts';

/** What a Word 97–2003 file holds; `text` has LF at the ends of paragraphs and lines, and tabs between cells. */
interface DocText {
  text: string;
  title: string;
  /** ISO, UTC; '' when absent. */
  created: string;
  modified: string;
}

/** Why there is no text. */
type DocFault = 'no-document' | 'encrypted' | 'damaged';

/** The FIB's magic number. Word 6 and 95 have other numbers and no piece table in the same place. */
const WORD_97 = 0xa5ec;
const WORD_95 = 0xa5dc;

/**
 * The main text of a Word document: pieces of the stream WordDocument in the order of the piece table, 8-bit or UTF-16.
 * Field codes, pictures and note marks are left out. Revisions and hidden text are not recognised: their marks are in
 * tables that are not read. Source: [MS-DOC] 2.4.1, 2.5, 2.8.35.
 */
export function docText(ole: OleFile): DocText | DocFault {
  const document = ole.stream('WordDocument');
  if (!document || document.length < 512) return 'no-document';
  const view = viewOf(document);
  const magic = view.getUint16(0, true);
  if (magic !== WORD_97 && magic !== WORD_95) return 'no-document';
  const flags = view.getUint16(10, true);
  if (flags & 0x0100) return 'encrypted';
  const raw =
    magic === WORD_95 || view.getUint16(2, true) < 0xc1 ? oldText(document, view) : pieces(ole, document, view, flags);
  return raw === null ? 'damaged' : { text: plain(raw), ...properties(ole.stream('\u0005SummaryInformation')) };
}

/** Word 6 and 95: one run of bytes in the code page of the writer's machine; Chinese is assumed here. */
function oldText(document: Uint8Array, view: DataView): string | null {
  const [from, to] = [view.getUint32(24, true), view.getUint32(28, true)];
  return from < to && to <= document.length ? new TextDecoder('gb18030').decode(document.subarray(from, to)) : null;
}

function pieces(ole: OleFile, document: Uint8Array, view: DataView, flags: number): string | null {
  const table = ole.stream(flags & 0x0200 ? '1Table' : '0Table');
  const [from, length] = [view.getUint32(418, true), view.getUint32(422, true)];
  const chars = view.getUint32(76, true);
  if (!table || from + length > table.length) return null;
  const clx = viewOf(table.subarray(from, from + length));
  let at = 0;
  // Formatting runs come before the piece table.
  while (at + 3 <= clx.byteLength && clx.getUint8(at) === 1) at += 3 + clx.getUint16(at + 1, true);
  if (at + 5 > clx.byteLength || clx.getUint8(at) !== 2) return null;
  const size = Math.min(clx.getUint32(at + 1, true), clx.byteLength - at - 5);
  const count = Math.floor((size - 4) / 12);
  const start = at + 5;
  let text = '';
  for (let piece = 0; piece < count && text.length < chars; piece++) {
    const units = clx.getUint32(start + 4 * piece + 4, true) - clx.getUint32(start + 4 * piece, true);
    const where = clx.getUint32(start + 4 * (count + 1) + 8 * piece + 2, true);
    const isByte = (where & 0x40000000) !== 0;
    const offset = isByte ? (where & 0x3fffffff) / 2 : where & 0x3fffffff;
    const bytes = document.subarray(offset, offset + units * (isByte ? 1 : 2));
    if (units < 0 || units > document.length) return null;
    text += new TextDecoder(isByte ? 'windows-1252' : 'utf-16le').decode(bytes);
  }
  return text.slice(0, chars);
}

/**
 * Replaces Word's own marks with plain ones. A field is its code, 0x14, what it shows, 0x15; only what it shows is
 * text.
 */
function plain(raw: string): string {
  let out = '';
  const fields: boolean[] = [];
  for (const char of raw) {
    const code = char.charCodeAt(0);
    if (code === 0x13) fields.push(true);
    else if (code === 0x14) fields[fields.length - 1] = false;
    else if (code === 0x15) fields.pop();
    else if (fields.some(Boolean)) continue;
    else if (code === 13 || code === 11 || code === 12 || code === 14) out += '\n';
    else if (code === 7) out += '\t';
    else if (code === 30) out += '-';
    else if (code === 160) out += ' ';
    else if (code >= 32 || code === 9 || code === 10) out += char;
  }
  // The mark after the last cell of a row ends the row.
  return out.replace(/\t\t/gu, '\n').replace(/\t+(?=\n|$)/gu, '');
}

/** Title and times from the property set. Source: [MS-OLEPS] 2.21. */
function properties(stream: Uint8Array | null): Omit<DocText, 'text'> {
  const found = { title: '', created: '', modified: '' };
  if (!stream || stream.length < 48) return found;
  const view = viewOf(stream);
  try {
    const section = view.getUint32(44, true);
    const count = Math.min(view.getUint32(section + 4, true), 100);
    const offsets = new Map<number, number>();
    for (let at = 0; at < count; at++) {
      offsets.set(view.getUint32(section + 8 + 8 * at, true), section + view.getUint32(section + 12 + 8 * at, true));
    }
    const pageAt = offsets.get(1);
    const page = pageAt === undefined ? 936 : view.getUint16(pageAt + 4, true);
    const titleAt = offsets.get(2);
    if (titleAt !== undefined && view.getUint32(titleAt, true) === 30) {
      const bytes = stream.subarray(titleAt + 8, titleAt + 8 + Math.min(view.getUint32(titleAt + 4, true), 1000));
      found.title = new TextDecoder(page === 65001 ? 'utf-8' : page === 950 ? 'big5' : 'gb18030')
        .decode(bytes)
        .replace(/\0.*$/su, '')
        .trim();
    }
    found.created = fileTime(view, offsets.get(12));
    found.modified = fileTime(view, offsets.get(13));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}

/** Steps of 100 nanoseconds since 1601. */
function fileTime(view: DataView, at: number | undefined): string {
  if (at === undefined || view.getUint32(at, true) !== 64) return '';
  const seconds = Number(view.getBigUint64(at + 4, true) / 10_000_000n) - 11_644_473_600;
  return seconds > 0 && seconds < 4_102_444_800 ? new Date(seconds * 1000).toISOString().replace('.000', '') : '';
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
