import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { CLOCK, type Clock } from '../../kernel/clock';
import { sha256 } from '../../kernel/digest';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import type { AlertKind } from '../credentials/security-alert.entity';
import { SecurityAlerts } from '../credentials/security-alerts.service';

/** So many failures in so long, and a name waits until the first of them is as old (NIST SP 800-63B-4 §3.2.2). */
const SIGNING_IN: AttemptTerms = { most: 10, alert: 'sign-in-locked' };
const WINDOW_MS = 15 * 60 * 1000;

/** After how many failures a name waits, and what those who answer for security are told then. */
export interface AttemptTerms {
  readonly most: number;
  readonly alert: Exclude<AlertKind, 'passkey-cloned'>;
}

/** An attempt under way, which counts as failed until it has succeeded. */
export interface Attempt {
  readonly id: string;
  readonly nameSha256: string;
  readonly address: string | null;
  /** How many failures the name has now, this one with them. */
  readonly ordinal: number;
  readonly terms: AttemptTerms;
}

/** Of one name one at a time, so that of many at once no more than are allowed are tried. */
const IN_TURN = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';
/** Those since the last success: who knows the password wipes out what others tried. */
const FAILURES = `
  SELECT at FROM sign_in_attempt
  WHERE name_sha256 = $1 AND NOT succeeded AND at > $2 AND at > coalesce(
    (SELECT max(at) FROM sign_in_attempt WHERE name_sha256 = $1 AND succeeded), '-infinity')
  ORDER BY at DESC LIMIT $3`;
const BEGIN = `
  INSERT INTO sign_in_attempt (id, name_sha256, address, at, succeeded) VALUES ($1, $2, $3, $4, false)`;
const FORGET = `UPDATE sign_in_attempt SET at = '-infinity' WHERE id = $1`;
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

  /** Begins an attempt under a user name; refuses as `rate-limited`, and counts nothing, while the name waits. */
  begin(userName: string, address: string | null): Promise<Attempt> {
    return this.beginUnder(userName.toLowerCase(), address, SIGNING_IN);
  }

  /**
   * The same of what is no user name, such as who signs. Its kind is in capitals, which no user name is: nobody can lock
   * it by signing in under such a name.
   */
  beginOf(kind: Uppercase<string>, key: string, address: string | null, terms = SIGNING_IN): Promise<Attempt> {
    return this.beginUnder(`${kind} ${key}`, address, terms);
  }

  private beginUnder(name: string, address: string | null, terms: AttemptTerms): Promise<Attempt> {
    const nameSha256 = sha256(name);
    return this.unitOfWork.apart(() =>
      this.unitOfWork.write(async (manager) => {
        const failures = await this.failuresOf(manager, nameSha256, terms.most);
        const first = failures.at(-1)?.at;
        if (first !== undefined && failures.length >= terms.most) throw this.waits(first);
        const id = newId();
        await manager.query(BEGIN, [id, nameSha256, address, this.clock.now()]);
        return { id, nameSha256, address, ordinal: failures.length + 1, terms };
      }),
    );
  }

  /** It was who he said. */
  async succeeded({ id }: Attempt): Promise<void> {
    await this.unitOfWork.apart(() => this.unitOfWork.write((manager) => manager.query(SUCCEED, [id])));
  }

  /** It came to nothing for another reason, and says nothing of who tried. */
  async forget({ id }: Attempt): Promise<void> {
    await this.unitOfWork.apart(() => this.unitOfWork.write((manager) => manager.query(FORGET, [id])));
  }

  /**
   * It was not. With the last that is allowed the name begins to wait, and those who answer for security are told; true then.
   */
  async failed({ ordinal, nameSha256, address, terms }: Attempt, personId: string | null): Promise<boolean> {
    if (ordinal < terms.most) return false;
    await this.alerts.tell({ kind: terms.alert, personId, nameSha256, address });
    return true;
  }

  private async failuresOf(manager: EntityManager, nameSha256: string, most: number): Promise<{ readonly at: Date }[]> {
    await manager.query(IN_TURN, [nameSha256]);
    const since = new Date(this.clock.now().getTime() - WINDOW_MS);
    return manager.query(FAILURES, [nameSha256, since, most]);
  }

  private waits(first: Date): Refusal {
    const seconds = Math.ceil((first.getTime() + WINDOW_MS - this.clock.now().getTime()) / 1000);
    const detail = 'This name was tried too often; nothing was compared';
    return Refusal.forNow('rate-limited', detail, Math.max(1, seconds));
  }
}
