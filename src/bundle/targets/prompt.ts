import { z } from 'zod';
import { counted } from '../../core/counted.ts';
import { prettyJson } from '../../core/pretty-json.ts';
import type { Lang } from '../../core/types.ts';
import { type BundleFault, fault } from '../fault.ts';
import { exampleLine } from '../prompt/example.ts';
import { type OwnWords, ownWords } from '../prompt/own-words.ts';
import { PromptProfile } from '../prompt/profile.ts';
import type { Target, TargetPlan } from '../target.ts';
import { countTokens } from '../tokens.ts';
import { lineFaults, schemaFaults } from './shared/faults.ts';

/** The files for a chat model: the persona as a prompt, the evidence for it, few-shot dialogues, own words. */
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
    });
    const shown = examples.map(exampleLine).join('');
    return {
      files: [
        { path: 'prompt/system.md', text: system },
        { path: 'prompt/profile.json', text: prettyJson(profile) },
        ...(shown ? [{ path: 'prompt/examples.jsonl', text: shown }] : []),
        ...(words.text ? [{ path: 'prompt/own-words.md', text: words.text }] : []),
      ],
      readme: lines(lang === 'zh', [
        [
          `- \`prompt/system.md\`：系统提示词，约 ${countTokens(system)} token。放进聊天模型的 system 栏即可。`,
          `- \`prompt/system.md\`: the system prompt, about ${countTokens(system)} tokens. Paste it where your chat model takes one.`,
        ],
        [
          `- \`prompt/examples.jsonl\`：${examples.length} 段真实对话（约 ${countTokens(shown)} token），可作为示例消息。`,
          `- \`prompt/examples.jsonl\`: ${counted(examples.length, 'real exchange')} (about ${countTokens(shown)} tokens) to send as example messages.`,
        ],
        [
          `- \`prompt/own-words.md\`：本人原文，约 ${countTokens(words.text ?? '')} token（上限 ${options.budget}）：${held(words, 'zh')}。给能读长文的模型，接在系统提示词后面。`,
          `- \`prompt/own-words.md\`: their own writing, about ${countTokens(words.text ?? '')} tokens (limit ${options.budget}): ${held(words, 'en')}. For long-context models, after the system prompt.`,
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
      left: leftOut(words, options.budget),
    };
  },
  async check({ files, text }) {
    const faults: BundleFault[] = [];
    const profile = 'prompt/profile.json';
    faults.push(...schemaFaults(profile, PromptProfile, JSON.parse(await text(profile))));
    if (!files.includes('prompt/system.md')) faults.push(fault('verify-missing', 'prompt/system.md'));
    if (!files.includes('prompt/examples.jsonl')) return faults;
    const examples = 'prompt/examples.jsonl';
    return [...faults, ...lineFaults(examples, ExampleLine, await text(examples))];
  },
};

/** How many of all own words the page holds. */
function held({ counts, of }: OwnWords, lang: Lang): string {
  const parts = {
    zh: [
      of.essays &&
        `文章 ${counts.essays}/${of.essays} 篇${counts.excerpts ? `（另有 ${counts.excerpts} 篇节选）` : ''}`,
      of.posts && `动态 ${counts.posts}/${of.posts} 条`,
      of.comments && `评论 ${counts.comments}/${of.comments} 条`,
      of.dialogues && `对话 ${counts.dialogues}/${of.dialogues} 轮`,
    ],
    en: [
      of.essays &&
        `${counts.essays} of ${counted(of.essays, 'essay')}${counts.excerpts ? ` (${counts.excerpts} more in part)` : ''}`,
      of.posts && `${counts.posts} of ${counted(of.posts, 'post')}`,
      of.comments && `${counts.comments} of ${counted(of.comments, 'comment')}`,
      of.dialogues && `${counts.dialogues} of ${counted(of.dialogues, 'exchange')}`,
    ],
  }[lang];
  return parts.filter(Boolean).join(lang === 'zh' ? '，' : ', ');
}

/** Essays are few, and each was meant to be read whole: an essay that is missing, or there only in part, is named. */
function leftOut({ counts, of }: OwnWords, budget: number): NonNullable<TargetPlan['left']> {
  const none = of.essays - counts.essays - counts.excerpts;
  if (!none && !counts.excerpts) return [];
  const why = {
    en: `within ${budget} tokens ${counts.excerpts} of ${counted(of.essays, 'essay')} are there in part only, ${none} not at all; --budget raises the limit`,
    zh: `${budget} token 里，${of.essays} 篇文章有 ${counts.excerpts} 篇只放了节选，${none} 篇没有放；可用 --budget 放宽`,
  };
  return [{ what: 'prompt/own-words.md', why, partly: true }];
}

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
