import { copiedShape } from './copied-chat.ts';

/** Lines that are looked at: enough to see a pattern, few enough to cost nothing. */
const LINES = 200;

/**
 * Whether a text is a chat or an exporter's list: one of their titles, a first line of date, time and name, or heads
 * that repeat.
 */
export function looksLikeChat(text: string): boolean {
  const head = text.slice(0, 4000);
  return (
    /在微信上的聊天记录|微信群上的聊天记录| - 微信聊天记录|WeChat Chat History|^微信聊天记录 *(?:- .*)?$|^朋友圈导出|^# 微信朋友圈导出（|^会话: .*\(|^- 导出工具: |^消息记录（/mu.test(
      head,
    ) ||
    /^\s*\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: .*)?(?:\n|$)/u.test(head) ||
    copiedShape(text) !== null
  );
}

/**
 * Whether a text is data or program output, not prose: JSON, XML, CSV, SQL, subtitles, lyrics, vCards, mail, settings,
 * logs.
 */
export function looksLikeData(text: string): boolean {
  const start = text.slice(0, 2000).trimStart();
  if (
    /^(?:[[{]\s*["[{\]}]|<(?:\?xml|!DOCTYPE|!--|[a-zA-Z][\w-]*[\s>/])|%PDF|\{\\rtf|#!|-----BEGIN |BEGIN:|WEBVTT|SQLite format)/u.test(
      start,
    )
  )
    return true;
  if (
    /^(?:var|let|const|window\.\w+|module\.exports|import|export|function|def|class|package|using)\b.*[=({;]/u.test(
      start,
    )
  )
    return true;
  if (
    /^(?:CREATE|INSERT|DROP|ALTER|SELECT|PRAGMA|BEGIN TRANSACTION|SET)\b.*\b(?:TABLE|INTO|FROM|NAMES)?\b/u.test(
      start,
    ) &&
    /;\s*$/mu.test(start)
  )
    return true;
  if (
    /^\d+\s*\n\d\d:\d\d:\d\d[,.]\d{3} --> /u.test(start) ||
    /^(?:From|Return-Path|Received|Message-ID|MIME-Version|Delivered-To): /mu.test(start.slice(0, 400))
  )
    return true;
  const lines = text.split(/\r\n|\n|\r/u, LINES).filter((line) => line.trim());
  if (share(lines, /^\[\d\d:\d\d(?:\.\d{1,3})?\]/u) > 0.5) return true;
  if (
    share(lines, /^(?:\[[^\]]+\]$|[\w.-]+\s?=)/u) > 0.7 ||
    share(lines, /^\S*\d\d:\d\d:\d\d\S*\s+(?:\[?(?:INFO|WARN|ERROR|DEBUG)|\S+\[\d+\])/u) > 0.5
  )
    return true;
  return isTable(lines.slice(0, 20), ',') || isTable(lines.slice(0, 20), '\t');
}

/** Whether a text is somebody's writing by its shape: it has sentences, and is neither data nor a chat. */
export const looksLikeProse = (text: string): boolean =>
  /[。！？]|\p{L}[.!?](?:\s|$)/u.test(text) && !looksBinary(text) && !looksLikeData(text) && !looksLikeChat(text);

function share(lines: readonly string[], pattern: RegExp): number {
  return lines.length ? lines.filter((line) => pattern.test(line.trim())).length / lines.length : 0;
}

/** Three columns or more, and the same number in nearly every line. */
function isTable(lines: readonly string[], mark: string): boolean {
  const counts = lines.map((line) => line.split(mark).length - 1);
  const [first = 0] = counts;
  return lines.length >= 3 && first >= 2 && counts.filter((count) => count === first).length >= lines.length * 0.8;
}

/**
 * Judges by the share of characters that no text has, which decoding leaves of binary data. A few broken places are
 * damage (a download cut within its last character, half an emoji), however short the text; so are zeros that are not
 * in rows.
 */
export function looksBinary(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const odd = sample.match(/[\u0001-\u0008\u000b\u000e-\u001f\u007f\ue000-\uf8ff]|\u0000{8}|\ufffd+/gu)?.length ?? 0;
  return odd > FEW && odd * 50 > sample.length;
}
const FEW = 3;
