import type { Seconds, Text } from '../../core/types.ts';

export { both, escapeHtml } from '../../core/html.ts';

const two = (n: number) => String(Math.floor(n)).padStart(2, '0');

/** `48.3 s`, `2 min 05 s`, `1 h 04 min`. */
export function duration(s: Seconds): Text {
  if (s < 60) return { en: `${s.toFixed(1)} s`, zh: `${s.toFixed(1)} 秒` };
  const whole = Math.round(s);
  if (whole < 3600)
    return {
      en: `${Math.floor(whole / 60)} min ${two(whole % 60)} s`,
      zh: `${Math.floor(whole / 60)} 分 ${two(whole % 60)} 秒`,
    };
  const minutes = (whole % 3600) / 60;
  return {
    en: `${Math.floor(whole / 3600)} h ${two(minutes)} min`,
    zh: `${Math.floor(whole / 3600)} 小时 ${two(minutes)} 分`,
  };
}

/** `0:12.3`, `1:02:03.4`: where in a recording. */
export function clock(s: Seconds): string {
  const tenths = Math.round(s * 10);
  const rest = `${two((tenths / 10) % 60)}.${tenths % 10}`;
  const minutes = Math.floor(tenths / 600);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}

/** A part of a whole as CSS wants it. */
export function percent(part: number, whole: number): string {
  return whole > 0 ? `${Math.max(0, Math.min(100, (100 * part) / whole)).toFixed(3)}%` : '0%';
}
