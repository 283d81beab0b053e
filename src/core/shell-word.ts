/** Any text as one word of a POSIX shell, in which nothing is expanded or run. */
export const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** Characters that no shell reads anything into. */
const PLAIN = /^[\p{L}\p{N}_@+:,./\\-]+$/u;

/**
 * A path or name as it is typed on a command line of this machine: in quotes where a shell would take it apart, expand
 * something in it or run it. On Windows cmd knows double quotes only, and PowerShell expands $ and ` in them: such a word
 * is written for PowerShell.
 */
export function shellWord(word: string, platform: NodeJS.Platform = process.platform): string {
  if (platform !== 'win32') return PLAIN.test(word) && !word.includes('\\') ? word : quoted(word);
  if (PLAIN.test(word)) return word;
  return /[$`"]/u.test(word) ? `'${word.replaceAll("'", "''")}'` : `"${word}"`;
}
