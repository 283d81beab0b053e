import type { Bilingual, Hertz } from '../core/types.ts';
import type { BackendPlan } from './backends.ts';
import type { ManifestHead } from './manifest.ts';
import type { BundleContext, TargetPlan } from './target.ts';
import { TRANSCRIPTS } from './transcripts.ts';

/** README.md of the bundle, in the persona's language: what it is, how each part is used, what is missing. */
export function bundleReadme(
  context: BundleContext,
  head: ManifestHead,
  parts: readonly { title: string; plan: TargetPlan }[],
  backends: readonly BackendPlan[],
): string {
  const { name, lang } = context;
  const zh = lang === 'zh';
  const t = (en: string, cn: string) => (zh ? cn : en);
  const consent =
    head.consent === 'open'
      ? t(
          '**Open: nobody has said yet on what ground this material may be used.** Fill in `consent` in persona.json and bundle again before handing it on.',
          '**待补：还没有写明这些资料的使用依据。** 请在 persona.json 里补上 consent 并重新打包，再交给他人。',
        )
      : t(
          `Used on the ground of “${head.consent.basis}”, stated by ${head.consent.by}${head.consent.relation ? ` (${head.consent.relation})` : ''} on ${head.consent.date}.`,
          `使用依据：${BASIS[head.consent.basis]}；声明人 ${head.consent.by}${head.consent.relation ? `（${head.consent.relation}）` : ''}，${head.consent.date}。`,
        );
  const blocks = [
    `# ${name}`,
    context.disclosure,
    consent,
    t(
      'These files hold a private life. Keep them off public services, and check the bundle after copying it: `persona verify .`',
      '这里是一个人的私事，请不要放到公开的地方。拷贝之后可以校验：`persona verify .`',
    ),
    ...parts.flatMap(({ title, plan }) => (plan.readme ? [`## ${title}`, plan.readme] : [])),
    ...(backends.length
      ? [
          `## ${t('Voice-cloning backends', '语音克隆')}`,
          t(
            'The commands are for the terminal of Linux and macOS; on Windows run them in Git Bash or WSL.',
            '下面的命令用于 Linux 和 macOS 的终端；Windows 上请在 Git Bash 或 WSL 里运行。',
          ),
        ]
      : []),
    ...backends.map((backend) => backendBlock(backend, context)),
    ...(head.leftOut.length
      ? [
          `## ${t('Not in this bundle', '没有放入的')}`,
          head.leftOut
            .map(({ what, why, partly }) => `- ${what}${partly ? t(' (in part)', '（部分）') : ''}: ${why[lang]}`)
            .join('\n'),
        ]
      : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const BASIS = { 'own-voice': '本人的声音和文字', 'family-of-deceased': '逝者家人', 'written-consent': '本人书面同意' };

function backendBlock({ record, usage, files }: BackendPlan, { lang }: BundleContext): string {
  const zh = lang === 'zh';
  const isWords = (slot: string) => files.some(({ path }) => path === `${record.folder}/${slot}`);
  const named = (slots: readonly string[]) => slots.map((slot) => `\`${slot}\``).join(zh ? '、' : ', ');
  const words = record.open.filter(isWords);
  const others = record.open.filter((slot) => !isWords(slot));
  return [
    `### ${record.name}`,
    zh
      ? `文件夹 \`${record.folder}/\`，许可证：${record.license}。在该文件夹里运行：`
      : `Folder \`${record.folder}/\`, licence: ${record.license}. In that folder:`,
    `\`\`\`sh\n${usage}\n\`\`\``,
    ...(record.upsampledFrom ? [upsampledRemark(record.upsampledFrom)[lang]] : []),
    ...(others.length
      ? [zh ? `**还需补上**：${named(others)}。` : `**Still to be filled in**: ${named(others)}.`]
      : []),
    ...(words.length
      ? [
          zh
            ? `**还缺文字**：${named(words)}。请填在 \`${TRANSCRIPTS}\` 里再运行一次 \`persona bundle\`，不要直接改这里的文件。`
            : `**Words not known yet**: ${named(words)}. Write them into \`${TRANSCRIPTS}\` and run \`persona bundle\` again; other files here repeat them.`,
        ]
      : []),
  ].join('\n\n');
}

const upsampledRemark = (rate: Hertz): Bilingual => ({
  en: `Up-sampled from ${rate / 1000} kHz: the backend takes it, but no higher sound comes in by that; recordings of a wider band clone better.`,
  zh: `由 ${rate / 1000} kHz 升采样而来：后端能接受，但高频并不会因此增加；用更宽频带的录音效果更好。`,
});
