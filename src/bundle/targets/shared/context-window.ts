import { countTokens } from '../../tokens.ts';

/** Tokens of talk that stay in view beside the prompt. */
const TALK = 4_096;
/** The smallest window that is asked for. */
const SMALLEST = 8_192;

/**
 * `num_ctx` for a prompt: the tokens that the model keeps in view, a power of two. Without it Ollama takes 4,096 on
 * most machines and cuts a longer prompt without a word. Source: ollama/ollama `docs/faq.mdx`
 */
export function contextWindow(prompt: string): number {
  const needed = countTokens(prompt) + TALK;
  return Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(needed)));
}
