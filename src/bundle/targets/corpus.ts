import type { Dialogue, Item } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import { isGivenAccount } from '../contacts.ts';
import { inPeriod, isChosen } from '../options.ts';
import type { Target } from '../target.ts';

/**
 * The corpus itself, with other people's words: only with --include-corpus. Accounts become `person-1`, `chat-1`; paths
 * of the exports, which may name a user, are left out.
 */
export const corpus: Target = {
  id: 'corpus',
  title: { en: 'Corpus', zh: '语料' },
  async plan({ options, source, lang }) {
    if (!options.includeCorpus) return { files: [] };
    const chosen = async function* () {
      for await (const item of source.items()) if (isChosen(item, options)) yield item;
    };
    const alias = await aliasesOf(chosen());
    const items = async function* () {
      for await (const item of chosen()) yield JSON.stringify(publicItem(item, alias));
    };
    const dialogues = async function* () {
      for await (const dialogue of source.dialogues()) {
        if (inPeriod(dialogue.start, options.period)) yield JSON.stringify(publicDialogue(dialogue, alias));
      }
    };
    return {
      files: [
        { path: 'corpus/items.jsonl', lines: items },
        { path: 'corpus/dialogues.jsonl', lines: dialogues },
      ],
      readme:
        lang === 'zh'
          ? '- `corpus/`：全部语料，含他人的话。只应交给家人，不要公开。'
          : '- `corpus/`: the whole corpus, other people’s words included. For the family; not for publishing.',
    };
  },
};

type Alias = (kind: 'person' | 'chat', id: string) => string;

/** Numbers in the order of appearance, assigned before either file is written: a chat has the same number in both. */
async function aliasesOf(items: AsyncIterable<Item>): Promise<Alias> {
  const known = { person: new Map<string, string>(), chat: new Map<string, string>() };
  const alias: Alias = (kind, id) => upsert(known[kind], id, () => `${kind}-${known[kind].size + 1}`);
  for await (const { conversation, sender, comments = [] } of items) {
    alias('chat', conversation);
    for (const { id } of [sender, ...comments.map((comment) => comment.sender)])
      if (id !== undefined) alias('person', id);
  }
  return alias;
}

function publicItem(item: Item, alias: Alias): unknown {
  const { sender, source, conversation, conversationName, quote, media, comments, ...rest } = item;
  const named = (name: string) => (isGivenAccount(name) ? alias('person', name) : name);
  const person = ({ id, name }: Item['sender']) =>
    id === undefined
      ? { name: named(name) }
      : { id: alias('person', id), name: isGivenAccount(name) ? alias('person', id) : name };
  return {
    ...rest,
    conversation: alias('chat', conversation),
    ...(conversationName === undefined || isGivenAccount(conversationName) ? {} : { conversationName }),
    ...(quote ? { quote: quote.sender === undefined ? quote : { ...quote, sender: named(quote.sender) } } : {}),
    sender: person(sender),
    ...(media ? { media: { ...(media.seconds === undefined ? {} : { seconds: media.seconds }) } } : {}),
    ...(comments
      ? {
          comments: comments.map(({ replyTo, ...comment }) => ({
            ...comment,
            ...(replyTo === undefined ? {} : { replyTo: named(replyTo) }),
            sender: person(comment.sender),
          })),
        }
      : {}),
    source: { format: source.format, record: source.record },
  };
}

const publicDialogue = ({ session: _, conversation, ...rest }: Dialogue, alias: Alias) => ({
  ...rest,
  conversation: alias('chat', conversation),
});
