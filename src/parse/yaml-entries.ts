import type { ExportFile } from '../core/export-file.ts';
import { lines } from './lines.ts';

/** One entry of a list, as text that YAML can parse alone. */
export interface YamlEntry {
  text: string;
  /** 1-based number of its first line. */
  line: number;
}

/** In characters. A message has a few thousand, a post nine pictures beside. */
const MAX_ENTRY = 1024 * 1024;

/**
 * The entries of the list that a YAML document is, or that stands below one of its keys, as Rust's serde_yaml writes it:
 * `- ` begins the line, all else of an entry is indented. Taken one by one, so that a broken one harms no other and no file is held.
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
