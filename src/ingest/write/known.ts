import type { RedactionKey } from '../../parse/privacy/key.ts';
import type { RedactLevel } from '../../parse/privacy/levels.ts';
import type { Forgotten } from '../corpus/forgotten.ts';
import type { FirstPass } from '../read/first-pass.ts';
import type { Stamper } from '../rows/stamp.ts';
import type { Joined } from '../same/join-rows.ts';
import type { PersonSeen } from '../who/people.ts';
import type { Persons } from '../who/persons.ts';
import type { Decided } from '../who/who.ts';

/**
 * What is known between the two passes: what was read, who everybody is, what is told twice and what must not be told.
 */
export interface Known extends Omit<FirstPass, 'earlier'>, Joined {
  persons: Persons;
  people: readonly PersonSeen[];
  decided: Decided;
  level: RedactLevel;
  key: RedactionKey | undefined;
  stamper: Stamper;
  forgotten: Forgotten | null;
  /** This run has found out more of who is forgotten; that goes into corpus/forgotten.jsonl. */
  knowsMore: boolean;
  /** Numbers of the forgotten rows. */
  gone: readonly number[];
  /** Replies whose words no export tells, by number of the file that leaves them out. */
  untoldReplies: ReadonlyMap<number, number>;
}
