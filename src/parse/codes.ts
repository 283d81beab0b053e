/** Codes of the characters that structure a table or a JSON document; as bytes of UTF-8 they are the same. */
export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const QUOTE = 34;
export const COMMA = 44;
export const COLON = 58;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;

/** The mark that a UTF-8 file may begin with. */
export const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);

/** Whether bytes begin with UTF-8's byte order mark. */
export const hasMark = (bytes: Uint8Array): boolean => BYTE_ORDER_MARK.every((byte, n) => bytes[n] === byte);
