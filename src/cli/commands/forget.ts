import { PersonaError } from '../../core/errors.ts';
import { ID_BEGINS } from '../../ingest/corpus/forgotten.ts';
import { CORPUS_FILES } from '../../ingest/write/write-corpus.ts';
import { killedRunIn } from '../../io/corpus-store.ts';
import { type Context, defineCommand } from '../command.ts';
import { forgetAll, forgetKilledRun } from '../forget/all.ts';
import { forgetSome } from '../forget/some.ts';
import { type ForgetSummary, renderForget } from '../render/forget.ts';

export const forgetCommand = defineCommand<ForgetSummary>({
  name: 'forget',
  summary: { en: 'remove items, a sender or everything for good', zh: '彻底删除某几条、某个人的内容，或全部' },
  details: {
    en: 'Takes them out of corpus/, audio/ and the caches, and keeps them from coming back: a later ingest of the same export leaves them out. The exports themselves and persona.json are never touched. Bundles made before are named, for you to delete.',
    zh: '从 corpus/、audio/ 和缓存中删除，并防止再次出现：以后再读同一份导出也会略过。导出文件本身和 persona.json 不会被改动。此前打好的包会列出来，由您自行删除。',
  },
  arguments: [
    {
      name: '[ids...]',
      help: { en: 'ids of items, or their first six digits and more', zh: '条目的 id，或其前六位以上' },
    },
  ],
  options: [
    {
      flags: '--sender <name-or-id>',
      repeatable: true,
      help: {
        en: 'all that this person wrote, now and later (repeatable; matched whole)',
        zh: '此人写的全部内容，今后的也不再收入（可重复；整词匹配）',
      },
    },
    {
      flags: '--all',
      help: {
        en: 'corpus/, audio/, eval/, caches and bundles: everything but persona.json and the exports',
        zh: 'corpus/、audio/、eval/、缓存和打好的包：除 persona.json 和导出文件外的一切',
      },
    },
  ],
  writes: true,
  holds: 'alone',
  examples: [
    { line: 'persona forget 3f9c2e', what: { en: 'one item', zh: '一条' } },
    { line: 'persona forget --sender 林晓', what: { en: 'all that she wrote', zh: '她写的全部' } },
    { line: 'persona forget --all --dry-run', what: { en: 'what would go?', zh: '先看看会删除什么' } },
  ],
  run: runForget,
  render: renderForget,
});

async function runForget(context: Context, ids: readonly string[]): Promise<ForgetSummary> {
  const { workspace, flags } = context;
  const senders = (flags.sender as string[] | undefined) ?? [];
  const all = flags.all === true;
  const named = ids.length + senders.length > 0;
  if (all === named) throw new PersonaError('forget-what', {});
  const odd = ids.filter((id) => !ID_BEGINS.test(id));
  if (odd.length) throw new PersonaError('forget-no-id', { what: odd.join(', ') });
  const killed = all && !(await workspace.load()) ? killedRunIn(workspace, CORPUS_FILES) : null;
  const config = killed ? null : await workspace.mustLoad();
  if (!context.dryRun && !context.yes && !context.ask) {
    throw new PersonaError('missing-answer', { missing: ['--yes'], command: 'forget' });
  }
  if (killed) return forgetKilledRun(context, killed);
  return all || !config ? forgetAll(context) : forgetSome(context, config, { ids: [...new Set(ids)], senders });
}
