import type { Readiness, Verdict } from '../../core/readiness.ts';
import { VERDICTS } from '../../core/readiness.ts';
import type { Bilingual, Profile, Seconds } from '../../core/types.ts';
import { kindText, MARKS, OPEN_TEXT, REASON_TEXT, VERDICT_TEXT } from '../../core/wording/voice.ts';
import type { Ui } from '../ui.ts';

export function renderMarks(clean: Seconds, ui: Ui): void {
  ui.table(
    [{ title: '' }, { title: '' }, { title: '', align: 'right' }, { title: '' }],
    MARKS.map(({ seconds, text }) => [
      ui.t(text),
      ui.bar(clean / seconds),
      `${Math.min(100, Math.floor((100 * clean) / seconds))}%`,
      clean >= seconds
        ? ui.t({ en: `${ui.seconds(seconds)} reached`, zh: `已达到 ${ui.seconds(seconds)}` })
        : clean === 0
          ? ui.t({ en: `needs ${ui.seconds(seconds)}`, zh: `需要 ${ui.seconds(seconds)}` })
          : ui.t({
              en: `${ui.seconds(seconds - clean, 'up')} short of ${ui.seconds(seconds)}`,
              zh: `距 ${ui.seconds(seconds)} 还差 ${ui.seconds(seconds - clean, 'up')}`,
            }),
    ]),
  );
}

export type JudgedBackend = Readiness & Pick<Profile, 'name' | 'mode' | 'where' | 'notes'>;

/** All backends by verdict, the best verdict first; within a verdict in the order given. */
export function renderReadiness(backends: readonly JudgedBackend[], ui: Ui): void {
  for (const verdict of VERDICTS) {
    const group = backends.filter((each) => each.verdict === verdict);
    if (!group.length) continue;
    const title = ui.t(VERDICT_TEXT[verdict]);
    ui.heading(
      `${verdictMark(verdict, ui)} ${ui.t({ en: `${title} (${group.length})`, zh: `${title}（${group.length}）` })}`,
    );
    ui.table(
      [
        { title: 'ID' },
        { title: ui.t({ en: 'kind', zh: '类型' }) },
        { title: ui.t({ en: 'takes', zh: '需要' }), narrow: 'wrap' },
        {
          title: verdict === 'minimal' || verdict === 'not-enough' ? ui.t({ en: 'missing', zh: '还差' }) : '',
          align: 'right',
        },
        { title: '', narrow: 'wrap' },
      ],
      group.map((each) => [
        each.id,
        ui.t(kindText(each)),
        takes(each, ui),
        each.missing === null ? '' : ui.seconds(each.missing, 'up'),
        { text: aside(each, ui), paint: ui.paint.dim },
      ]),
    );
    const quoted = group.filter(({ why, notes }) => why === 'no-own-recordings' && notes.length);
    for (const { id, notes } of quoted) {
      const { en, zh } = notes[0] as Bilingual;
      ui.paragraph(ui.t({ en: `${id}: ${en}`, zh: `${id}：${zh}` }), 4, ui.paint.dim);
    }
  }
}

function takes({ needs, why }: JudgedBackend, ui: Ui): string {
  const reason = ui.t(REASON_TEXT[why]);
  return needs === null ? reason : `${ui.seconds(needs)}${ui.t({ en: ` ${reason}`, zh: `（${reason}）` })}`;
}

function aside({ open, verdict }: JudgedBackend, ui: Ui): string {
  if (verdict === 'not-usable') return '';
  return open.map((point) => ui.t(OPEN_TEXT[point])).join(ui.t({ en: '; ', zh: '；' }));
}

export function verdictMark(verdict: Verdict, ui: Ui): string {
  const { paint } = ui;
  const marks: Record<Verdict, string> = {
    enough: paint.green('✔'),
    minimal: paint.yellow('◐'),
    'not-enough': paint.red('✖'),
    unknown: paint.dim('?'),
    'not-usable': paint.dim('–'),
  };
  return marks[verdict];
}
