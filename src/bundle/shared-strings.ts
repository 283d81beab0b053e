import type { Bubble, Dialogue } from '../core/types.ts';

/** One string for all that are equal: each line of a file that is parsed gives new ones. */
export class SharedStrings {
  readonly #known = new Map<string, string>();

  of(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#known.set(text, text);
    return text;
  }
}

/**
 * A turn stands in the context of several dialogues, and an answer in that of the next. Here they are the same turn, so
 * that the dialogues of a corpus take half the memory.
 */
export class SharedTurns {
  readonly #strings = new SharedStrings();
  /** By chat: the turns of its last dialogue, the answer among them. */
  readonly #turns = new Map<string, readonly Bubble[]>();

  in(dialogue: Dialogue): Dialogue {
    const { reply, bubbles } = dialogue;
    const conversation = this.#strings.of(dialogue.conversation);
    const before = this.#turns.get(conversation) ?? [];
    const context = dialogue.context.map(({ role, name, text }) => {
      const known = before.find((turn) => turn.text === text && turn.role === role && turn.name === name);
      return known ?? { role, name: this.#strings.of(name), text };
    });
    const name = context.find(({ role }) => role === 'subject')?.name ?? '';
    this.#turns.set(conversation, [...context, { role: 'subject', name, text: reply }]);
    return {
      ...dialogue,
      conversation,
      context,
      ...(bubbles?.length === 1 && bubbles[0] === reply ? { bubbles: [reply] } : {}),
      ...(dialogue.session === undefined ? {} : { session: this.#strings.of(dialogue.session) }),
    };
  }
}
