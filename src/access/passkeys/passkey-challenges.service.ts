import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { CLOCK, type Clock } from '../../kernel/clock';
import { sha256 } from '../../kernel/digest';
import { newId } from '../../kernel/ids';
import { type ChallengePurpose, PasskeyChallenge } from './passkey-challenge.entity';

/** How long a challenge may wait for its signature; browsers are told the same (WebAuthn L3 §15.1). */
export const OPEN_FOR_MS = 5 * 60 * 1000;

/** For what, and by whom: null for whoever signs in. */
interface Use {
  readonly purpose: ChallengePurpose;
  readonly personId: string | null;
}

/** What makes a signature one of now: 256 random bits that are good once, for five minutes, and for one purpose. */
@Injectable()
export class PasskeyChallenges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async make({ purpose, personId }: Use): Promise<Buffer> {
    const challenge = randomBytes(32);
    await this.unitOfWork.manager.insert(PasskeyChallenge, {
      ...{ id: newId(), digest: sha256(challenge), purpose, personId, usedAt: null },
      expiresAt: new Date(this.clock.now().getTime() + OPEN_FOR_MS),
    });
    return challenge;
  }

  /** Whether it was ours, open, and for this; of two at once one gets it. Within an act it is used if the act is. */
  async use(challenge: Uint8Array, { purpose, personId }: Use): Promise<boolean> {
    const now = this.clock.now();
    const { affected } = await this.unitOfWork.manager
      .createQueryBuilder()
      .update(PasskeyChallenge)
      .set({ usedAt: now })
      .where('digest = :digest AND purpose = :purpose AND used_at IS NULL AND expires_at > :now', {
        ...{ digest: sha256(challenge), purpose, now },
      })
      .andWhere('person_id IS NOT DISTINCT FROM CAST(:personId AS uuid)', { personId })
      .execute();
    return affected === 1;
  }
}
