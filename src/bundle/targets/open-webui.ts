import { z } from 'zod';
import { prettyJson } from '../../core/pretty-json.ts';
import { encodePng } from '../png.ts';
import type { Target } from '../target.ts';
import { avatar } from './shared/avatar.ts';
import { contextWindow } from './shared/context-window.ts';
import { schemaFaults } from './shared/faults.ts';
import { NO_WORDS } from './shared/left.ts';

/**
 * Open WebUI's workspace model, as its import button takes it: an array. Only its owner sees it where `access_control`
 * is an empty object, and in versions with grants (0.8 and later), which no longer read that field, where there are
 * none; an empty list also takes away those of an earlier import. Source: open-webui/open-webui
 * `backend/open_webui/models/models.py`, `models/access_grants.py`, `routers/models.py`
 */
export const openWebui: Target = {
  id: 'open-webui',
  title: { en: 'Open WebUI', zh: 'Open WebUI' },
  plan({ corpus, system, disclosure, name, slug, lang }) {
    if (!corpus.own.length) return { files: [], left: [{ what: 'open-webui', why: NO_WORDS }] };
    const picture = Buffer.from(encodePng(avatar(name), [])).toString('base64');
    const model = {
      id: `persona-${slug.toLowerCase()}`,
      base_model_id: 'qwen3:8b',
      name,
      meta: {
        profile_image_url: `data:image/png;base64,${picture}`,
        description: disclosure,
        capabilities: {},
        suggestion_prompts: [],
        tags: [],
      },
      params: { system, num_ctx: contextWindow(system) },
      // null would show the persona to everyone on that server.
      access_control: {},
      access_grants: [],
      is_active: true,
    };
    return {
      files: [{ path: 'open-webui/model.json', text: prettyJson([model]) }],
      readme:
        lang === 'zh'
          ? '- `open-webui/model.json`：工作空间 → 模型 → 导入；只对导入者可见，请选好底座模型。'
          : '- `open-webui/model.json`: Workspace → Models → Import; visible to its importer only, choose the base model there.',
    };
  },
  async check({ text }) {
    const file = 'open-webui/model.json';
    return schemaFaults(file, Models, JSON.parse(await text(file)));
  },
};

const Models = z
  .array(
    z.object({
      id: z.string().regex(/^[a-z0-9_-]+$/u),
      base_model_id: z.string().min(1),
      name: z.string().min(1),
      meta: z.object({ profile_image_url: z.string().startsWith('data:image/png;base64,'), description: z.string() }),
      params: z.object({ system: z.string().min(1) }),
      access_control: z.strictObject({}),
      access_grants: z.array(z.unknown()).max(0).optional(),
      is_active: z.boolean(),
    }),
  )
  .length(1);
