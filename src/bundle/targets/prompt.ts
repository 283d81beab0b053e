import { z } from 'zod';
import { type Fault, fault } from '../fault.ts';
import { exampleLine } from '../prompt/example.ts';
import { renderLine } from '../prompt/examples.ts';
import { ownWords } from '../prompt/own-words.ts';
import { PromptProfile } from '../prompt/profile.ts';
import type { Target } from '../target.ts';
import { countTokens } from '../tokens.ts';
import { lineFaults, schemaFaults } from './shared/faults.ts';

/** What a chat model is given: the persona as a prompt, the evidence for it, few-shot dialogues, own words. */
export const prompt: Target = {
  id: 'prompt',
  title: { en: 'Persona prompt', zh: '人格提示词' },
  plan(context) {
    const { corpus, examples, lang, name, options, profile, system } = context;
    if (!corpus.own.length) {
      return {
        files: [],
        left: [
          {
            what: 'prompt',
            why: { en: 'there are no words of the person in the corpus', zh: '语料里没有本人的文字' },
          },
        ],
      };
    }
    const words = ownWords({
      name,
      own: corpus.own,
      comments: corpus.comments,
      dialogues: corpus.dialogues,
      budget: options.budget,
      lang,
      options: { halfLife: options.halfLife, distinctive: context.distinctive },
    });
    return {
      files: [
        { path: 'prompt/system.md', text: system },
        { path: 'prompt/profile.json', text: `${JSON.stringify(profile, null, 2)}\n` },
        ...(examples.length
          ? [
              {
                path: 'prompt/examples.jsonl',
                text: examples.map(exampleLine).join(''),
              },
            ]
          : []),
        ...(words ? [{ path: 'prompt/own-words.md', text: words.text }] : []),
      ],
      readme: lines(lang === 'zh', [
        [
          `- \`prompt/system.md\`：系统提示词，约 ${countTokens(system)} token。放进聊天模型的 system 栏即可。`,
          `- \`prompt/system.md\`: the system prompt, about ${countTokens(system)} tokens. Paste it where your chat model takes one.`,
        ],
        [
          `- \`prompt/examples.jsonl\`：${examples.length} 段真实对话（约 ${examples.reduce((sum, example) => sum + countTokens(renderLine(example)), 0)} token），可作为示例消息。`,
          `- \`prompt/examples.jsonl\`: ${examples.length} real exchanges (about ${examples.reduce((sum, example) => sum + countTokens(renderLine(example)), 0)} tokens) to send as example messages.`,
        ],
        [
          `- \`prompt/own-words.md\`：本人原文，约 ${words ? countTokens(words.text) : 0} token（上限 ${options.budget}）。给能读长文的模型，接在系统提示词后面。`,
          `- \`prompt/own-words.md\`: their own writing, about ${words ? countTokens(words.text) : 0} tokens (limit ${options.budget}). For long-context models, after the system prompt.`,
        ],
        [
          '- `prompt/profile.json`：每一条说法和它出自哪些原文（item id）。',
          '- `prompt/profile.json`: every claim of the prompt, with the items it rests on.',
        ],
        [
          'token 的数法：汉字等非 ASCII 字符每个算 1，ASCII 字符 3.5 个算 1；实际通常更少。',
          'How tokens are counted: 1 for a character outside ASCII, 1 for 3.5 ASCII characters; models usually need fewer.',
        ],
      ]),
    };
  },
  async check({ files, text }) {
    const faults: Fault[] = [];
    const profile = 'prompt/profile.json';
    faults.push(...schemaFaults(profile, PromptProfile, JSON.parse(await text(profile))));
    if (!files.includes('prompt/system.md')) faults.push(fault('verify-missing', 'prompt/system.md'));
    if (!files.includes('prompt/examples.jsonl')) return faults;
    const examples = 'prompt/examples.jsonl';
    return [...faults, ...lineFaults(examples, ExampleLine, await text(examples))];
  },
};

const Turn = z.object({ role: z.enum(['subject', 'other']), name: z.string(), text: z.string() });
const ExampleLine = z.object({
  id: z.string(),
  scene: z.string(),
  context: z.array(Turn).min(1),
  reply: z.array(z.string()).min(1),
  items: z.array(z.string()).min(1),
});

const lines = (zh: boolean, texts: readonly (readonly [string, string])[]) =>
  texts.map(([a, b]) => (zh ? a : b)).join('\n');
