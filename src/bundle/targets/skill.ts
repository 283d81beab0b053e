import { stringify } from 'yaml';
import { z } from 'zod';
import { type BundleFault, fault, wrongField } from '../fault.ts';
import { renderLine } from '../prompt/examples.ts';
import type { BundleContext, Target } from '../target.ts';
import { schemaFaults } from './shared/faults.ts';
import { NO_WORDS } from './shared/left.ts';

/**
 * Limits of agentskills/agentskills docs/specification.mdx, read 2026-08, and what Claude refuses besides: certain
 * words in a name, brackets in a description. Sources: platform.claude.com agent-skills/overview;
 * anthropics/skills@049d5f2 skills/skill-creator/scripts/quick_validate.py
 */
const MAX_DESCRIPTION = 1024;
const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;
const RESERVED = /(?<=clau)(?=de)|(?<=anthro)(?=pic)/gu;
/** Longer bodies are better split: the agent reads all of SKILL.md each time it is used. */
const MAX_LINES = 100;

/** The persona as an agent skill: a short SKILL.md, the detail in references/. */
export const skill: Target = {
  id: 'skill',
  title: { en: 'Agent skill', zh: '智能体技能' },
  plan(context) {
    if (!context.corpus.own.length) return { files: [], left: [{ what: 'skill', why: NO_WORDS }] };
    const { lang, layers, examples } = context;
    const name = skillName(context.slug);
    const folder = `skill/${name}`;
    const part = (ids: readonly string[]) =>
      layers
        .filter(({ id }) => ids.includes(id))
        .map(({ title, text }) => `## ${title}\n\n${text}\n`)
        .join('\n');
    const references = {
      'manner.md': part(['expression', 'care', 'decisions']),
      'memories.md': part(['identity', 'relationships', 'memories', 'unknown']),
      'examples.md': examples.map((example) => `${renderLine(example)}\n`).join('\n'),
    };
    return {
      files: [
        { path: `${folder}/SKILL.md`, text: skillFile(context, name) },
        ...Object.entries(references)
          .filter(([, text]) => text.trim())
          .map(([file, text]) => ({ path: `${folder}/references/${file}`, text })),
      ],
      readme:
        lang === 'zh'
          ? `- \`${folder}/\`：把整个文件夹放进智能体的 skills 目录即可。`
          : `- \`${folder}/\`: put the whole folder into your agent's skills directory.`,
    };
  },
  async check({ files, text }) {
    const faults: BundleFault[] = [];
    for (const file of files.filter((path) => path.endsWith('/SKILL.md'))) {
      const [, front, body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/u.exec(await text(file)) ?? [];
      if (front === undefined) {
        faults.push(fault('verify-lacks', file, { what: { en: 'front matter', zh: '开头的 YAML 信息' } }));
        continue;
      }
      const { parse } = await import('yaml');
      faults.push(...schemaFaults(file, FrontMatter, parse(front)));
      if ((parse(front) as { name?: string }).name !== file.split('/').at(-2))
        faults.push(wrongField(file, 'name', { en: 'the name of its folder', zh: '所在文件夹的名称' }));
      if (body.split('\n').length > MAX_LINES)
        faults.push(fault('verify-longer', file, { limit: { en: `${MAX_LINES} lines`, zh: `${MAX_LINES} 行` } }));
    }
    return faults;
  },
};

/** Letters, digits and single hyphens only: `Chen_Mo` becomes `persona-chen-mo`, `Claude` `persona-clau-de`. */
export function skillName(slug: string): string {
  const plain = slug
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(RESERVED, '-')
    .replace(/^-+|-+$/gu, '');
  return (plain.startsWith('persona') ? plain : `persona-${plain}`).slice(0, 64).replace(/-+$/u, '');
}

function skillFile(context: BundleContext, name: string): string {
  const { lang, layers, disclosure } = context;
  const zh = lang === 'zh';
  const description = zh
    ? `以${context.name}的口吻聊天（AI 数字人格）。当亲友想和${context.name}说说话、想知道他会怎么说时使用；不用于冒充本人。`
    : `Talks in the manner of ${context.name} (an AI persona). Use it when family or friends want to talk to ${context.name} or ask what they would have said; never to pass as the living person.`;
  const layer = (id: string) => layers.find((one) => one.id === id);
  const body = [layer('disclosure'), layer('notes'), layer('channel')]
    .filter((one) => one !== undefined)
    .map(({ title, text }) => `## ${title}\n\n${text}`)
    .join('\n\n');
  const steps = zh
    ? [
        '1. 先读 `references/manner.md`：怎么说话、怎么待人。',
        '2. 说到人、事、时间时查 `references/memories.md`；那里没有的就是不知道。',
        '3. 拿不准语气时看 `references/examples.md` 里的真实对话。',
      ]
    : [
        '1. Read `references/manner.md` first: how they speak and treat people.',
        '2. For people, events and dates look into `references/memories.md`; what is not there is not known.',
        '3. When unsure of the tone, see the real exchanges in `references/examples.md`.',
      ];
  const front = stringify({
    name,
    description: description.replaceAll('<', '＜').replaceAll('>', '＞').slice(0, MAX_DESCRIPTION),
    metadata: { 'display-name': context.name, language: context.language },
  });
  return `---\n${front}---\n\n# ${context.name}\n\n${disclosure}\n\n${steps.join('\n')}\n\n${body}\n`;
}

const FrontMatter = z.object({
  name: z.string().max(64).regex(NAME),
  description: z.string().min(1).max(MAX_DESCRIPTION),
  license: z.string().optional(),
  compatibility: z.string().max(500).optional(),
  metadata: z.record(z.string(), z.string()).optional(),
});
