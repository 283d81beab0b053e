import { z } from 'zod';
import { says } from '../../core/issues.ts';
import { prettyJson } from '../../core/pretty-json.ts';
import type { Bilingual, Lang } from '../../core/types.ts';
import { type BundleFault, fault } from '../fault.ts';
import { briefLimits } from '../prompt/disclosure.ts';
import type { Claim } from '../prompt/profile.ts';
import type { BundleContext, Target } from '../target.ts';
import { cardText } from './shared/card.ts';
import { schemaFaults } from './shared/faults.ts';
import { NO_WORDS } from './shared/left.ts';

/** Coze's own limits (npm @coze/api 1.3.5, comments of its types). */
const COZE_NAME = 20;
const COZE_DESCRIPTION = 500;
/** Cautious limits of ours: the apps state none. */
const PASTE = { 'intro.txt': 50, 'persona.txt': 1000, 'prologue.txt': 200 } as const;

/** Role agents of Chinese services: Coze (扣子), MiniMax role chat, and texts to paste into apps (豆包, 海螺, 星野, 猫箱). */
export const roleAgents: Target = {
  id: 'role-agents',
  title: { en: 'Role agents', zh: '角色智能体' },
  plan(context) {
    if (!context.corpus.own.length) return { files: [], left: [{ what: 'role-agents', why: NO_WORDS }] };
    const { name, disclosure, system, examples, lang } = context;
    const card = cardText(context);
    const coze = {
      space_id: '<your space_id>',
      name: cut(name, COZE_NAME),
      description: cut(disclosure, COZE_DESCRIPTION),
      prompt_info: { prompt: system },
      onboarding_info: { prologue: plain(card.firstMessage, name, lang), suggested_questions: [] },
    };
    // The special roles of M2-her are reported to fail at times; system, user and assistant with names always work.
    const minimax = {
      model: 'M2-her',
      messages: [
        { role: 'system', name, content: system },
        ...examples.slice(0, 4).flatMap(({ context: before, reply }) => {
          const asked = before.at(-1);
          return asked?.role === 'other'
            ? [
                { role: 'user', name: asked.name, content: asked.text },
                { role: 'assistant', name, content: reply.join('\n') },
              ]
            : [];
        }),
      ],
    };
    const paste: Record<keyof typeof PASTE, string> = {
      'intro.txt': lang === 'zh' ? `AI 数字人格，模仿${name}，不是本人。` : `AI persona after ${name}; not the person.`,
      'persona.txt': pasted(context, PASTE['persona.txt']),
      'prologue.txt': plain(card.firstMessage, name, lang),
    };
    return {
      files: [
        { path: 'role-agents/coze.create.json', text: prettyJson(coze) },
        { path: 'role-agents/minimax-m2-her.json', text: prettyJson(minimax) },
        { path: 'role-agents/app-paste/name.txt', text: `${name}\n` },
        ...Object.entries(PASTE).map(([file, size]) => ({
          path: `role-agents/app-paste/${file}`,
          text: `${cut(paste[file as keyof typeof PASTE], size)}\n`,
        })),
      ],
      readme:
        lang === 'zh'
          ? '- `role-agents/coze.create.json`：扣子 `POST /v1/bot/create` 的请求体，填上 space_id。\n- `role-agents/minimax-m2-her.json`：MiniMax `POST /v1/text/chatcompletion_v2` 的开头，把用户的话接在后面。\n- `role-agents/app-paste/`：手工粘贴到豆包、海螺、星野、猫箱等应用；字数（简介 50、人设 1000、开场白 200）是我们取的保守值。'
          : '- `role-agents/coze.create.json`: body of Coze `POST /v1/bot/create`; fill in space_id.\n- `role-agents/minimax-m2-her.json`: the beginning for MiniMax `POST /v1/text/chatcompletion_v2`; append what the user says.\n- `role-agents/app-paste/`: to paste by hand into apps; the sizes (50, 1000, 200 characters) are cautious ones of ours.',
      open: ['role-agents/coze.create.json: space_id'],
    };
  },
  async check({ text }) {
    const faults: BundleFault[] = [];
    for (const [file, schema] of [
      ['role-agents/coze.create.json', Coze],
      ['role-agents/minimax-m2-her.json', MiniMax],
    ] as const) {
      faults.push(...schemaFaults(file, schema, JSON.parse(await text(file))));
    }
    for (const [file, size] of Object.entries(PASTE)) {
      const path = `role-agents/app-paste/${file}`;
      if ([...(await text(path)).trimEnd()].length > size)
        faults.push(fault('verify-longer', path, { limit: characters(size) }));
    }
    return faults;
  },
};

/** At most `size` characters; whole lines where that keeps most of the text. */
function cut(text: string, size: number): string {
  const all = [...text];
  if (all.length <= size) return text;
  const short = all.slice(0, size).join('');
  const line = short.lastIndexOf('\n');
  return line > size * 0.6 ? short.slice(0, line) : `${all.slice(0, size - 1).join('')}…`;
}

/** These services know no `{{user}}`. */
const plain = (text: string, name: string, lang: Lang) =>
  text.replaceAll('{{char}}', name).replaceAll('{{user}}', lang === 'zh' ? '对方' : 'the caller');

/** Share of the room left by the disclosure and the limits that identity may take before the manner of speaking. */
const IDENTITY_SHARE = 0.3;

/**
 * What the app is told about the persona, each once: what it is, its limits, family notes, identity, manner of
 * speaking.
 */
function pasted({ disclosure, persona, lang, options, profile }: BundleContext, size: number): string {
  const said = (...layers: Claim['layer'][]) =>
    profile.claims
      // A figure from few items is only a hint, and there is no room to say so; a quote needs no such remark.
      .filter(({ layer, evidence, thin }) => layers.includes(layer) && !(thin && evidence === 'counted'))
      .map(({ say }) => say);
  const [whom = '', ...people] = said('identity', 'relationships');
  const first = lines([disclosure, ...briefLimits(persona, lang), whom, ...options.notes].filter(Boolean), size);
  const left = size - lengthOf(first);
  const who = lines(people, left * IDENTITY_SHARE);
  const how = lines(said('expression', 'care', 'decisions'), left - lengthOf(who));
  return [...first, ...who, ...how].join('\n');
}

/** The lines that fit, whole and in their order. */
function lines(texts: readonly string[], size: number): string[] {
  let left = size;
  return texts.filter((text) => {
    const length = lengthOf([text]);
    if (length > left) return false;
    left -= length;
    return true;
  });
}

/** Number of characters, line ends included. */
const lengthOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + [...text].length + 1, 0);

const characters = (n: number): Bilingual => ({ en: `${n} characters`, zh: `${n} 个字` });
/** zod's `max` counts UTF-16 units; these services count characters. */
const atMost = (n: number) => says({ en: `must have at most ${n} characters`, zh: `最多 ${n} 个字` });

const Coze = z.object({
  space_id: z.string(),
  name: z
    .string()
    .min(1)
    .refine((name) => [...name].length <= COZE_NAME, atMost(COZE_NAME)),
  description: z.string().refine((text) => [...text].length <= COZE_DESCRIPTION, atMost(COZE_DESCRIPTION)),
  prompt_info: z.object({ prompt: z.string().min(1) }),
  onboarding_info: z.object({ prologue: z.string(), suggested_questions: z.array(z.string()) }),
});
const MiniMax = z.object({
  model: z.string(),
  messages: z
    .array(z.object({ role: z.enum(['system', 'user', 'assistant']), name: z.string().min(1), content: z.string() }))
    .min(1),
});
