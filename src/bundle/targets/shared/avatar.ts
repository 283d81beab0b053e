import { hash } from 'node:crypto';
import type { Picture } from '../../png.ts';

const SIZE = 256;

/**
 * A quiet picture for cards that need one: two soft circles on paper, in colours of the name. No face is invented for
 * anybody; the family may put a photo in its place.
 */
export function avatar(name: string): Picture {
  const seed = Number.parseInt(hash('sha256', name).slice(0, 6), 16);
  const hue = seed % 360;
  const pixels = new Uint8Array(SIZE * SIZE);
  const inside = (x: number, y: number, cx: number, cy: number, r: number) => (x - cx) ** 2 + (y - cy) ** 2 < r * r;
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      if (inside(x, y, 128, 100, 46)) pixels[y * SIZE + x] = 1;
      else if (inside(x, y, 128, 250, 92)) pixels[y * SIZE + x] = 2;
    }
  }
  return {
    width: SIZE,
    height: SIZE,
    pixels,
    palette: [rgb(hue, 0.25, 0.94), rgb(hue, 0.35, 0.62), rgb(hue, 0.35, 0.5)],
  };
}

/** Hue in degrees, saturation and lightness 0 to 1; the usual formula of CSS Color 4, section 7.1. */
function rgb(hue: number, saturation: number, lightness: number): [number, number, number] {
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12;
    const a = saturation * Math.min(lightness, 1 - lightness);
    return Math.round(255 * (lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}
