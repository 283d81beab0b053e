/** Mean of the samples, of full scale: −1..1. A sound card with an offset shows 0.001 and more. */
export function dc(samples: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i]!;
  return samples.length ? sum / samples.length : 0;
}
