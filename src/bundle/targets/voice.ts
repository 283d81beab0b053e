import type { Segment } from '../../core/types.ts';
import { fault } from '../fault.ts';
import type { PlannedFile } from '../layout.ts';
import { LEAD, TAIL } from '../layouts/shared.ts';
import type { Target } from '../target.ts';
import { METADATA, TRANSCRIPTS } from '../transcripts.ts';

/** Long enough for any zero-shot model, short enough for all of them. */
const REFERENCE = { min: 3, max: 10, ideal: [5, 9] as const };
/** Full speech band; every program reads this rate. */
const REFERENCE_RATE = 24_000;

/** The best single clip, and all clean segments with what is known of each. */
export const voice: Target = {
  id: 'voice',
  title: { en: 'Voice', zh: '声音' },
  plan(context) {
    const { segments, lang } = context;
    if (!segments.length) {
      return {
        files: [],
        left: [
          { what: 'voice', why: { en: 'there are no clean segments of the voice', zh: '没有可用的干净语音片段' } },
        ],
      };
    }
    const wish = { count: 1, join: 'never', transcript: 'prefer', gap: 0, lead: LEAD, tail: TAIL } as const;
    const [best] = context.choose({ ...REFERENCE, ...wish });
    // Where every clip is too short for a model, the longest one is still given, with a remark that it is short.
    const [any] = best ? [best] : context.choose({ ...REFERENCE, ...wish, min: 0 });
    const files: PlannedFile[] = [];
    if (any) {
      files.push({ path: 'voice/reference.wav', clip: any, sampleRate: REFERENCE_RATE, format: 'wav' });
      if (any.transcript) files.push({ path: 'voice/reference.txt', text: `${any.transcript}\n` });
    }
    const kept = [...segments].sort((a, b) => (a.id < b.id ? -1 : 1));
    files.push(...kept.map((segment) => ({ path: `voice/segments/${segment.id}.wav`, segment })));
    files.push({
      path: METADATA,
      lines: function* () {
        for (const { source, file: _, ...segment } of kept) {
          // The name of the recording may identify somebody; its hash is enough to find it again.
          yield JSON.stringify({
            file_name: `${segment.id}.wav`,
            ...segment,
            source: { sha256: source.sha256, item: source.item },
          });
        }
      },
    });
    files.push({ path: TRANSCRIPTS, text: transcriptsCsv(kept) });
    const seconds = kept.reduce((sum, segment) => sum + segment.seconds, 0);
    return {
      files,
      readme:
        lang === 'zh'
          ? [
              `- \`voice/reference.wav\`：最好的一段，${any?.seconds.toFixed(1) ?? 0} 秒${any?.transcript ? '，文字见 `reference.txt`' : '（没有对应的文字稿）'}。`,
              `- \`voice/segments/\`：全部干净片段，${kept.length} 段，共 ${seconds.toFixed(1)} 秒；说明见其中的 \`metadata.jsonl\`。`,
              '- `voice/transcripts.csv`：听一听，把缺的文字补上，再运行一次 `persona bundle`：填在这里的文字会读回来，用到每一处。（包不在原处时：`persona bundle --transcripts 文件`。）',
            ].join('\n')
          : [
              `- \`voice/reference.wav\`: the best clip, ${any?.seconds.toFixed(1) ?? 0} s${any?.transcript ? '; its words are in `reference.txt`' : ' (its words are not known)'}.`,
              `- \`voice/segments/\`: all clean segments, ${kept.length} of them, ${seconds.toFixed(1)} s; described in \`metadata.jsonl\`.`,
              '- `voice/transcripts.csv`: listen, write down what is missing, and run `persona bundle` again: the words are read from here and put wherever they are needed. (Where the bundle has moved: `persona bundle --transcripts FILE`.)',
            ].join('\n'),
      ...(any && !any.transcript ? { open: ['voice/reference.txt'] } : {}),
      ...(best ? {} : { left: [{ what: 'voice/reference.wav', why: TOO_SHORT(any?.seconds ?? 0) }] }),
    };
  },
  async check({ files, text }) {
    const list = METADATA;
    const lines = (await text(list)).split('\n').filter(Boolean);
    const named = lines.map(
      (line) => `voice/segments/${String((JSON.parse(line) as { file_name?: unknown }).file_name)}`,
    );
    const there = files.filter((path) => path.startsWith('voice/segments/') && path.endsWith('.wav'));
    return [
      ...named.filter((path) => !files.includes(path)).map((path) => fault('verify-not-there', list, { path })),
      ...there.filter((path) => !named.includes(path)).map((path) => fault('verify-not-listed', path, { list })),
    ];
  },
};

/**
 * All segments with the words that are known; somebody who listens fills in the rest. The byte-order mark in front
 * tells Excel that it is UTF-8.
 */
function transcriptsCsv(segments: readonly Segment[]): string {
  const cell = (text: string) => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `\uFEFFsegment,text\n${segments.map(({ id, transcript }) => `${id},${cell(transcript ?? '')}\n`).join('')}`;
}

const TOO_SHORT = (seconds: number) => ({
  en: `no clip of ${REFERENCE.min} s or more; the one given has ${seconds.toFixed(1)} s`,
  zh: `没有 ${REFERENCE.min} 秒以上的片段；放入的这一段只有 ${seconds.toFixed(1)} 秒`,
});
