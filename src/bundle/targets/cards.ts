import { z } from 'zod';
import { says } from '../../core/issues.ts';
import { prettyJson } from '../../core/pretty-json.ts';
import { type BundleFault, fault } from '../fault.ts';
import type { FileContent, PlannedFile } from '../layout.ts';
import { encodePng, pngTexts } from '../png.ts';
import type { BundleContext, Target } from '../target.ts';
import { avatar } from './shared/avatar.ts';
import { type CardText, cardText } from './shared/card.ts';
import { schemaFaults } from './shared/faults.ts';
import { NO_WORDS } from './shared/left.ts';
import { type BookEntry, memoryBook } from './shared/memory-book.ts';
import { sillyTavernReadme } from './shared/silly-tavern.ts';

/** The key of our extensions, so that a card survives a round trip through programs that do not know them. */
const EXTENSION = 'persona-toolkit/voice';
const VOICE = 'assets/x_voice/audio/ref.wav';

/**
 * Character cards: V2 and V3 as JSON and in one PNG (`chara`, `ccv3`), and CHARX with the voice as an asset.
 * Sources: malfoyslastname/character-card-spec-v2 `spec_v2.md`; kwaroran/character-card-spec-v3 `SPEC_V3.md`.
 */
export const cards: Target = {
  id: 'cards',
  title: { en: 'Character cards', zh: '角色卡' },
  async plan(context) {
    if (!context.corpus.own.length) return { files: [], left: [{ what: 'cards', why: NO_WORDS }] };
    const text = cardText(context);
    const book = await memoryBook(context);
    const [clip] = context.choose({
      min: 3,
      ideal: [5, 9],
      max: 12,
      count: 1,
      join: 'never',
      transcript: 'prefer',
      gap: 0,
      lead: 0.1,
      tail: 0.2,
    });
    const v2 = cardV2(context, text, book);
    const v3 = cardV3(context, text, book, clip !== undefined);
    const base64 = (card: unknown) => Buffer.from(JSON.stringify(card)).toString('base64');
    const { assets: _, ...plain } = v3.data;
    const png = encodePng(avatar(context.name), [
      ['chara', base64(v2)],
      ['ccv3', base64({ ...v3, data: plain })],
    ]);
    const voice: PlannedFile[] = clip ? [{ path: 'cards/voice.wav', clip, sampleRate: 24_000, format: 'wav' }] : [];
    const archive: FileContent = {
      archive: [
        { path: 'card.json', text: prettyJson(v3) },
        { path: 'assets/icon/images/main.png', bytes: encodePng(avatar(context.name), []) },
        ...(clip ? [{ path: VOICE, from: 'cards/voice.wav' }] : []),
      ],
    };
    const name = context.slug;
    return {
      files: [
        { path: `cards/${name}.v2.json`, text: prettyJson(v2) },
        { path: `cards/${name}.v3.json`, text: prettyJson({ ...v3, data: plain }) },
        { path: `cards/${name}.png`, bytes: png },
        ...voice,
        { path: `cards/${name}.charx`, ...archive },
        { path: 'cards/sillytavern/README.txt', text: sillyTavernReadme(context, clip !== undefined) },
      ],
      readme: readme(context, clip !== undefined),
      ...(clip ? {} : { left: [{ what: 'cards/voice.wav', why: NO_CLIP }] }),
    };
  },
  async check({ files, text, bytes }) {
    const faults: BundleFault[] = [];
    for (const file of files) {
      if (file.endsWith('.v2.json')) faults.push(...schemaFaults(file, CardV2, JSON.parse(await text(file))));
      else if (file.endsWith('.v3.json')) faults.push(...schemaFaults(file, CardV3, JSON.parse(await text(file))));
      else if (file.endsWith('.png')) faults.push(...pngFaults(file, await bytes(file)));
    }
    return faults;
  },
};

function readme({ slug, lang }: BundleContext, voice: boolean): string {
  const zh = [
    `- \`cards/${slug}.png\`：角色卡（V2 与 V3 同在一张图里），在 SillyTavern 等程序里直接导入。`,
    `- \`cards/${slug}.charx\`：角色卡 V3${voice ? '，带声音素材' : ''}。`,
    '- 图是画出来的占位图，可以换成照片，但换图后请重新导入 JSON。',
  ];
  const en = [
    `- \`cards/${slug}.png\`: a card (V2 and V3 in one picture); import it in SillyTavern and its relatives.`,
    `- \`cards/${slug}.charx\`: card V3${voice ? ' with the voice as an asset' : ''}.`,
    '- The picture is drawn, not a likeness. After replacing it, import the JSON instead: a new picture holds no card.',
  ];
  return { zh, en }[lang].join('\n');
}

function pngFaults(file: string, png: Uint8Array): BundleFault[] {
  const texts = textsOf(png);
  if (!texts) return [fault('verify-no-png', file)];
  return Object.entries({ chara: CardV2, ccv3: CardV3 }).flatMap(([keyword, schema]) => {
    const card = texts.get(keyword);
    return card === undefined
      ? [fault('verify-lacks', file, { what: { en: `${keyword} chunk`, zh: ` ${keyword} 数据块` } })]
      : schemaFaults(file, schema, JSON.parse(Buffer.from(card, 'base64').toString('utf8')));
  });
}

function textsOf(png: Uint8Array): Map<string, string> | null {
  try {
    return pngTexts(png);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const NO_CLIP = { en: 'no clean clip of 3 to 12 s', zh: '没有 3–12 秒的干净片段' };

function sharedData(context: BundleContext, text: CardText) {
  const { name, disclosure, corpus, lang } = context;
  const period = corpus.period ? `${corpus.period.from} – ${corpus.period.to}` : '';
  return {
    name,
    description: text.description,
    personality: text.personality,
    scenario: text.scenario,
    first_mes: text.firstMessage,
    mes_example: text.exampleDialogues,
    creator_notes: [disclosure, period].filter(Boolean).join('\n'),
    system_prompt: text.rules,
    post_history_instructions: text.reminder,
    alternate_greetings: text.otherGreetings,
    tags: lang === 'zh' ? ['数字人格', 'AI'] : ['digital persona', 'AI'],
    creator: 'persona-toolkit',
    character_version: context.created?.slice(0, 10) ?? '',
    extensions: { [EXTENSION]: { slug: context.slug, language: context.language } },
  };
}

const entries = (book: readonly BookEntry[]) =>
  book.map(({ claim, ...entry }, i) => ({
    ...entry,
    extensions: { 'persona-toolkit/claim': claim },
    enabled: true,
    insertion_order: i,
  }));

function cardV2(context: BundleContext, text: CardText, book: readonly BookEntry[]) {
  const memories = book.length ? { character_book: { extensions: {}, entries: entries(book) } } : {};
  return { spec: 'chara_card_v2', spec_version: '2.0', data: { ...sharedData(context, text), ...memories } };
}

function cardV3(context: BundleContext, text: CardText, book: readonly BookEntry[], voice: boolean) {
  const memories = book.length
    ? { character_book: { extensions: {}, entries: entries(book).map((entry) => ({ ...entry, use_regex: false })) } }
    : {};
  const created = context.created ? Math.floor(Date.parse(context.created) / 1000) : undefined;
  return {
    spec: 'chara_card_v3',
    spec_version: '3.0',
    data: {
      ...sharedData(context, text),
      ...memories,
      group_only_greetings: [],
      ...(created === undefined ? {} : { creation_date: created, modification_date: created }),
      assets: [
        { type: 'icon', uri: 'embeded://assets/icon/images/main.png', name: 'main', ext: 'png' },
        ...(voice ? [{ type: 'x_voice', uri: `embeded://${VOICE}`, name: 'main', ext: 'wav' }] : []),
      ],
    },
  };
}

const Entry = z.object({
  keys: z.array(z.string()),
  // A field of both specifications: a constant entry is always given, without a key being mentioned.
  constant: z.boolean().optional(),
  content: z.string().min(1),
  extensions: z.record(z.string(), z.unknown()),
  enabled: z.boolean(),
  insertion_order: z.number(),
});
const book = <T extends z.ZodType<Pick<z.infer<typeof Entry>, 'keys' | 'constant'>>>(entry: T) =>
  z
    .object({
      extensions: z.record(z.string(), z.unknown()),
      entries: z
        .array(entry)
        .refine(
          (all) => all.every(({ keys, constant }) => keys.length > 0 || constant),
          says({ en: 'must each have keys or be constant', zh: '每一条都应有关键词，或设为 constant' }),
        ),
    })
    .optional();
const Data = z.object({
  name: z.string().min(1),
  description: z.string(),
  personality: z.string(),
  scenario: z.string(),
  first_mes: z.string(),
  mes_example: z.string(),
  creator_notes: z.string(),
  system_prompt: z.string(),
  post_history_instructions: z.string(),
  alternate_greetings: z.array(z.string()),
  tags: z.array(z.string()),
  creator: z.string(),
  character_version: z.string(),
  extensions: z.record(z.string(), z.unknown()),
});
export const CardV2 = z.object({
  spec: z.literal('chara_card_v2'),
  spec_version: z.literal('2.0'),
  data: Data.extend({ character_book: book(Entry) }),
});
export const CardV3 = z.object({
  spec: z.literal('chara_card_v3'),
  spec_version: z.literal('3.0'),
  data: Data.extend({
    character_book: book(Entry.extend({ use_regex: z.boolean() })),
    group_only_greetings: z.array(z.string()),
    assets: z
      .array(z.object({ type: z.string(), uri: z.string(), name: z.string(), ext: z.string() }))
      .refine(
        (assets) =>
          assets.filter(({ type }) => type === 'icon').length < 2 ||
          assets.filter(({ type, name }) => type === 'icon' && name === 'main').length === 1,
        says({ en: 'must have one main icon', zh: '应有一个名为 main 的图标' }),
      )
      .optional(),
  }),
});
