import type { Bubble } from '../../core/types.ts';

/** A real exchange, as a model may be shown it. */
export interface Example {
  /** Id of the dialogue. */
  id: string;
  /** Id of the chat: for quotas; it stays in the workspace. */
  conversation: string;
  session: string;
  start: string;
  scene: string;
  context: Bubble[];
  /** The bubbles of the answer, one message each. */
  reply: string[];
  /** Ids of the items of the answer. */
  items: string[];
  /** Of context and reply, by tokens.ts. */
  tokens: number;
}

/** One line of prompt/examples.jsonl. */
export const exampleLine = ({ conversation: _, session: __, ...example }: Example): string =>
  `${JSON.stringify(example)}\n`;
