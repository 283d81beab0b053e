import { expect, test } from 'vitest';
import { renderIngest } from '../../src/cli/render/ingest.ts';
import { Ui } from '../../src/cli/ui.ts';
import { CHENMO_SENDER, fileOf, LINXIAO, world } from '../ingest/world.ts';

test('people without a line of their own are summed up, a phone full of groups at once', async () => {
  const { run } = world();
  const summary = await run({
    'a.txt': fileOf('alpha', { sender: CHENMO_SENDER, text: '好' }, { sender: LINXIAO, text: '嗯' }),
  });
  const report = summary.report;
  const stranger = report?.senders.find(({ bySubject }) => !bySubject);
  if (!report || !stranger) throw new Error('nobody wrote');
  const strangers = Array.from({ length: 300_000 }, (_, n) => ({ ...stranger, name: `友${n}` }));
  const senders = [...strangers, { ...stranger, name: '' }];
  let text = '';
  const ui = new Ui({ write: (more: string) => (text += more) }, 'en', false);
  renderIngest({ ...summary, report: { ...report, senders } }, ui);
  expect(text).toContain('299,988 more');
  expect(text).toContain('(nobody named)');
}, 10_000);
