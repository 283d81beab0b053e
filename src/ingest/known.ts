import type { RedactionKey } from '../parse/privacy/key.ts';
import type { RedactLevel } from '../parse/privacy/levels.ts';
import type { Choice } from './choose.ts';
import type { Discovery } from './discover.ts';
import type { DisplayNames } from './display-names.ts';
import type { Forgotten } from './forgotten.ts';
import type { Ledger } from './ledger.ts';
import type { PersonSeen } from './people.ts';
import type { Persons } from './persons.ts';
import type { Spools } from './spool-reader.ts';
import type { Stamper } from './stamp.ts';
import type { SoundDoubts } from './tell-sounds.ts';
import type { Decided } from './who.ts';

/** What is known between the two passes: what was read, who everybody is, what is told twice and what must not be told. */
export interface Known {
  ledger: Ledger;
  spools: Spools;
  found: Discovery;
  persons: Persons;
  called: DisplayNames;
  people: readonly PersonSeen[];
  choice: Choice;
  doubts: SoundDoubts;
  decided: Decided;
  /** Rows from here on were read in this run. */
  firstNew: number;
  level: RedactLevel;
  key: RedactionKey | undefined;
  stamper: Stamper;
  timeZone: string;
  forgotten: Forgotten | null;
  /** Rows that are forgotten. */
  gone: readonly number[];
}
