import { z } from 'zod';
import { DENOISE_MODES } from './clean-window.ts';

/** Options of `persona audio-clean`; also `settings.audioClean` of persona.json. */
export const AudioCleanOptions = z.object({
  /** A clip in which only the subject speaks: tells their voice from others'. */
  speaker: z.string().optional(),
  /** `auto`: only what is noisy, and only where it helps. */
  denoise: z.enum(DENOISE_MODES).default('auto'),
  /** Threads that hear and denoise; one for each core unless given. */
  jobs: z.coerce.number().int().min(1).max(64).optional(),
  /** A folder with model files that the user has; PERSONA_MODELS stands for it. */
  models: z.string().optional(),
  /** An ffmpeg to use; PERSONA_FFMPEG stands for it. */
  ffmpeg: z.string().optional(),
});
export type AudioCleanOptions = z.infer<typeof AudioCleanOptions>;
