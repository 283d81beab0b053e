import type { Emit } from '../core/events.ts';
import type { ExportFile } from '../core/export-file.ts';
import type { Collector } from './collector.ts';
import { type Job, place, reasonOf } from './discover.ts';

/** Progress is told once for so many bytes: often enough for a bar, seldom enough to cost nothing. */
const TELL_EVERY = 1 << 20;

/**
 * First pass over all files. A file that breaks off (unreadable sector, damaged zip) is noted as such and what it gave
 * before stays. Throws the signal's reason when it aborts.
 */
export async function readAll(
  jobs: readonly Job[],
  collector: Collector,
  timeZone: string,
  emit: Emit,
  signal: AbortSignal | undefined,
): Promise<void> {
  const total = jobs.reduce((sum, { file }) => sum + file.size, 0);
  let done = 0;
  for (const { file, reader } of jobs) {
    signal?.throwIfAborted();
    const source = { format: reader.id, file: file.path, root: file.folder.root };
    collector.begin(source);
    const before = collector.table.length;
    let told = 0;
    const tell = (bytes: number) => {
      signal?.throwIfAborted();
      if (bytes - told < TELL_EVERY) return;
      told = bytes;
      const rows = collector.table.length;
      emit({
        type: 'progress',
        task: 'read',
        done: Math.min(done + bytes, total),
        total,
        unit: 'bytes',
        file: file.path,
        extra: { rows },
      });
    };
    try {
      for await (const item of reader.read(counted(file, tell), { timeZone, emit })) collector.add(item);
    } catch (error) {
      if (signal?.aborted) throw error;
      Object.assign(source, { brokeOff: reasonOf(error) });
      emit({
        type: 'warn',
        notice: {
          code: 'file-broke-off',
          facts: { file: place(file), why: reasonOf(error), rows: collector.table.length - before },
        },
      });
    }
    done += file.size;
  }
  collector.finish();
  emit({ type: 'progress', task: 'read', done: total, total, unit: 'bytes', extra: { rows: collector.table.length } });
  emit({ type: 'done', task: 'read' });
}

/** The same file, whose bytes are counted as they are read. */
function counted(file: ExportFile, tell: (bytes: number) => void): ExportFile {
  return {
    path: file.path,
    size: file.size,
    ...(file.modified === undefined ? {} : { modified: file.modified }),
    folder: file.folder,
    unzip: () => file.unzip(),
    async *bytes() {
      let done = 0;
      for await (const chunk of file.bytes()) {
        done += chunk.length;
        tell(done);
        yield chunk;
      }
    },
  };
}
