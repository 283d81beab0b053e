import type { Summary } from '../core/events.ts';
import type { PersonaConfig } from '../core/persona.ts';
import type { CorpusReport } from './report/report.ts';
import type { PersonSeen } from './who/people.ts';

/** What a run of `ingest` came to. */
export interface IngestSummary extends Summary {
  command: 'ingest';
  /** Everybody who wrote; with --who this is the whole result. */
  people: PersonSeen[];
  report: CorpusReport | null;
  /** Items that were not in the corpus before. */
  added: number;
  /** What persona.json must say now; null when it stays as it is. */
  persona: PersonaConfig | null;
  written: string[];
  /** The key that undoes the masking, if one was written: never part of a bundle. */
  keyFile: string | null;
}

/** The summary of a run that changed nothing. */
export const NOTHING_WRITTEN: IngestSummary = {
  command: 'ingest',
  people: [],
  report: null,
  added: 0,
  persona: null,
  written: [],
  keyFile: null,
};
