import { resolve } from 'node:path';
import { z } from 'zod';
import { PersonaError } from '../../core/errors.ts';
import { issueText } from '../../core/issues.ts';
import { localDate } from '../../core/local-date.ts';
import { CONSENT_BASES, DEFAULT_TIME_ZONE, isTimeZone, Language, PersonaConfig } from '../../core/persona.ts';
import type { Bilingual } from '../../core/types.ts';
import type { Workspace } from '../../io/workspace.ts';
import { type Context, defineCommand } from '../command.ts';
import { badOption } from '../options.ts';
import type { Asker } from '../prompts.ts';
import type { Ui } from '../ui.ts';

/** Every answer as a flag: `--name 陈默 --name 老默 --id wxid_chenmo01 …`. The first name is the one that is printed. */
const Flags = z.object({
  name: z.array(z.string().trim().min(1)).default([]),
  id: z.array(z.string().trim().min(1)).default([]),
  owner: z.string().trim().min(1).optional(),
  ownerId: z.array(z.string().trim().min(1)).default([]),
  language: Language.optional(),
  timeZone: z.string().trim().optional(),
  basis: z.enum(CONSENT_BASES).optional(),
  by: z.string().trim().min(1).optional(),
  relation: z.string().trim().optional(),
  date: z.iso.date().optional(),
  statement: z.string().trim().optional(),
  force: z.boolean().default(false),
});
type Answers = z.infer<typeof Flags>;

const BASIS_TEXT: Record<(typeof CONSENT_BASES)[number], Bilingual> = {
  'own-voice': { en: 'It is my own voice and writing', zh: '这是我本人的声音和文字' },
  'family-of-deceased': { en: 'I am family of someone who has died', zh: '我是逝者的家人' },
  'written-consent': { en: 'The person agreed in writing', zh: '本人已书面同意' },
};

export const initCommand = defineCommand({
  name: 'init',
  summary: { en: 'make a workspace: who the person is, and on what ground', zh: '新建工作区：本人是谁，依据什么使用' },
  details: {
    en: 'Asks what it needs to know and writes persona.json. Without a terminal every answer must be given as a flag.',
    zh: '询问必要的信息并写入 persona.json。没有终端时，所有信息都要用参数给出。',
  },
  arguments: [
    {
      name: '[dir]',
      help: { en: 'folder of the workspace (default: this one)', zh: '工作区文件夹（默认为当前文件夹）' },
      isWorkspace: true,
    },
  ],
  options: [
    {
      flags: '--name <name>',
      repeatable: true,
      help: {
        en: 'a name, nickname or remark of the person; the first is printed (repeatable)',
        zh: '本人的姓名、昵称或备注，第一个用于显示（可重复）',
      },
    },
    {
      flags: '--id <id>',
      repeatable: true,
      help: { en: 'a wxid or account of the person (repeatable)', zh: '本人的 wxid 或帐号（可重复）' },
    },
    { flags: '--owner <name>', help: { en: 'whose phone the exports are from', zh: '导出记录的手机属于谁' } },
    {
      flags: '--owner-id <id>',
      repeatable: true,
      help: { en: 'a wxid of that phone (repeatable)', zh: '该手机帐号的 wxid（可重复）' },
    },
    {
      flags: '--language <tag>',
      help: { en: 'what the person speaks: zh, yue, en …', zh: '本人使用的语言：zh、yue、en……' },
    },
    {
      flags: '--time-zone <zone>',
      help: { en: 'zone of times without one: Asia/Shanghai', zh: '未注明时区的时间按此时区：Asia/Shanghai' },
    },
    {
      flags: '--basis <basis>',
      choices: CONSENT_BASES,
      help: { en: 'ground on which the data may be used', zh: '使用这些资料的依据' },
    },
    { flags: '--by <name>', help: { en: 'who says so', zh: '由谁声明' } },
    { flags: '--relation <text>', help: { en: 'what they are to the person', zh: '与本人的关系' } },
    { flags: '--date <date>', help: { en: 'when: YYYY-MM-DD (default: today)', zh: '日期：YYYY-MM-DD（默认今天）' } },
    {
      flags: '--statement <text>',
      help: { en: 'what it covers, where the paper lies', zh: '授权范围、书面文件存放处' },
    },
    {
      flags: '--force',
      help: {
        en: 'write an existing persona.json anew; what is not given stays',
        zh: '重写已有的 persona.json；没有给出的内容保留',
      },
    },
  ],
  writes: true,
  withoutCorpus: true,
  examples: [
    { line: 'persona init dad', what: { en: 'asks what it needs', zh: '逐项询问' } },
    {
      line: 'persona init dad --name 陈默 --name 老默 --id wxid_chenmo01 --owner 林晓 --basis family-of-deceased --by 林晓 --relation 妻子',
      what: { en: 'asks nothing', zh: '不询问，全部用参数给出' },
    },
  ],
  async run(context, [dir]) {
    const { workspace, env } = context;
    const flag = context.flags.workspace as string | undefined;
    if (flag !== undefined && resolve(env.cwd, flag) !== workspace.dir) {
      throw new PersonaError('bad-option', {
        option: '--workspace',
        why: { en: `must be ${dir}, or left out`, zh: `应与 ${dir} 相同，或不写` },
        command: 'init',
      });
    }
    const flags = checkFlags(context.flags);
    if (!flags.force && (await exists(workspace)))
      throw new PersonaError('workspace-exists', { file: workspace.personaJson });
    const before = flags.force ? await workspace.salvage() : null;
    const given = before ? withAnswersOf(before, flags) : flags;
    const answers = context.ask ? await askMissing(given, context.ask, context) : given;
    const config = toConfig(answers, today(context), before);
    if (!context.dryRun) await workspace.save(config);
    return { command: 'init', file: workspace.personaJson, written: !context.dryRun, persona: config };
  },
  render: ({ file, written, persona }, ui) => renderInit(file, written, persona, ui),
});

function checkFlags(flags: Readonly<Record<string, unknown>>): Answers {
  const checked = Flags.safeParse(Object.fromEntries(Object.entries(flags).filter(([key]) => key in Flags.shape)));
  if (checked.success) return checked.data;
  throw badOption(checked.error, 'init');
}

async function exists(workspace: Workspace): Promise<boolean> {
  // A damaged file is there too: it holds what somebody wrote.
  return workspace.load().then(
    (config) => config !== null,
    (error) => {
      if (error instanceof PersonaError && error.code === 'not-a-folder') throw error;
      return true;
    },
  );
}

/**
 * The flags; a flag not given takes its value from persona.json: `ingest` has found ids and names that nobody types.
 */
function withAnswersOf({ subject, owner, language, timeZone, consent }: PersonaConfig, flags: Answers): Answers {
  const ownerStays = flags.owner === undefined && !flags.ownerId.length;
  const groundStays = consent && (flags.basis === undefined || flags.basis === consent.basis);
  return {
    ...(groundStays ? { ...consent } : {}),
    language,
    timeZone,
    ...(owner && ownerStays ? { owner: owner.name } : {}),
    ...Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)),
    name: flags.name.length ? flags.name : [subject.name, ...subject.names],
    id: flags.id.length ? flags.id : subject.ids,
    ownerId: ownerStays ? (owner?.ids ?? []) : flags.ownerId,
    force: flags.force,
  };
}

const COMMAS = /[,，、;；]/u;
/** Names as typed between commas; a name may hold blanks (Uncle Bob). */
const namesIn = (text: string) =>
  text
    .split(COMMAS)
    .map((name) => name.trim())
    .filter(Boolean);
const idsIn = (text: string) => namesIn(text).flatMap((ids) => ids.split(/\s+/u));

const say = (text: Bilingual, { lang }: Context): string => text[lang];

/** Asks for whatever no flag gave, in the order in which people think of it. */
async function askMissing(flags: Answers, ask: Asker, context: Context): Promise<Answers> {
  const answers: Answers = { ...flags };
  const needed = (answer: string) =>
    answer.trim() ? true : say({ en: 'This cannot be left empty.', zh: '这一项不能为空。' }, context);
  if (!answers.name.length) {
    const name = await ask.text({ en: "The person's name?", zh: '本人的姓名？' }, { check: needed });
    const others = await ask.text({
      en: 'Other names in the chats: nicknames, remarks, group names (commas between; Enter for none)?',
      zh: '聊天里的其他称呼：昵称、备注、群昵称（用逗号分隔，没有则回车）？',
    });
    answers.name = [name, ...namesIn(others)];
  }
  if (!answers.id.length) {
    answers.id = idsIn(
      await ask.text({ en: 'wxid or account, if known (Enter to skip)?', zh: 'wxid 或帐号（不知道可回车跳过）？' }),
    );
  }
  answers.owner ??=
    (await ask.text({
      en: 'Whose phone or account are the exports from (Enter if unknown)?',
      zh: '记录是从谁的手机或帐号导出的（不清楚可回车）？',
    })) || undefined;
  answers.language ??= await ask.text(
    { en: 'Language spoken?', zh: '说什么语言？' },
    { default: 'zh', check: (text) => (Language.safeParse(text).success ? true : 'zh, yue, en …') },
  );
  answers.timeZone ??= await ask.text(
    { en: 'Time zone of the exports?', zh: '导出记录的时区？' },
    {
      default: DEFAULT_TIME_ZONE,
      check: (text) =>
        isTimeZone(text) ? true : say({ en: 'A zone like Asia/Shanghai', zh: '请填时区名，如 Asia/Shanghai' }, context),
    },
  );
  answers.basis ??= await ask.one(
    { en: 'On what ground may this data be used?', zh: '依据什么使用这些资料？' },
    CONSENT_BASES.map((value) => ({ name: BASIS_TEXT[value][context.lang], value })),
  );
  answers.by ??=
    answers.basis === 'own-voice'
      ? answers.name[0]
      : await ask.text({ en: 'Who says so (your name)?', zh: '由谁声明（您的姓名）？' }, { check: needed });
  if (answers.basis !== 'own-voice') {
    answers.relation ??= await ask.text({ en: 'What are you to the person?', zh: '您与本人的关系？' });
  }
  answers.date ??= await ask.text(
    { en: 'Date of this statement?', zh: '声明日期？' },
    { default: today(context), check: (text) => (z.iso.date().safeParse(text).success ? true : 'YYYY-MM-DD') },
  );
  return answers;
}

/** Throws `missing-answer` with every flag that is still needed, and `bad-option` for a zone that does not exist. */
function toConfig(answers: Answers, date: string, before: PersonaConfig | null): PersonaConfig {
  const missing = [
    answers.name.length ? '' : '--name <name>',
    answers.basis ? '' : `--basis ${CONSENT_BASES.join('|')}`,
    answers.by || answers.basis === 'own-voice' ? '' : '--by <name>',
  ].filter(Boolean);
  if (missing.length) throw new PersonaError('missing-answer', { missing, command: 'init' });
  const [name = '', ...names] = answers.name;
  const checked = PersonaConfig.safeParse({
    schema: 'persona/1',
    subject: { name, names, ids: answers.id },
    owner:
      answers.owner || answers.ownerId.length
        ? {
            name: answers.owner ?? answers.ownerId[0],
            names: before?.owner?.name === answers.owner ? before?.owner?.names : [],
            ids: answers.ownerId,
          }
        : null,
    language: answers.language ?? 'zh',
    timeZone: answers.timeZone ?? DEFAULT_TIME_ZONE,
    consent: {
      basis: answers.basis,
      by: answers.by ?? name,
      relation: answers.relation ?? '',
      date: answers.date ?? date,
      statement: answers.statement ?? '',
    },
    settings: before?.settings ?? {},
  });
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  const option = issue?.path[0] === 'timeZone' ? '--time-zone' : `--${String(issue?.path.at(-1))}`;
  throw new PersonaError('bad-option', { option, why: issue && issueText(issue), command: 'init' });
}

const today = ({ env }: Context) => localDate(env.now());

function renderInit(file: string, written: boolean, persona: PersonaConfig, ui: Ui): void {
  const { subject, owner, consent } = persona;
  ui.line(`${ui.paint.green('✔')} ${written ? file : ui.t({ en: `${file} (not written)`, zh: `${file}（未写入）` })}`);
  ui.table(
    [{ title: '' }, { title: '', narrow: 'wrap' }],
    [
      [ui.t({ en: 'person', zh: '本人' }), [subject.name, ...subject.names].join(' · ')],
      [ui.t({ en: 'ids', zh: 'ID' }), subject.ids.join(' · ') || ui.t({ en: 'none yet', zh: '暂无' })],
      [ui.t({ en: 'phone of', zh: '手机主人' }), owner?.name ?? ui.t({ en: 'not said', zh: '未说明' })],
      [
        ui.t({ en: 'ground', zh: '依据' }),
        consent ? `${ui.t(BASIS_TEXT[consent.basis])} (${consent.by}, ${consent.date})` : '–',
      ],
    ],
  );
  ui.line();
  ui.line(
    ui.t({
      en: `Next: ${ui.command('persona ingest EXPORTS…')}`,
      zh: `下一步：${ui.command('persona ingest 导出文件…')}`,
    }),
  );
}
