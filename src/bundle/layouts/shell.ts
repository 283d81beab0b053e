/** Any text as one word of a POSIX shell. */
export const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/**
 * A form field that curl sends unchanged. With `-F` curl would take the text after a `;` for a content type, and a
 * field that begins with `@` or `<` for a file. Source: curl.se/docs/manpage.html, 2026-08
 */
export const textField = (name: string, value: string): string => `--form-string ${name}=${quoted(value)}`;

/** The same for the content of a file. */
export const textFieldOf = (name: string, file: string): string => `--form-string ${name}="$(cat ${file})"`;
