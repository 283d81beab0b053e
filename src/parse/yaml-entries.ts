import type { ExportFile } from '../core/export-file.ts';
import { lines } from './lines.ts';

/** One entry of a list, as text that YAML can parse by itself. */
interface YamlEntry {
  text: string;
  /** 1-based number of its first line. */
  line: number;
}

/** In characters. A message has a few thousand; a post also has nine pictures. */
const MAX_ENTRY = 1024 * 1024;

/**
 * The entries of a list that is the whole YAML document or stands below one of its keys, as Rust's serde_yaml writes
 * it: `- ` begins a line, all other lines of an entry are indented. Entries are taken one by one, so that a broken
 * entry harms no other and no file is held in memory.
 */
export async function* yamlEntries(file: ExportFile): AsyncGenerator<YamlEntry, void, undefined> {
  let open: YamlEntry | undefined;
  for await (const { text, number } of lines(file)) {
    if (text.startsWith('- ')) {
      if (open) yield open;
      open = { text: `${text}\n`, line: number };
    } else if (/^[^\s-]/u.test(text)) {
      if (open) yield open;
      open = undefined;
    } else if (open && open.text.length < MAX_ENTRY) open.text += `${text}\n`;
  }
  if (open) yield open;
}
