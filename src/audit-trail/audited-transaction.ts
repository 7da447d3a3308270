import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { Rows } from '../database/rows';
import type { Part } from '../database/parts';
import { digestOf, type Json, type Sha256 } from '../kernel/digest';
import { Refusal } from '../kernel/refusal';
import { snapshotOf } from './snapshot-of';

type Row = ObjectLiteral & { id: string };

/** A record, by its table and id. */
export interface Subject {
  readonly type: string;
  readonly id: string;
}

/** One row that an act touched: the digest of what it was and of what it became. */
export interface Change extends Subject {
  readonly before: Sha256 | null;
  readonly after: Sha256;
}

/** A row after the act, for the history of its record. */
export interface Seen extends Subject {
  readonly sha256: Sha256;
  readonly snapshot: Json;
}

/** Whether a patch changes nothing but the number of the revision. */
const saysNothing = (patch: object): boolean =>
  Object.entries(patch).every(([name, value]) => name === 'revision' || value === undefined);

/** The only hands that write the record. They exist inside `AuditTrail.record` alone, and remember all they touch. */
export class AuditedTransaction {
  private readonly before = new Map<string, Sha256>();
  private readonly touched = new Map<string, Change>();
  private readonly after = new Map<string, Seen>();

  private named: Subject | null = null;

  constructor(private readonly manager: EntityManager) {}

  /** Every row touched so far, in that order. */
  get changes(): readonly Change[] {
    return [...this.touched.values()];
  }

  /** Every row touched so far, as it stands now. */
  get rows(): readonly Seen[] {
    return [...this.after.values()];
  }

  /** What the act is about: the record that `about` named, else the first row touched. */
  get subject(): Subject | undefined {
    return this.named ?? this.changes[0];
  }

  /** Names the record that the act is about, where what is written is a row beside it (a withdrawal of evidence). */
  about<T extends Row>(entity: EntityTarget<T>, id: string): void {
    this.named = { type: this.manager.connection.getMetadata(entity).tableName, id };
  }

  /** Reads a row and holds it until the end, so that what the change sees is what the event calls "before". */
  async lock<T extends Row>(entity: EntityTarget<T>, id: string): Promise<T> {
    const row = await Rows.for(this.manager, entity).lock<T>(this.manager, id);
    const { name, tableName } = this.manager.connection.getMetadata(entity);
    if (row === null) throw Refusal.notFound(`${name} ${id}`);
    this.before.set(`${tableName}/${id}`, this.digest(entity, row));
    return row;
  }

  /** Adds a row and returns it as the database holds it, with the numbers and defaults that it gave. */
  async insert<T extends Row>(entity: EntityTarget<T>, values: Partial<T> & { id: string }): Promise<T> {
    return this.seen(entity, await Rows.for(this.manager, entity).insert<T>(this.manager, values));
  }

  /** A row as it will be, and what adds it, where both are known before the database is asked; else null. */
  foretell<T extends Row>(
    entity: EntityTarget<T>,
    values: Partial<T> & { id: string },
  ): { readonly row: T; readonly added: Part } | null {
    const told = Rows.for(this.manager, entity).foretell<T>(values);
    if (told !== null) this.seen(entity, told.row);
    return told;
  }

  /** Changes a row that was locked before; what was not locked has no "before" and is refused. */
  async update<T extends Row>(entity: EntityTarget<T>, id: string, patch: Partial<T>): Promise<T> {
    const { tableName } = this.manager.connection.getMetadata(entity);
    if (!this.before.has(`${tableName}/${id}`)) throw new Error(`${tableName} ${id} is changed without being locked`);
    if (saysNothing(patch)) throw Refusal.validation([{ pointer: '', detail: 'names nothing that is to change' }]);
    return this.seen(entity, await Rows.for(this.manager, entity).update<T>(this.manager, id, patch));
  }

  /** Reads inside the same transaction. */
  get read(): Pick<EntityManager, 'find' | 'findOne' | 'findOneBy' | 'findBy' | 'exists' | 'count'> {
    return this.manager;
  }

  private seen<T extends Row>(entity: EntityTarget<T>, row: T): T {
    const { id } = row;
    const metadata = this.manager.connection.getMetadata(entity);
    const { tableName: type } = metadata;
    const snapshot = snapshotOf(metadata, row);
    const sha256 = digestOf(snapshot);
    const key = `${type}/${id}`;
    this.touched.set(key, { type, id, before: this.before.get(key) ?? null, after: sha256 });
    this.after.set(key, { type, id, sha256, snapshot });
    return row;
  }

  private digest<T extends Row>(entity: EntityTarget<T>, row: T): Sha256 {
    return digestOf(snapshotOf(this.manager.connection.getMetadata(entity), row));
  }
}
