/** A path or name as it is typed on a command line: in quotes where a shell would take it apart. */
export const shellWord = (word: string): string => (/[\s"'$&|<>()]/u.test(word) ? `"${word}"` : word);
