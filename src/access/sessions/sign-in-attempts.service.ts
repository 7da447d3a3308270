import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { CLOCK, type Clock } from '../../kernel/clock';
import { sha256 } from '../../kernel/digest';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import { SecurityAlerts } from '../credentials/security-alerts.service';

/** So many failures in so long, and a name waits until the first of them is as old (NIST SP 800-63B-4 §3.2.2). */
const MOST_FAILURES = 10;
const WINDOW_MS = 15 * 60 * 1000;

/** An attempt under way, which counts as failed until it has succeeded. */
export interface Attempt {
  readonly id: string;
  readonly nameSha256: string;
  readonly address: string | null;
  /** How many failures the name has now, this one with them. */
  readonly ordinal: number;
}

/** Of one name one at a time, so that of many at once no more than are allowed are tried. */
const IN_TURN = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';
/** Those since the last success: who knows the password wipes out what others tried. */
const FAILURES = `
  SELECT at FROM sign_in_attempt
  WHERE name_sha256 = $1 AND NOT succeeded AND at > $2 AND at > coalesce(
    (SELECT max(at) FROM sign_in_attempt WHERE name_sha256 = $1 AND succeeded), '-infinity')
  ORDER BY at DESC LIMIT ${MOST_FAILURES}`;
const BEGIN = `
  INSERT INTO sign_in_attempt (id, name_sha256, address, at, succeeded) VALUES ($1, $2, $3, $4, false)`;
const SUCCEED = 'UPDATE sign_in_attempt SET succeeded = true WHERE id = $1';

/**
 * How often a name was tried, known or not, which is counted alike. Each attempt is kept before it is looked at and in a
 * transaction of its own: whoever is cut off, or asks forty times at once, has used up as many as he asked.
 */
@Injectable()
export class SignInAttempts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly alerts: SecurityAlerts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Begins an attempt; refuses as `rate-limited`, and counts nothing, while the name waits. */
  begin(userName: string, address: string | null): Promise<Attempt> {
    const nameSha256 = sha256(userName.toLowerCase());
    return this.unitOfWork.apart(() =>
      this.unitOfWork.write(async (manager) => {
        const failures = await this.failuresOf(manager, nameSha256);
        const first = failures.at(-1)?.at;
        if (first !== undefined && failures.length >= MOST_FAILURES) throw this.waits(first);
        const id = newId();
        await manager.query(BEGIN, [id, nameSha256, address, this.clock.now()]);
        return { id, nameSha256, address, ordinal: failures.length + 1 };
      }),
    );
  }

  /** It was who he said. */
  async succeeded({ id }: Attempt): Promise<void> {
    await this.unitOfWork.apart(() => this.unitOfWork.write((manager) => manager.query(SUCCEED, [id])));
  }

  /** It was not. With the last that is allowed the name begins to wait, and those who answer for security are told. */
  async failed({ ordinal, nameSha256, address }: Attempt, personId: string | null): Promise<void> {
    if (ordinal < MOST_FAILURES) return;
    await this.alerts.tell({ kind: 'sign-in-locked', personId, nameSha256, address });
  }

  private async failuresOf(manager: EntityManager, nameSha256: string): Promise<{ readonly at: Date }[]> {
    await manager.query(IN_TURN, [nameSha256]);
    const since = new Date(this.clock.now().getTime() - WINDOW_MS);
    return manager.query(FAILURES, [nameSha256, since]);
  }

  private waits(first: Date): Refusal {
    const seconds = Math.ceil((first.getTime() + WINDOW_MS - this.clock.now().getTime()) / 1000);
    const detail = 'This name was tried too often; nothing was compared';
    return Refusal.forNow('rate-limited', detail, Math.max(1, seconds));
  }
}
