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
  /** rows = kept + all dropped. */
  total: Account;
  figures: Figures;
  files: FileAccount[];
  senders: SenderAccount[];
  /** How many items each cleaning rule changed or marked in this run. */
  rules: Record<string, number>;
  redaction: {
    level: RedactLevel;
    /** Items with a placeholder. */
    items: number;
    byKind: Record<string, number>;
  };
  flags: Record<string, number>;
  voice: VoiceFigures;
  /** Below posts and essays; they are no items of their own. */
  comments: Pair;
  dialogues: number;
  /** What lies in the inputs and was not read. */
  notRead: Omit<Discovery, 'jobs' | 'sounds'> & {
    /** Sounds and films that are no voice messages, by what `persona audio-clean` is given to hear them. */
    recordings: { path: string; count: number }[];
    /** Voice messages, by their names, of which no chat on hand tells. */
    voices: number;
  };
}

/** The subject's voice messages. */
export interface VoiceFigures {
  messages: number;
  withFile: number;
  transcripts: number;
  /** As far as the exports say, of those with a file. */
  seconds: number;
  missing: number;
  /** Without a file because nothing tells which one is theirs. */
  ambiguous: number;
}

export function subjectOf({ subject: { name, names, ids } }: PersonaConfig): CorpusReport['subject'] {
  return { name, names, ids };
}
