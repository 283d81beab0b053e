import { isFields } from '../core/shape.ts';

/** Values of JSON as exporters and damaged files have them: any field may be missing or of another type. */

export type JsonObject = Record<string, unknown>;

export const isObject: (value: unknown) => value is JsonObject = isFields;

/** The text of a field: a number as its digits, everything else as ''. */
export const str = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' && Number.isFinite(value) ? String(value) : '';

/** A number, also out of its digits; NaN for anything else. */
export const num = (value: unknown): number =>
  typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : Number.NaN;

/** A field that holds an object; an empty object for anything else. */
export const obj = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** A field that holds a list; an empty list for anything else. */
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
