import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { CLOCK, type Clock } from '../../kernel/clock';
import { sha256 } from '../../kernel/digest';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import { SecurityAlerts } from '../credentials/security-alerts.service';
import { type AttemptTerms, BY_HIMSELF, BY_NAME, HOUR, networkOf, OF_NETWORK, WINDOW_MS } from './attempt.rules';
import { SignInLocks, type Standing } from './sign-in-locks';

/** An attempt under way, which counts as failed until it has succeeded. */
export interface Attempt {
  readonly id: string;
  readonly nameSha256: string;
  readonly address: string | null;
  /** How many failures the name has now, this one with them; and how many within the hour. */
  readonly ordinal: number;
  readonly hourly: number;
  readonly terms: AttemptTerms;
}

type Begun = Pick<Attempt, 'nameSha256' | 'address' | 'terms'>;

const OF_ONE_NETWORK = `
  SELECT count(*)::int AS failures FROM sign_in_attempt WHERE network = $1 AND NOT succeeded AND at > $2`;
const BEGIN = `
  INSERT INTO sign_in_attempt (id, name_sha256, address, network, at, succeeded, waited)
  VALUES ($1, $2, $3, $4, $5, false, $6)`;
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
    private readonly locks: SignInLocks,
    private readonly alerts: SecurityAlerts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Begins an attempt under a user name; refused as `rate-limited` while the name waits, known or not, and where too many came
   * from one network, under whatever names.
   */
  begin(userName: string, address: string | null): Promise<Attempt> {
    return this.compared({ nameSha256: nameOf(userName), address, terms: BY_NAME }, address);
  }

  /**
   * The same of what is no user name, such as who signs, wherever it comes from. Its kind is in capitals, which no user name
   * is: nobody can lock it by signing in under such a name.
   */
  beginOf(kind: Uppercase<string>, key: string, address: string | null, terms = BY_HIMSELF): Promise<Attempt> {
    return this.compared({ nameSha256: sha256(`${kind} ${key}`), address, terms }, null);
  }

  /** It was who he said: what others tried counts no more. */
  async succeeded({ id, nameSha256 }: Attempt): Promise<void> {
    await this.unitOfWork.apart(() => this.unitOfWork.write((manager) => manager.query(SUCCEED, [id])));
    await this.locks.lift(nameSha256);
  }

  /** The person of a user name proved himself by something else, that nobody can try in his name. */
  forgive(userName: string): Promise<void> {
    return this.locks.lift(nameOf(userName));
  }

  /** It came to nothing for another reason, and says nothing of who tried. */
  async forget({ id }: Attempt): Promise<void> {
    await this.unitOfWork.apart(() => this.unitOfWork.write((manager) => manager.query(FORGET, [id])));
  }

  /** It was not. With the last that is allowed the name is locked, and those who answer for security are told; true then. */
  async failed({ ordinal, hourly, ...attempt }: Attempt, personId: string | null): Promise<boolean> {
    const { nameSha256, address, terms } = attempt;
    const isLast = ordinal === terms.most;
    if (isLast) await this.locks.lock(nameSha256, terms);
    if (!isLast && hourly !== HOUR.most) return false;
    await this.alerts.tell({ kind: terms.alert, personId, nameSha256, address });
    return true;
  }

  /** What is refused because the name waits is kept too: it counts for where it came from. */
  private async compared(begun: Begun, from: string | null): Promise<Attempt> {
    const { attempt, standing } = await this.unitOfWork.apart(() =>
      this.unitOfWork.write(async (manager) => {
        await this.requireQuiet(manager, from);
        const standing = await this.locks.tried(manager, begun.nameSha256);
        const id = newId();
        const { nameSha256, address, terms } = begun;
        const values = [id, nameSha256, address, networkOf(from), this.clock.now(), isLocked(standing, terms)];
        await manager.query(BEGIN, values);
        return { standing, attempt: { id, ...begun, ordinal: standing.recent + 1, hourly: standing.hourly + 1 } };
      }),
    );
    if (isLocked(standing, begun.terms)) throw this.waits(standing);
    return attempt;
  }

  private async requireQuiet(manager: EntityManager, address: string | null): Promise<void> {
    if (address === null) return;
    const since = new Date(this.clock.now().getTime() - OF_NETWORK.ms);
    const [{ failures }] = await manager.query<[{ failures: number }]>(OF_ONE_NETWORK, [networkOf(address), since]);
    if (failures < OF_NETWORK.most) return;
    throw Refusal.forNow('rate-limited', 'Too many attempts came from this address; nothing was compared', 60);
  }

  private waits({ until }: Standing): Refusal {
    const left = until === null ? WINDOW_MS : until.getTime() - this.clock.now().getTime();
    const detail = 'This was tried too often; nothing was compared';
    return Refusal.forNow('rate-limited', detail, Math.max(1, Math.ceil(left / 1000)));
  }
}

const nameOf = (userName: string): string => sha256(userName.toLowerCase());

/** Of those that are under way none has failed yet, and no more are begun than may fail. */
const isLocked = ({ until, recent, hourly }: Standing, { most }: AttemptTerms): boolean =>
  until !== null || recent >= most || hourly >= HOUR.most;
