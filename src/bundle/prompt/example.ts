import type { Bubble } from '../../core/types.ts';

/** One line of prompt/examples.jsonl: a real exchange, as a model may be shown it. */
export interface Example {
  /** Id of the dialogue. */
  id: string;
  conversation: string;
  start: string;
  scene: string;
  context: Bubble[];
  /** The bubbles of the answer, one message each. */
  reply: string[];
  /** Ids of the items of the answer. */
  items: string[];
  /** Of the whole example as it is written, by tokens.ts. */
  tokens: number;
}
