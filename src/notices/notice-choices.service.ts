import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import type { AuditedTransaction } from '../audit-trail/audited-transaction';
import { Person } from '../access/people/person.entity';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import { refuseStale } from '../http/entity-tag';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { Mails } from './mails.service';
import { NoticeChoice } from './notice-choice.entity';

/** What a person may choose. */
export type Chosen = Omit<NoticeChoice, 'id' | 'personId' | 'confirmedAt' | 'revision'>;

/** Until somebody chooses, nothing is mailed: a digest at seven is what is offered first. */
export const QUIET: Omit<Chosen, 'address'> = {
  ...{ mentions: false, digest: false, digestHour: 7, expiring: 'none', expiringDays: ['30', '60', '90'] },
  ...{ timeZone: 'UTC', quietFrom: null, quietUntil: null },
};

/** What people want to be mailed. Each chooses for himself. */
@Injectable()
export class NoticeChoices {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly auditTrail: AuditTrail,
    private readonly mails: Mails,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What the person chose; null where it is nothing yet. */
  of(personId: string): Promise<NoticeChoice | null> {
    return this.unitOfWork.manager.findOneBy(NoticeChoice, { personId });
  }

  /** The address that an administrator gave; null without one. */
  async givenAddress(personId: string): Promise<string | null> {
    return (await this.unitOfWork.manager.findOneBy(Person, { id: personId }))?.email ?? null;
  }

  /** Chooses, on the revision that was seen. A new address is asked to confirm itself first, but for the one that an administrator gave. */
  choose(actor: Actor, chosen: Chosen, expected: number | null): Promise<NoticeChoice> {
    refuseHalf(chosen);
    return this.auditTrail.record(actor, 'notices.chosen', {}, async (tx) => {
      const person = await tx.lock(Person, actor.id);
      const before = await tx.read.findOneBy(NoticeChoice, { personId: actor.id });
      if (before !== null) refuseStale(before.revision, expected);
      const isSame = before?.address === chosen.address;
      const known = person.email === chosen.address ? this.clock.now() : null;
      const confirmedAt = (isSame ? before.confirmedAt : null) ?? known;
      const choice = await this.write(tx, before, { ...chosen, personId: actor.id, confirmedAt });
      if (confirmedAt === null) await this.askForConfirmation(choice);
      return choice;
    });
  }

  private async write(
    tx: AuditedTransaction,
    before: NoticeChoice | null,
    said: Omit<NoticeChoice, 'id' | 'revision'>,
  ): Promise<NoticeChoice> {
    if (before === null) return tx.insert(NoticeChoice, { id: newId(), ...said, revision: 1 });
    const { id, revision } = await tx.lock(NoticeChoice, before.id);
    return tx.update(NoticeChoice, id, { ...said, revision: revision + 1 });
  }

  /** Of one address once a day, however often it is typed. */
  private askForConfirmation({ personId, address }: NoticeChoice): Promise<void> {
    const now = this.clock.now();
    const about = `${now.toISOString().slice(0, 10)} ${address}`;
    return this.mails.queue([{ personId, kind: 'confirmation', about, notBefore: now }]);
  }
}

/** Hours of quiet have a beginning and an end. */
function refuseHalf({ quietFrom, quietUntil }: Chosen): void {
  if ((quietFrom === null) === (quietUntil === null)) return;
  const pointer = quietFrom === null ? '/quietFrom' : '/quietUntil';
  throw new Refusal('inconsistent', 'Say both hours or neither', [{ pointer, detail: 'Say both hours or neither' }]);
}
