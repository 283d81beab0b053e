/**
 * The page in a web archive (.mht, .mhtml: Internet Explorer, Chrome, WeChat's own browser): the first part of type
 * text/html, decoded. Null when the text is not such an archive. Source: RFC 2557, RFC 2045.
 */
export function mhtPage(text: string): string | null {
  if (!isMht(text)) return null;
  const boundary = /\bboundary\s*=\s*"?([^"\s;]{1,200})"?/iu.exec(text.slice(0, 8000))?.[1];
  const parts = boundary ? text.split(`--${boundary}`) : [text];
  for (const part of parts.slice(boundary ? 1 : 0)) {
    const [, head = '', body = ''] = /^\s*([\s\S]*?)\n\s*\n([\s\S]*)$/u.exec(part.slice(0, 4000)) ?? [];
    if (!/^content-type:\s*(?:text\/html|application\/xhtml)/imu.test(head)) continue;
    return decoded(part.slice(part.indexOf(body)), head);
  }
  return null;
}

/** Whether a text begins with the headers of a web archive. */
export const isMht = (text: string): boolean =>
  /^(?:From: |MIME-Version: |Snapshot-Content-Location: |Content-Type: |Subject: |Date: )/imu.test(
    text.slice(0, 300),
  ) && /^content-type:\s*(?:multipart\/related|text\/html)/imu.test(text.slice(0, 4000));

function decoded(body: string, head: string): string {
  const how = /^content-transfer-encoding:\s*([\w-]+)/imu.exec(head)?.[1]?.toLowerCase();
  if (how !== 'quoted-printable' && how !== 'base64') return body;
  const bytes = how === 'base64' ? Buffer.from(body, 'base64') : quotedPrintable(body);
  const page = bytes.toString('latin1', 0, 4000);
  const charset =
    /\bcharset\s*=\s*"?([\w-]+)/iu.exec(head)?.[1] ?? /<meta[^>]+charset\s*=\s*["']?([\w-]+)/iu.exec(page)?.[1];
  try {
    return new TextDecoder(/^(?:gb2312|gbk)$/iu.test(charset ?? '') ? 'gb18030' : (charset ?? 'utf-8')).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}

/** Characters beyond ASCII, which html-docx-js leaves as they are, count as UTF-8. */
function quotedPrintable(text: string): Buffer {
  const soft = text.replace(/=[ \t]*\n/gu, '').replace(/[^\0-\x7f]+/gu, (raw) => Buffer.from(raw).toString('latin1'));
  return Buffer.from(
    soft.replace(/=([0-9A-Fa-f]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
