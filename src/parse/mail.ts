import { decodeEntities } from './html-text.ts';

/**
 * The words of a saved mail (.eml), MIME as in RFC 2045: the first text part, plain before HTML, decoded. `saved` holds
 * one byte per character and may be cut off; a byte-order mark, which editors put before it, does not count. Null for a text that does not begin with mail headers.
 */
export function mailText(saved: string): string | null {
  const raw = saved.replace(/^\u00ef\u00bb\u00bf/u, '');
  if (!/^(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+/u.test(raw) || !HEADERS.test(raw.slice(0, 16_384))) return null;
  const parts = [...textParts(raw, 0)];
  const plain = parts.find(({ html, text }) => !html && text.trim() !== '');
  const page = parts.find(({ html }) => html);
  return plain?.text ?? (page ? htmlLines(page.text) : null);
}
const HEADERS = /^(?:MIME-Version|Content-Type|Received|Message-ID|X-Mailer):/imu;

interface Part {
  html: boolean;
  text: string;
}

/** Mails are nested two or three levels deep: mixed, related, alternative. */
const MAX_DEPTH = 6;

function* textParts(raw: string, depth: number): Generator<Part> {
  const split = /\r?\n\r?\n/u.exec(raw);
  const head = unfold(split ? raw.slice(0, split.index) : raw);
  const body = split ? raw.slice(split.index + split[0].length) : '';
  const type = header(head, 'Content-Type') || 'text/plain';
  const boundary = /boundary="?([^";\r\n]+)"?/iu.exec(type)?.[1];
  if (/^multipart\//iu.test(type)) {
    if (!boundary || depth >= MAX_DEPTH) return;
    for (const part of body.split(`--${boundary}`).slice(1)) {
      if (part.startsWith('--')) return;
      yield* textParts(part.replace(/^\r?\n/u, ''), depth + 1);
    }
    return;
  }
  const kind = /^text\/(plain|html)/iu.exec(type)?.[1]?.toLowerCase();
  if (!kind || /^attachment/iu.test(header(head, 'Content-Disposition'))) return;
  const bytes = decodeTransfer(body, header(head, 'Content-Transfer-Encoding').toLowerCase());
  const charset = /charset="?([\w-]+)"?/iu.exec(type)?.[1] ?? 'utf-8';
  yield { html: kind === 'html', text: decodeBytes(bytes, charset) };
}

const unfold = (head: string) => head.replace(/\r?\n[ \t]+/gu, ' ');

function header(head: string, name: string): string {
  return new RegExp(`^${name}:[ \\t]*(.*)$`, 'imu').exec(head)?.[1]?.trim() ?? '';
}

function decodeTransfer(body: string, encoding: string): Uint8Array {
  if (encoding === 'base64') return Buffer.from(body.replace(/[^A-Za-z0-9+/]/gu, ''), 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const joined = body.replace(/=[ \t]*\r?\n/gu, '');
  return Buffer.from(
    joined.replace(/=([\dA-Fa-f]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

function decodeBytes(bytes: Uint8Array, charset: string): string {
  // Mails that state gb2312 contain GBK: the larger set reads both.
  const name = /^gb/iu.test(charset) ? 'gb18030' : charset;
  try {
    return new TextDecoder(name).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** A page as lines; a name and a minute in bold, as WeChat writes them, become a head line of the plain text. */
function htmlLines(html: string): string {
  return decodeEntities(
    html
      .replace(/<(?:script|style|head)\b[\s\S]*?<\/(?:script|style|head)>/giu, '')
      .replaceAll('&mdash;', '—')
      .replaceAll('&nbsp;', ' ')
      .replace(/\r?\n/gu, ' ')
      .replace(/<(?:strong|b)>\s*([^<]*?)\s+(\d{1,2}:\d\d)\s*<\/(?:strong|b)>/giu, '\n\n$1  $2\n\n')
      .replace(/<br\s*\/?>|<\/(?:p|div|h\d|li|tr)>/giu, '\n')
      .replace(/<[^>]*>/gu, ''),
  ).replaceAll('\u00a0', ' ');
}
