import type { PoolClient, QueryResult } from 'pg';
import {
  type EntityManager,
  type EntityMetadata,
  type EntityTarget,
  type ObjectLiteral,
  QueryFailedError,
} from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { sha256 } from '../kernel/digest';
import { Gathered } from '../kernel/gathered';
import { isForAuditor, readForAuditor } from './auditors-pool';
import { foretold } from './foretold';
import { type Part, COLUMNS } from './parts';
import { askKept } from './kept-plans';
import { prepared, type Statement } from './statements';

type Row = ObjectLiteral & { id: string };
type Raw = Record<string, unknown>;

/** One that is none would fail those that are asked for beside it. */
const IS_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const quoted = (name: string): string => `"${name}"`;

/** Asks by the connection of a transaction, which keeps the plan of what has a name. */
async function inTransactionOf(
  manager: EntityManager,
  { values = [], ...asked }: Statement,
): Promise<QueryResult<Raw>> {
  if (manager.queryRunner === undefined) throw new Error('Rows are written in a transaction');
  const client = (await manager.queryRunner.connect()) as PoolClient;
  return client.query<Raw>({ ...asked, values: values as unknown[] }).catch((error: Error) => {
    throw new QueryFailedError(asked.text, [...values], error);
  });
}

/** The columns that a reader sees; those that the database keeps to itself are left out. */
const seenColumns = ({ columns }: EntityMetadata): ColumnMetadata[] => columns.filter(({ isSelect }) => isSelect);

/**
 * Rows of entities by plain SQL, one round trip each and with nothing built anew per request; values are read and written
 * as TypeORM's driver does it, so that a row is the same whichever way it came.
 */
export class Rows {
  private static readonly of = new WeakMap<EntityMetadata, Rows>();

  private readonly columns: readonly ColumnMetadata[];
  private readonly returning: string;
  private readonly byId: string;
  private readonly byIds: string;
  private readonly forOthers = new Gathered<Raw>((ids) => this.find(ids));
  private readonly forAuditors = new Gathered<Raw>((ids) => readForAuditor(() => this.find(ids)));
  /** What adds a row that was foretold, of all columns. */
  private readonly adding: Omit<Part, 'values'>;
  private readonly inserts = new Map<string, string>();

  private constructor(private readonly metadata: EntityMetadata) {
    this.columns = seenColumns(metadata);
    this.returning = this.columns.map(({ databaseName }) => quoted(databaseName)).join(', ');
    const select = `SELECT ${this.returning} FROM ${this.table} WHERE "id"`;
    this.byId = `${select} = $1`;
    this.byIds = `${select} = ANY ($1::uuid[])`;
    this.adding = {
      text: `INSERT INTO ${this.table} (${this.returning}) SELECT * FROM unnest(${COLUMNS})`,
      types: this.columns.map(({ type }) => String(type)),
    };
  }

  /** Those of an entity. */
  static for<T extends Row>(manager: EntityManager, entity: EntityTarget<T>): Rows {
    const metadata = manager.connection.getMetadata(entity);
    const known = Rows.of.get(metadata) ?? new Rows(metadata);
    Rows.of.set(metadata, known);
    return known;
  }

  /**
   * The row as any connection sees it now, or null. This is the hottest read: what requests want that come at once is
   * asked at once, for auditors apart from everybody else, and each connection keeps the plan.
   */
  async get<T extends Row>(id: string): Promise<T | null> {
    if (!IS_ID.test(id)) return null;
    const raw = await (isForAuditor() ? this.forAuditors : this.forOthers).ask(id.toLowerCase());
    return raw === null ? null : this.hydrate(raw);
  }

  /** The row as this transaction sees it, held until its end; or null. */
  async lock<T extends Row>(manager: EntityManager, id: string): Promise<T | null> {
    const [raw] = await manager.query<Raw[]>(`${this.byId} FOR UPDATE`, [id]);
    return raw === undefined ? null : this.hydrate(raw);
  }

  /** Adds a row and reads it back as the database holds it, with the numbers and defaults that it gave. */
  async insert<T extends Row>(manager: EntityManager, values: Partial<T>): Promise<T> {
    const { names, given } = this.given(values);
    const places = given.map((_, index) => `$${index + 1}`).join(', ');
    const text = `INSERT INTO ${this.table} (${names.join(', ')}) VALUES (${places}) RETURNING ${this.returning}`;
    const { rows } = await inTransactionOf(manager, prepared(this.nameOf(text), text, ...given));
    return this.hydrate(rows[0]);
  }

  /**
   * The row as it will be, and what adds it; null where the database says more of it than these values, or says them
   * otherwise than they are given.
   */
  foretell<T extends Row>(values: Partial<T>): { readonly row: T; readonly added: Part } | null {
    const row = foretold<T>(this.metadata, this.columns, values);
    return row === null ? null : { row, added: { ...this.adding, values: this.given(row).given } };
  }

  /** Changes a row that is there and reads it back. */
  async update<T extends Row>(manager: EntityManager, id: string, patch: Partial<T>): Promise<T> {
    const { names, given } = this.given(patch);
    const sets = names.map((name, index) => `${name} = $${index + 2}`).join(', ');
    const [[raw]] = await manager.query<[Raw[], number]>(
      `UPDATE ${this.table} SET ${sets} WHERE "id" = $1 RETURNING ${this.returning}`,
      [id, ...given],
    );
    return this.hydrate(raw);
  }

  /** One for each set of columns; a name of PostgreSQL has at most 63 bytes, so the text is told by its digest. */
  private nameOf(text: string): string {
    const name = this.inserts.get(text) ?? `insert ${sha256(text).slice(0, 32)}`;
    this.inserts.set(text, name);
    return name;
  }

  private get table(): string {
    return quoted(this.metadata.tableName);
  }

  private async find(ids: readonly string[]): Promise<ReadonlyMap<string, Raw>> {
    const { tableName, connection } = this.metadata;
    const asked = { name: `${tableName} by ids`, text: this.byIds, values: [ids] };
    const rows = await askKept<Raw>(connection, asked);
    return new Map(rows.map((raw) => [String(raw.id), raw]));
  }

  private given(values: ObjectLiteral): { names: string[]; given: unknown[] } {
    const said = this.columns.filter((column) => column.getEntityValue(values) !== undefined);
    const { driver } = this.metadata.connection;
    return {
      names: said.map(({ databaseName }) => quoted(databaseName)),
      given: said.map((column) => driver.preparePersistentValue(column.getEntityValue(values), column) as unknown),
    };
  }

  private hydrate<T>(raw: Raw): T {
    const { driver } = this.metadata.connection;
    const row = this.metadata.create() as ObjectLiteral;
    for (const column of this.columns) {
      row[column.propertyName] = driver.prepareHydratedValue(raw[column.databaseName], column) as unknown;
    }
    return row as T;
  }
}
