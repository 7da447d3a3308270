import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import { Jobs } from '../jobs/jobs.service';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Mail, type MailKind, type MailState } from './mail.entity';

/** The task that sends one. */
export const SEND_MAIL = 'send-mail';
/** Mails whose turn has come and that one round hands over. */
const ROUND = 500;

/** What is to be mailed to whom, about what, and not before when. */
export interface Queued {
  readonly personId: string;
  readonly kind: MailKind;
  readonly about: string;
  readonly notBefore: Date;
}

/** What is to be mailed: each thing to each person once, in the transaction of what it is about. */
@Injectable()
export class Mails {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes down what is to be mailed; what was taken down already is not again. What has no reason to wait is sent at once. */
  queue(all: readonly Queued[]): Promise<void> {
    return this.unitOfWork.write(async (manager) => {
      const now = this.clock.now();
      for (const { personId, kind, about, notBefore } of all) {
        const [row] = await manager.query<{ id: string }[]>(
          `INSERT INTO mail (id, person_id, kind, about, state, queued_at, not_before)
           VALUES ($1, $2, $3, $4, 'queued', $5, $6) ON CONFLICT (person_id, kind, about) DO NOTHING RETURNING id`,
          [newId(), personId, kind, about, now, notBefore],
        );
        if (row !== undefined && notBefore <= now) await this.hand(row.id);
      }
    });
  }

  /** Hands over what waited for its hour; gives how many. */
  handDue(): Promise<number> {
    return this.unitOfWork.write(async (manager) => {
      const due = await manager.query<{ id: string }[]>(
        `SELECT id FROM mail WHERE state = 'queued' AND job_id IS NULL AND not_before <= $1
         ORDER BY not_before LIMIT ${ROUND} FOR UPDATE SKIP LOCKED`,
        [this.clock.now()],
      );
      for (const { id } of due) await this.hand(id);
      return due.length;
    });
  }

  get(id: string): Promise<Mail | null> {
    return this.unitOfWork.manager.findOneBy(Mail, { id });
  }

  /** Says that it is handed to the server from now on; false where it is not there to be sent. */
  begin(id: string): Promise<boolean> {
    return this.unitOfWork.write(async (manager) => {
      const [rows] = await manager.query<[unknown[], number]>(
        `UPDATE mail SET state = 'sending', began_at = $2, why = NULL
         WHERE id = $1 AND state IN ('queued', 'failed') RETURNING id`,
        [id, this.clock.now()],
      );
      return rows.length === 1;
    });
  }

  /** Says what became of it. */
  async end(id: string, state: MailState, why: string | null = null): Promise<void> {
    await this.unitOfWork.write((manager) =>
      manager.query(`UPDATE mail SET state = $2, why = $3, ended_at = $4 WHERE id = $1`, [
        ...[id, state, why, this.clock.now()],
      ]),
    );
  }

  /** The job is there if the mail is. */
  private async hand(id: string): Promise<void> {
    const jobId = newId();
    await this.unitOfWork.write((manager) => manager.query('UPDATE mail SET job_id = $2 WHERE id = $1', [id, jobId]));
    await this.jobs.enqueue(SEND_MAIL, { mailId: id }, 'Predicate', jobId);
  }
}
