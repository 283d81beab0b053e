import type { PersonaConfig } from '../../core/persona.ts';
import type { RedactLevel } from '../../parse/privacy/levels.ts';
import type { IngestOptions } from '../options.ts';
import type { Discovery } from '../read/discover.ts';
import type { Account, FileAccount, SenderAccount } from './account.ts';
import type { Figures, Pair } from './figures.ts';

/** corpus/report.json: what the corpus holds, where it came from, and what became of every row that was read. */
export interface CorpusReport {
  schema: 'persona-corpus/1';
  subject: { name: string; names: string[]; ids: string[] };
  timeZone: string;
  options: Pick<IngestOptions, 'since' | 'until' | 'from'> & { redact: RedactLevel };
  /** Always `rows` = `kept` + the sum of `dropped`. */
  total: Account;
  figures: Figures;
  files: FileAccount[];
  senders: SenderAccount[];
  /** How many items each cleaning rule changed or marked in this run. */
  rules: Record<string, number>;
  redaction: {
    level: RedactLevel;
    /** Number of items with a placeholder. */
    items: number;
    byKind: Record<string, number>;
  };
  flags: Record<string, number>;
  voice: VoiceFigures;
  /** Comments below posts and essays; they are no items. */
  comments: Pair;
  dialogues: number;
  /** What lies in the inputs and was not read. */
  notRead: Omit<Discovery, 'jobs' | 'sounds'> & {
    /** Sounds and films that are no voice messages, by the path that `persona audio-clean` needs to hear them. */
    recordings: { path: string; count: number }[];
    /** Files that are named like voice messages but belong to no chat on hand. */
    voices: number;
  };
}

/** The subject's voice messages. */
export interface VoiceFigures {
  messages: number;
  withFile: number;
  transcripts: number;
  /** Total length of those with a file, as far as the exports give it. */
  seconds: number;
  missing: number;
  /** How many have no file because nothing tells which one is theirs. */
  ambiguous: number;
}

export function subjectOf({ subject: { name, names, ids } }: PersonaConfig): CorpusReport['subject'] {
  return { name, names, ids };
}
