import type { Distance } from '../../bundle/eval/compare.ts';
import type { EvalReport, ModelReport } from '../../bundle/eval/report.ts';
import type { Separation } from '../../bundle/eval/separate.ts';
import { counted } from '../../core/counted.ts';
import type { Bilingual } from '../../core/types.ts';
import type { Ui } from '../ui.ts';

/** One short table per question: do the words identify the person, are the facts seen again, how near is the clone. */
export function renderEval({ sessions, selfCheck, coverage, model }: EvalReport, file: string | null, ui: Ui): void {
  ui.heading(
    ui.t({
      en: `Kept apart: ${ui.count(sessions.held)} of ${counted(sessions.all, 'session')}`,
      zh: `${ui.count(sessions.all)} 个会话中预留了 ${ui.count(sessions.held)} 个`,
    }),
  );
  const { messages, sessions: bySession, fitted } = selfCheck;
  ui.table(
    [
      { title: ui.t({ en: 'told from the others', zh: '与他人的区分' }) },
      { title: 'AUC', align: 'right' },
      { title: '' },
    ],
    [
      [ui.t({ en: 'by one message', zh: '只看一条消息' }), ...separation(messages, ui)],
      [ui.t({ en: 'by a session', zh: '看一次会话' }), ...separation(bySession, ui)],
    ],
  );
  ui.line(
    `  ${ui.paint.dim(
      ui.t({
        en: `Fitted on ${counted(fitted.subject, 'message')} of the person and ${ui.count(fitted.others)} of others. 0.5 is chance, 1 never wrong.`,
        zh: `画像来自本人的 ${ui.count(fitted.subject)} 条和他人的 ${ui.count(fitted.others)} 条消息。0.5 等于瞎猜，1 为全对。`,
      }),
    )}`,
  );
  ui.line();
  ui.line(
    coverage
      ? `  ${ui.t({
          en: `Seen again in ${counted(coverage.messages, 'held-out message')}: ${coverage.seen} of ${counted(coverage.told, 'fact')} about the style`,
          zh: `${coverage.told} 条文风描述中，有 ${coverage.seen} 条在预留的 ${ui.count(coverage.messages)} 条消息里再次出现`,
        })}`
      : `  ${ui.paint.yellow(ui.t({ en: 'Too few held-out messages to look for the facts about the style.', zh: '预留的消息太少，无法检验文风描述。' }))}`,
  );
  const missed = coverage?.claims.filter(({ seen }) => seen === false).map(({ claim }) => claim) ?? [];
  if (missed.length)
    ui.line(`  ${ui.paint.dim(`${ui.t({ en: 'Not seen:', zh: '未再出现：' })} ${missed.join(', ')}`)}`);
  if (model) renderModel(model, ui);
  if (file) ui.line(`\n  ${ui.paint.dim(file)}`);
}

function separation(found: Separation | null, ui: Ui): string[] {
  return found
    ? [
        found.auc.toFixed(2),
        ui.t({
          en: `${ui.count(found.subject)} × ${ui.count(found.others)} = ${counted(found.pairs, 'pair')}`,
          zh: `${ui.count(found.subject)} × ${ui.count(found.others)} = ${ui.count(found.pairs)} 对`,
        }),
      ]
    : ['–', ui.paint.yellow(ui.t({ en: 'too little to tell', zh: '材料太少，不作判断' }))];
}

const DISTANCES: readonly (readonly [keyof Distance, Bilingual, digits: number])[] = [
  ['length', { en: 'length (Wasserstein, characters)', zh: '长度（Wasserstein，字）' }, 1],
  ['bubbles', { en: 'messages a turn', zh: '每轮条数' }, 2],
  ['particles', { en: 'particles (Jensen-Shannon)', zh: '语气词（Jensen-Shannon）' }, 3],
  ['laughter', { en: 'laughter (Jensen-Shannon)', zh: '笑法（Jensen-Shannon）' }, 3],
  ['punctuation', { en: 'end marks (Jensen-Shannon)', zh: '句尾标点（Jensen-Shannon）' }, 3],
  ['functionWords', { en: 'function words (delta)', zh: '虚词（Burrows delta）' }, 2],
];
/** With fewer answers the figures change with every single one. */
const FEW_ANSWERS = 20;

function renderModel({ model, contexts, figures, distance, copied }: ModelReport, ui: Ui): void {
  const { subject, baseline, clone } = figures;
  const right = (title: string) => ({ title, align: 'right' as const });
  const heads = [
    right(ui.t({ en: 'real', zh: '本人' })),
    right(ui.t({ en: 'baseline', zh: '裸模型' })),
    right(ui.t({ en: 'clone', zh: '分身' })),
  ];
  ui.heading(
    ui.t({ en: `${counted(contexts, 'held-out question')} to ${model}`, zh: `${model} 回答 ${contexts} 个预留问题` }),
  );
  if (contexts < FEW_ANSWERS)
    ui.line(
      `  ${ui.paint.yellow(ui.t({ en: 'Too few to be sure of any difference below.', zh: '问题太少，下面的差别都不足为凭。' }))}`,
    );
  const row = (title: Bilingual, of: (one: typeof subject) => number, digits: number) => [
    ui.t(title),
    ...[subject, baseline, clone].map((one) => of(one).toFixed(digits)),
  ];
  ui.table(
    [{ title: '' }, ...heads],
    [
      row({ en: 'characters a message (median)', zh: '每条字数（中位数）' }, (one) => one.medianLength, 0),
      row({ en: 'messages a turn', zh: '每轮条数' }, (one) => one.bubblesPerTurn, 1),
      row({ en: 'particles per 100', zh: '每百条语气词' }, (one) => one.particles, 0),
      row({ en: 'laughter per 100', zh: '每百条笑' }, (one) => one.laughter, 0),
      row({ en: 'no mark at the end, %', zh: '句尾无标点，%' }, (one) => one.bareEnds * 100, 0),
    ],
  );
  ui.line();
  ui.table(
    [
      { title: ui.t({ en: 'distance from the real one (0: the same)', zh: '与本人的距离（0 为相同）' }) },
      heads[1] ?? right(''),
      heads[2] ?? right(''),
    ],
    [
      ...DISTANCES.map(([key, title, digits]) => [
        ui.t(title),
        distance.baseline[key].toFixed(digits),
        distance.clone[key].toFixed(digits),
      ]),
      [
        ui.t({ en: '3-grams out of own words, %', zh: '三字串见于本人文字，%' }),
        ...[distance.baseline, distance.clone].map(({ grams }) => (grams * 100).toFixed(0)),
      ],
    ],
  );
  if (copied.clone)
    ui.line(
      `  ${ui.paint.yellow(
        ui.t({
          en: `! ${copied.clone} of ${contexts} answers of the clone copy 7 and more characters in a row`,
          zh: `! 分身的 ${contexts} 个回答中，有 ${copied.clone} 个照抄了连续 7 字以上`,
        }),
      )}`,
    );
}
