/** Share (0..1) of frames that the voice activity detector holds for speech. */
export function speechShare(probabilities: Float32Array): number {
  let speech = 0;
  for (let i = 0; i < probabilities.length; i++) if (probabilities[i]! >= 0.5) speech++;
  return probabilities.length ? speech / probabilities.length : 0;
}
