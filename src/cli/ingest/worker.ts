import { hash } from 'node:crypto';
import { workerData } from 'node:worker_threads';
import type { Notice } from '../../core/events.ts';
import type { ExportFolder } from '../../core/export-file.ts';
import * as formats from '../../ingest/formats/index.ts';
import { keepNotices } from '../../ingest/notices.ts';
import { readPieces } from '../../ingest/read/read.ts';
import type { Reader } from '../../ingest/reader.ts';
import { Collector } from '../../ingest/rows/collector.ts';
import { Spools } from '../../ingest/rows/spool-reader.ts';
import { styleOf } from '../../ingest/style/style-of.ts';
import { DiskSpool } from '../../io/corpus-store.ts';
import { openRef } from '../../io/folder-ref.ts';
import { serve } from '../../io/serve.ts';
import type { ReadCall, StyleCall, WorkerSetup } from './threads.ts';

/** A thread that reads files into a spool of its own, or counts the style over the items of all spools. */
const setup = workerData as WorkerSetup;
const readers: readonly Reader[] = Object.values(formats);
const folders = new Map<string, ExportFolder>();
let writing: { spool: DiskSpool; collector: Collector } | undefined;

serve({
  read: async ({ spool, pieces }: ReadCall) => {
    if (!writing) {
      const own = new DiskSpool(spool);
      writing = {
        spool: own,
        collector: new Collector(setup.options, setup.timeZone, (text) => hash('sha256', text), own),
      };
    }
    const { collector } = writing;
    const notices: Notice[] = [];
    const opened = pieces.map(({ folder, path, reader, ...piece }) => {
      const file = folderOf(folder).get(path);
      const found = readers.find(({ id }) => id === reader);
      if (!file || !found) throw new Error(`${reader} cannot read ${path}`);
      return { ...piece, file, reader: found };
    });
    const context = { timeZone: setup.timeZone, emit: keepNotices(notices), signal: undefined };
    await readPieces(opened, collector, context, () => {});
    const shard = collector.take();
    const transfer = Object.values(shard.columns).map(({ buffer }) => buffer as ArrayBuffer);
    return { value: { shard, notices, spool: writing.spool.path }, transfer };
  },
  style: async ({ data, options, spools }: StyleCall) => {
    const open = spools.map((path) => new DiskSpool(path, 'read'));
    const all = new Spools((path) => new DiskSpool(path, 'read'));
    for (const spool of open) all.add(spool);
    try {
      return { value: await styleOf(data, options, all) };
    } finally {
      for (const spool of open) spool.close();
    }
  },
});

function folderOf(root: string): ExportFolder {
  let folder = folders.get(root);
  if (!folder) {
    const ref = setup.folders.find((one) => one.root === root);
    if (!ref) throw new Error(`${root} is unknown here`);
    folder = openRef(ref);
    folders.set(root, folder);
  }
  return folder;
}
