import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import { Person } from './person.entity';
import { Qualification, type QualificationKind } from './qualification.entity';

/** What is put on file of a person. */
export interface Paper {
  readonly kind: QualificationKind;
  readonly title: string;
  readonly doneOn: string;
  readonly validUntil?: string | null;
}

/** The papers of people: recorded by the quality lead, and of a policy accepted by the person himself. */
@Injectable()
export class Qualifications {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  record(actor: Actor, personId: string, { kind, title, doneOn, validUntil = null }: Paper): Promise<Qualification> {
    const isOwn = actor.id === personId;
    if (isOwn !== (kind === 'policy-acceptance')) {
      throw new Refusal(
        'separation-of-duties',
        'A person accepts a policy himself; everything else others record of him',
      );
    }
    if (validUntil !== null && validUntil < doneOn) {
      const detail = 'must not be before doneOn';
      throw new Refusal('inconsistent', `/validUntil: ${detail}`, [{ pointer: '/validUntil', detail }]);
    }
    if (doneOn > this.clock.now().toISOString().slice(0, 10)) {
      throw Refusal.validation([{ pointer: '/doneOn', detail: 'must not be in the future' }]);
    }
    return this.auditTrail.record(actor, 'qualification.recorded', {}, async (tx) => {
      const { state } = await tx.lock(Person, personId);
      if (state === 'left') throw Refusal.invalidState('Of who left nothing more is put on file');
      const recorded = { recordedBy: actor.id, recordedAt: this.clock.now(), endedAt: null, revision: 1 };
      return tx.insert(Qualification, { id: newId(), personId, kind, title, doneOn, validUntil, ...recorded });
    });
  }

  /** Today, by the person himself. */
  accept(actor: Actor, title: string): Promise<Qualification> {
    const doneOn = this.clock.now().toISOString().slice(0, 10);
    return this.record(actor, actor.id, { kind: 'policy-acceptance', title, doneOn });
  }

  /** Takes a paper out of force, with the reason. Roles that were given on it stay, and sign nothing without it. */
  end(actor: Actor, id: string, reason: string): Promise<Qualification> {
    return this.auditTrail.record(actor, 'qualification.ended', { reason }, async (tx) => {
      const { endedAt, revision } = await tx.lock(Qualification, id);
      if (endedAt !== null) throw Refusal.invalidState('This paper was taken out of force already');
      return tx.update(Qualification, id, { endedAt: this.clock.now(), revision: revision + 1 });
    });
  }

  /** What is on file of a person, in force and not, the oldest first. */
  of(personId: string): Promise<Qualification[]> {
    return this.dataSource.manager.find(Qualification, { where: { personId }, order: { id: 'ASC' } });
  }
}
