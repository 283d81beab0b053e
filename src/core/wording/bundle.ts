import type { Wording } from '../errors.ts';

export const BUNDLE_WORDING = {} as const satisfies Record<string, Wording>;
