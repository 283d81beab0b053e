import { type BundleFault, fault } from '../fault.ts';
import type { Target } from '../target.ts';
import { contextWindow } from './shared/context-window.ts';
import { NO_WORDS } from './shared/left.ts';

/** A small model that many machines run and that speaks Chinese well; the user may name another. */
const BASE = 'qwen3:8b';
/** Every MESSAGE line takes room in the context each time, and a few are enough to set the tone. */
const EXAMPLES = 6;

/** Ollama's Modelfile. Source: ollama/ollama fb30760 `docs/modelfile.mdx`, `parser/parser.go`. */
export const ollama: Target = {
  id: 'ollama',
  title: { en: 'Ollama', zh: 'Ollama' },
  plan({ corpus, system, examples, slug, lang }) {
    if (!corpus.own.length) return { files: [], left: [{ what: 'ollama', why: NO_WORDS }] };
    const messages = examples
      .filter(({ context }) => context.at(-1)?.role === 'other')
      .slice(0, EXAMPLES)
      .flatMap(({ context, reply }) => [
        `MESSAGE user ${quoted(context.at(-1)?.text ?? '')}`,
        `MESSAGE assistant ${quoted(reply.join('\n'))}`,
      ]);
    const lines = [
      `FROM ${BASE}`,
      'PARAMETER temperature 0.8',
      `PARAMETER num_ctx ${contextWindow([system, ...messages].join('\n'))}`,
      `SYSTEM ${quoted(system)}`,
      ...messages,
      '',
    ];
    const name = slug.toLowerCase();
    return {
      files: [{ path: 'ollama/Modelfile', text: lines.join('\n') }],
      readme:
        lang === 'zh'
          ? `- \`ollama create ${name} -f ollama/Modelfile && ollama run ${name}\`；底座模型写在第一行，可以换。`
          : `- \`ollama create ${name} -f ollama/Modelfile && ollama run ${name}\`; the base model stands in the first line.`,
    };
  },
  async check({ text }) {
    const file = 'ollama/Modelfile';
    const faults: BundleFault[] = [];
    const modelfile = await text(file);
    if (!/^FROM \S+$/mu.test(modelfile))
      faults.push(fault('verify-lacks', file, { what: { en: 'FROM line', zh: ' FROM 行' } }));
    const outside = modelfile.split('"""').filter((_, i) => i % 2 === 0);
    if (modelfile.split('"""').length % 2 === 0) faults.push(fault('verify-unclosed', file));
    const known = /^(?:FROM|PARAMETER|SYSTEM|MESSAGE (?:user|assistant)|TEMPLATE|ADAPTER|LICENSE|REQUIRES)(?: |$)/u;
    for (const line of outside.join('\n').split('\n'))
      if (line.trim() && !known.test(line)) faults.push(fault('verify-no-instruction', file));
    return faults;
  },
};

/** Text of several lines stands in `"""`. Three or more `"` inside would end it, so they become single marks. */
const quoted = (text: string) =>
  `"""${text.replace(/"{3,}/gu, (marks) => "'".repeat(marks.length)).replace(/"$/u, '" ')}"""`;
