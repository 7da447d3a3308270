import type { AnchorStore } from './anchor-store';

/** How what somebody outside holds contradicts the log. */
export type RollbackKind = 'larger' | 'other-root' | 'inconsistent';

/** What was seen outside: the log was rolled back, or made anew, since. */
export interface Rollback {
  readonly kind: RollbackKind;
  /** The witness, or the folder. */
  readonly seenBy: string;
  /** The size that they hold, and that of our log then. */
  readonly theirSize: number;
  readonly ourSize: number;
}

/** Who hears of it, loudly. */
export interface Loud {
  fatal(message: string): void;
  warn(message: string, error?: unknown): void;
  log(message: string): void;
}

const HOW: Readonly<Record<RollbackKind, string>> = {
  larger: 'holds a larger checkpoint',
  'other-root': 'holds another root for the same size',
  inconsistent: 'holds a checkpoint that the log does not continue',
};

export const rollbackWords = ({ kind, seenBy, theirSize, ourSize }: Rollback): string =>
  `The log was rolled back or made anew: ${seenBy} ${HOW[kind]} (its size ${theirSize}, ours ${ourSize}). ` +
  'No further checkpoint is signed until the loss is recorded; look at the newest backup first';

/**
 * The alarm that the log contradicts what somebody outside holds. Once raised it is kept in the database, which refuses
 * every further checkpoint, in this process and in all others, until an operator settles it there.
 */
export class RollbackAlarm {
  private found: Rollback | null = null;

  constructor(
    private readonly store: AnchorStore,
    private readonly log: Loud,
  ) {}

  /** What was seen and is not settled; null while nothing contradicts the log. */
  get rollbackSeen(): Rollback | null {
    return this.found;
  }

  /** Reads what earlier processes, or others, have raised. */
  async look(): Promise<Rollback | null> {
    return (this.found = await this.store.openRollback());
  }

  /** Records it and says it; the record comes first, and where it cannot be made the words still come. */
  async raise(rollback: Rollback): Promise<void> {
    this.found = rollback;
    this.log.fatal(rollbackWords(rollback));
    await this.store.keepRollback(rollback);
  }
}
