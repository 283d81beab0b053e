/** Any text as one word of a POSIX shell, in which nothing is expanded or run. */
export const shellQuoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** Characters that no POSIX shell reads anything into. */
const PLAIN = /^[\p{L}\p{N}_@+:,./-]+$/u;
/** The same for PowerShell, where a comma makes a list and @ in front takes apart what a name stands for. */
const PLAIN_ON_WINDOWS = /^(?!@)[\p{L}\p{N}_@+:./\\-]+$/u;
/** What PowerShell reads within double quotes: it takes curly quotation marks for straight ones. */
const READ_IN_QUOTES = /[$`"“”„]/u;

/**
 * A path or name as it is typed on a command line of this machine: in quotes where a shell would take it apart, expand
 * something in it or run it. On Windows cmd knows double quotes only, and PowerShell expands $ and ` in them: such a word
 * is written for PowerShell.
 */
export function shellWord(word: string, platform: NodeJS.Platform = process.platform): string {
  if (platform !== 'win32') return PLAIN.test(word) ? word : shellQuoted(word);
  if (PLAIN_ON_WINDOWS.test(word)) return word;
  return READ_IN_QUOTES.test(word) ? `'${word.replace(/['‘’‚‛]/gu, '$&$&')}'` : `"${word}"`;
}
