import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { CLOCK, type Clock } from '../../kernel/clock';
import { sha256 } from '../../kernel/digest';
import { newId } from '../../kernel/ids';
import type { Sent } from './openid-issuer';
import { OpenidRequest } from './openid-request.entity';

/** How long somebody may stay at the issuer. */
export const OPEN_FOR_MS = 10 * 60 * 1000;

/** For what, and by whom: nobody where anybody signs in. */
export type Wanted = Pick<OpenidRequest, 'purpose' | 'personId' | 'sessionId' | 'purposeSha256'>;

/** What goes to the issuer, and what the browser keeps until it comes back from there. */
export interface Begun extends Omit<Sent, 'redirectUri'> {
  readonly id: string;
  /** For the cookie. */
  readonly browser: string;
  readonly expiresAt: Date;
}

const random = (): string => randomBytes(32).toString('base64url');

/** What is under way at the issuer: each is good once, for ten minutes, and in the browser that began it. */
@Injectable()
export class OpenidRequests {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async make(wanted: Wanted): Promise<Begun> {
    const [id, begunAt] = [newId(), this.clock.now()];
    const [state, browser, nonce, verifier] = [random(), random(), random(), random()];
    const expiresAt = new Date(begunAt.getTime() + OPEN_FOR_MS);
    await this.unitOfWork.manager.insert(OpenidRequest, {
      ...{ id, stateSha256: sha256(state), browserSha256: sha256(browser), nonce, verifier },
      ...{ ...wanted, begunAt, expiresAt, usedAt: null },
    });
    return { id, state, browser, nonce, verifier, expiresAt };
  }

  /** The one of this state, which is used by that; null where it is none of this browser, was used, or is too old. */
  async use(state: string, browser: string): Promise<OpenidRequest | null> {
    const usedAt = this.clock.now();
    const own = { stateSha256: sha256(state), browserSha256: sha256(browser) };
    const { affected } = await this.unitOfWork.manager
      .createQueryBuilder()
      .update(OpenidRequest)
      .set({ usedAt })
      .where('state_sha256 = :stateSha256 AND browser_sha256 = :browserSha256', own)
      .andWhere('used_at IS NULL AND expires_at > :usedAt', { usedAt })
      .execute();
    return affected === 1 ? this.unitOfWork.manager.findOneBy(OpenidRequest, own) : null;
  }
}
