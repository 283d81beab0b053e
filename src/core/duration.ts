import type { Bilingual, Seconds } from './types.ts';

/**
 * What is there is rounded down and what is missing is rounded up: 9.96 s of 10 are not shown as 10.0 s, nor the
 * missing rest as 0.0 s.
 */
const ROUNDED = {
  nearest: Math.round,
  // Sums of decimal fractions are off by less than this.
  down: (value: number) => Math.floor(value + 1e-6),
  up: (value: number) => Math.ceil(value - 1e-6),
};
export type Rounding = keyof typeof ROUNDED;

/** An amount that is asked for: `10 s`, `1 h`, `1 min 30 s`. Of parts that are zero nothing is said. */
export function roundDuration(seconds: Seconds, rounded?: Rounding): Bilingual {
  const { en, zh } = duration(seconds, rounded);
  return { en: en.replace(/\.0(?= s$)| 00 (?:s|min)$/u, ''), zh: zh.replace(/\.0(?= 秒$)| 00 [秒分]$/u, '') };
}

const two = (n: number) => String(n).padStart(2, '0');

/** `48.3 s`, `2 min 05 s`, `1 h 04 min`; Chinese: `48.3 秒`, `2 分 05 秒`, `1 小时 04 分`. */
export function duration(seconds: Seconds, rounded: Rounding = 'nearest'): Bilingual {
  const round = ROUNDED[rounded];
  const tenths = round(10 * seconds);
  if (tenths < 600) return { en: `${(tenths / 10).toFixed(1)} s`, zh: `${(tenths / 10).toFixed(1)} 秒` };
  const whole = round(seconds);
  const minutes = Math.floor(whole / 60);
  if (whole < 3600) return { en: `${minutes} min ${two(whole % 60)} s`, zh: `${minutes} 分 ${two(whole % 60)} 秒` };
  const hours = Math.floor(whole / 3600);
  return { en: `${hours} h ${two(minutes % 60)} min`, zh: `${hours} 小时 ${two(minutes % 60)} 分` };
}
