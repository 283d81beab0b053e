import { createHash } from 'node:crypto';
import type { RunEvent } from '../../src/core/events.ts';
import { PersonaConfig } from '../../src/core/persona.ts';
import type { ReadItem } from '../../src/core/types.ts';
import type { IngestDeps } from '../../src/ingest/deps.ts';
import { ingest } from '../../src/ingest/ingest.ts';
import { IngestOptions } from '../../src/ingest/options.ts';
import type { Reader } from '../../src/ingest/reader.ts';
import type { IngestSummary } from '../../src/ingest/summary.ts';
import { memoryFolder } from '../support/memory-folder.ts';
import { MemoryStore } from './memory-store.ts';

/** A format for tests: a first line `#ID`, then one JSON object a line, laid over a plain message. */
export function lineReader(id: string): Reader {
  return {
    id,
    title: { en: id, zh: id },
    kind: 'message',
    carries: { senderIds: true, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
    detect: ({ text }) => (text.startsWith(`#${id}\n`) ? 'yes' : 'no'),
    async *read(file) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of file.bytes()) chunks.push(chunk);
      const lines = Buffer.concat(chunks).toString('utf8').split('\n').slice(1);
      for (const [record, line] of lines.entries()) {
        if (!line) continue;
        yield {
          kind: 'message',
          type: 'text',
          conversation: 'wxid_linxiao',
          sender: { id: 'wxid_chenmo', name: '老默' },
          time: 1_700_000_000,
          text: '',
          ...(JSON.parse(line) as Partial<ReadItem>),
          source: { format: id, file: file.path, record: record + 2 },
        };
      }
    },
  };
}

export const READERS = [lineReader('alpha'), lineReader('beta'), lineReader('gamma')];
/** Readers of formats that do not tell the type of a message. */
export const GUESSING: readonly Reader[] = ['delta', 'epsilon'].map((id) => ({
  ...lineReader(id),
  guessesTypes: true,
}));

/** The text of a file for `lineReader`. */
export const fileOf = (id: string, ...rows: Partial<ReadItem>[]): string =>
  `#${id}\n${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;

export const CHENMO = PersonaConfig.parse({
  schema: 'persona/1',
  subject: { name: '陈默', names: ['老默'], ids: ['wxid_chenmo'] },
});
export const CHENMO_SENDER = { id: 'wxid_chenmo', name: '老默' };
export const LINXIAO = { id: 'wxid_linxiao', name: '林晓' };

export interface World {
  store: MemoryStore;
  events: RunEvent[];
  run(
    files: Record<string, string | Uint8Array>,
    options?: Partial<IngestOptions>,
    deps?: Partial<IngestDeps>,
  ): Promise<IngestSummary>;
  /** Codes of the notices so far. */
  codes(): string[];
}

/** A workspace in memory; `run` ingests files into it. */
export function world(config: PersonaConfig | null = CHENMO): World {
  const store = new MemoryStore();
  const events: RunEvent[] = [];
  return {
    store,
    events,
    run: (files, options = {}, deps = {}) =>
      ingest(IngestOptions.parse(options), {
        folders: [memoryFolder(files)],
        readers: READERS,
        config,
        store,
        sha256: (text) => createHash('sha256').update(text).digest('hex'),
        emit: (event) => events.push(event),
        ...deps,
      }),
    codes: () => events.flatMap((event) => (event.type === 'warn' ? [event.notice.code] : [])),
  };
}
