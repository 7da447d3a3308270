import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import { type Scope, type ScopedTable, withinScope } from '../../database/scope';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import { AuditorRead } from './auditor-read.entity';
import type { Reference } from './references.rules';

/** What was asked for, and how it is about to be answered. */
export interface Reading {
  readonly operation: string;
  readonly told: readonly Pick<Reference, 'table' | 'key'>[];
  readonly status: number;
}

/** A record that can be looked for. */
type Found = Reference & { readonly table: ScopedTable; readonly key: string };

/** What auditors read: whether it is theirs to read, and that they did. */
@Injectable()
export class AuditorReads {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Refuses as `not-found`, in the same words, a record that is not there and one that is out of the scope. */
  async requireWithin(scope: Scope, { table, by, key }: Reference): Promise<void> {
    if (table === null || key === null) throw Refusal.notFound('What the address names');
    if (await this.isWithin(scope, { table, by, key })) return;
    throw Refusal.notFound(`${this.dataSource.getMetadata(table).name} ${key}`);
  }

  /** Tells what was asked for, as one act with a row for each record: durable when this is done. */
  async tell(actor: Actor, { operation, told, status }: Reading): Promise<void> {
    const said = { personId: actor.id, at: this.clock.now(), operation, status };
    await this.auditTrail.record(actor, 'auditor.read', {}, async (tx) => {
      for (const { table, key } of told) {
        const recordId = table === null ? null : key;
        await tx.insert(AuditorRead, { id: newId(), ...said, recordType: table, recordId });
      }
    });
  }

  private async isWithin(scope: Scope, { table, by, key }: Found): Promise<boolean> {
    const parameters: unknown[] = [key];
    const condition = withinScope(table, scope, (value) => `$${parameters.push(value)}`);
    const itself = by === 'id' ? 't.id = $1::uuid' : 't.sha256 = $1::text';
    const rows = await this.dataSource.query<unknown[]>(
      `SELECT FROM ${table} t WHERE ${itself} AND (${condition})`,
      parameters,
    );
    return rows.length > 0;
  }
}
