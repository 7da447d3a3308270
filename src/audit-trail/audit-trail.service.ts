import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, type EntityTarget, type ObjectLiteral, Repository } from 'typeorm';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { canonicalBytes, sha256 } from '../kernel/digest';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { forMany, type Part, COLUMNS } from '../database/parts';
import { auditEvents } from '../observability/counted';
import type { Act } from './acts';
import { AuditEvent } from './audit-event.entity';
import { AuditedTransaction } from './audited-transaction';
import { revisionsOf } from './history';
import { rememberEvent } from './recorded-event';
import { withRetries } from './retries';
import { UnitOfWork } from './unit-of-work';

/** The schema of an event's payload; a change of its shape is a new number. */
const EVENT_SCHEMA = 'predicate/audit-event/2';

export interface Because {
  /** Why, in the words of the person; acts that change what was said before always have one. */
  readonly reason?: string | null;
}

const RECORD_ACT: Omit<Part, 'values'> = {
  text: `SELECT record_acts(${COLUMNS})`,
  types: [...['uuid', 'timestamptz', 'text', 'text', 'bytea', 'text'], ...['text', 'text', 'text', 'uuid', 'jsonb']],
};

/** A row that is not there yet. */
export interface NewRow<T> {
  readonly entity: EntityTarget<T>;
  readonly values: Partial<T> & { id: string };
}

/** An act on its way into the trail. */
interface Doing extends Because {
  readonly actor: Actor;
  readonly act: Act;
}

/**
 * The one way to write (21 CFR 11.10(e)): a change and the event that tells it are one transaction, so that neither is
 * ever there without the other.
 */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @InjectRepository(AuditEvent) private readonly events: Repository<AuditEvent>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Runs the change and records it. When either fails nothing of both stays; a change that touched nothing throws. */
  async record<T>(
    actor: Actor,
    act: Act,
    { reason = null }: Because,
    change: (tx: AuditedTransaction) => Promise<T>,
  ): Promise<T> {
    const write = async (manager: EntityManager): Promise<T> => {
      const tx = new AuditedTransaction(manager);
      const outcome = await change(tx);
      this.unitOfWork.beforeCommit(forMany([[this.told(tx, { actor, act, reason })]]));
      return outcome;
    };
    const outcome = await withRetries(
      () => this.unitOfWork.isAlone,
      () => this.unitOfWork.write(write),
    );
    this.afterCommit(() => auditEvents.inc({ act }));
    return outcome;
  }

  /**
   * Records an act that is one new row and nothing else, such as somebody registering something. Within a request that
   * writes no more it goes to the database as one statement, with the event and the kept answer; what the request reads
   * after it does not see the row.
   */
  async add<T extends ObjectLiteral & { id: string }>(
    actor: Actor,
    act: Act,
    { reason = null }: Because,
    { entity, values }: NewRow<T>,
  ): Promise<T> {
    const { mayStandAlone } = this.unitOfWork;
    const tx = mayStandAlone ? new AuditedTransaction(this.unitOfWork.manager) : null;
    const told = tx?.foretell(entity, values) ?? null;
    if (tx === null || told === null) return this.record(actor, act, { reason }, (all) => all.insert(entity, values));
    this.unitOfWork.standAlone({ added: told.added, told: this.told(tx, { actor, act, reason }) });
    this.afterCommit(() => auditEvents.inc({ act }));
    return told.row;
  }

  /** Does something once what was recorded is durable. */
  afterCommit(act: () => void): void {
    this.unitOfWork.afterCommit(act);
  }

  async get(id: string): Promise<AuditEvent> {
    const event = await this.events.findOneBy({ id });
    if (event === null) throw Refusal.notFound(`Audit event ${id}`);
    return event;
  }

  /** What writes the event and what follows from it; the commit that it stands before makes it so. */
  private told(tx: AuditedTransaction, { actor, act, reason }: Doing): Part {
    const { subject, changes } = tx;
    if (subject === undefined || changes.length === 0) throw new Error(`${act} changed nothing`);
    const id = newId();
    const at = this.clock.now();
    rememberEvent(id);
    const payload = canonicalBytes({
      schema: EVENT_SCHEMA,
      id,
      at: at.toISOString(),
      act,
      actor: { id: actor.id, name: actor.name, role: actor.role, via: { ...actor.via } },
      subject: { type: subject.type, id: subject.id },
      changes,
      reason,
      requestId: actor.requestId,
    });
    const event = [id, at, act, reason, payload, sha256(payload), actor.id, actor.name, subject.type, subject.id];
    return { ...RECORD_ACT, values: [...event, JSON.stringify(revisionsOf(tx.rows))] };
  }
}
