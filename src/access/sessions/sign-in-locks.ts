import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { CLOCK, type Clock } from '../../kernel/clock';
import { type AttemptTerms, HOUR, lockMs, QUIET_MS, WINDOW_MS } from './attempt.rules';

/** How a name stands when it is tried. */
export interface Standing {
  /** When its lock is over; null where none runs. */
  readonly until: Date | null;
  /** Failures that count towards the next lock. */
  readonly recent: number;
  /** Failures of the last hour, of those that were compared. */
  readonly hourly: number;
}

/** A quiet day counts from the last attempt, and from the end of the lock. */
const TRY = `
  INSERT INTO sign_in_lock AS l (name_sha256, round, until, counts_from, tried_at)
  VALUES ($1, 0, '-infinity', '-infinity', $2)
  ON CONFLICT (name_sha256) DO UPDATE
    SET round = CASE WHEN greatest(l.tried_at, l.until) <= $3 THEN 0 ELSE l.round END, tried_at = $2
  RETURNING CASE WHEN until > $2 THEN until END AS until`;
const FAILURES = `
  SELECT count(*) FILTER (WHERE a.at > $2 AND a.at > l.counts_from)::int AS recent, count(*)::int AS hourly
  FROM sign_in_attempt a JOIN sign_in_lock l USING (name_sha256)
  WHERE name_sha256 = $1 AND NOT a.succeeded AND NOT a.waited AND a.at > $3`;
const ROUND = 'SELECT round FROM sign_in_lock WHERE name_sha256 = $1 FOR UPDATE';
const LOCK = 'UPDATE sign_in_lock SET round = $2, until = $3, counts_from = $3 WHERE name_sha256 = $1';
const LIFT = `UPDATE sign_in_lock SET round = 0, until = '-infinity', counts_from = $2 WHERE name_sha256 = $1`;

/** How long names wait that were tried too often. The database keeps it: a restart forgives nothing. */
@Injectable()
export class SignInLocks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Notes that a name is tried; its row is held, so that of many at once no more are compared than are allowed. */
  async tried(manager: EntityManager, nameSha256: string): Promise<Standing> {
    const now = this.clock.now();
    const [{ until }] = await manager.query<[Pick<Standing, 'until'>]>(TRY, [nameSha256, now, ago(now, QUIET_MS)]);
    const since = [ago(now, WINDOW_MS), ago(now, HOUR.ms)];
    const [failures] = await manager.query<[Omit<Standing, 'until'>]>(FAILURES, [nameSha256, ...since]);
    return { until, ...failures };
  }

  /** Locks a name, for longer than the last time if it was not quiet since. */
  async lock(nameSha256: string, terms: AttemptTerms): Promise<void> {
    await this.unitOfWork.apart(() =>
      this.unitOfWork.write(async (manager) => {
        const [{ round }] = await manager.query<[{ round: number }]>(ROUND, [nameSha256]);
        const until = new Date(this.clock.now().getTime() + lockMs(round + 1, terms));
        await manager.query(LOCK, [nameSha256, round + 1, until]);
      }),
    );
  }

  /** Its person was here: nothing of what others tried counts any more. */
  async lift(nameSha256: string): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.apart(() => this.unitOfWork.write((manager) => manager.query(LIFT, [nameSha256, now])));
  }
}

const ago = (now: Date, milliseconds: number): Date => new Date(now.getTime() - milliseconds);
