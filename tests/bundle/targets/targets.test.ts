import { safeParseToV2 } from 'character-card-utils';
import textChunk from 'png-chunk-text';
import extract from 'png-chunks-extract';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { planBundle } from '../../../src/bundle/bundle.ts';
import type { PlannedFile } from '../../../src/bundle/layout.ts';
import { pngTexts } from '../../../src/bundle/png.ts';
import type { Example } from '../../../src/bundle/prompt/example.ts';
import type { BundleContext, TargetCheck } from '../../../src/bundle/target.ts';
import * as targets from '../../../src/bundle/targets/index.ts';
import { cardText } from '../../../src/bundle/targets/shared/card.ts';
import { skillName } from '../../../src/bundle/targets/skill.ts';
import { countTokens } from '../../../src/bundle/tokens.ts';
import { sentence } from '../../../src/core/errors.ts';
import { isHeldOut } from '../../../src/core/hold-out.ts';
import { portableName } from '../../../src/core/portable-name.ts';
import { bundleInput, persona } from '../context.ts';
import { smallWorkspace } from '../workspace.ts';

const TEXT_TARGETS = ['cards', 'skill', 'train', 'ollama', 'open-webui', 'dify', 'role-agents'] as const;
const targetOf = (id: string) => Object.values(targets).find((target) => target.id === id)!;

async function textOf(file: PlannedFile): Promise<string> {
  if ('text' in file) return file.text;
  if (!('lines' in file)) throw new Error(`${file.path} is no text`);
  let text = '';
  for await (const line of file.lines()) text += `${line}\n`;
  return text;
}

/** What `persona verify` hands to a target's check, from the plan itself. `over` replaces one file. */
function readBack(
  files: readonly PlannedFile[],
  folder: string,
  over: Record<string, string | Uint8Array> = {},
): TargetCheck {
  const mine = files.filter(({ path }) => path.startsWith(`${folder}/`));
  const find = (path: string) => mine.find((file) => file.path === path)!;
  return {
    files: mine.map(({ path }) => path),
    text: async (path) => (typeof over[path] === 'string' ? (over[path] as string) : textOf(find(path))),
    bytes: async (path) => {
      const file = find(path);
      return over[path] instanceof Uint8Array
        ? (over[path] as Uint8Array)
        : 'bytes' in file
          ? file.bytes
          : new Uint8Array();
    },
  };
}

describe.each([
  ['a corpus of five years', smallWorkspace(), {}],
  ['without a voice', smallWorkspace({ segments: 0 }), {}],
  ['a few talks', smallWorkspace({ talks: 3, segments: 1 }), {}],
])('%s', (_, data, options) => {
  let files: PlannedFile[];
  beforeAll(async () => {
    ({ files } = await planBundle(bundleInput(data, options)));
  });

  test.each(TEXT_TARGETS)('%s reads back without a fault', async (id) => {
    const check = readBack(files, id);
    if (check.files.length) expect(await targetOf(id).check?.(check)).toEqual([]);
    else expect(id, 'only training sets may be left out').toBe('train');
  });

  test('every file has a name that all systems take', () => {
    for (const part of files.flatMap(({ path }) => path.split('/'))) expect(part).toBe(portableName(part));
  });

  test('the same input gives the same bytes', async () => {
    const again = (await planBundle(bundleInput(data, options))).files;
    expect(again.map(({ path }) => path)).toEqual(files.map(({ path }) => path));
    for (const file of files) {
      const twin = again.find(({ path }) => path === file.path);
      if ('text' in file) expect(twin).toEqual(file);
    }
  });
});

describe('what other programs read', () => {
  let files: PlannedFile[];
  const data = smallWorkspace();
  const get = (ending: string) => files.find(({ path }) => path.endsWith(ending))!;
  beforeAll(async () => {
    ({ files } = await planBundle(bundleInput(data)));
  });

  test('a V2 card passes character-card-utils', async () => {
    expect(safeParseToV2(JSON.parse(await textOf(get('.v2.json')))).success).toBe(true);
  });

  test('a PNG holds both cards, read by png-chunks-extract', () => {
    const png = get(
      'cards/' +
        (files
          .find(({ path }) => path.endsWith('.png'))
          ?.path.split('/')
          .at(-1) ?? ''),
    );
    const chunks = extract('bytes' in png ? png.bytes : new Uint8Array());
    const texts = chunks.filter(({ name }) => name === 'tEXt').map(({ data }) => textChunk.decode(data));
    expect(texts.map(({ keyword }) => keyword)).toEqual(['chara', 'ccv3']);
    const [v2, v3] = texts.map(({ text }) => JSON.parse(Buffer.from(text, 'base64').toString('utf8')));
    expect(v2.data.name).toBe(v3.data.name);
    expect(v3.spec).toBe('chara_card_v3');
    expect(safeParseToV2(v2).success).toBe(true);
  });

  test('a CHARX names only assets that it holds', async () => {
    const charx = get('.charx');
    const entries = 'archive' in charx ? charx.archive : [];
    const card = JSON.parse((entries.find(({ path }) => path === 'card.json') as { text: string }).text);
    const names = card.data.assets.map(({ uri }: { uri: string }) => uri.replace('embeded://', ''));
    expect(names).toEqual(entries.map(({ path }) => path).filter((path) => path !== 'card.json'));
    expect(card.data.assets.map(({ type }: { type: string }) => type)).toEqual(['icon', 'x_voice']);
  });

  test('training lines hold no held-out session, held-out lines only those', async () => {
    const replies = new Map(data.dialogues.map((dialogue) => [dialogue.reply, dialogue]));
    const sessions = (text: string) =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).output as string)
        .map((output) => replies.get(output)?.session ?? '');
    const heldOut = new Set(
      data.dialogues.map(({ session }) => session ?? '').filter((session) => session && isHeldOut(session)),
    );
    expect(heldOut.size).toBeGreaterThan(0);
    const count = sessions(await textOf(get('alpaca.train.jsonl'))).length;
    const held = sessions(await textOf(get('alpaca.heldout.jsonl'))).length;
    const usable = data.dialogues.filter(({ context, session }) => context.at(-1)?.role === 'other' && session);
    expect(count).toBe(usable.filter(({ session }) => !isHeldOut(session ?? '')).length);
    expect(held).toBe(usable.filter(({ session }) => isHeldOut(session ?? '')).length);
  });

  test('dataset_info names every file that is there', async () => {
    const info = JSON.parse(await textOf(get('dataset_info.json'))) as Record<string, { file_name: string }>;
    const named = Object.values(info).map(({ file_name }) => `train/${file_name}`);
    const there = files.map(({ path }) => path).filter((path) => /^train\/(?:sharegpt|alpaca)/u.test(path));
    expect(named.sort()).toEqual(there.sort());
  });

  test('Dify keeps its version a string, Open WebUI keeps the persona private', async () => {
    expect(parse(await textOf(get('app.yml'))).version).toBe('0.6.0');
    const [model] = JSON.parse(await textOf(get('open-webui/model.json')));
    expect(model).toMatchObject({ access_control: {}, access_grants: [] });
  });
});

test.each([
  ['zh', ['不是陈默本人', '如实说是 AI', '停止扮演', '做人最要紧的是踏实', '你扮演陈默']],
  ['en', ['It is not 陈默', 'you are an AI', 'leave the role', '做人最要紧的是踏实', 'You play 陈默']],
])(
  'what is pasted into an app says in %s what it is, its limits, who it is and how it speaks, each once',
  async (language, parts) => {
    const data = smallWorkspace();
    const input = bundleInput(data, { notes: ['做人最要紧的是踏实'] }, { persona: { ...persona, language } });
    const { files } = await planBundle(input);
    const text = await textOf(files.find(({ path }) => path.endsWith('app-paste/persona.txt'))!);
    for (const part of parts) expect(text).toContain(part);
    const lines = text.trimEnd().split('\n');
    expect(new Set(lines).size).toBe(lines.length);
    const profile = JSON.parse(await textOf(files.find(({ path }) => path === 'prompt/profile.json')!));
    const style = profile.claims.filter(({ layer }: { layer: string }) => layer === 'expression');
    expect(style.filter(({ say }: { say: string }) => lines.includes(say)).length).toBeGreaterThan(1);
    expect([...text.trimEnd()].length).toBeLessThanOrEqual(1000);
  },
);

describe('memories in cards', () => {
  const bookOf = async (text: string, language = 'zh', talks = 2) => {
    const data = smallWorkspace({ talks });
    const [essay] = data.items.filter(({ kind }) => kind === 'essay');
    if (!essay) throw new Error('no essay');
    const items = [...data.items.filter(({ kind }) => kind === 'message'), { ...essay, text }];
    const { files } = await planBundle(bundleInput({ ...data, items }, {}, { persona: { ...persona, language } }));
    const file = files.find(({ path }) => path.endsWith('.v3.json'))!;
    return JSON.parse(await textOf(file)).data.character_book?.entries as { keys: string[]; constant?: boolean }[];
  };

  test.each([
    ['zh', '那年冬天他住院，我回家打开箱子，每样都拿旧报纸包着。', ['住院', '箱子', '报纸']],
    ['zh', '那年在青岛，林晓和我去看海，奶奶晕船。', ['林晓', '青岛', '奶奶']],
    ['zh-Hant', '那年冬天他生病，我打開箱子，每樣都拿舊報紙包著。', ['箱子']],
    ['en', 'When I was a boy we lived in Dublin near the harbour.', ['Dublin', 'harbour']],
  ])('in %s are called up by the things, people and places of %j', async (language, text, keys) => {
    const [entry] = await bookOf(text, language);
    expect(entry?.constant).toBeUndefined();
    expect(entry?.keys).toEqual(expect.arrayContaining(keys));
    expect(entry?.keys.join()).not.toMatch(/memories|那年/u);
  });

  test.each([
    ['那年冬天他住院，我回家打开箱子，里头每样都擦过油。', ['住院', '箱子', '2020']],
    ['我小时候总想，怎么不修一修楼下那个箱子。', ['箱子', '2020']],
    ['小时候爷爷炖的排骨汤，现在想起来还是香。', ['爷爷', '2020']],
  ])(
    'are called up by no everyday word, no half word and nothing that every other talk is about: %s',
    async (text, keys) => {
      const [entry] = await bookOf(text, 'zh', 60);
      expect(entry?.keys).toEqual(keys);
    },
  );

  test('that name nothing are always given', async () => {
    const [entry] = await bookOf('想了很久，还是一直这么舍不得。');
    expect(entry).toMatchObject({ keys: [], constant: true });
  });
});

test('nothing speaks of a voice where there is none', async () => {
  const readmeOf = async (segments: number) => {
    const { files } = await planBundle(bundleInput(smallWorkspace({ segments })));
    return textOf(files.find(({ path }) => path === 'README.md')!);
  };
  expect(await readmeOf(12)).toContain('角色卡 V3，带声音素材');
  const without = await readmeOf(0);
  expect(without).toContain('角色卡 V3。');
  expect(without.slice(0, without.indexOf('##'))).not.toContain('声音');
});

describe('training samples', () => {
  const data = smallWorkspace({ talks: 20 });
  const [first] = data.dialogues;
  if (!first) throw new Error('no dialogue');
  const told = { role: 'other', name: '林晓', text: '我的号码是[电话1]' } as const;
  const noted = { role: 'subject', name: '陈默', text: '记下了' } as const;
  const asks = { role: 'other', name: '林晓', text: '你在哪儿？' } as const;
  const sampleOf = async (over: Partial<typeof first>) => {
    const dialogues = [{ ...first, reply: '这条是要看的', ...over }, ...data.dialogues.slice(1)];
    const { files } = await planBundle(bundleInput({ ...data, dialogues }));
    const lines = (await textOf(files.find(({ path }) => path === 'train/openai.train.jsonl')!)).split('\n');
    const line = lines.find((each) => each.includes('这条是要看的'));
    return line && (JSON.parse(line).messages as { role: string; content: string }[]);
  };

  test('begin behind a masked turn, and are none when the question holds one', async () => {
    const sample = (await sampleOf({ context: [told, noted, asks] })) || [];
    expect(sample.slice(1).map(({ content }) => content)).toEqual(['你在哪儿？', '这条是要看的']);
    expect(await sampleOf({ context: [asks, noted, told] })).toBeUndefined();
    expect(await sampleOf({ context: [told, asks] })).toBeUndefined();
  });

  test('and what is none add up to the answers of the bundle, by reason; held-out ones are apart', async () => {
    const lone = { ...first, context: [], flags: [] };
    const left = [
      { ...lone, id: 'opening', reply: '在吗' },
      { ...lone, id: 'added', context: [asks, noted], reply: '还有' },
      { ...lone, id: 'copied', context: [asks], reply: '转发', flags: ['copied' as const] },
      { ...lone, id: 'told', context: [told], reply: '好' },
    ];
    const dialogues = [...smallWorkspace().dialogues, ...left];
    const { files, head } = await planBundle(bundleInput({ ...data, dialogues }));
    const lines = async (set: string) =>
      (await textOf(files.find(({ path }) => path === `train/openai.${set}.jsonl`)!)).trim().split('\n').length;
    const readme = await textOf(files.find(({ path }) => path === 'README.md')!);
    const count = await lines('train');
    expect(head.counts.dialogues).toBe(count + left.length);
    expect(readme).toContain(`\`train/openai.train.jsonl\`：OpenAI 对话微调格式，${count} 条。`);
    expect(readme).toContain(
      `这个包里的 ${count + 4} 条回复放进了 ${count} 条；没有放进去的：主动开口或接着自己的话说的 2 条、转发抄来的 1 条、问或答里打过码的 1 条。`,
    );
    expect(readme).toContain(`从未用于其他部分的会话，另有 ${await lines('heldout')} 条，`);
  });

  test.each(['openai', 'sharegpt', 'alpaca'])(
    'of %s begin behind an earlier answer that is left out',
    async (shape) => {
      const talk = { ...first, flags: [], conversation: 'c', session: 's' };
      const turn = (role: 'other' | 'subject', text: string) => ({ role, name: '', text });
      const copied = {
        ...talk,
        id: 'copied',
        context: [turn('other', '早')],
        reply: '转发',
        flags: ['copied' as const],
      };
      const unseen = [turn('other', '早'), turn('subject', '转发'), turn('other', '[图片]')];
      const picture = {
        ...talk,
        id: 'unseen',
        context: unseen,
        reply: '这张拍得好',
        flags: ['answers-media' as const],
      };
      const later = [...unseen, turn('subject', '[图片]\n这张拍得好'), turn('other', '周末来吗')];
      const after = { ...talk, id: 'after', context: later, reply: '这条是要看的' };
      const elsewhere = { ...after, id: 'elsewhere', session: 'other', reply: '这条也要看' };
      const dialogues = [copied, picture, after, elsewhere, ...data.dialogues.slice(1)];
      const { files } = await planBundle(bundleInput({ ...data, dialogues }));
      const text = await textOf(files.find(({ path }) => path === `train/${shape}.train.jsonl`)!);
      const [line, other] = ['这条是要看的', '这条也要看'].map((reply) =>
        text.split('\n').find((each) => each.includes(reply)),
      );
      expect(line).toContain('周末来吗');
      expect(line).not.toMatch(/转发|图片|这张拍得好/u);
      expect(other).toContain('这张拍得好');
    },
  );

  test('are trained once: the settings for LLaMA-Factory mask what came before', async () => {
    const { files } = await planBundle(bundleInput(data));
    const text = (path: string) => textOf(files.find((file) => file.path === path)!);
    const settings = parse(await text('train/llamafactory.yaml'));
    expect(settings.mask_history).toBe(true);
    expect(Object.keys(JSON.parse(await text('train/dataset_info.json')))).toContain(settings.dataset);
    expect(await text('README.md')).toContain('mask_history: true');
  });

  test.each([
    ['2021-03-04T00:05:30+08:00', 600, '现在是 2021-03-03 23:55。'],
    ['2021-03-04T20:15:30+08:00', undefined, '真实的意思。'],
    ['', 20, '真实的意思。'],
  ])('answered at %j after %j s say when it was asked: %s', async (start, replyDelay, ending) => {
    const [system] = (await sampleOf({ context: [asks], start, ...(replyDelay && { replyDelay }) })) || [];
    expect(system?.content.endsWith(ending)).toBe(true);
  });

  test.each([
    [20, false],
    [60, true],
  ])('of %i talks tell of held-out files: %s', async (talks, told) => {
    const { files } = await planBundle(bundleInput(smallWorkspace({ talks })));
    expect((await textOf(files.find(({ path }) => path === 'README.md')!)).includes('heldout')).toBe(told);
  });
});

test.each(['"""', '"""""', '""""""""', 'docs """ and """"', '"'])('a Modelfile closes around %j', async (marks) => {
  const { files } = await planBundle(bundleInput(smallWorkspace(), { notes: [`他爱写 ${marks}`] }));
  const check = readBack(files, 'ollama');
  expect(await targetOf('ollama').check?.(check)).toEqual([]);
  const texts = (await check.text('ollama/Modelfile')).split('"""').filter((_, i) => i % 2 === 1);
  expect(texts[0]).toContain('他爱写');
  expect(texts[0]).toContain('聊天和通话');
});

test.each([
  ['a short prompt', 0],
  ['a long one', 50],
])('what the model must keep in view fits into the window that Ollama is told: %s', async (_, notes) => {
  const long = Array.from({ length: notes }, (_, i) => `第${i}件事：${'他总是先听完别人说的话再开口。'.repeat(7)}`);
  const { files } = await planBundle(bundleInput(smallWorkspace(), { notes: long }));
  const text = (path: string) => textOf(files.find((file) => file.path === path)!);
  const modelfile = await text('ollama/Modelfile');
  const [, window] = /^PARAMETER num_ctx (\d+)$/mu.exec(modelfile) ?? [];
  expect(Number(window)).toBeGreaterThan(countTokens(modelfile) + 2_000);
  expect(Number(window)).toBeLessThan(countTokens(modelfile) * 2 + 8_193);
  const [{ params }] = JSON.parse(await text('open-webui/model.json'));
  expect(params.num_ctx).toBeGreaterThan(countTokens(params.system) + 2_000);
});

test('an example of a card names the speaker once a turn, whoever else of a group spoke', () => {
  const bubble = (role: 'subject' | 'other', name: string, text: string) => ({ role, name, text });
  const example = {
    context: [
      bubble('other', '林晓', '到了吗'),
      bubble('other', '小舟', '爸'),
      bubble('subject', '陈默', '刚下车'),
      bubble('subject', '陈默', '在走'),
    ],
    reply: ['十分钟', '别急'],
  } as Example;
  const context = {
    layers: [],
    profile: { claims: [] },
    examples: [example],
    lang: 'zh',
    name: '陈默',
    disclosure: 'AI',
  };
  const { exampleDialogues } = cardText({ ...context, corpus: { dialogues: [] } } as unknown as BundleContext);
  expect(exampleDialogues).toBe('<START>\n{{user}}: 到了吗\n爸\n{{char}}: 刚下车\n在走\n十分钟\n别急');
});

test.each(['zh', 'en'])('SillyTavern is told in %s where each provider has its voices from', async (language) => {
  const { files } = await planBundle(bundleInput(smallWorkspace(), {}, { persona: { ...persona, language } }));
  const text = await textOf(files.find(({ path }) => path === 'cards/sillytavern/README.txt')!);
  // The names as the list of the program has them.
  for (const provider of ['XTTSv2', 'GPT-SoVITS-V2 (Unofficial)', 'Chatterbox', 'OpenAI Compatible', 'GSVI'])
    expect(text).toContain(`- ${provider}`);
});

describe('faults are found', () => {
  let files: PlannedFile[];
  beforeAll(async () => {
    ({ files } = await planBundle(bundleInput(smallWorkspace())));
  });
  const path = (ending: string) => files.find((file) => file.path.endsWith(ending))!.path;

  test.each([
    ['cards', '.v2.json', (text: string) => text.replace('"tags"', '"labels"'), 'tags'],
    ['cards', '.v2.json', (text: string) => text.replace(/"keys": \[[^\]]*\]/u, '"keys": []'), 'constant'],
    ['skill', 'SKILL.md', (text: string) => text.replace(/^name: .*$/mu, 'name: Not Allowed'), 'name'],
    [
      'train',
      'openai.train.jsonl',
      (text: string) => text.replaceAll('"role":"user"', '"role":"assistant"'),
      'in turn',
    ],
    ['ollama', 'Modelfile', (text: string) => text.replace(/^FROM .*$/mu, ''), 'FROM'],
    ['ollama', 'Modelfile', (text: string) => `${text}\nMESSAGE user """open`, 'not closed'],
    [
      'open-webui',
      'open-webui/model.json',
      (text: string) => text.replace('"access_control": {}', '"access_control": null'),
      'access_control',
    ],
    [
      'open-webui',
      'open-webui/model.json',
      (text: string) => text.replace('"access_grants": []', '"access_grants": [{ "principal_id": "*" }]'),
      'access_grants',
    ],
    ['dify', 'app.yml', (text: string) => text.replace('"0.6.0"', '0.6'), 'version'],
    [
      'role-agents',
      'coze.create.json',
      (text: string) => text.replace(/"name": "[^"]*"/u, `"name": "${'陈'.repeat(21)}"`),
      '20',
    ],
  ])('%s: a spoilt %s', async (id, ending, spoil, named) => {
    const file = path(ending);
    const check = readBack(files, id);
    const faults = await targetOf(id).check?.({
      ...check,
      text: async (one) => (one === file ? spoil(await check.text(one)) : check.text(one)),
    });
    const said = faults?.map((one) => sentence(one, 'en').say).join('\n');
    expect(said).toContain(named);
    expect(said).toContain(file);
  });

  test('a cut PNG throws, a changed one has a wrong checksum', () => {
    const png = files.find((file) => file.path.endsWith('.png'))!;
    const bytes = 'bytes' in png ? png.bytes : new Uint8Array();
    expect(() => pngTexts(bytes.subarray(0, 5000))).toThrow(RangeError);
    const changed = Uint8Array.from(bytes);
    changed[900] = (changed[900] ?? 0) ^ 1;
    expect(() => pngTexts(changed)).toThrow('wrong checksum');
    expect(() => pngTexts(new Uint8Array(8))).toThrow('no PNG');
  });
});

test.each([
  ['Chen_Mo', 'persona-chen-mo'],
  ['persona-lin', 'persona-lin'],
  ['A__-B', 'persona-a-b'],
  ['Jean-Claude', 'persona-jean-clau-de'],
  ['anthropic', 'persona-anthro-pic'],
])('skill name of %s is %s', (slug, name) => {
  expect(skillName(slug)).toBe(name);
});

test.each(['zh', 'en'])('brackets of a name stand in no description of a skill, in %s', async (language) => {
  const name = '<小舟> >_<';
  const { files } = await planBundle(
    bundleInput(smallWorkspace(), {}, { persona: { ...persona, language, subject: { ...persona.subject, name } } }),
  );
  const skill = await textOf(files.find(({ path }) => path.endsWith('/SKILL.md'))!);
  const { description, metadata } = parse(skill.split('---\n')[1] ?? '');
  expect(description).toContain('＜小舟＞ ＞_＜');
  expect(description).not.toMatch(/[<>]/u);
  expect(metadata['display-name']).toBe(name);
});
