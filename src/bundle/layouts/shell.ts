/** One word of a POSIX shell, whatever stands in it. */
export const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/**
 * A field of a form as curl sends it to the letter. With `-F` it would take what follows a `;` for a content type, and an `@`
 * or `<` in front for a file. Source: curl.se/docs/manpage.html, 2026-08
 */
export const textField = (name: string, value: string): string => `--form-string ${name}=${quoted(value)}`;

/** The same, of what a file holds. */
export const textFieldOf = (name: string, file: string): string => `--form-string ${name}="$(cat ${file})"`;
