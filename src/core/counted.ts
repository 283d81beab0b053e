/** `1,203`: thousands marked, as both languages write them. */
export const grouped = (n: number): string => n.toLocaleString('en-US');

/** `1 item`, `1,203 items`: a number with what it counts, in English; Chinese needs no second form. */
export const counted = (n: number, one: string, several = `${one}s`): string =>
  `${grouped(n)} ${n === 1 ? one : several}`;
