import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialogue, Item, Segment } from '../../src/core/types.ts';
import { encodeWav } from '../../src/io/wav.ts';

/** An invented family: 陈默 has died; 林晓 is his wife, 小禾 their daughter. */
export const PERSONA = {
  schema: 'persona/1',
  subject: { name: '陈默', names: ['老默', '爸爸'], ids: ['wxid_chenmo01'] },
  owner: { name: '林晓', names: [], ids: ['wxid_linxiao88'] },
  language: 'zh',
  timeZone: 'Asia/Shanghai',
  consent: { basis: 'family-of-deceased', by: '林晓', relation: '妻子', date: '2024-03-02', statement: '' },
  settings: {},
};

const id = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

interface Turn {
  at: string;
  with: '林晓' | '小禾';
  asked: string;
  said: string[];
}

const TALKS: readonly Omit<Turn, 'at'>[] = [
  { with: '林晓', asked: '几点回来?', said: ['路上堵车', '晚点到家', '你们先吃'] },
  { with: '林晓', asked: '今天晚饭吃什么', said: ['我炖了排骨汤', '记得喝一碗'] },
  { with: '小禾', asked: '爸,我考砸了', said: ['闺女,没事的', '慢慢来', '一次考试算什么'] },
  { with: '小禾', asked: '我到学校了', said: ['好', '多穿点,降温了'] },
  { with: '林晓', asked: '周末去不去妈那儿', said: ['去啊', '给妈带点水果'] },
  { with: '林晓', asked: '你血压量了吗', said: ['量了,还行', '别担心'] },
  { with: '小禾', asked: '我想换个专业', said: ['闺女,自己想好就行', '爸觉得做人最要紧的是踏实'] },
  { with: '小禾', asked: '爸你笑什么', said: ['哈哈', '想起你小时候骑车摔沟里'] },
  { with: '林晓', asked: '要不要买那个扫地机', said: ['算了', '太贵,我扫就行'] },
  { with: '林晓', asked: '对不起我昨天话说重了', said: ['怪我,是我不好', '早点睡'] },
];

export interface SmallWorkspace {
  items: Item[];
  dialogues: Dialogue[];
  segments: Segment[];
}

/** `talks` rounds over five years; the same call gives the same data. */
export function smallWorkspace({
  talks = 60,
  segments = 12,
  seconds = (i: number) => 3 + (i % 5) * 1.7,
} = {}): SmallWorkspace {
  const items: Item[] = [];
  const dialogues: Dialogue[] = [];
  for (let i = 0; i < talks; i++) {
    const { with: name, asked, said } = TALKS[i % TALKS.length] as Omit<Turn, 'at'>;
    const day = new Date(Date.UTC(2019, 0, 3 + i * 29, 10, i % 60));
    const time = (s: number) => new Date(day.getTime() + s * 1000).toISOString().replace('.000Z', '+00:00');
    const conversation = name === '林晓' ? 'wxid_linxiao88' : 'wxid_xiaohe99';
    const source = { format: 'memotrace-csv', file: `${name}.csv`, record: i * 4 + 2 };
    const message = (s: number, text: string, bySubject: boolean): Item => ({
      id: id(`${i} ${s} ${text}`),
      kind: 'message',
      time: time(s),
      conversation,
      conversationName: name,
      sender: bySubject ? { id: 'wxid_chenmo01', name: '老默' } : { id: conversation, name },
      bySubject,
      type: 'text',
      text,
      source,
    });
    const question = message(0, asked, false);
    const answers = said.map((text, n) => message(20 + n * 8, text, true));
    items.push(question, ...answers);
    dialogues.push({
      id: id(`dialogue ${i}`),
      conversation,
      start: answers[0]?.time ?? '',
      context: [{ role: 'other', name, text: asked }],
      reply: said.join('\n'),
      bubbles: said,
      session: `${conversation}-${i}`,
      items: answers.map((answer) => answer.id),
    });
  }
  items.push(essay('我和那棵枣树', '2020-05-01'), essay('退休那天', '2022-09-10'), ...POSTS.map(post));
  items.sort((a, b) => ((a.time ?? '') < (b.time ?? '') ? -1 : 1));
  return { items, dialogues, segments: Array.from({ length: segments }, (_, i) => segment(i, seconds(i))) };
}

const POSTS = ['小禾毕业了,我这个当爸的骄傲。', '下雨,阳台的辣椒活过来了。', '凡事别急,急也没用。'];

const own = (kind: Item['kind'], text: string, time: string, more: Partial<Item> = {}): Item => ({
  id: id(`${kind} ${text}`),
  kind,
  time,
  conversation: kind === 'post' ? 'moments' : 'essays',
  sender: { id: 'wxid_chenmo01', name: '老默' },
  bySubject: true,
  type: 'text',
  text,
  source: { format: kind === 'post' ? 'weflow-json' : 'txt', file: `${kind}.txt`, record: 1 },
  ...more,
});

const post = (text: string, i: number) => own('post', text, `2021-0${i + 3}-12T08:00:00+08:00`);

function essay(title: string, day: string): Item {
  const paragraphs = [
    '小时候家门口有一棵枣树,是爷爷种的。每年八月,我们几个孩子就拿竹竿去打枣。',
    '1986年我参军离开家,那棵树还在。我一直觉得,人像树,根在哪里,心就在哪里。',
    '做人最要紧的是说话算话。宁可吃亏,不能骗人,这是爷爷教我的道理。',
    '后来搬家进了城,再没有吃过那么甜的枣。那一年冬天特别冷,母亲住院,我守了四十天。',
    `写到这里,窗外又下雪了。${title},就先写到这儿。`,
  ];
  return own('essay', paragraphs.join('\n\n'), `${day}T09:00:00+08:00`, { title });
}

const WORDS = [
  '我今天去菜场买了两斤排骨。',
  '你们别等我,先吃饭吧。',
  '天冷了,记得多穿一件衣服。',
  '那年冬天的雪下得真大啊。',
];

function segment(i: number, seconds: number): Segment {
  const rounded = Math.round(seconds * 24_000) / 24_000;
  return {
    id: `seg${String(i).padStart(3, '0')}`,
    source: {
      file: `voice/${i % 4}.silk`,
      sha256: createHash('sha256')
        .update(`voice ${i % 4}`)
        .digest('hex'),
      item: null,
    },
    start: i * 20,
    end: i * 20 + rounded,
    seconds: rounded,
    grade: i % 5 === 4 ? 'B' : 'A',
    measures: { snrDb: 22 + (i % 7), loudnessLufs: -22 - (i % 3) },
    speaker: { score: null, by: 'chat' },
    denoised: i % 5 === 4,
    labels: [],
    transcript: i % 3 === 0 ? (WORDS[i % WORDS.length] ?? null) : null,
    file: `segments/seg${String(i).padStart(3, '0')}.wav`,
    sampleRate: 24_000,
  };
}

/** Syllables of a hummed tone with pauses of a third of a second every two seconds: enough to cut, join and measure. */
export function speechLike(seconds: number, seed: number, sampleRate = 24_000): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, n) => {
    const t = n / sampleRate;
    const inPause = t % 2 > 1.67;
    const syllable = 0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * t);
    const voice = Math.sin(2 * Math.PI * (110 + seed * 3) * t) + 0.5 * Math.sin(2 * Math.PI * (440 + seed * 12) * t);
    return inPause ? 0 : 0.25 * syllable * voice;
  });
}

/** Writes a workspace into an empty folder. */
export function writeWorkspace(
  dir: string,
  { items, dialogues, segments }: SmallWorkspace,
  persona: unknown = PERSONA,
): void {
  mkdirSync(join(dir, 'corpus'), { recursive: true });
  mkdirSync(join(dir, 'audio/segments'), { recursive: true });
  const lines = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
  writeFileSync(join(dir, 'persona.json'), JSON.stringify(persona));
  writeFileSync(join(dir, 'corpus/items.jsonl'), lines(items));
  writeFileSync(join(dir, 'corpus/dialogues.jsonl'), lines(dialogues));
  writeFileSync(join(dir, 'audio/segments.jsonl'), lines(segments));
  for (const [i, { file, seconds }] of segments.entries()) {
    writeFileSync(join(dir, 'audio', file), encodeWav(speechLike(seconds, i % 6), 24_000));
  }
}
