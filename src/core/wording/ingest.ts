import type { Wording } from '../errors.ts';

export const INGEST_WORDING = {} as const satisfies Record<string, Wording>;
