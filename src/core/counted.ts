/** `1 item`, `1,203 items`: a number with what it counts, in English; Chinese needs no second form. */
export const counted = (n: number, one: string, several = `${one}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : several}`;
