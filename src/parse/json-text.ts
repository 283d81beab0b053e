/**
 * `JSON.parse` for exports: integers of 16 digits or more become strings, since server ids do not fit a JavaScript
 * number. Control characters that a careless writer left inside strings are accepted as they are. Throws SyntaxError as
 * JSON.parse does. `hasLong`: whether there may be such integers, if the caller knows.
 */
export function parseJson(text: string, hasLong = true): unknown {
  const safe = hasLong && LONG_INTEGER.test(text) ? quoteLongIntegers(text) : text;
  try {
    return JSON.parse(safe);
  } catch (error) {
    if (!CONTROL.test(safe)) throw error;
    return JSON.parse(safe.replace(STRING, escapeControls));
  }
}

/** The same; undefined for text that is no JSON. */
export function jsonOrNone(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

const LONG_INTEGER = /[:[,]\s*-?\d{16}/u;
const STRING_OR_LONG = /"(?:[^"\\]|\\.)*"|(?<=[:[,]\s*)-?\d{16,}(?=\s*[,\]}])/gsu;
function quoteLongIntegers(text: string): string {
  return text.replace(STRING_OR_LONG, (token) => (token[0] === '"' ? token : `"${token}"`));
}

const CONTROL = /[\u0000-\u001f]/u;
const STRING = /"(?:[^"\\]|\\.)*"/gsu;
function escapeControls(token: string): string {
  return token.replace(/[\u0000-\u001f]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
