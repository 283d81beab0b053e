/** Indented JSON that people can read, with a line end: the shape of every file that holds one value. */
export const prettyJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
