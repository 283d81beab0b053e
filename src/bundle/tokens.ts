/**
 * Tokens of a text, estimated without a tokenizer: a CJK character or any other character outside ASCII counts 1, ASCII
 * counts 1 for 3.5 characters. Today's tokenizers need fewer, so what fits by this count fits.
 */
export function countTokens(text: string): number {
  return Math.ceil(tokenWeight(text));
}

/** The same count before rounding: the weights of parts add up to the weight of the whole. */
export function tokenWeight(text: string): number {
  let ascii = 0;
  let wide = 0;
  for (const character of text) {
    if (character.charCodeAt(0) < 0x80) ascii++;
    else wide++;
  }
  return wide + ascii / 3.5;
}
