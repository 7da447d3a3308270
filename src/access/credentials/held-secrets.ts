import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { WRITE_HOLD, type WriteHold } from '../../audit-trail/write-hold';
import { HeldSecret } from './held-secret.entity';

/** Digests and sealed secrets, in the transaction of what they belong to. They leave this room only to be compared. */
@Injectable()
export class HeldSecrets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(WRITE_HOLD) private readonly hold: WriteHold,
  ) {}

  /** Keeps what opens the row of that id. */
  async keep({
    id,
    kind,
    digest = null,
    sealed = null,
    counter = '0',
  }: Pick<HeldSecret, 'id' | 'kind'> & Partial<HeldSecret>) {
    await this.unitOfWork.manager.insert(HeldSecret, { id, kind, digest, sealed, counter, usedAt: null });
  }

  /** Keeps what is to be tried before it opens anything, in the place of what was there. */
  async replace({ id, kind, sealed, usedAt }: Pick<HeldSecret, 'id' | 'kind' | 'sealed' | 'usedAt'>): Promise<void> {
    await this.unitOfWork.manager.upsert(HeldSecret, { id, kind, digest: null, sealed, counter: '0', usedAt }, ['id']);
  }

  /** Lets go of what opened a row that has ended. */
  async drop(id: string): Promise<void> {
    await this.unitOfWork.manager.update(HeldSecret, { id }, { digest: null, sealed: null });
  }

  get(id: string): Promise<HeldSecret | null> {
    return this.unitOfWork.manager.findOneBy(HeldSecret, { id });
  }

  /** When each was last used, of those that were. */
  async usedOf(ids: readonly string[]): Promise<Map<string, Date>> {
    const held = await this.unitOfWork.manager.find(HeldSecret, {
      where: { id: In([...ids]) },
      select: { id: true, usedAt: true },
    });
    return new Map(held.flatMap(({ id, usedAt }) => (usedAt === null ? [] : [[id, usedAt] as const])));
  }

  /** Notes when it was last used. Where nothing may be written it is read all the same, and nothing is noted. */
  async noteUse(id: string, usedAt: Date): Promise<void> {
    if (this.hold !== null) return;
    await this.unitOfWork.manager.update(HeldSecret, { id }, { usedAt });
  }

  /** Whether the counter could be raised to this: false when it stands there already, so that of two at once one gets it. */
  async raise(id: string, counter: number, usedAt: Date): Promise<boolean> {
    const { affected } = await this.unitOfWork.manager
      .createQueryBuilder()
      .update(HeldSecret)
      .set({ counter: String(counter), usedAt })
      .where('id = :id AND counter < :counter', { id, counter })
      .execute();
    return affected === 1;
  }
}
