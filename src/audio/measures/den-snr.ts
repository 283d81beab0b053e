import { powerDb } from './stats.ts';

/** Beyond this nothing was removed that matters; also what a bit-exact pass through the denoiser gives. */
const MOST = 60;

/**
 * How much speech there is over what the denoiser took away, in dB: 10·log10(Σy² / Σ(x−y)²), x the original, y the
 * denoised with its delay undone. The best single gate that was measured (AUC 1.00 for noise and for music under
 * speech, 0.99 for a second voice). Kept in −60..60; −60 for silence. `unheard`: mean square of noise that the denoiser
 * never heard, at the same scale.
 */
export function denSnr(original: Float32Array, denoised: Float32Array, unheard = 0): number {
  const count = Math.min(original.length, denoised.length);
  let kept = 0;
  let removed = unheard * count;
  for (let i = 0; i < count; i++) {
    const y = denoised[i]!;
    kept += y * y;
    removed += (original[i]! - y) ** 2;
  }
  if (kept <= 1e-12 * count) return -MOST;
  return Math.max(-MOST, Math.min(MOST, powerDb(kept) - powerDb(removed)));
}
