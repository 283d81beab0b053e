import type { Example } from '../../prompt/example.ts';
import type { BundleContext } from '../../target.ts';
import { greetingsOf } from './greetings.ts';

/** Placeholders that a chat program replaces: the name of the user, and that of the persona. */
const USER = '{{user}}';
const CHAR = '{{char}}';

/** What every card, agent form and model file says about the persona, taken from the layers of its prompt. */
export interface CardText {
  description: string;
  personality: string;
  scenario: string;
  firstMessage: string;
  otherGreetings: string[];
  exampleDialogues: string;
  /** Disclosure, limits, what is not known, channel rules. */
  rules: string;
  /** The strongest rules of style, for the place nearest to the answer. */
  reminder: string;
}

/** This many example blocks fit into the card tier of 1,500 tokens beside the rest. */
const EXAMPLES = 6;
const GREETINGS = 4;
const REMINDERS = 3;

export function cardText(context: BundleContext): CardText {
  const { layers, profile, examples, lang, name, disclosure } = context;
  const layer = (id: string) => layers.find((one) => one.id === id)?.text ?? '';
  const join = (...texts: string[]) => texts.filter(Boolean).join('\n\n');
  const openings = greetingsOf(context.corpus.dialogues, GREETINGS);
  return {
    description: join(layer('identity'), layer('relationships')),
    personality: unbullet(join(layer('expression'), layer('care'), layer('decisions'))),
    scenario:
      lang === 'zh'
        ? `${USER} 是 ${name} 的亲友，正在和 ${name} 的数字人格聊天或通话。`
        : `${USER} is family or a friend of ${name}, talking to the digital persona of ${name} by chat or phone.`,
    firstMessage: openings[0] ?? disclosure,
    otherGreetings: openings.slice(1),
    exampleDialogues: examples.slice(0, EXAMPLES).map(exampleBlock).join('\n'),
    rules: join(layer('disclosure'), layer('unknown'), layer('notes'), layer('channel')),
    reminder: profile.claims
      .filter(({ layer, thin }) => layer === 'expression' && !thin)
      .slice(0, REMINDERS)
      .map(({ say }) => `- ${say}`)
      .join('\n'),
  };
}

/**
 * `<START>` and the lines of one real exchange, as SillyTavern and its relatives read them. A label stands only where
 * the speaker changes: they take it off once a turn, and a second one would be read as words that the persona wrote.
 * Source: SillyTavern 1.19.0 public/scripts/openai.js
 */
function exampleBlock({ context, reply }: Example): string {
  const turns = [...context, { role: 'subject', text: reply.join('\n') }];
  const lines = turns.map(({ role, text }, i) =>
    role === turns[i - 1]?.role ? text : `${role === 'subject' ? CHAR : USER}: ${text}`,
  );
  return ['<START>', ...lines].join('\n');
}

const unbullet = (markdown: string) => markdown.replace(/^- /gmu, '').replace(/\n{2,}/gu, '\n');
