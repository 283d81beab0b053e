/** Whether a parsed value is what one of our files should hold: people copy, cut off and mend files by hand. */
export type Is<T> = (value: unknown) => value is T;
export type Fields = Record<string, unknown>;

/** Undefined for text that is not JSON. The error of the parser is not passed on: its message may quote the text. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const isText: Is<string> = (value) => typeof value === 'string';
export const isNumber: Is<number> = (value) => typeof value === 'number';
export const isFields: Is<Fields> = (value): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isMaybeText: Is<string | undefined> = (value) => value === undefined || typeof value === 'string';
export const isList = <T>(value: unknown, is: Is<T>): value is T[] => Array.isArray(value) && value.every(is);
export const isMaybeList = <T>(value: unknown, is: Is<T>): value is T[] | undefined =>
  value === undefined || isList(value, is);
