import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { fault } from '../fault.ts';
import type { Target } from '../target.ts';
import { cardText } from './shared/card.ts';
import { schemaFaults } from './shared/faults.ts';
import { NO_WORDS } from './shared/left.ts';

/** `CURRENT_APP_DSL_VERSION` of langgenius/dify `api/services/app_dsl_service.py`; it must stay a string. */
const VERSION = '0.6.0';
const MAX_BYTES = 10_000_000;

/** Dify's app file: a chat app whose instructions are the persona. */
export const dify: Target = {
  id: 'dify',
  title: { en: 'Dify', zh: 'Dify' },
  plan(context) {
    if (!context.corpus.own.length) return { files: [], left: [{ what: 'dify', why: NO_WORDS }] };
    const { name, disclosure, system, lang } = context;
    const app = {
      version: VERSION,
      kind: 'app',
      app: { name, mode: 'chat', icon: '🕯️', icon_type: 'emoji', icon_background: '#F3EFE7', description: disclosure },
      model_config: {
        // Provider ids differ between versions of Dify: the user picks the model after the import.
        model: { provider: 'langgenius/openai/openai', name: 'gpt-4o-mini', mode: 'chat', completion_params: {} },
        pre_prompt: system,
        opening_statement: cardText(context).firstMessage,
        suggested_questions: [],
      },
      dependencies: [],
    };
    return {
      files: [
        {
          path: 'dify/app.yml',
          text: stringify(app, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' }),
        },
      ],
      readme:
        lang === 'zh'
          ? '- `dify/app.yml`：工作室 → 导入 DSL；导入后再选模型。'
          : '- `dify/app.yml`: Studio → Import DSL; choose the model after the import.',
    };
  },
  async check({ text }) {
    const file = 'dify/app.yml';
    const yaml = await text(file);
    const faults = Buffer.byteLength(yaml) > MAX_BYTES ? [fault('verify-longer', file, { limit: '10 MB' })] : [];
    return [...faults, ...schemaFaults(file, App, parse(yaml))];
  },
};

const App = z.object({
  version: z.string(),
  kind: z.literal('app'),
  app: z.object({ name: z.string().min(1), mode: z.literal('chat') }),
  model_config: z.object({
    pre_prompt: z.string().min(1),
    opening_statement: z.string(),
    model: z.object({ provider: z.string(), name: z.string() }),
  }),
});
