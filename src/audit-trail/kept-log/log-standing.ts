import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CLOCK, type Clock } from '../../kernel/clock';
import { madeAt } from '../../kernel/ids';
import { CONTRADICTED, IS_CONTRADICTED } from './contradiction';
import { LogFeeder } from './log-feeder';

/** How the log is: nothing waits long, something does, nobody ever fed it, or it is refused until somebody looks at it. */
export const LOG_WORDS = ['current', 'behind', 'unfed', 'refused'] as const;
export type LogWord = (typeof LOG_WORDS)[number];

/** Longer than this nothing waits while somebody feeds and signs the log. */
const BEHIND_AFTER_MS = 10_000;

/** How far the log is, whoever feeds it. */
export interface LogState {
  readonly origin: string;
  readonly vkey: string | null;
  readonly size: number;
  readonly root: Buffer;
  readonly pending: number;
  readonly oldestPendingMs: number | null;
  readonly standing: LogWord;
  readonly detail: string | null;
  readonly isFedHere: boolean;
}

type Row = Pick<LogState, 'origin' | 'vkey' | 'size' | 'root' | 'pending'> & {
  readonly oldest: string | null;
  readonly unsigned: string | null;
  readonly contradicted: boolean;
};

/** Says how the log is, from what is kept of it; what this process refuses is known only here. */
@Injectable()
export class LogStanding {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly feeder: LogFeeder,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async now(): Promise<LogState> {
    const [{ oldest, unsigned, contradicted, ...state }] = await this.dataSource.query<[Row]>(
      `SELECT origin, vkey, size::float8, root, (SELECT count(*)::int FROM audit_outbox) AS pending,
              (SELECT event_id FROM audit_outbox ORDER BY event_id LIMIT 1) AS oldest,
              (SELECT event_id FROM log_leaf WHERE idx = coalesce((SELECT max(size) FROM log_checkpoint), 0)) AS unsigned,
              ${IS_CONTRADICTED} AS contradicted
       FROM log_state`,
    );
    const oldestPendingMs = this.since(oldest);
    const { isHere } = this.feeder;
    const refused = contradicted ? CONTRADICTED : this.feeder.refused;
    const isBehind = [oldestPendingMs, this.since(unsigned)].some((waits) => (waits ?? 0) > BEHIND_AFTER_MS);
    const isUnfed = !isHere && state.vkey === null;
    const standing = refused !== null ? 'refused' : isUnfed ? 'unfed' : isBehind ? 'behind' : 'current';
    return { ...state, oldestPendingMs, standing, detail: refused ?? wordsOf(standing, isHere), isFedHere: isHere };
  }

  /** How long an event is there, by its id. */
  private since(eventId: string | null): number | null {
    return eventId === null ? null : Math.max(0, this.clock.now().getTime() - madeAt(eventId));
  }
}

const FEED_IT = 'set DATABASE_SEQUENCER_URL, here or in another process, and migrate, which grants its role';

function wordsOf(standing: LogWord, isHere: boolean): string | null {
  if (standing === 'current') return null;
  if (standing === 'unfed') return `No process ever fed the log, so that nothing proves the audit trail: ${FEED_IT}`;
  return isHere
    ? 'Events wait longer than they should: the log lines of this process say why'
    : `Events wait, and this process does not feed the log: ${FEED_IT}`;
}
