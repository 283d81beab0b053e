import type { Facts, NoticeCode } from '../core/errors.ts';
import type { Notice } from '../core/events.ts';
import type { Bilingual } from '../core/types.ts';

/**
 * What is wrong with one file of a bundle, to be said in either language; `file` is relative to what is being checked.
 */
export interface BundleFault extends Notice {
  facts: Facts & { file: string };
}

export type FaultCode = Extract<NoticeCode, `verify-${string}`>;

/** `file`: empty for the folder itself. */
export const fault = (code: FaultCode, file: string, facts: Facts = {}): BundleFault => ({
  code,
  facts: { ...facts, file },
});

/** A field of a request or of a head that is not what it should be; `what` names that. */
export const wrongField = (file: string, field: string, what: Bilingual): BundleFault =>
  fault('verify-field', file, { field, what });
