import { execFileSync } from 'node:child_process';
import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { planBackend } from '../../src/bundle/backends.ts';
import type { PlannedFile } from '../../src/bundle/layout.ts';
import { layoutOf } from '../../src/bundle/layout-of.ts';
import * as layouts from '../../src/bundle/layouts/index.ts';
import { PROFILES } from '../../src/bundle/profiles.ts';
import { totalFaults } from '../../src/bundle/verify/limits.ts';
import { chooseClips } from '../../src/bundle/voice/choose.ts';
import { clipRecord } from '../../src/bundle/voice/clip-info.ts';
import { portableName } from '../../src/core/portable-name.ts';
import type { Profile, Segment } from '../../src/core/types.ts';
import { smallWorkspace } from './workspace.ts';

/** Everything that a layout could wish for: long enough in all, every word known. */
const rich: Segment[] = smallWorkspace({
  segments: 34,
  seconds: (i) => [6.2, 4.1, 8.8, 2.4, 11.3, 14.2][i % 6] as number,
}).segments.map((segment, i) => ({
  ...segment,
  transcript: segment.transcript ?? `这是第${i + 1}句话,说得不快不慢。`,
}));
const usable = PROFILES.filter(({ ownRecordings, status }) => ownRecordings !== false && status !== 'defunct');

function plan(id: string, segments = rich, language?: string) {
  const profile = PROFILES.find((each) => each.id === id);
  if (!profile) throw new Error(id);
  const speaks =
    language ?? (profile.languages.length && !profile.languages.some((tag) => tag.startsWith('zh')) ? 'en' : 'zh');
  // Half an hour for the one that wants it: what matters here is the shape of the folder.
  const enough =
    id === 'elevenlabs-pvc'
      ? Array.from({ length: 16 }, (_, n) =>
          segments.map((s) => ({ ...s, id: `${s.id}-${n}`, start: s.start + n * 1e4 })),
        ).flat()
      : segments;
  const context = { slug: 'ChenMo', name: '陈默', language: speaks };
  const choose = (wish: Parameters<typeof chooseClips>[1]) =>
    chooseClips({ segments: enough, pauses: new Map() }, wish);
  return planBackend(profile, { segments: enough, choose, speaker: { language: speaks, canRecord: true } }, context);
}

const shown = (file: PlannedFile) => {
  if (!('clip' in file))
    return 'text' in file
      ? { path: file.path, text: file.text, ...(file.embed ? { embed: file.embed } : {}) }
      : { path: file.path };
  return { path: file.path, format: file.format, ...clipRecord(file) };
};

test('every backend that takes existing recordings has a layout, and every layout a backend', () => {
  expect(usable.filter(({ layout }) => !layoutOf(layout)).map(({ id }) => id)).toEqual([]);
  const used = new Set(PROFILES.map(({ layout }) => layout));
  expect(
    Object.values(layouts)
      .map(({ id }) => id)
      .filter((id) => !used.has(id)),
  ).toEqual([]);
});

test('a backend gets a folder where its seconds of speech are enough, whatever silence is put between them', () => {
  const [one, two] = rich as [Segment, Segment];
  const of = (...seconds: number[]) => seconds.map((each, i) => ({ ...(i ? two : one), seconds: each }));
  const short = plan('minimax', of(4.369, 5.585));
  expect('why' in short && short.why.en).toBe('it needs 10 s of clean voice; there are 9.9 s');
  expect('files' in plan('minimax', of(4.369, 5.64))).toBe(true);
});

test.each([
  ['cartesia', [10.2, 4.3, 11.5]],
  ['cartesia', [4.5, 4.6]],
  ['elevenlabs-ivc', [29.7, 29.8, 29.9]],
  ['elevenlabs-ivc', [14, 15]],
])('%s of segments of %j s: what is planned is enough in all', (id, lengths) => {
  const profile = PROFILES.find((each) => each.id === id) as Profile;
  const segments = lengths.map((seconds, i) => ({ ...(rich[i] as Segment), seconds }));
  const made = plan(id, segments);
  if ('why' in made) return expect(made.why.en).toContain(`needs ${profile.total.min}`);
  const seconds = made.files.flatMap((file) => ('clip' in file ? file.clip.seconds : []));
  expect(totalFaults(`backends/${id}`, seconds, profile)).toEqual([]);
});

test('a folder tells the seconds of speech in it, without the silence put around', () => {
  const ten = rich.slice(0, 30);
  const made = plan('rvc', ten);
  const speech = ten.reduce((sum, { seconds }) => sum + seconds, 0);
  expect('record' in made && made.record.seconds).toBeCloseTo(speech, 2);
});

describe.each(usable.filter(({ id }) => id !== 'bert-vits2').map(({ id, layout }) => ({ id, layout })))(
  '$id',
  ({ id, layout }) => {
    test('plans its folder as recorded', async () => {
      const made = plan(id);
      if ('why' in made) throw new Error(made.why.en);
      const recorded = {
        usage: made.usage.split('\n'),
        open: made.record.open,
        files: made.files.slice(0, 12).map(shown),
      };
      await expect(`${JSON.stringify(recorded, null, 2)}\n`).toMatchFileSnapshot(
        `../../fixtures/${layout}/${id}/expected.json`,
      );
    });

    test.skipIf(process.platform === 'win32')('its commands can be pasted into a shell', () => {
      const made = plan(id);
      if ('why' in made) throw new Error(made.why.en);
      expect(() => execFileSync('bash', ['-n'], { input: `${made.usage}\n`, stdio: 'pipe' })).not.toThrow();
    });

    test('curl sends text as it stands: only files and plain words are fields that it reads marks in', () => {
      const made = plan(id, rich, 'en');
      const usage = 'why' in made ? '' : made.usage;
      for (const [, field = '', value = ''] of usage.matchAll(/-F (\w+)=(\S*)/gu))
        expect(value, field).toMatch(/^(?:@[\w./$-]+|\$\w+|[\w-]+)[);]?$/u);
    });

    test('every path lies in its folder, once; every clip keeps the limits', () => {
      const made = plan(id);
      if ('why' in made) throw new Error(made.why.en);
      const profile = PROFILES.find((each) => each.id === id);
      const paths = made.files.map(({ path }) => path);
      expect(new Set(paths).size).toBe(paths.length);
      for (const path of paths) expect(path).toMatch(new RegExp(`^backends/${id}/[\\x21-\\x7e]+$`, 'u'));
      for (const part of paths.flatMap((path) => path.split('/'))) expect(part).toBe(portableName(part));
      const apart = layoutOf(profile?.layout ?? null)?.apart;
      for (const file of made.files) {
        if (!('clip' in file) || apart?.test(file.path.slice(`backends/${id}/`.length))) continue;
        const { min = null, max = null } = profile?.clip ?? {};
        expect(file.clip.seconds).toBeGreaterThanOrEqual(min ?? 0);
        expect(file.clip.seconds).toBeLessThanOrEqual(max ?? Number.POSITIVE_INFINITY);
        if (profile?.audio.formats.length) expect(profile.audio.formats).toContain(file.format);
      }
    });

    test('without words: an open slot that is named, or left out with the reason', () => {
      const silent = rich.map((segment) => ({ ...segment, transcript: null }));
      const profile = PROFILES.find((each) => each.id === id);
      const made = plan(id, silent);
      if (profile?.transcript !== 'required') {
        expect('why' in made).toBe(false);
        return;
      }
      if ('why' in made) expect(made.why.en).toContain('--transcripts');
      else expect(made.record.open.length).toBeGreaterThan(0);
    });

    test('three seconds of audio never make it fail', () => {
      const [one] = rich;
      if (!one) throw new Error('no segment');
      const made = plan(id, [{ ...one, seconds: 3 }]);
      if ('why' in made) expect(made.why.en.length).toBeGreaterThan(10);
      else expect(made.files.length).toBeGreaterThan(0);
    });
  },
);

describe('sherpa-onnx', () => {
  const made = (language: string) => {
    const planned = plan('sherpa-onnx-node', rich, language);
    if ('why' in planned) throw new Error(planned.why.en);
    return new Map(planned.files.map((file) => [file.path.replace('backends/sherpa-onnx-node/', ''), file]));
  };

  test('gives those who speak English a reference for Pocket TTS too, of 10 s at most', () => {
    const pocket = made('en-GB').get('pocket/ref.wav');
    expect(pocket && 'clip' in pocket && pocket.clip.seconds).toBeGreaterThan(6);
    expect(pocket && 'clip' in pocket && pocket.clip.seconds).toBeLessThan(10);
    expect([...made('zh').keys()].filter((path) => path.includes('pocket'))).toEqual([]);
  });

  test('its scripts can be read by Node', () => {
    for (const file of made('en').values())
      if ('text' in file && file.path.endsWith('.cjs')) expect(() => new Script(file.text)).not.toThrow();
  });
});

test('no request of Alibaba asks for a sample that lies on the web', async () => {
  const made = plan('aliyun-cosyvoice');
  if ('why' in made) throw new Error(made.why.en);
  const [sample, request] = made.files.map((file) => ('text' in file ? file : { ...file, text: '', embed: [] }));
  expect(request?.embed).toEqual([{ token: '@sample.wav@', path: sample?.path }]);
  const faults = (url: string) =>
    layoutOf('dashscope-voice-enrollment')?.check?.({
      files: [],
      text: async () => (request?.text ?? '').replace(/data:[^"]*/u, url),
      audio: () => undefined,
      profile: PROFILES.find(({ id }) => id === 'aliyun-cosyvoice') as Profile,
    });
  expect(await faults('data:audio/wav;base64,UklGRgAA')).toEqual([]);
  expect(await faults('<public URL of sample.wav>')).toEqual([]);
  expect(await faults('data:audio/wav;base64,@sample.wav@')).toHaveLength(1);
});

test('a folder tells when only up-sampling gives the rate that its backend demands', () => {
  const from = (sampleRate: number) => {
    const made = plan(
      'aliyun-qwen-vc',
      rich.map((segment) => ({ ...segment, sampleRate })),
    );
    return 'why' in made ? made.why : made.record.upsampledFrom;
  };
  expect(from(16_000)).toBe(16_000);
  expect(from(24_000)).toBeUndefined();
});

describe('the language of the subject', () => {
  const told = (id: string, language: string) => {
    const made = plan(id, rich, language);
    return 'why' in made
      ? made.why.en
      : [made.usage, ...made.files.flatMap((file) => ('text' in file ? [file.text] : []))].join('\n');
  };

  test.each([
    ['minimax', 'pt-BR', '"language_boost": "Portuguese"'],
    ['minimax', 'th', '"language_boost": "Thai"'],
    ['minimax', 'yue', '"language_boost": "Chinese,Yue"'],
    ['minimax', 'wuu', '"language_boost": "Chinese"'],
    ['minimax', 'mi', '"language_boost": "auto"'],
    ['vllm-omni', 'nl', '"language": "Auto"'],
    ['vllm-omni', 'yue', '"language": "Chinese"'],
    ['chatterbox', 'ar', 'language_id="ar"'],
    ['chatterbox', 'nb', 'language_id="no"'],
    ['aliyun-qwen-vc', 'yue', '"language": "zh"'],
    ['aliyun-qwen-vc', 'pt-BR', '"language": "pt"'],
    ['cartesia', 'th', '"language": "th"'],
  ])('%s for a speaker of %s: %s', (id, language, code) => expect(told(id, language)).toContain(code));

  test.each([
    ['chatterbox', 'th'],
    ['amphion-maskgct', 'nl'],
  ])('%s is not made to speak %s', (id, language) =>
    expect(told(id, language)).toContain('does not speak the language'),
  );

  test.each([
    ['zh', 'zh: 我是此声音的拥有者'],
    ['yue', 'zh: 我是此声音的拥有者'],
    ['pt-BR', 'pt: Eu sou o proprietário'],
    ['th', 'en: I am the owner'],
  ])('OpenAI hears the consent in the language that it is told, for a speaker of %s', (language, statement) => {
    const said = told('openai-custom-voice', language);
    expect(said).toContain(statement);
    expect(said).toContain(`-F language=${statement.slice(0, 2)} `);
  });

  test.each([
    ['zh', '我(填入你的姓名)确认'],
    ['yue', '本人(填入你的姓名)確認'],
    ['en', 'I [state your first and last name] am aware'],
    ['th', 'The sentence for th stands in'],
  ])('Azure is read the consent of its locale, by a speaker of %s', (language, statement) =>
    expect(told('azure-personal-voice', language)).toContain(statement),
  );

  test('no backend is told another language than it is made for', () => {
    for (const { id, languages } of usable.filter(({ id }) => id !== 'bert-vits2'))
      for (const language of languages.filter((tag) => /^(?!zh|yue)[a-z]{2}$/u.test(tag)))
        expect(told(id, language).toLowerCase(), `${id} ${language}`).not.toMatch(
          /language(?:_\w+)?"?[=:] ?"?(?:zh|chinese)\b/u,
        );
  });
});

describe('a | in the words', () => {
  const written = (id: string, transcript: string) => {
    const made = plan(
      id,
      rich.map((segment) => ({ ...segment, transcript })),
    );
    if ('why' in made) throw new Error(made.why.en);
    return made.files.flatMap((file) => ('text' in file ? [file.text] : [])).join('\n');
  };

  test('is a comma where a list has it between its fields', () => {
    expect(written('gpt-sovits-finetune', 'one | two')).toContain('|zh|one, two\n');
    expect(written('xtts-v2-finetune', '一|二。')).toContain('|一，二。|ChenMo\n');
  });
  test('stays elsewhere', () => {
    expect(written('gpt-sovits-zero-shot', 'one | two')).toContain('"prompt_text": "one | two"');
    expect(written('voxcpm-finetune', 'one | two')).toContain('"text":"one | two"');
  });
});

describe.each([
  ['f5-tts-finetune', ['metadata.csv']],
  ['xtts-v2-finetune', ['metadata_train.csv', 'metadata_eval.csv']],
])('%s: Python reads its lists as csv', (id, lists) => {
  const words = ['"你好"他说。', '"没有合上', '他说"好"。'];
  const quoting = rich.map((segment, i) => ({ ...segment, transcript: words[i % words.length] ?? '' }));
  const made = plan(id, quoting);
  const files = new Map('files' in made ? made.files.map((file) => [file.path.split('/').at(-1), file]) : []);
  const textOf = (name: string) => {
    const file = files.get(name);
    return file && 'text' in file ? file.text : '';
  };

  test.each(lists)('%s holds no quotation mark, which could swallow the rows after it', (name) => {
    const rows = textOf(name).trimEnd().split('\n').slice(1);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.split('|')[1]).toMatch(/^(?:你好他说。|没有合上。?|他说好。)$/u);
  });

  test('one that somebody put there is found', async () => {
    const [list = ''] = lists;
    const faults = await layoutOf(PROFILES.find((each) => each.id === id)?.layout ?? null)?.check?.({
      files: [...files.values()].map(({ path }) => path.replace(`backends/${id}/`, '')),
      text: async (name) => (name === list ? textOf(name).replace('你好', '"你好') : textOf(name)),
      audio: () => undefined,
      profile: PROFILES.find((each) => each.id === id) as Profile,
    });
    expect(faults?.map(({ code }) => code)).toEqual(['verify-quotation-mark']);
  });
});

test.each([
  ['en', 'english'],
  ['fr', 'french_24l'],
  ['pt-BR', 'portuguese'],
])('Pocket TTS has a model for each language: every command for %s names it', (language, model) => {
  const made = plan('pocket-tts', rich, language);
  const commands = 'usage' in made ? made.usage.split('\n').filter((line) => line.includes('pocket-tts')) : [];
  expect(commands).toHaveLength(3);
  for (const command of commands) expect(command).toContain(` --language ${model}`);
});

test.each([
  ['the words', rich, { ref_text: expect.stringMatching(/\S/u) }, 'x_vector_only_mode'],
  [
    'that there are none',
    rich.map((segment) => ({ ...segment, transcript: null })),
    { x_vector_only_mode: true },
    'ref_text',
  ],
])('vLLM-Omni is told %s: it refuses a request with neither', (_, segments, told, without) => {
  const made = plan('vllm-omni', segments);
  const request = 'files' in made ? made.files.find(({ path }) => path.endsWith('/request.json')) : undefined;
  const body = JSON.parse(request && 'text' in request ? request.text : '{}');
  expect(body).toMatchObject(told);
  expect(body).not.toHaveProperty(without);
});

test('CosyVoice makes no speech tokens for a training clip over 30 s', () => {
  const long = rich.map((segment, i) => ({ ...segment, seconds: i % 2 ? 40 : 20 }));
  const made = plan('cosyvoice-finetune', long);
  const seconds = 'files' in made ? made.files.flatMap((file) => ('clip' in file ? [file.clip.seconds] : [])) : [];
  expect(seconds.length).toBeGreaterThan(0);
  expect(Math.max(...seconds)).toBeLessThan(30);
});

describe('what cannot be met', () => {
  const reason = (id: string, segments = rich, language = 'zh') => {
    const made = plan(id, segments, language);
    return 'why' in made ? made.why : null;
  };

  test.each([
    ['playht', 'shut down'],
    ['megatts3', 'already has'],
    ['pocket-tts', 'does not speak the language'],
    ['bert-vits2', 'needs 1 h of'],
  ])('%s says why', (id, why) => expect(reason(id)?.en).toContain(why));

  test('no voice at all', () =>
    expect(reason('minimax', [])).toEqual({ en: 'there is no clean voice', zh: '没有干净的语音' }));

  test('a reason tells what there is', () => {
    const [one] = rich;
    const of = (...seconds: number[]) => seconds.map((each) => ({ ...(one as Segment), seconds: each }));
    expect(reason('minimax', of(4))?.en).toBe('it needs 10 s of clean voice; there are 4 s');
    expect(reason('gpt-sovits-zero-shot', of(1, 2))?.en).toBe(
      'it needs 3–10 s in one clip; the one that comes nearest has 2 s',
    );
    expect(reason('gpt-sovits-zero-shot', of(14, 15))?.en).toContain('has 14 s');
    const hours = Array.from({ length: 500 }, (_, i): Segment => {
      return { ...(one as Segment), id: `seg${i}`, seconds: 8, transcript: i < 50 ? '早点睡。' : null };
    });
    expect(reason('bert-vits2', hours)).toEqual({
      en: 'it needs 1 h of usable clips; there are 6 min 40 s',
      zh: '需要 1 小时可用片段，目前只有 6 分 40 秒',
    });
    expect(reason('bert-vits2', hours.slice(0, 100))?.zh).toBe('需要 1 小时可用片段，目前只有 6 分 40 秒');
  });
});
