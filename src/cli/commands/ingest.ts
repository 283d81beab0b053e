import { hash } from 'node:crypto';
import { resolve } from 'node:path';
import { DEFAULT_TIME_ZONE } from '../../core/persona.ts';
import { IngestOptions } from '../../ingest/options.ts';
import type { IngestSummary } from '../../ingest/summary.ts';
import { corpusOf, trialCorpusOf } from '../../io/corpus-store.ts';
import { mediaFinder, openPaths } from '../../io/disk.ts';
import { soundSeconds } from '../../io/recordings.ts';
import { REDACT_LEVELS } from '../../parse/privacy/levels.ts';
import { type Context, defineCommand, SUBJECT_OPTION } from '../command.ts';
import { subjectAsker } from '../ingest/ask-subject.ts';
import { DiskThreads } from '../ingest/threads.ts';
import { keepHeapYoung } from '../ingest/young-heap.ts';
import { resolveOptions } from '../options.ts';
import { renderIngest } from '../render/ingest.ts';

export const ingestCommand = defineCommand<IngestSummary>({
  name: 'ingest',
  summary: { en: 'read chats, posts and essays into corpus/', zh: '读取聊天、朋友圈和文章，写入 corpus/' },
  details: {
    en: 'Takes whatever export there is: files, folders, zips. Running it again adds what is new and changes nothing else; the inputs are never touched. A file that is named again counts as it is read now: by another format, period or time zone it is read anew, not twice.',
    zh: '可以直接给出导出的文件、文件夹或 zip。再次运行只增加新的内容，不改动其他；导出文件本身不会被改动。再次给出的文件以本次读取为准：换了格式、时间范围或时区，会替换上次的结果，不会重复计算。',
  },
  arguments: [{ name: '<exports...>', help: { en: 'export files, folders or zips', zh: '导出的文件、文件夹或 zip' } }],
  options: [
    SUBJECT_OPTION,
    {
      flags: '--from <format>',
      help: {
        en: 'use this format instead of detecting one (`persona formats`)',
        zh: '指定格式，不自动识别（见 `persona formats`）',
      },
    },
    {
      flags: '--redact <level>',
      choices: REDACT_LEVELS,
      help: {
        en: 'standard: mask phones, cards, addresses …; strict: names of others too; none (default: as before, at first standard)',
        zh: 'standard：遮盖电话、卡号、住址等；strict：连他人姓名一起遮盖；none：不遮盖（默认沿用上次，首次为 standard）',
      },
    },
    {
      flags: '--since <date>',
      help: {
        en: 'leave out what is older in the files named now: 2019, 2019-03 or 2019-03-04',
        zh: '不要本次所给文件中此前的内容：2019、2019-03 或 2019-03-04',
      },
    },
    { flags: '--until <date>', help: { en: 'leave out what is newer in them', zh: '不要其中此后的内容' } },
    { flags: '--who', help: { en: 'list the people and change nothing', zh: '只列出有哪些人，不改动任何文件' } },
  ],
  writes: true,
  holds: 'shared',
  looksWith: 'who',
  examples: [
    { line: 'persona ingest ~/exports', what: { en: 'all that lies there', zh: '读取其中的全部内容' } },
    { line: 'persona ingest ~/exports --who', what: { en: 'who is in it?', zh: '看看里面有谁' } },
    {
      line: 'persona ingest chat.csv --subject 陈默 --subject wxid_chenmo01',
      what: { en: 'whose words they are', zh: '指定本人' },
    },
    {
      line: 'persona ingest old.txt --from memotrace-txt',
      what: { en: 'a file that is not recognised', zh: '无法自动识别的文件' },
    },
  ],
  run: runIngest,
  render: renderIngest,
});

async function runIngest(context: Context, paths: readonly string[]): Promise<IngestSummary> {
  const { workspace, emit, signal } = context;
  keepHeapYoung();
  const config = await workspace.load();
  const options = resolveOptions(IngestOptions, context, 'ingest', config);
  // Readers load their libraries, so they are imported only when needed: --help stays quick.
  const [{ ingest }, formats, folders] = await Promise.all([
    import('../../ingest/ingest.ts'),
    import('../../ingest/formats/index.ts'),
    openPaths(paths.map((path) => resolve(context.env.cwd, path))),
  ]);
  const askSubject = subjectAsker(context);
  const store = options.who || context.dryRun ? trialCorpusOf(workspace) : corpusOf(workspace);
  const { since, until } = options;
  const setup = {
    options: { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) },
    timeZone: config?.timeZone ?? DEFAULT_TIME_ZONE,
  };
  const threads = new DiskThreads(setup, folders, () => store.scratch());
  const stop = () => void threads.close();
  signal.addEventListener('abort', stop);
  const summary = await ingest(options, {
    folders,
    readers: Object.values(formats),
    config,
    store,
    threads,
    sha256: (text) => hash('sha256', text),
    soundLength: soundSeconds,
    hasMedia: mediaFinder(),
    emit,
    signal,
    dryRun: context.dryRun,
    ...(askSubject ? { askSubject } : {}),
    ...(context.askedLang ? { lang: context.askedLang } : {}),
  }).finally(() => threads.close());
  if (summary.persona && summary.written.length) await workspace.save(summary.persona);
  return summary;
}
