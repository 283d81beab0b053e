import type { Emit, Notice } from '../core/events.ts';
import type { FileAccount } from './account.ts';
import type { Discovery } from './discover.ts';
import { type PersonSeen, personLine } from './people.ts';

/** Names of files in one notice; the report has them all. */
const SHOWN = 10;

/** Tells what the user should know and that ends nothing: files left out, files misread, voices without a file. */
export function tellNotices(
  emit: Emit,
  found: Discovery,
  files: readonly FileAccount[],
  more: {
    voice: { messages: number; missing: readonly string[]; missingCount: number };
    namesakes: readonly PersonSeen[];
  } | null,
): void {
  const tell = (code: Notice['code'], facts: Notice['facts']) => emit({ type: 'warn', notice: { code, facts } });
  if (found.unknown.length) tell('unknown-format', { count: found.unknown.length, files: some(found.unknown) });
  if (found.ambiguous.length) {
    const list = found.ambiguous.map(({ path, candidates }) => `${path} (${candidates.join(', ')})`);
    tell('ambiguous-format', { count: list.length, files: some(list) });
  }
  if (found.refused.length) {
    const list = found.refused.map(({ path, why }) => `${path} (${why})`);
    tell('not-taken', { count: list.length, files: some(list) });
  }
  for (const code of new Set(found.rejected.map((one) => one.code))) {
    tell(code, { files: some(found.rejected.filter((one) => one.code === code).map(({ path }) => path)) });
  }
  for (const { file, format, rows, dropped, misread, conflicts } of files) {
    if (misread)
      tell('probably-misread', {
        file,
        format,
        rows,
        bad: dropped.unreadable ?? 0,
        first: `${file}:${misread.firstBad}`,
      });
    if (conflicts) tell('direction-conflicts', { file, count: conflicts });
  }
  if (more?.namesakes.length) tell('subject-namesakes', { people: more.namesakes.map(personLine) });
  if (more?.voice.missingCount) {
    const { messages, missing, missingCount } = more.voice;
    tell('voice-missing', { count: missingCount, total: messages, files: some(missing, missingCount) });
  }
}

function some(list: readonly string[], all = list.length): string[] {
  const shown = list.slice(0, SHOWN);
  return all > shown.length ? [...shown, `… +${all - shown.length}`] : shown;
}
