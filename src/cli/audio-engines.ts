/** Which engines a worker loads; plain data. */
export interface EngineChoice {
  denoiser: 'gtcrn' | null;
}
