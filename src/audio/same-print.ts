import { SECTION } from './sound-print.ts';

/** Codecs move the start: MP3 by up to 50 ms, and exporters that decode SILK with silk-wasm lose 40. */
const MOST_SHIFT = 3;
/** Of unrelated speech a half differs, of the same through another codec a tenth to a fifth (see the test). */
const MOST_DIFFERENT = 0.28;
/**
 * The same in any one section, or else two recordings that differ in a part of them pass for one. Codecs of the lowest rates
 * leave so little of soft speech and of noise that up to 0.43 differs; of unrelated sections one in 300 lies below 0.44.
 */
const MOST_IN_SECTION = 0.44;
/** Two seconds of sound: less is too little to tell "好" from "好". */
const LEAST_STEPS = 20;

/** Shares of bits that differ, 0 to 1. */
interface PrintDistance {
  /** 1 where there is too little to compare. */
  overall: number;
  /** In the section that differs most, of those with enough to compare. */
  worst: number;
}

/** Whether two prints are of the same sound, from end to end. */
export function samePrint(a: string, b: string): boolean {
  const { overall, worst } = printDistance(a, b);
  return overall <= MOST_DIFFERENT && worst <= MOST_IN_SECTION;
}

/** How far apart two prints are at their best alignment. */
export function printDistance(a: string, b: string): PrintDistance {
  const x = sectionsOf(a);
  const y = sectionsOf(b);
  let best: PrintDistance = { overall: 1, worst: 1 };
  for (let shift = -MOST_SHIFT; shift <= MOST_SHIFT; shift++) {
    const distance = distanceAt(shift, x, y);
    if (distance.overall < best.overall) best = distance;
  }
  return best;
}

function sectionsOf(print: string): Buffer[] {
  const bytes = Buffer.from(print, 'base64');
  const count = Math.ceil(bytes.length / (2 * SECTION));
  return Array.from({ length: count }, (_, i) => bytes.subarray(2 * SECTION * i, 2 * SECTION * (i + 1)));
}

function distanceAt(shift: number, x: readonly Buffer[], y: readonly Buffer[]): PrintDistance {
  let differ = 0;
  let counted = 0;
  let worst = 0;
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const section = compareSections(x[i]!, y[i]!, shift);
    differ += section.differ;
    counted += section.counted;
    if (section.counted >= LEAST_STEPS) worst = Math.max(worst, section.differ / (8 * section.counted));
  }
  return counted >= LEAST_STEPS ? { overall: differ / (8 * counted), worst } : { overall: 1, worst: 1 };
}

/** Step n of the one with step n + shift of the other, where neither is silent. */
function compareSections(x: Buffer, y: Buffer, shift: number): { differ: number; counted: number } {
  let differ = 0;
  let counted = 0;
  const end = Math.min(x.length / 2, y.length / 2 - shift);
  for (let n = Math.max(0, -shift); n < end; n++) {
    if (!x[2 * n + 1] || !y[2 * (n + shift) + 1]) continue;
    differ += ONES[x[2 * n]! ^ y[2 * (n + shift)]!]!;
    counted++;
  }
  return { differ, counted };
}

const ONES = Uint8Array.from({ length: 256 }, (_, n) => n.toString(2).replaceAll('0', '').length);
