import type { RedactionKey } from '../../parse/privacy/key.ts';
import type { RedactLevel } from '../../parse/privacy/levels.ts';
import type { Forgotten } from '../corpus/forgotten.ts';
import type { Discovery } from '../read/discover.ts';
import type { Ledger } from '../rows/ledger.ts';
import type { Spools } from '../rows/spool-reader.ts';
import type { Stamper } from '../rows/stamp.ts';
import type { Choice } from '../same/choose.ts';
import type { SoundDoubts } from '../same/tell-sounds.ts';
import type { DisplayNames } from '../who/display-names.ts';
import type { PersonSeen } from '../who/people.ts';
import type { Persons } from '../who/persons.ts';
import type { Decided } from '../who/who.ts';

/**
 * What is known between the two passes: what was read, who everybody is, what is told twice and what must not be told.
 */
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
  /** Number of the first row that was read in this run. */
  firstNew: number;
  level: RedactLevel;
  key: RedactionKey | undefined;
  stamper: Stamper;
  timeZone: string;
  forgotten: Forgotten | null;
  /** Numbers of the forgotten rows. */
  gone: readonly number[];
}
