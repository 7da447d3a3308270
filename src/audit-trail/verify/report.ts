import type { Finding, FindingKind } from './finding';
import type { Witnessed } from './heads';
import type { Stamped } from './stamps';

/** What a verification came to. */
export interface LogReport {
  readonly origin: string;
  /** How many entries were derived again, and the root over them in hexadecimal. */
  readonly size: number;
  readonly root: string;
  readonly checkpoints: number;
  /** The largest checkpoint that a trusted witness signed; null where none did: nobody outside has seen the log. */
  readonly witnessed: Witnessed | null;
  /** Whose time stamps hold; null where none does: when the log was signed is the word of its keeper. */
  readonly stamped: Stamped | null;
  /** The first finding of each kind; none says that everything that was looked at is as it was logged. */
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Partial<Record<FindingKind, number>>>;
}
