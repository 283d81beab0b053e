import type { Wording } from '../errors.ts';

export const AUDIO_WORDING = {} as const satisfies Record<string, Wording>;
